/** How many pages a second the service gives out over HTTP, against a bare server with the same bytes. */

import { availableParallelism, cpus } from 'node:os';
import autocannon from 'autocannon';
import { dataOf, type Question } from './ask.ts';
import { type BenchPlace, withDatabase } from './database.ts';
import { landmarksOf, operationQuestions } from './questions.ts';
import { interleaved, median } from './rounds.ts';
import { startBareServer, startDateline } from './servers.ts';

const connections = 16;
const roundSeconds = 4;
const rounds = 5;
const headers = { 'content-type': 'application/json', accept: 'application/json' };

interface Speed {
  /** Medians of the rounds. */
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

interface PageSpeed {
  readonly operation: string;
  readonly bytes: number;
  /** Of how many different questions the requests are. */
  readonly questions: number;
  readonly dateline: Speed;
  readonly bare: Speed;
}

export interface Throughput {
  readonly cores: number;
  readonly processor: string;
  readonly pages: readonly PageSpeed[];
}

export async function measureThroughput(place: BenchPlace, onProgress: (name: string) => void): Promise<Throughput> {
  const asked = await withDatabase(place, {}, ({ db }) => pagesOf(db));
  // What is kept has its own part.
  const dateline = await startDateline(place, { env: { CACHE_MB: '0' } });
  try {
    const pages: PageSpeed[] = [];
    for (const [operation, questions] of Object.entries(asked)) {
      onProgress(operation);
      pages.push(await pageSpeed(operation, questions, dateline.url));
    }
    return { cores: availableParallelism(), processor: cpus()[0]?.model ?? 'unknown', pages };
  } finally {
    await dateline.stop();
  }
}

/** Readers are on different articles, and all on the one home page. */
async function pagesOf(db: Parameters<typeof landmarksOf>[0]): Promise<Record<string, Question[]>> {
  const landmarks = await landmarksOf(db);
  const operations = await operationQuestions(landmarks);
  const named = (wanted: string) => operations.filter(({ name }) => name === wanted);
  const articles = named('article-page').flatMap((page) =>
    landmarks.slugs.map((slug) => ({ ...page, variables: { ...page.variables, slug } })),
  );
  return { 'article-page': articles, home: named('home') };
}

async function pageSpeed(operation: string, questions: readonly Question[], url: string): Promise<PageSpeed> {
  const bodies = questions.map(({ query, variables }) => JSON.stringify({ query, variables }));
  const response = await fetch(url, { method: 'POST', headers, body: bodies[0] ?? '' });
  const answer = await response.text();
  dataOf(operation, answer);
  const bare = await startBareServer(answer);
  try {
    await load(url, bodies);
    const speeds = await interleaved(rounds, { dateline: () => load(url, bodies), bare: () => load(bare.url, bodies) });
    return {
      operation,
      bytes: Buffer.byteLength(answer),
      questions: bodies.length,
      dateline: medians(speeds.dateline),
      bare: medians(speeds.bare),
    };
  } finally {
    await bare.stop();
  }
}

/** @throws when an answer isn't a good one */
async function load(url: string, bodies: readonly string[]): Promise<Speed> {
  let clients = 0;
  const result = await autocannon({
    url,
    connections,
    duration: roundSeconds,
    method: 'POST',
    headers,
    // Each connection begins elsewhere, or all would ask the same at the same time and share their answers.
    setupClient: (client) => {
      const start = Math.floor((clients * bodies.length) / connections);
      clients += 1;
      client.setRequests([...bodies.slice(start), ...bodies.slice(0, start)].map((body) => ({ body })));
    },
  });
  if (result.non2xx + result.errors > 0) throw new Error(`${result.non2xx + result.errors} requests to ${url} failed.`);
  return { requestsPerSecond: result.requests.average, p50Ms: result.latency.p50, p99Ms: result.latency.p99 };
}

function medians(speeds: readonly Speed[]): Speed {
  return {
    requestsPerSecond: median(speeds.map(({ requestsPerSecond }) => requestsPerSecond)),
    p50Ms: median(speeds.map(({ p50Ms }) => p50Ms)),
    p99Ms: median(speeds.map(({ p99Ms }) => p99Ms)),
  };
}

export function throughputText({ cores, processor, pages }: Throughput): string {
  return [
    `Throughput with ${connections} connections on ${cores} cores (${processor}), shared with Postgres and the load:`,
    ...pages.map(({ operation, bytes, questions, dateline, bare }) => {
      const part = ((dateline.requestsPerSecond / bare.requestsPerSecond) * 100).toFixed(1);
      return `  ${operation} (${bytes} bytes, ${questions} different): ${speedText(dateline)}; bare node:http ${speedText(bare)}; ${part} %`;
    }),
  ].join('\n');
}

function speedText({ requestsPerSecond, p50Ms, p99Ms }: Speed): string {
  return `${Math.round(requestsPerSecond)} requests/s, p50 ${p50Ms} ms, p99 ${p99Ms} ms`;
}
