/** Waits for locks, for tests that bring two transactions into each other's way in one order. Only on a server. */

import { sql } from 'kysely';
import type { Db } from '../../db/engine/database.ts';

/** How many connections to this database wait for a lock. */
export async function lockWaits(db: Db): Promise<number> {
  // Within a transaction it would be what it was when it was looked at first.
  await sql`select pg_stat_clear_snapshot()`.execute(db);
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'
  `.execute(db);
  return rows[0]?.count ?? 0;
}
