import { type Kysely, sql } from 'kysely';

/** How articles are read right now: one narrow row each, and from which hour on each window counts; whether hours to come aren't counted yet. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Nothing but the key is indexed and half of each page stays free, so that counting rewrites rows in place.
  await sql`
    create table article_trend (
      article_id integer primary key references article (id) on delete cascade,
      at timestamptz not null,
      published_at timestamptz not null,
      recent_10m double precision not null,
      recent_1h double precision not null,
      recent_1d double precision not null,
      recent_4d double precision not null,
      views_hour integer not null,
      views_day integer not null,
      views_week integer not null,
      views_month integer not null
    ) with (fillfactor = 50)
  `.execute(db);
  await sql`
    create table trend_clock (
      id boolean primary key default true check (id),
      hour_from timestamptz not null default 'infinity',
      day_from timestamptz not null default 'infinity',
      week_from timestamptz not null default 'infinity',
      month_from timestamptz not null default 'infinity',
      has_future boolean not null default false
    )
  `.execute(db);
  await sql`insert into trend_clock default values`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table trend_clock`.execute(db);
  await sql`drop table article_trend`.execute(db);
}
