/** Probe of the database: whether it answers, where its migrations stand, and how far its clock is from this machine's. */

import { sql } from 'kysely';
import type { Db } from '../engine/database.ts';
import { migrationNames } from '../engine/migrate.ts';
import { asService } from '../engine/undertaking.ts';

export interface Probe {
  /** Migrations of this version that haven't run there. */
  readonly behind: readonly string[];
  /** Migrations that have run there, and that this version doesn't know: a later one was here. */
  readonly ahead: readonly string[];
  /** By which the database's clock is surely before (above 0) or behind this machine's: the time of the way there and back is taken off. */
  readonly clockOffsetMs: number;
}

/**
 * One statement.
 *
 * @throws {Busy} when no connection was free in time, which says nothing of the database
 * @throws when the database doesn't answer
 */
export async function probe(db: Db, clock: () => number = Date.now): Promise<Probe> {
  const askedAt = clock();
  const ask = sql<{ now: Date; applied: readonly string[] }>`
    select clock_timestamp() as now, array(select name::text from kysely_migration order by name) as applied
  `;
  const { rows } = await asService(() => ask.execute(db));
  const answeredAt = clock();
  const { now, applied } = rows[0] ?? { now: new Date(answeredAt), applied: [] };
  const known = await migrationNames();
  return {
    behind: known.filter((name) => !applied.includes(name)),
    ahead: applied.filter((name) => !known.includes(name)),
    clockOffsetMs: outside(now.getTime(), askedAt, answeredAt),
  };
}

/** How far a time is outside of a span; 0 within. */
function outside(time: number, from: number, to: number): number {
  if (time < from) return time - from;
  return time > to ? time - to : 0;
}
