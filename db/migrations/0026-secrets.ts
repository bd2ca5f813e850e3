import { type Kysely, sql } from 'kysely';

/** Keys that this newsroom signs with, made once, the same for all of its processes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table secret (
      name text primary key,
      value bytea not null check (octet_length(value) >= 32),
      created_at timestamptz(3) not null default now()
    )
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table secret`.execute(db);
}
