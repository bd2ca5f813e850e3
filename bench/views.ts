/**
 * View counting: the rate of beacons that one process takes on one core while it answers queries, and whether each view
 * is stored.
 */

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism, cpus } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Db } from '../db/engine/database.ts';
import { encodeId } from '../src/ids.ts';
import { dataOf, type Question } from './ask.ts';
import { type BenchPlace, withDatabase } from './database.ts';
import { landmarksOf, operationQuestions } from './questions.ts';
import { besides, canPin, startBareServer, startDateline } from './servers.ts';
import type { LoadOrder, LoadResult } from './view-load.ts';

const RATES_PER_SECOND = [2_000, 4_000, 8_000, 10_000];
const STEP_SECONDS = 6;
const CONNECTIONS = 128;
const ARTICLES_READ = 3_000;
/** Article pages a second that are asked for meanwhile. */
const QUERIES_PER_SECOND = 50;

/** Beacons a second that one process has to take, and within how many milliseconds ninety-nine of a hundred. */
const MIN_RATE_PER_SECOND = 8_000;
const MAX_P99_MS = 20;

interface Step {
  readonly rate: number;
  readonly dateline: LoadResult;
  readonly bare: LoadResult;
  readonly queriesPerSecond: number;
  readonly queryP99Ms: number;
}

export interface ViewsCost {
  readonly cores: number;
  readonly processor: string;
  readonly isPinned: boolean;
  readonly steps: readonly Step[];
  /** Views that were answered with 204. */
  readonly accepted: number;
  /** Views by which the database has more than before. */
  readonly stored: number;
}

export async function measureViews(place: BenchPlace, onProgress: (name: string) => void): Promise<ViewsCost> {
  const { articles, question, before } = await withDatabase(place, {}, async ({ db }) => ({
    articles: await latestArticles(db),
    question: await articlePage(db),
    before: await storedViews(db),
  }));
  const steps: Step[] = [];
  const dateline = await startDateline(place, { isPinned: true, env: { TRUSTED_PROXIES: 'loopback', CACHE_MB: '0' } });
  const bare = await startBareServer('', { isPinned: true });
  try {
    let firstReader = 0;
    const order = (url: string, rate: number, seconds = STEP_SECONDS): LoadOrder => {
      firstReader += rate * seconds;
      return { url, articles, connections: CONNECTIONS, rate, seconds, firstReader: firstReader - rate * seconds };
    };
    // What is measured is a process that has been up for a while: compiled, its connections open.
    const warm = askSteadily(dateline.url, question);
    let accepted = (await load(order(dateline.url, MIN_RATE_PER_SECOND)).finally(warm.stop)).answered;
    await load(order(bare.url, MIN_RATE_PER_SECOND));
    for (const rate of RATES_PER_SECOND) {
      onProgress(`${rate} views a second`);
      const bareResult = await load(order(bare.url, rate));
      const queries = askSteadily(dateline.url, question);
      const result = await load(order(dateline.url, rate)).finally(queries.stop);
      steps.push({ rate, bare: bareResult, dateline: result, ...(await queries.stop()) });
      accepted += result.answered;
    }
    await dateline.stop();
    const after = await withDatabase(place, {}, ({ db }) => storedViews(db));
    const machine = { cores: availableParallelism(), processor: cpus()[0]?.model ?? 'unknown', isPinned: canPin() };
    return { ...machine, steps, accepted, stored: after - before };
  } finally {
    await dateline.stop();
    await bare.stop();
  }
}

/** Readers read what is new. */
async function latestArticles(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: number }>`
    select id from published_article order by published_at desc, id desc limit ${ARTICLES_READ}`.execute(db);
  return rows.map(({ id }) => encodeId('Article', id));
}

async function articlePage(db: Db): Promise<Question> {
  const page = (await operationQuestions(await landmarksOf(db))).find(({ name }) => name === 'article-page');
  if (page === undefined) throw new Error('There is no operation article-page.');
  return page;
}

async function storedViews(db: Db): Promise<number> {
  const { rows } = await sql<{
    views: string;
  }>`select coalesce(sum(views), 0) as views from article_views_history`.execute(db);
  return Number(rows[0]?.views);
}

/** In a process of its own, so that timing isn't disturbed by what else is done here. */
async function load(order: LoadOrder): Promise<LoadResult> {
  const child = fork(new URL('./view-load.ts', import.meta.url), besides());
  try {
    child.send(order);
    const [result] = (await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => Promise.reject(new Error('The load ended early.'))),
    ])) as [LoadResult];
    return result;
  } finally {
    child.kill();
  }
}

/** Asks at a steady rate until it is stopped. */
function askSteadily(url: string, { name, query, variables }: Question) {
  const latencies: number[] = [];
  const startedAt = performance.now();
  const ask = async (): Promise<void> => {
    const from = performance.now();
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    dataOf(name, await response.text());
    latencies.push(performance.now() - from);
  };
  let isOver = false;
  const running = (async () => {
    const asked: Promise<void>[] = [];
    while (!isOver) {
      asked.push(ask());
      await delay(1000 / QUERIES_PER_SECOND);
    }
    await Promise.all(asked);
  })();
  return {
    async stop(): Promise<{ queriesPerSecond: number; queryP99Ms: number }> {
      isOver = true;
      await running;
      const seconds = (performance.now() - startedAt) / 1000;
      const p99 = latencies.toSorted((a, b) => a - b)[Math.floor(latencies.length * 0.99)] ?? Number.NaN;
      return { queriesPerSecond: latencies.length / seconds, queryP99Ms: p99 };
    },
  };
}

/** Whether the views came as fast as they have to, and all arrived. */
export function areViewsFastEnough({ steps, accepted, stored }: ViewsCost): boolean {
  const step = steps.find(({ rate }) => rate === MIN_RATE_PER_SECOND);
  const isFast =
    step !== undefined && step.dateline.p99Ms < MAX_P99_MS && perSecond(step.dateline) > MIN_RATE_PER_SECOND * 0.99;
  return isFast && accepted === stored;
}

function perSecond({ answered, seconds }: LoadResult): number {
  return answered / seconds;
}

export function viewsText({ cores, processor, isPinned, steps, accepted, stored }: ViewsCost): string {
  const where = isPinned ? 'pinned to one core' : 'not pinned to a core';
  return [
    `Views into one process, ${where} of ${cores} (${processor}) that it shares with Postgres and the load:`,
    ...steps.map(
      ({ rate, dateline, bare, queriesPerSecond, queryP99Ms }) =>
        `  ${rate}/s offered: ${speedText(dateline)}, beside ${queriesPerSecond.toFixed(0)} article pages/s (p99 ${queryP99Ms.toFixed(1)} ms); bare node:http ${speedText(bare)}`,
    ),
    `  ${accepted} accepted, ${stored} in the database${accepted === stored ? ': all of them' : ''}.`,
  ].join('\n');
}

function speedText(result: LoadResult): string {
  const { p50Ms, p99Ms } = result;
  return `${Math.round(perSecond(result))} accepted/s, p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms`;
}
