import { type Kysely, sql } from 'kysely';

/** Operations that front ends name by their hash. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table operation (
      hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
      name text not null,
      body text not null,
      added_at timestamptz not null default now()
    )
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table operation`.execute(db);
}
