import { type Kysely, sql } from 'kysely';

/** Pairs of sources of which an editor has said that they aren't the same. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table distinct_source (
      low_id integer not null references source (id) on delete cascade,
      high_id integer not null references source (id) on delete cascade check (low_id < high_id),
      primary key (low_id, high_id)
    )
  `.execute(db);
  await sql`create index distinct_source_high on distinct_source (high_id)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table distinct_source`.execute(db);
}
