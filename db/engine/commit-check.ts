/** What is asked before a COMMIT is sent, by AsyncLocalStorage: whether anybody still wants it. */

import { AsyncLocalStorage } from 'node:async_hooks';

const checks = new AsyncLocalStorage<() => void>();

/** @param check asked before each COMMIT of the work, behind all that its transaction waits for; what it throws rolls it back */
export function checkedBeforeCommit<Done>(check: () => void, work: () => Done): Done {
  return checks.run(check, work);
}

/** To be called by a driver right before it sends a COMMIT. @throws what says that it is not to be sent */
export function askWhetherToCommit(): void {
  checks.getStore()?.();
}
