import { type Kysely, sql } from 'kysely';

/**
 * How many sources each article rests on: those that it has as WIRE, QUOTED or CITED, each once. Whoever wrote, published
 * or photographed it is none. Kept by whatever changes attributions; an article without any has no row. The date is the
 * article's own, as in attribution, so that the articles of each count are one range of one index.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table article_source_count (
      article_id integer primary key,
      sources smallint not null check (sources >= 0),
      published_at timestamptz(3) not null,
      foreign key (article_id, published_at) references article (id, published_at) on update cascade on delete cascade
    )
  `.execute(db);
  const counted = (condition: ReturnType<typeof sql>) => sql`
    select article_id, count(distinct source_id) filter (where role in ('WIRE', 'QUOTED', 'CITED')), published_at
    from attribution ${condition} group by article_id, published_at`;
  await sql`insert into article_source_count (article_id, sources, published_at) ${counted(sql``)}`.execute(db);
  await sql`
    create index article_source_count_order on article_source_count (sources, published_at, article_id)
  `.execute(db);
  await sql`
    create function count_sources() returns trigger language plpgsql as $$
    declare
      changed integer[] := array(select distinct article_id from changed_attribution);
    begin
      delete from article_source_count c
      where c.article_id = any(changed) and not exists (select from attribution x where x.article_id = c.article_id);
      insert into article_source_count as c (article_id, sources, published_at)
      ${counted(sql`where article_id = any(changed)`)}
      on conflict (article_id) do update set sources = excluded.sources, published_at = excluded.published_at
      where (c.sources, c.published_at) <> (excluded.sources, excluded.published_at);
      return null;
    end
    $$
  `.execute(db);
  for (const [event, rows] of [
    ['insert', 'new'],
    ['update', 'new'],
    ['delete', 'old'],
  ] as const) {
    await sql`
      create trigger ${sql.ref(`attribution_counted_on_${event}`)} after ${sql.raw(event)} on attribution
      referencing ${sql.raw(rows)} table as changed_attribution for each statement execute function count_sources()
    `.execute(db);
  }
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const event of ['insert', 'update', 'delete'])
    await sql`drop trigger ${sql.ref(`attribution_counted_on_${event}`)} on attribution`.execute(db);
  await sql`drop function count_sources`.execute(db);
  await sql`drop table article_source_count`.execute(db);
}
