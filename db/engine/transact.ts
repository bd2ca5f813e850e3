/** Transactions that are done again after a deadlock or a serialization failure, of which Postgres says that nothing was changed. */

import { setTimeout as wait } from 'node:timers/promises';
import type { Db, Trx } from './database.ts';

const MAX_TRIES = 3;
/** Of two that met, one goes first the second time. */
const MAX_PAUSE_MS = 50;

/** SQLSTATE deadlock_detected and serialization_failure. */
const lostRaces: readonly unknown[] = ['40P01', '40001'];

/** Whether a transaction was given up for another one's sake, so that it may succeed when it is done again. */
export function isLostRace(error: unknown): boolean {
  return error instanceof Error && 'code' in error && lostRaces.includes(error.code);
}

/**
 * Runs the work in a transaction at READ COMMITTED, and again if it lost a race, three times in all.
 *
 * @param work changes nothing but the database
 * @throws what the work throws, and of a race the third loss
 */
export async function transact<Result>(db: Db, work: (trx: Trx) => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (tries === MAX_TRIES || !isLostRace(error)) throw error;
      await wait(Math.random() * MAX_PAUSE_MS);
    }
  }
}
