/** Job queue in the database (pg-boss): filled by the transaction that causes a job, worked off by any process. */

import { type RawBuilder, sql } from 'kysely';
import type { JobResult, PgBoss } from 'pg-boss';
import type { Database, Trx } from './database.ts';
import { isOutage } from './faults.ts';
import type { Log } from './log.ts';
import { outageReport } from './outage-report.ts';
import { sendAhead } from './transaction-statements.ts';

/**
 * Does a batch of a queue's jobs. When it rejects, all of them are tried again later: doing a job twice must do no harm.
 * Where each job fails by itself, it resolves with what went wrong with each, or null, in their order.
 */
// biome-ignore lint/suspicious/noConfusingVoidType: most have nothing to say, and are written as such.
export type JobHandler = (payloads: readonly unknown[]) => Promise<void | readonly (Error | null)[]>;

/** By queue; the queues themselves, with their retries and their dead letter, are made by migrations. */
export type JobHandlers = Readonly<Record<string, JobHandler>>;

export interface Jobs {
  /**
   * Takes no more jobs and lets the running ones end. Those that take longer than the grace go back into their queue.
   *
   * @param graceMs milliseconds, at least 1,000
   */
  stop(graceMs: number): Promise<void>;
}

/** How many jobs are done together. */
const BATCH_SIZE = 100;
/** The library's least is half a second. */
const POLL_SECONDS = 0.5;
const SAME_ERROR_MS = 60_000;
/** Different ones that are known within that time. */
const MAX_ERRORS = 100;

/**
 * Puts jobs in a queue as part of a transaction: there are none if it is rolled back. They take their retries and their
 * dead letter from the queue, as the library's own `insert` does it.
 *
 * @param payloads one JSON object per job
 * @param from before when they aren't done; default now
 */
export async function enqueue(trx: Trx, queue: string, payloads: readonly object[], from?: Date): Promise<void> {
  if (payloads.length === 0) return;
  const given = sql`select jsonb_array_elements(${JSON.stringify(payloads)}::jsonb)`;
  await sendAhead(trx, insertJobs(queue, given, from));
}

/**
 * The same as one statement, or a part of one, for jobs that come of what else it writes.
 *
 * @param payloads selects one JSON object per job
 * @param from before when they aren't done; default now
 */
export function insertJobs(queue: string, payloads: RawBuilder<unknown>, from?: Date): RawBuilder<unknown> {
  // A queue that doesn't exist fails on the columns that can't be null.
  return sql`
    insert into pgboss.job (
      name, data, policy, retry_limit, retry_delay, retry_backoff, retry_delay_max,
      expire_seconds, deletion_seconds, start_after, keep_until, dead_letter, heartbeat_seconds
    )
    select ${queue}, job.payload, q.policy, q.retry_limit, q.retry_delay, q.retry_backoff, q.retry_delay_max,
           q.expire_seconds, q.deletion_seconds, f.start_after, f.start_after + q.retention_seconds * interval '1 second',
           q.dead_letter, q.heartbeat_seconds
    from (${payloads}) job (payload)
    left join pgboss.queue q on q.name = ${queue}
    cross join (select coalesce(${from?.toISOString() ?? null}::timestamptz, pgboss.job_now()) as start_after) f
  `;
}

/** Starts working off jobs, in any number of processes: each job is one process's at a time. */
export async function startJobs(
  database: Database,
  handlers: JobHandlers,
  log: Pick<Log, 'info' | 'warn' | 'error'>,
): Promise<Jobs> {
  const outage = outageReport({
    began: (error) => log.error({ err: error }, 'Background jobs wait for the database.'),
    ended: () => log.info('Background jobs go on.'),
  });
  const run: Database['run'] = async (text, values) => {
    const result = await database.run(text, values);
    outage.succeeded();
    return result;
  };
  const boss = await openBoss({ ...database, run }, { supervise: true });
  const reportOnce = onceAMinute((error) => log.error({ err: error }, 'A background job could not be done.'));
  // Each queue is polled twice a second.
  const report = (error: Error) => (isOutage(error) ? outage.failed(error) : reportOnce(error));
  boss.on('error', report);
  boss.on('warning', ({ message, data }) => log.warn({ data }, message));
  // NOTE: a database that is away for a moment must not leave a process without jobs for ever.
  await boss.start({ attempts: 10 });
  const options = {
    batchSize: BATCH_SIZE,
    pollingIntervalSeconds: POLL_SECONDS,
    burstWhenBatchFull: true,
    perJobResults: true,
  } as const;
  for (const [queue, handle] of Object.entries(handlers)) {
    await boss.work(queue, options, async (jobs) => {
      try {
        const failures = await handle(jobs.map(({ data }) => data));
        return jobs.map(({ id }, index) => resultOf(id, failures?.[index] ?? null));
      } catch (error) {
        report(error as Error);
        throw error;
      }
    });
  }
  return { stop: (graceMs) => boss.stop({ timeout: graceMs }) };
}

function resultOf(id: string, failure: Error | null): JobResult {
  if (failure === null) return { id, status: 'completed' };
  return { id, status: 'failed', output: { message: failure.message } };
}

/**
 * Does the jobs that are waiting and comes back when none is left, for commands that no service may be there to follow.
 *
 * @throws what a handler throws; its jobs stay in the queue
 */
export async function finishJobs(database: Database, handlers: JobHandlers): Promise<void> {
  const boss = await openBoss(database, { supervise: false });
  await boss.start();
  try {
    for (const [queue, handle] of Object.entries(handlers)) await finishQueue(boss, queue, handle);
  } finally {
    await boss.stop();
  }
}

async function finishQueue(boss: PgBoss, queue: string, handle: JobHandler): Promise<void> {
  for (;;) {
    const jobs = await boss.fetch(queue, { batchSize: BATCH_SIZE });
    if (jobs.length === 0) return;
    const ids = jobs.map(({ id }) => id);
    try {
      const failures = await handle(jobs.map(({ data }) => data));
      const failure = failures?.find((each) => each !== null);
      if (failure) throw failure;
    } catch (error) {
      await boss.fail(queue, ids, { message: String(error) });
      throw error;
    }
    await boss.complete(queue, ids);
  }
}

/** Loaded here, because a first answer needn't wait for it. */
async function openBoss({ run, engine }: Database, options: { readonly supervise: boolean }): Promise<PgBoss> {
  const { PgBoss } = await import('pg-boss');
  const isServer = engine === 'server';
  return new PgBoss({
    ...options,
    db: { executeSql: run },
    schema: 'pgboss',
    backend: isServer ? 'postgres' : 'pglite',
    schedule: false,
    registerInstance: false,
    // No job waits for another, so that there is nothing to look for every few seconds.
    flowIntervalSeconds: 3600,
    // The embedded engine has no other connection to rebuild an index from, and never vacuums by itself.
    reindex: isServer,
    monitorVacuum: isServer,
    openTelemetry: { enabled: false },
  });
}

/** Passes an error on, unless it came with the same message within the last minute. */
export function onceAMinute(report: (error: Error) => void): (error: Error) => void {
  const reported = new Map<string, number>();
  return (error) => {
    const now = performance.now();
    if (now - (reported.get(error.message) ?? Number.NEGATIVE_INFINITY) < SAME_ERROR_MS) return;
    for (const [message, at] of reported) if (now - at >= SAME_ERROR_MS) reported.delete(message);
    if (reported.size >= MAX_ERRORS) reported.clear();
    reported.set(error.message, now);
    report(error);
  };
}
