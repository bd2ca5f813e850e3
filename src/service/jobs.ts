/** Background jobs of this process: relating articles, reading long drafts, making topics of sections and delivering webhooks, begun behind the first answers. */

import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '../../db/engine/database.ts';
import { startJobs } from '../../db/engine/job-queue.ts';
import type { Log } from '../../db/engine/log.ts';
import type { AddressRule } from '../outbound/address-guard.ts';

/** The first readers are answered before jobs are begun, which takes a while. */
const START_AFTER_MS = 1_000;
/** Jobs that take longer to end when the service stops go back into their queue. */
const STOP_GRACE_MS = 10_000;

/** @returns what stops them; resolves when those that are under way have ended, or are given back */
export function startJobsLater(database: Database, mayCall: AddressRule, log: Log): () => Promise<void> {
  const starting = new AbortController();
  const started = start(database, mayCall, starting.signal, log).catch((error: unknown) => {
    if (!starting.signal.aborted) log.error({ err: error }, 'Could not start the background jobs.');
  });
  return async () => {
    starting.abort();
    await (await started)?.();
  };
}

async function start(database: Database, mayCall: AddressRule, signal: AbortSignal, log: Log) {
  await delay(START_AFTER_MS, undefined, { signal, ref: false });
  // NOTE: imported here, because a first answer needn't wait for them.
  const [{ enqueueDueRebuild, relateJobs }, { suggestJobs }, { sectionJobs }, { webhookJobs }] = await Promise.all([
    import('../related/jobs.ts'),
    import('../newsroom/found-in-text.ts'),
    import('../import/established-topics.ts'),
    import('../webhooks/jobs.ts'),
  ]);
  const webhooks = webhookJobs(database.db, mayCall);
  const { db } = database;
  const handlers = { ...relateJobs(db), ...suggestJobs(db), ...sectionJobs(db), ...webhooks.handlers };
  const jobs = await startJobs(database, handlers, log);
  // An upgrade may have changed what is related: readers see the former lists until it is worked out.
  await enqueueDueRebuild(database.db);
  return async () => {
    await jobs.stop(STOP_GRACE_MS);
    await webhooks.close();
  };
}
