import { type Kysely, sql } from 'kysely';

/**
 * What readers turn to, per window and measure, best first, as of the last refresh. A hint is the order in which an
 * imported page showed its hot stories: it ranks them while no views are known.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create type trending_window as enum ('HOUR', 'DAY', 'WEEK', 'MONTH')`.execute(db);
  await sql`create type trending_measure as enum ('HEAT', 'VIEWS')`.execute(db);
  await sql`
    create table trending_list (
      "window" trending_window not null,
      measure trending_measure not null,
      as_of timestamptz(3) not null,
      primary key ("window", measure)
    )
  `.execute(db);
  await sql`
    create table trending_rank (
      "window" trending_window not null,
      measure trending_measure not null,
      rank integer not null check (rank between 1 and 1000),
      article_id integer not null references article (id) on delete cascade,
      previous_rank integer check (previous_rank between 1 and 1000),
      score double precision not null check (score >= 0),
      views integer not null check (views >= 0),
      pinned boolean not null default false,
      primary key ("window", measure, rank),
      unique (article_id, "window", measure),
      foreign key ("window", measure) references trending_list
    )
  `.execute(db);
  await sql`
    create table trending_hint (
      article_id integer primary key references article (id) on delete cascade,
      rank integer not null check (rank >= 1),
      noted_at timestamptz(3) not null
    )
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table trending_hint`.execute(db);
  await sql`drop table trending_rank`.execute(db);
  await sql`drop table trending_list`.execute(db);
  await sql`drop type trending_measure`.execute(db);
  await sql`drop type trending_window`.execute(db);
}
