/** Owns bringing counted views into the database: every second, and whole at the end. */

import { setTimeout as delay } from 'node:timers/promises';
import type { HourlyViews } from '../../db/views/counts.ts';
import type { PendingViews } from './pending-views.ts';

interface Log {
  error(details: object, message: string): void;
  info(message: string): void;
}

export interface Flushing {
  /** Writes what is counted now, and resolves when it is written or kept for the next time. */
  flush(): Promise<void>;
  /** Ends the rounds and writes the rest, trying for a few seconds if the database is away. */
  close(): Promise<void>;
}

const everyMs = 1_000;
const lastTries = 5;

/**
 * Writes pending views once a second with one call of `write`. What can't be written is kept and goes with the next
 * round; the log has one line when that begins and one when it is over.
 *
 * A connection that breaks after the database has committed and before it could say so lets one second count twice.
 */
export function keepFlushing(
  pending: PendingViews,
  write: (counts: readonly HourlyViews[]) => Promise<void>,
  log: Log,
): Flushing {
  let running: Promise<boolean> | undefined;
  let isFailing = false;

  const writeAll = async (): Promise<boolean> => {
    const counts = pending.take();
    const lost = pending.takeLost();
    if (lost > 0) log.error({ views: lost }, 'Views were lost: too many articles wait for the database.');
    if (counts.length === 0) return true;
    try {
      await write(counts);
      if (isFailing) log.info('Views are written again.');
      isFailing = false;
      return true;
    } catch (error) {
      pending.giveBack(counts);
      if (!isFailing) log.error({ err: error }, 'Views could not be written; they are kept until they can.');
      isFailing = true;
      return false;
    }
  };
  const round = (): Promise<boolean> => {
    running ??= writeAll().finally(() => {
      running = undefined;
    });
    return running;
  };
  const timer = setInterval(round, everyMs);
  timer.unref();

  return {
    flush: async () => void (await round()),
    async close() {
      clearInterval(timer);
      await running;
      for (let tries = 1; !(await round()); tries += 1) {
        if (tries === lastTries) {
          const views = pending.take().reduce((sum, count) => sum + count.views, 0);
          log.error({ views }, 'Views were lost: the database is away.');
          return;
        }
        await delay(everyMs);
      }
    },
  };
}
