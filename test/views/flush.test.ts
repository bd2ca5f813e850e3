/** Flushing view counts to the database: batching, outages, several processes, and shutdown. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { openDatabase } from '../../db/engine/connect.ts';
import type { Db } from '../../db/engine/database.ts';
import { addViews, type HourlyViews } from '../../db/views/counts.ts';
import { firstToken } from '../../src/access/first-token.ts';
import { encodeId } from '../../src/ids.ts';
import { MINUTE_MS } from '../../src/time/units.ts';
import { startFlushing } from '../../src/views/flush.ts';
import { createPendingViews } from '../../src/views/pending-views.ts';
import { piece, publish } from '../support/articles.ts';
import { makeDataFolder } from '../support/data-folder.ts';
import { openCopy, useNewsroom } from '../support/newsroom.ts';
import { finish, printed, start } from '../support/process.ts';
import { browser, midnight, startViews, viewsOf } from '../support/views.ts';

let article: number;
let other: number;
const newsroom = useNewsroom(async (db) => {
  [article, other] = (await publish(db, [piece('read'), piece('also-read')])) as [number, number];
});
beforeEach(() => newsroom.db.deleteFrom('article_views').execute());

interface Lines {
  readonly lines: string[];
  error(details: object, message: string): void;
  info(message: string): void;
}

function log(): Lines {
  const lines: string[] = [];
  return {
    lines,
    error: (details, message) =>
      void lines.push('views' in details ? `error ${details.views} ${message}` : `error ${message}`),
    info: (message) => void lines.push(`info ${message}`),
  };
}

test('a flush is one call, with a row for each article and hour', async () => {
  const pending = createPendingViews();
  for (const at of [0, 1, 59 * MINUTE_MS, 60 * MINUTE_MS]) pending.add(article, midnight + at);
  pending.add(other, midnight);
  const calls: (readonly HourlyViews[])[] = [];
  const flushing = startFlushing(pending, async (counts) => void calls.push(counts), log());
  await flushing.close();
  const hour = (number: number) => new Date(midnight + number * 60 * MINUTE_MS);
  expect(calls).toEqual([
    [
      { articleId: article, hour: hour(0), views: 3 },
      { articleId: other, hour: hour(0), views: 1 },
      { articleId: article, hour: hour(1), views: 1 },
    ],
  ]);
});

test('flushes are periodic, and add up', async () => {
  const { beacon, views } = await startViews(newsroom.db);
  const flushing = views.writeTo(newsroom.db);
  await beacon(encodeId('Article', article), { address: '203.0.113.1' });
  await expect.poll(() => viewsOf(newsroom.db, article)).toEqual({ '2026-03-20T10:00': 1 });
  await beacon(encodeId('Article', article), { address: '203.0.113.2' });
  await expect.poll(() => viewsOf(newsroom.db, article)).toEqual({ '2026-03-20T10:00': 2 });
  await flushing.close();
});

test('a failed flush is kept for the next, and logged once', async () => {
  const pending = createPendingViews();
  const logged = log();
  let isAway = true;
  const flushing = startFlushing(
    pending,
    async (counts) => {
      if (isAway) throw new Error('the database is away');
      await addViews(newsroom.db, counts);
    },
    logged,
  );
  for (let round = 0; round < 3; round += 1) {
    pending.add(article, midnight);
    await flushing.flush();
  }
  expect(logged.lines).toEqual(['error Views could not be written; they are kept until they can.']);
  isAway = false;
  pending.add(article, midnight + 60 * MINUTE_MS);
  await flushing.close();
  expect(await viewsOf(newsroom.db, article)).toEqual({ '2026-03-20T00:00': 3, '2026-03-20T01:00': 1 });
  expect(logged.lines.at(-1)).toBe('info Views are written again.');
});

test('a database that recovers during shutdown gets the last views', async () => {
  const pending = createPendingViews();
  let failures = 2;
  const flushing = startFlushing(
    pending,
    async (counts) => {
      failures -= 1;
      if (failures >= 0) throw new Error('not yet');
      await addViews(newsroom.db, counts);
    },
    log(),
  );
  pending.add(article, midnight);
  await flushing.close();
  expect(await viewsOf(newsroom.db, article)).toEqual({ '2026-03-20T00:00': 1 });
});

test('a long outage doesn’t fill the memory: dropped views are counted and logged', async () => {
  const pending = createPendingViews(2);
  const logged = log();
  for (const id of [1, 2, 3, 4, 1]) pending.add(id, midnight);
  const counts: (readonly HourlyViews[])[] = [];
  const flushing = startFlushing(pending, async (given) => void counts.push(given), logged);
  await flushing.close();
  expect(counts[0]?.map(({ articleId, views }) => [articleId, views])).toEqual([
    [1, 2],
    [2, 1],
  ]);
  expect(logged.lines).toEqual([expect.stringMatching(/^error 2 Views were lost/)]);
});

test('concurrent flushes of several processes add up', async () => {
  const processes = await Promise.all(Array.from({ length: 4 }, () => createPendingViews()));
  const flushings = processes.map((pending) =>
    startFlushing(pending, (counts) => addViews(newsroom.db, counts), log()),
  );
  for (let round = 0; round < 10; round += 1) {
    for (const [index, pending] of processes.entries()) {
      pending.add(index % 2 === 0 ? article : other, midnight);
      pending.add(index % 2 === 0 ? other : article, midnight);
    }
    await Promise.all(flushings.map((flushing) => flushing.flush()));
  }
  await Promise.all(flushings.map((flushing) => flushing.close()));
  expect(await viewsOf(newsroom.db, article)).toEqual({ '2026-03-20T00:00': 40 });
  expect(await viewsOf(newsroom.db, other)).toEqual({ '2026-03-20T00:00': 40 });
});

let folder: string;
let copy: Awaited<ReturnType<typeof openCopy>> | undefined;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-drain-'));
  if (inject('serverUrl') === null) await makeDataFolder(join(folder, 'newsroom'));
  else copy = await openCopy();
});
afterAll(async () => {
  await copy?.close();
  await copy?.remove?.();
  await rm(folder, { recursive: true, force: true });
});

const place = () => (copy?.url === undefined ? { DATA_DIR: join(folder, 'newsroom') } : { DATABASE_URL: copy.url });

/** An article to read, and an admin's token. */
let id: string;
let token: string;

/** @returns what the work on the database of the services gives, while none of them has it open */
async function inDatabase<Done>(work: (db: Db) => Promise<Done>): Promise<Done> {
  const { DATABASE_URL: databaseUrl, DATA_DIR: dataDir = '' } = place() as Record<string, string | undefined>;
  const { db, close } = await openDatabase({ databaseUrl, dataDir, poolSize: 1, statementTimeoutMs: 0 });
  return work(db).finally(close);
}

async function startService() {
  const child = start('src/main.js', [], {
    ...{ PORT: '0', DEMO: 'off', LOG_LEVEL: 'warn', TRUSTED_PROXIES: 'loopback' },
    ...place(),
  });
  const [, url = ''] = await printed(child, /Dateline is ready[\s\S]*API\s+(http:\S+)\/graphql/);
  const ask = async <Data>(query: string): Promise<Data> => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
    return ((await response.json()) as { data: Data }).data;
  };
  /** As they are written; a pin makes the lists anew. */
  const written = async () => {
    await ask(`mutation { pinTrending(input: { article: "${id}" }) { __typename } }`);
    const { article } = await ask<{ article: { trend: { views: number } | null } }>(
      `{ article(by: { id: "${id}" }) { trend { views } } }`,
    );
    return article.trend?.views ?? 0;
  };
  const send = async (from: number, to: number) => {
    const beacons = Array.from({ length: to - from }, (_, index) =>
      fetch(`${url}/views`, {
        method: 'POST',
        body: id,
        headers: { 'user-agent': browser, 'x-forwarded-for': `198.51.${(from + index) >> 8}.${(from + index) & 255}` },
      }),
    );
    expect(new Set((await Promise.all(beacons)).map(({ status }) => status))).toEqual(new Set([204]));
  };
  return { child, send, written };
}

const total = () =>
  inDatabase(async (db) => {
    const { rows } = await sql<{ total: number }>`select sum(views)::int as total from article_views`.execute(db);
    return rows[0]?.total ?? 0;
  });

test('a stopped service loses no views; a killed one those of a second at most', async () => {
  await inDatabase(async (db) => {
    id = encodeId('Article', (await publish(db, [piece('harbour-wall-opens')]))[0] as number);
    token = (await firstToken(db)) ?? '';
  });
  const stopped = await startService();
  await stopped.send(0, 300);
  stopped.child.kill('SIGTERM');
  expect((await finish(stopped.child)).code).toBe(0);
  expect(await total()).toBe(300);

  const killed = await startService();
  const shown = await killed.written();
  await killed.send(300, 500);
  await expect.poll(killed.written, { interval: 100 }).toBe(shown + 200);
  await killed.send(500, 520);
  killed.child.kill('SIGKILL');
  await finish(killed.child);
  const after = await total();
  expect(after).toBeGreaterThanOrEqual(500);
  expect(after).toBeLessThanOrEqual(520);
});
