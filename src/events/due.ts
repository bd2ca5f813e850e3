/** Sees to it that what is due happens at its time, in every process. */

import { setTimeout as wait } from 'node:timers/promises';
import type { Db } from '../../db/engine/connect.ts';
import type { JobsLog } from '../../db/engine/job-queue.ts';
import { moveDueEvents } from '../../db/events/due.ts';

/** What is due later than that is looked at again, since it may be put off, taken back, or something may come before. */
const pauseMs = 500;

/** @returns what stops it */
export function keepTime(db: Db, log: JobsLog): () => Promise<void> {
  const stopping = new AbortController();
  let isFailing = false;
  const keep = async () => {
    while (!stopping.signal.aborted) {
      let next: number | null = null;
      try {
        next = await moveDueEvents(db);
        isFailing = false;
      } catch (error) {
        // An outage fails every time; it is told once.
        if (!isFailing) log.error({ err: error }, 'Could not look for what is due.');
        isFailing = true;
      }
      const milliseconds = Math.min(pauseMs, next ?? pauseMs);
      await wait(milliseconds, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
    }
  };
  const kept = keep();
  return () => {
    stopping.abort();
    return kept;
  };
}
