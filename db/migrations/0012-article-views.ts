import { type Kysely, sql } from 'kysely';

/** How often an article was read: by hour, and further back by day, so that months of history stay small. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table article_views (
      article_id integer not null references article (id) on delete cascade,
      hour timestamptz(0) not null check (date_trunc('hour', hour, 'UTC') = hour),
      views integer not null check (views > 0),
      primary key (article_id, hour)
    ) with (fillfactor = 80)
  `.execute(db);
  await sql`create index article_views_hour on article_views (hour)`.execute(db);
  await sql`
    create table article_views_daily (
      article_id integer not null references article (id) on delete cascade,
      day timestamptz(0) not null check (date_trunc('day', day, 'UTC') = day),
      views integer not null check (views > 0),
      primary key (article_id, day)
    )
  `.execute(db);
  await sql`create index article_views_daily_day on article_views_daily (day)`.execute(db);
  await sql`
    create view article_views_history as
    select article_id, hour as starts_at, 1 as hours, views from article_views
    union all
    select article_id, day, 24, views from article_views_daily
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop view article_views_history`.execute(db);
  await sql`drop table article_views_daily`.execute(db);
  await sql`drop table article_views`.execute(db);
}
