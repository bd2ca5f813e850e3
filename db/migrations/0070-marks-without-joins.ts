import { type Kysely, sql } from 'kysely';

const dayOf = (moment: string) => sql.raw(`(${moment} at time zone 'UTC')::date`);

/**
 * The triggers that mark days compare the rows as they were with the rows as they are by sets instead of joins: PL/pgSQL
 * plans once a session, mostly for a single row, and a join that was planned so takes the square of what a later
 * statement changes.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const counted = sql`select id, published_at, word_count, coalesce(withdrawn_at, killed_at) is null`;
  const placed = sql`select id, parent_id`;
  await replaceMarkDays(
    db,
    sql`
      select distinct ${dayOf('published_at')}
      from (
        (${counted} from old_rows except ${counted} from new_rows)
        union all (${counted} from new_rows except ${counted} from old_rows)
      ) changed`,
  );
  await replaceMarkDaysOfMovedTopics(
    db,
    sql`select id from (${placed} from old_rows except ${placed} from new_rows) m`,
  );
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await replaceMarkDays(
    db,
    sql`
      select distinct changed.day
      from old_rows o join new_rows n using (id)
      cross join lateral (values (${dayOf('o.published_at')}), (${dayOf('n.published_at')})) changed (day)
      where (o.published_at, o.word_count, coalesce(o.withdrawn_at, o.killed_at) is null)
        <> (n.published_at, n.word_count, coalesce(n.withdrawn_at, n.killed_at) is null)`,
  );
  await replaceMarkDaysOfMovedTopics(
    db,
    sql`select n.id from old_rows o join new_rows n using (id) where o.parent_id is distinct from n.parent_id`,
  );
}

type Query = ReturnType<typeof sql>;

async function replaceMarkDays(db: Kysely<unknown>, daysOfChangedArticles: Query): Promise<void> {
  await sql`
    create or replace function mark_coverage_days() returns trigger language plpgsql as $$
    begin
      if tg_op = 'INSERT' then
        insert into stale_coverage_day (day) select distinct ${dayOf('n.published_at')} from new_rows n;
      elsif tg_op = 'DELETE' then
        insert into stale_coverage_day (day) select distinct ${dayOf('o.published_at')} from old_rows o;
      elsif tg_table_name = 'article' then
        insert into stale_coverage_day (day) ${daysOfChangedArticles};
      else
        insert into stale_coverage_day (day)
        select ${dayOf('o.published_at')} from old_rows o union select ${dayOf('n.published_at')} from new_rows n;
      end if;
      return null;
    end
    $$
  `.execute(db);
}

async function replaceMarkDaysOfMovedTopics(db: Kysely<unknown>, idsOfMoved: Query): Promise<void> {
  await sql`
    create or replace function mark_days_of_moved_topics() returns trigger language plpgsql as $$
    begin
      insert into stale_coverage_day (day)
      with recursive moved (id) as (
        ${idsOfMoved}
        union select t.id from moved join topic t on t.parent_id = moved.id
      )
      select distinct ${dayOf('x.published_at')} from moved join article_topic x on x.topic_id = moved.id;
      return null;
    end
    $$
  `.execute(db);
}
