import { type Kysely, sql } from 'kysely';

/**
 * What callers show to be more than a reader. Only a token's hash is kept: 32 random bytes need no salt. Revoked ones
 * stay, so that the log of events can be read, and so that a newsroom which once had a token is never given its first
 * one again.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create type access_role as enum ('READER', 'ANALYST', 'WRITER', 'EDITOR', 'ADMIN')`.execute(db);
  await sql`
    create table access_token (
      id integer generated always as identity primary key,
      name text not null check (length(name) between 1 and 200),
      role access_role not null,
      sha256 text collate "C" not null unique check (length(sha256) = 64),
      created_at timestamptz(3) not null default now(),
      expires_at timestamptz(3),
      revoked_at timestamptz(3),
      last_used_at timestamptz(3)
    )
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table access_token`.execute(db);
  await sql`drop type access_role`.execute(db);
}
