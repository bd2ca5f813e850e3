import { type Kysely, sql } from 'kysely';

/** Past orders of the trending lists, for previous ranks, and what editors pinned or hid. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table trending_snapshot (
      "window" trending_window not null,
      measure trending_measure not null,
      taken_at timestamptz(3) not null,
      article_ids integer[] not null check (cardinality(article_ids) <= 1000),
      primary key ("window", measure, taken_at)
    )
  `.execute(db);
  await sql`
    create table trending_choice (
      article_id integer primary key references article (id) on delete cascade,
      is_hidden boolean not null,
      until timestamptz(3),
      chosen_at timestamptz(3) not null default now()
    )
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table trending_choice`.execute(db);
  await sql`drop table trending_snapshot`.execute(db);
}
