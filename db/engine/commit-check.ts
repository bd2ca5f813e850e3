/** What is asked before a COMMIT is sent: whether anybody still wants it. By AsyncLocalStorage it comes to the transaction that begins first. */

import { AsyncLocalStorage } from 'node:async_hooks';

/** Of one transaction, for its driver. */
export interface CommitCheck {
  /** To be called right before the COMMIT is sent; throws where it isn't to be. */
  ask(): void;
  /** To be called where the COMMIT failed and can't have been done. */
  undone(): void;
}

interface Kept {
  readonly check: CommitCheck;
  isTaken: boolean;
}

const checks = new AsyncLocalStorage<Kept>();

/**
 * @param check asked before the COMMIT of the transaction that the work begins first, behind all that this waits for; what it throws
 *   rolls that back. A transaction that something else begins meanwhile is none of it
 */
export function checkedBeforeCommit<Done>(check: CommitCheck, work: () => Done): Done {
  return checks.run({ check, isTaken: false }, work);
}

/** To be called by a driver when a transaction begins. */
export function takeCommitCheck(): CommitCheck {
  const kept = checks.getStore();
  if (kept === undefined || kept.isTaken) return unasked;
  kept.isTaken = true;
  return kept.check;
}

const unasked: CommitCheck = { ask() {}, undone() {} };
