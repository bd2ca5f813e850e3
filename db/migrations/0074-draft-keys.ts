import { type Kysely, sql } from 'kysely';

/** The table whose place `idempotency_key` has taken. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`drop table draft_idempotency`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table draft_idempotency (
      owner text not null,
      key text not null check (length(key) between 1 and 200),
      draft_id integer not null references draft (id) on delete cascade,
      fingerprint text not null,
      created_at timestamptz(3) not null default now(),
      primary key (owner, key)
    )
  `.execute(db);
  await sql`create index draft_idempotency_draft on draft_idempotency (draft_id)`.execute(db);
}
