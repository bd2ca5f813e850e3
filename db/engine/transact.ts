/**
 * Transactions that are done again after a deadlock or a serialization failure, of which Postgres says that nothing was
 * changed. A mutation's is committed only while its caller waits, and once under an idempotency key.
 */

import { setTimeout as wait } from 'node:timers/promises';
import { isAbortedTransactionError } from 'kysely';
import { checkedBeforeCommit } from './commit-check.ts';
import type { Db, Trx } from './database.ts';
import { type Claim, keepResult, keptResult, lockClaim } from './idempotency.ts';
import { isLostConnection } from './lost-connection.ts';
import { isOfOutdatedPlan } from './outdated-plans.ts';
import { asWriter, currentUndertaking } from './undertaking.ts';

const MAX_TRIES = 3;
/** Of two that met, one goes first the second time. */
const MAX_PAUSE_MS = 50;

/** SQLSTATE deadlock_detected and serialization_failure. */
const lostRaces: readonly unknown[] = ['40P01', '40001'];

/**
 * The connection was lost before COMMIT was sent, as when the server ends a transaction that has been idle for too long: nothing
 * was changed.
 */
class LostBeforeCommit extends Error {
  override readonly name = 'LostBeforeCommit';
}

/** Whether a transaction was given up for another one's sake, so that it may succeed when it is done again. */
export function isLostRace(error: unknown): boolean {
  return error instanceof Error && 'code' in error && lostRaces.includes(error.code);
}

/** The caller was told that nothing happens any more. */
export class GivenUp extends Error {
  override readonly name = 'GivenUp';
}

/** The connection was lost between COMMIT and its answer: Postgres may have done it. */
export class CommitUncertain extends Error {
  override readonly name = 'CommitUncertain';
}

/**
 * Runs the work in a transaction at READ COMMITTED, and again if it lost a race, or its connection before COMMIT, three times in all.
 *
 * @param work changes nothing but the database; in a mutation with an idempotency key, what it returns is what the
 *   mutation comes to
 * @throws what the work throws, and of a race or a connection the third loss
 * @throws {GivenUp} instead of a COMMIT that nobody waits for
 * @throws {CommitUncertain}
 */
export async function transact<Result>(db: Db, work: (trx: Trx) => Promise<Result>): Promise<Result> {
  return again(() => once(db, work));
}

/** The same for any other transaction: what it does is done again if it lost a race, or a change of the schema came between. */
export async function again<Result>(transaction: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await transaction();
    } catch (error) {
      const isLost = error instanceof LostBeforeCommit;
      if (tries === MAX_TRIES || !(isLost || isLostRace(error) || isOfOutdatedPlan(error)))
        throw isLost ? error.cause : error;
      await wait(Math.random() * MAX_PAUSE_MS);
    }
  }
}

async function once<Result>(db: Db, work: (trx: Trx) => Promise<Result>): Promise<Result> {
  const { undertaking, claim } = currentUndertaking() ?? {};
  let isCommitting = false;
  const check = {
    ask() {
      if (undertaking !== undefined) {
        if (undertaking.signal.aborted) throw new GivenUp('The request was given up before it was committed.');
        // From here on whoever gives the request up says that it may have happened.
        undertaking.commits += 1;
      }
      isCommitting = true;
    },
    undone() {
      if (undertaking !== undefined) undertaking.commits -= 1;
      isCommitting = false;
    },
  };
  const transaction = (trx: Trx) => (claim === undefined ? work(trx) : onceUnder(claim, trx, work));
  try {
    const result = await asWriter(() => checkedBeforeCommit(check, () => db.transaction().execute(transaction)));
    // A driver that doesn't ask: too late for a refusal.
    if (!isCommitting) throw new CommitUncertain('What was committed was not asked about before.');
    if (claim !== undefined) claim.isKept = true;
    return result;
  } catch (error) {
    if (!isCommitting)
      throw isLostConnection(error) ? new LostBeforeCommit('Nothing was changed.', { cause: error }) : error;
    if (!isRolledBack(error)) throw new CommitUncertain('The commit was not answered.', { cause: error });
    if (undertaking !== undefined) undertaking.commits -= 1;
    throw error;
  }
}

async function onceUnder<Result>(claim: Claim, trx: Trx, work: (trx: Trx) => Promise<Result>): Promise<Result> {
  if (claim.isKept) throw new Error(`${claim.operation} has more than one transaction.`);
  await lockClaim(trx, claim);
  const kept = await keptResult(trx, claim);
  if (kept !== null) return kept.result as Result;
  const result = await work(trx);
  await keepResult(trx, claim, result);
  return result;
}

/** Whether Postgres itself has refused a COMMIT. What ends a connection (FATAL), or loses it, says nothing of that. */
function isRolledBack(error: unknown): boolean {
  return isAbortedTransactionError(error) || (error as { severity?: unknown } | null)?.severity === 'ERROR';
}
