/** Turns (a counting semaphore): a few pieces of work at a time, in the order in which they came. */

import { setImmediate as nextTurnOfTheLoop } from 'node:timers/promises';

export type Turns = <Done>(work: () => Done | Promise<Done>) => Promise<Done>;

/** @param most pieces of work at once; each begins in a turn of the event loop of its own, so that others go on between them */
export function createTurns(most: number): Turns {
  const waiting: (() => void)[] = [];
  let free = most;
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      await nextTurnOfTheLoop();
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
