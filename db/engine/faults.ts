/** What a statement's failure says of the database: away, full, damaged, busy, waiting for a lock, or too slow. */

import { Busy } from './gate.ts';
import { isLostConnection } from './lost-connection.ts';
import { lockNotAvailable } from './timeouts.ts';
import { CommitUncertain, isLostRace } from './transact.ts';

export type FaultKind = 'away' | 'full' | 'damaged' | 'busy' | 'locked' | 'raced' | 'uncertain' | 'slow';

/** SQLSTATE of a statement that ran past `statement_timeout`. */
export const queryCanceled = '57014';

/** SQLSTATE disk_full, and what the system says to the embedded engine and to temporary files. */
const diskFull = /^(53100|ENOSPC|EDQUOT)$/;

/** SQLSTATE data_corrupted, index_corrupted and undefined_file: a page isn't what was written, or a table has lost its file. */
export const damaged = /^(?:XX00[12]|58P01)$/;

/**
 * SQLSTATE classes 08 (connection), 25P03 (idle in a transaction), 53 (too many, out of memory), 57P0x (shutting down or starting), and the
 * system's own codes.
 */
const away =
  /^(08...|25P03|53...|57P0[1-5]|ECONN(REFUSED|ABORTED)|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|E(HOST|NET)(UNREACH|DOWN))$/;

/** node-postgres and its pool say these in words only. */
const noConnection =
  /^(timeout exceeded when trying to connect|timeout expired|client was closed|cannot use a pool after)/i;

/** @returns undefined for what is no fault of the database's */
export function faultOfDatabase(cause: unknown): FaultKind | undefined {
  if (cause instanceof Busy) return 'busy';
  if (cause instanceof CommitUncertain) return 'uncertain';
  if (isLostRace(cause)) return 'raced';
  const { code, message } = (cause ?? {}) as { code?: unknown; message?: unknown };
  if (code === lockNotAvailable) return 'locked';
  if (code === queryCanceled) return 'slow';
  if (diskFull.test(String(code))) return 'full';
  if (damaged.test(String(code))) return 'damaged';
  if (away.test(String(code))) return 'away';
  const isUnconnected = isLostConnection(cause) || (code === undefined && noConnection.test(String(message)));
  return isUnconnected ? 'away' : undefined;
}

/** Whether it can't be asked now, so that what was known before is better than nothing. */
export function isOutage(cause: unknown): boolean {
  const fault = faultOfDatabase(cause);
  return fault === 'away' || fault === 'busy' || fault === 'full' || fault === 'damaged';
}
