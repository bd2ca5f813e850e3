import { type Kysely, sql } from 'kysely';

const dayOf = (moment: string) => sql.raw(`(${moment} at time zone 'UTC')::date`);

/**
 * How much is published a day (UTC) and topic, with what is below it; topic 0 is everything. Whoever changes what counts
 * marks its days as stale, in the same transaction: a day without a mark is exact in every snapshot, and one with a mark
 * is counted from the articles until it is rolled up again.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table coverage_day (
      day date not null,
      topic_id integer not null,
      articles integer not null,
      words bigint not null,
      quotes bigint not null,
      primary key (day, topic_id)
    )
  `.execute(db);
  await sql`
    create table stale_coverage_day (
      id bigint generated always as identity primary key,
      day date not null
    )
  `.execute(db);
  await sql`create index stale_coverage_day_order on stale_coverage_day (day, id)`.execute(db);
  await markDays(db);
  await markDaysOfMovedTopics(db);
  await sql`insert into stale_coverage_day (day) select distinct ${dayOf('published_at')} from article`.execute(db);
}

/** Articles, their topics and their quotes: by the day of the row as it was and as it is. */
async function markDays(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function mark_coverage_days() returns trigger language plpgsql as $$
    begin
      if tg_op = 'INSERT' then
        insert into stale_coverage_day (day) select distinct ${dayOf('n.published_at')} from new_rows n;
      elsif tg_op = 'DELETE' then
        insert into stale_coverage_day (day) select distinct ${dayOf('o.published_at')} from old_rows o;
      elsif tg_table_name = 'article' then
        insert into stale_coverage_day (day)
        select distinct changed.day
        from old_rows o join new_rows n using (id)
        cross join lateral (values (${dayOf('o.published_at')}), (${dayOf('n.published_at')})) changed (day)
        where (o.published_at, o.word_count, coalesce(o.withdrawn_at, o.killed_at) is null)
          <> (n.published_at, n.word_count, coalesce(n.withdrawn_at, n.killed_at) is null);
      else
        insert into stale_coverage_day (day)
        select ${dayOf('o.published_at')} from old_rows o union select ${dayOf('n.published_at')} from new_rows n;
      end if;
      return null;
    end
    $$
  `.execute(db);
  for (const table of ['article', 'article_topic', 'quote']) {
    for (const [event, rows] of [
      ['insert', 'new table as new_rows'],
      ['update', 'old table as old_rows new table as new_rows'],
      ['delete', 'old table as old_rows'],
    ] as const) {
      await sql`
        create trigger ${sql.ref(`${table}_covered_on_${event}`)} after ${sql.raw(event)} on ${sql.table(table)}
        referencing ${sql.raw(rows)} for each statement execute function mark_coverage_days()
      `.execute(db);
    }
  }
}

/** What is below a topic that gets another parent counts for others than before. */
async function markDaysOfMovedTopics(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function mark_days_of_moved_topics() returns trigger language plpgsql as $$
    begin
      insert into stale_coverage_day (day)
      with recursive moved (id) as (
        select n.id from old_rows o join new_rows n using (id) where o.parent_id is distinct from n.parent_id
        union select t.id from moved join topic t on t.parent_id = moved.id
      )
      select distinct ${dayOf('x.published_at')} from moved join article_topic x on x.topic_id = moved.id;
      return null;
    end
    $$
  `.execute(db);
  await sql`
    create trigger topic_covered_on_update after update on topic
    referencing old table as old_rows new table as new_rows
    for each statement execute function mark_days_of_moved_topics()
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop trigger topic_covered_on_update on topic`.execute(db);
  for (const table of ['article', 'article_topic', 'quote']) {
    for (const event of ['insert', 'update', 'delete'])
      await sql`drop trigger ${sql.ref(`${table}_covered_on_${event}`)} on ${sql.table(table)}`.execute(db);
  }
  await sql`drop function mark_days_of_moved_topics, mark_coverage_days`.execute(db);
  await sql`drop table stale_coverage_day, coverage_day`.execute(db);
}
