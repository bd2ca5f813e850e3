import { type Kysely, sql } from 'kysely';

/**
 * Low-rank models of the corpus (latent semantic analysis), the last of which is in use: for each of its terms a vector
 * of bytes and what they are multiplied by. And where a rebuild of all related articles stands, so that it can go on.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table related_model (
      id integer generated always as identity primary key,
      trained_at timestamptz not null default now(),
      articles integer not null,
      dimensions integer not null check (dimensions between 1 and 1024),
      terms bytea not null,
      scales bytea not null,
      vectors bytea not null
    )
  `.execute(db);
  await sql`
    create table related_rebuild (
      is_only boolean primary key default true check (is_only),
      started_at timestamptz not null default now(),
      phase text not null check (phase in ('texts', 'corpus', 'edges')),
      last_id integer not null default 0
    )
  `.execute(db);
  // One at a time, in all processes; it may take hours, and says meanwhile that it is alive.
  const queue = { policy: 'exclusive', retryLimit: 3, retryDelay: 60, expireInSeconds: 21_600, heartbeatSeconds: 60 };
  await sql`select pgboss.create_queue('rebuild', ${JSON.stringify({ ...queue, deadLetter: 'dead-letter' })}::jsonb)`.execute(
    db,
  );
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table related_rebuild, related_model`.execute(db);
}
