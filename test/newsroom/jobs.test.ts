/** The job queue: transactional enqueueing, retries, dead letters, several processes, and stopping. */

import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { enqueue, finishJobs, type JobHandlers, type Jobs, startJobs } from '../../db/engine/job-queue.ts';
import { outageReport } from '../../db/engine/outage-report.ts';
import { enqueueRelate } from '../../db/related/relate-queue.ts';
import { relateJobs } from '../../src/related/jobs.ts';
import { piece, publish } from '../support/articles.ts';
import { openCopy } from '../support/newsroom.ts';
import { until } from '../support/until.ts';

let copy: Awaited<ReturnType<typeof openCopy>>;

beforeAll(async () => {
  copy = await openCopy();
});

afterAll(async () => {
  await copy.close();
  await copy.remove?.();
});

beforeEach(() => sql`delete from pgboss.job`.execute(copy.db));

const log = { info: () => {}, warn: () => {}, error: () => {} };
const start = (handlers: JobHandlers) => startJobs(copy, handlers, log);
const count = async (state: string, name = 'relate') => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from pgboss.job where state::text = ${state} and name = ${name}`.execute(copy.db);
  return rows[0]?.count ?? 0;
};
const put = (payloads: object[]) => copy.db.transaction().execute((trx) => enqueue(trx, 'relate', payloads));

async function during(handlers: JobHandlers, act: (jobs: Jobs) => Promise<unknown>): Promise<void> {
  const jobs = await start(handlers);
  await act(jobs).finally(() => jobs.stop(1000));
}

test('a job is enqueued when its transaction commits, and not when it is rolled back', async () => {
  const { db } = copy;
  const undone = db.transaction().execute(async (trx) => {
    await enqueueRelate(trx, [1, 2]);
    throw new Error('changed my mind');
  });
  await expect(undone).rejects.toThrow('changed my mind');
  expect(await count('created')).toBe(0);
  await db.transaction().execute((trx) => enqueueRelate(trx, [1]));
  expect(await count('created')).toBe(1);
});

test('a job that is enqueued for later waits until then, and is kept as long after it as others are', async () => {
  const later = new Date(Date.now() + 3_600_000);
  await copy.db.transaction().execute(async (trx) => {
    await enqueueRelate(trx, [1], later);
    await enqueueRelate(trx, [2]);
  });
  const { rows } = await sql<{ article: number; starts: Date; kept: string }>`
    select (data ->> 'articleId')::int as article, start_after as starts, (keep_until - start_after)::text as kept
    from pgboss.job order by 1`.execute(copy.db);
  expect(rows.map(({ article }) => article)).toEqual([1, 2]);
  expect(rows[0]?.starts).toEqual(later);
  expect(Math.abs(Number(rows[1]?.starts) - Date.now())).toBeLessThan(60_000);
  expect(rows[0]?.kept).toBe(rows[1]?.kept);
  const done: unknown[] = [];
  await finishJobs(copy, { relate: async (payloads) => void done.push(...payloads) });
  expect(done).toEqual([{ articleId: 2 }]);
});

test('a job for an unknown queue fails its transaction', async () => {
  const lost = copy.db.transaction().execute((trx) => enqueue(trx, 'nowhere', [{}]));
  await expect(lost).rejects.toThrow(/null value/);
});

test('an enqueued job has the same columns as one that pg-boss enqueues', async () => {
  const boss = new PgBoss({ db: { executeSql: copy.run }, supervise: false, schedule: false, registerInstance: false });
  await boss.start();
  await boss.insert('relate', [{ data: { articleId: 1 } }]);
  await boss.stop();
  await put([{ articleId: 1 }]);
  const { rows } = await sql<{ job: string }>`
    select distinct (to_jsonb(job) - '{id,created_on,start_after,keep_until}'::text[] ||
      jsonb_build_object('kept', keep_until - start_after))::text as job
    from pgboss.job`.execute(copy.db);
  expect(rows).toHaveLength(1);
  expect(await count('created')).toBe(2);
});

test('a published article is related by a job', async () => {
  const { db } = copy;
  await during(relateJobs(db), async () => {
    const ids = await publish(db, [piece('tide', { topics: ['Harbour'] }), piece('ebb', { topics: ['Harbour'] })]);
    await until(async () => {
      const { rows } = await sql`select from related_article where article_id = any(${ids}::int[])`.execute(db);
      return rows.length === 2;
    });
  });
});

test('a command works off waiting jobs, and reports one that fails', async () => {
  await put([{ n: 1 }, { n: 2 }]);
  const seen: unknown[] = [];
  await finishJobs(copy, { relate: async (payloads) => void seen.push(...payloads) });
  expect(seen).toHaveLength(2);
  expect(await count('completed')).toBe(2);
  await put([{ n: 3 }]);
  await expect(finishJobs(copy, { relate: () => Promise.reject(new Error('no room')) })).rejects.toThrow('no room');
  expect(await count('retry')).toBe(1);
});

test('two processes share jobs, each of which is done once', async () => {
  await put(Array.from({ length: 450 }, (_, n) => ({ n })));
  const seen: unknown[] = [];
  const relate = async (payloads: readonly unknown[]) => {
    seen.push(...payloads.map((payload) => (payload as { n: number }).n));
    await wait(5);
  };
  const other = await start({ relate });
  await during({ relate }, () => until(async () => (await count('completed')) === 450));
  await other.stop(1000);
  expect(seen).toHaveLength(450);
  expect(new Set(seen).size).toBe(450);
});

test('a failing job is retried, and in the end moved to the dead-letter queue', async () => {
  await put([{ n: 1 }]);
  await sql`update pgboss.job set retry_limit = 2, retry_delay = 0, retry_backoff = false`.execute(copy.db);
  let tries = 0;
  const relate = () => {
    tries++;
    return Promise.reject(new Error('no luck'));
  };
  await during({ relate }, () => until(async () => (await count('created', 'dead-letter')) === 1));
  expect(tries).toBe(3);
  expect(await count('failed')).toBe(1);
});

test('stopping waits for the running job', async () => {
  await put([{ n: 1 }]);
  const { promise: begun, resolve } = Promise.withResolvers<void>();
  let isDone = false;
  const jobs = await start({
    relate: async () => {
      resolve();
      await wait(300);
      isDone = true;
    },
  });
  await begun;
  await jobs.stop(10_000);
  expect(isDone).toBe(true);
  expect(await count('completed')).toBe(1);
});

test('a job that outlasts the grace period, or whose process died, is done by another process', async () => {
  await put([{ n: 1 }]);
  const { promise: begun, resolve } = Promise.withResolvers<void>();
  const { promise: never, resolve: end } = Promise.withResolvers<void>();
  const slow = await start({
    relate: () => {
      resolve();
      return never;
    },
  });
  await begun;
  await slow.stop(1000);
  end();
  expect(await count('retry')).toBe(1);
  await sql`
    update pgboss.job set state = 'active', started_on = now() - interval '1 hour',
      heartbeat_on = now() - interval '1 hour', start_after = now()`.execute(copy.db);
  await sql`update pgboss.queue set monitor_on = null`.execute(copy.db);
  const boss = new PgBoss({ db: { executeSql: copy.run }, supervise: false, schedule: false, registerInstance: false });
  await boss.start();
  await boss.supervise();
  await boss.stop();
  expect(await count('active')).toBe(0);
  await sql`update pgboss.job set start_after = now()`.execute(copy.db);
  const seen: unknown[] = [];
  await finishJobs(copy, { relate: async (payloads) => void seen.push(...payloads) });
  expect(seen).toEqual([{ n: 1 }]);
});

test('an outage is logged once, for all queues and however long it takes, and so is its end', async () => {
  const told: string[] = [];
  let refused = 0;
  let isFull = false;
  const run: typeof copy.run = (text, values) => {
    if (!isFull) return copy.run(text, values);
    refused += 1;
    return Promise.reject(Object.assign(new Error('The disk is full.'), { code: '53100' }));
  };
  const error = (_: unknown, text?: string) => void told.push(String(text));
  const jobs = await startJobs(
    { ...copy, run },
    { relate: async () => {}, suggest: async () => {} },
    { ...log, error },
  );
  isFull = true;
  await until(() => refused > 4, 'polls that are refused');
  isFull = false;
  await jobs.stop(1000);
  expect(told).toEqual(['Background jobs wait for the database.']);

  let now = 0;
  const report = outageReport({ began: () => told.push('began'), ended: () => told.push('ended') }, () => now);
  for (const seconds of [0, 4, 9, 9, 20]) {
    now = seconds * 1_000;
    if (seconds < 9) report.failed(new Error('full'));
    report.succeeded();
  }
  expect(told.slice(1)).toEqual(['began', 'ended']);
});
