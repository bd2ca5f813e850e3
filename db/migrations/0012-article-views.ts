import { type Kysely, sql } from 'kysely';

/** How often an article was read in each hour. */
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
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table article_views`.execute(db);
}
