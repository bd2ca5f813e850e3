/** Timer of due events, in every process: moves what was scheduled into the log of events at its time. */

import { setTimeout as wait } from 'node:timers/promises';
import type { Db } from '../../db/engine/connect.ts';
import type { JobsLog } from '../../db/engine/job-queue.ts';
import { moveDueEvents } from '../../db/events/due.ts';

/** The longest pause: what is due may be put off or taken back, and something else may be due before it. */
const PAUSE_MS = 500;

/** @returns what stops it */
export function startDueEvents(db: Db, log: JobsLog): () => Promise<void> {
  const stopping = new AbortController();
  let isFailing = false;
  const run = async () => {
    while (!stopping.signal.aborted) {
      let next: number | null = null;
      try {
        next = await moveDueEvents(db);
        isFailing = false;
      } catch (error) {
        // An outage fails every time; it is logged once.
        if (!isFailing) log.error({ err: error }, 'Could not look for what is due.');
        isFailing = true;
      }
      const milliseconds = Math.min(PAUSE_MS, next ?? PAUSE_MS);
      await wait(milliseconds, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
    }
  };
  const running = run();
  return () => {
    stopping.abort();
    return running;
  };
}
