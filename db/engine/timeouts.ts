/** Timeouts of statements, of locks and of idle transactions, and asynchronous commit, for one transaction. */

import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Trx } from './database.ts';
import { sendAhead } from './transaction-statements.ts';

/** SQLSTATE of a lock that isn't waited for any longer. */
export const lockNotAvailable = '55P03';

/** A transaction that others may wait for is ended by the server when its process says nothing for so long. */
const IDLE_TIMEOUT_MS = 3_000;
/** What works between two statements, or waits for whoever reads its rows, has so long for that: never where it has locked what readers' pieces are. */
const LONG_IDLE_TIMEOUT_MS = 60_000;

/**
 * Of every connection. A lock is given up before the statement is, so that it is said why; and later than the server ends a
 * transaction whose process is frozen, so that whoever waits for that one gets its locks.
 *
 * @param statementTimeoutMs 0 for what takes as long as it needs
 */
export function timeoutsOf(statementTimeoutMs: number) {
  return {
    statement_timeout: statementTimeoutMs,
    lock_timeout: Math.round((statementTimeoutMs * 7) / 8),
    idle_in_transaction_session_timeout: statementTimeoutMs === 0 ? LONG_IDLE_TIMEOUT_MS : IDLE_TIMEOUT_MS,
  };
}

/** For what nobody waits for: the statements and locks of the rest of the transaction may take as long as they need. */
export async function withoutStatementTimeout(trx: Trx): Promise<void> {
  await sendAhead(trx, sql`select set_config('statement_timeout', '0', true), set_config('lock_timeout', '0', true)`);
}

/** The same for what works between its statements as well: a minute each time. */
export async function withLongPauses(trx: Trx): Promise<void> {
  await sendAhead(
    trx,
    sql`
    select set_config('statement_timeout', '0', true), set_config('lock_timeout', '0', true),
           set_config('idle_in_transaction_session_timeout', ${String(LONG_IDLE_TIMEOUT_MS)}, true)
  `,
  );
}

/** Waits within a transaction for work of any length, and lets the server know meanwhile that its process isn't frozen. */
export async function awaitWithin<Result>(
  trx: Trx,
  work: Promise<Result>,
  everyMs = IDLE_TIMEOUT_MS / 3,
): Promise<Result> {
  const stop = new AbortController();
  const ended = work.finally(() => stop.abort());
  const telling = tellAlive(trx, everyMs, stop.signal);
  // Whichever fails first is the one that is told of; a statement that is on its way comes back before the next.
  const [result] = await Promise.all([ended, telling]);
  return result;
}

async function tellAlive(trx: Trx, everyMs: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await setTimeout(everyMs, undefined, { signal }).catch(() => {});
    if (!signal.aborted) await sql`select 1`.execute(trx);
  }
}

/** For what waits for whoever reads its rows, and is in nobody's way: a minute each time. Its statements are given up as all are. */
export async function withPausesBetweenStatements(trx: Trx): Promise<void> {
  await sendAhead(
    trx,
    sql`select set_config('idle_in_transaction_session_timeout', ${String(LONG_IDLE_TIMEOUT_MS)}, true)`,
  );
}

/**
 * For what is worked out from the rest, and followed by something that waits for the disk: the transaction takes as long
 * as it needs, and needn't wait for the disk when it ends. A crash in between undoes both.
 */
export async function withAsyncCommit(trx: Trx): Promise<void> {
  await sendAhead(
    trx,
    sql`
    select set_config('statement_timeout', '0', true), set_config('lock_timeout', '0', true),
           set_config('synchronous_commit', 'off', true)
  `,
  );
}

/** For what goes on at the pace of a file: neither a statement nor the time between two ends the transaction. */
export async function withoutTimeouts(trx: Trx): Promise<void> {
  await sendAhead(
    trx,
    sql`
    select set_config('statement_timeout', '0', true), set_config('lock_timeout', '0', true),
           set_config('idle_in_transaction_session_timeout', '0', true)
  `,
  );
}
