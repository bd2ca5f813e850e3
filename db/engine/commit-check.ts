/** What is asked before a COMMIT is sent: whether anybody still wants it. By AsyncLocalStorage it comes to the transaction that begins first. */

import { AsyncLocalStorage } from 'node:async_hooks';

interface Check {
  readonly ask: () => void;
  isTaken: boolean;
}

const checks = new AsyncLocalStorage<Check>();

/**
 * @param ask called before the COMMIT of the transaction that the work begins first, behind all that this waits for; what it throws
 *   rolls that back. A transaction that something else begins meanwhile is none of it
 */
export function checkedBeforeCommit<Done>(ask: () => void, work: () => Done): Done {
  return checks.run({ ask, isTaken: false }, work);
}

/** To be called by a driver when a transaction begins. @returns what it calls right before it sends the COMMIT, and which throws where it isn't to */
export function takeCommitCheck(): () => void {
  const check = checks.getStore();
  if (check === undefined || check.isTaken) return unasked;
  check.isTaken = true;
  return check.ask;
}

const unasked = () => {};
