import { type Kysely, sql } from 'kysely';

/** What readers search for, by day: how often, and how often nothing had all of it. Of who asked nothing is kept. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table asked_search (
      day date not null,
      text text collate "C" not null check (text <> ''),
      asked integer not null check (asked > 0),
      failed integer not null check (failed between 0 and asked),
      primary key (day, text)
    )
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table asked_search`.execute(db);
}
