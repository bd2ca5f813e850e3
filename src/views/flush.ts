/** Flush of pending views into the database: every second, and whole at the end. */

import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../../db/engine/log.ts';
import type { HourlyViews } from '../../db/views/counts.ts';
import { repeat } from '../repeat.ts';
import type { PendingViews } from './pending-views.ts';

export interface Flushing {
  /** Writes what is counted now, and resolves when it is written or kept for the next time. */
  flush(): Promise<void>;
  /** Ends the rounds and writes the rest, trying for a few seconds if the database is away. */
  close(): Promise<void>;
}

const FLUSH_EVERY_MS = 1_000;
const LAST_TRIES = 5;

/**
 * Writes pending views once a second with one call of `write`. What can't be written is kept and goes with the next
 * round; the log has one line when that begins and one when it is over.
 *
 * A connection that breaks after the database has committed and before it could say so lets one second count twice.
 */
export function startFlushing(
  pending: PendingViews,
  write: (counts: readonly HourlyViews[]) => Promise<void>,
  log: Pick<Log, 'error' | 'info'>,
): Flushing {
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
  const rounds = repeat(async () => void (await writeAll()), {
    everyMs: FLUSH_EVERY_MS,
    firstMs: FLUSH_EVERY_MS,
    onError: (error) => log.error({ err: error }, 'Views could not be taken.'),
  });

  return {
    flush: () => rounds.again(),
    async close() {
      await rounds.stop();
      for (let tries = 1; !(await writeAll()); tries += 1) {
        if (tries === LAST_TRIES) {
          const views = pending.take().reduce((sum, count) => sum + count.views, 0);
          log.error({ views }, 'Views were lost: the database is away.');
          return;
        }
        await delay(FLUSH_EVERY_MS);
      }
    },
  };
}
