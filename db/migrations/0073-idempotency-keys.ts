import { type Kysely, sql } from 'kysely';

/** What mutations came to, under keys of their callers': kept for a day, sealed under keys that aren't stored. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table idempotency_key (
      hash bytea primary key check (length(hash) = 32),
      fingerprint bytea not null check (length(fingerprint) = 32),
      result bytea not null,
      created_at timestamptz(3) not null default now()
    )
  `.execute(db);
  await sql`create index idempotency_key_age on idempotency_key (created_at)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table idempotency_key`.execute(db);
}
