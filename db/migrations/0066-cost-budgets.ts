import { type Kysely, sql } from 'kysely';

/**
 * What callers have spent of their budgets, for the processes of a newsroom to know of each other's. A budget is whole again
 * within a minute, so that this may be lost: it isn't logged, not sent to replicas, and empty after a crash.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create unlogged table cost_budget (
      caller text primary key,
      used double precision not null,
      at timestamptz not null
    ) with (fillfactor = 50)
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table cost_budget`.execute(db);
}
