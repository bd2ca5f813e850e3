/** Two budgets that one caller spends from, its own and that of many: a cost is paid from both or from neither. */

import type { Account } from './account.ts';

/** What is told is of whichever has less left. */
export function jointAccount(own: Account, shared: Account): Account {
  const tighter = () => (shared.standing().remaining < own.standing().remaining ? shared : own);
  return {
    get limit() {
      return tighter().limit;
    },
    take(cost) {
      const wait = own.take(cost);
      if (wait > 0) return wait;
      const waitForShared = shared.take(cost);
      if (waitForShared > 0) own.add(-cost);
      return waitForShared;
    },
    add(cost) {
      own.add(cost);
      shared.add(cost);
    },
    standing: () => tighter().standing(),
  };
}
