/**
 * HTTP throughput without caching: requests a second and latency by operation, against a bare server with the same
 * bytes.
 */

import { availableParallelism, cpus } from 'node:os';
import autocannon from 'autocannon';
import { dataOf, type Question } from './ask.ts';
import { type BenchPlace, withDatabase } from './database.ts';
import { type Landmarks, landmarksOf, operationQuestions } from './questions.ts';
import { interleaved, median } from './rounds.ts';
import { startBareServer, startDateline } from './servers.ts';

const CONNECTIONS = 16;
const ROUND_SECONDS = 4;
const ROUNDS = 5;
const headers = { 'content-type': 'application/json', accept: 'application/json' };

export interface Speed {
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
  const home = (await operationQuestions(landmarks)).filter(({ name }) => name === 'home');
  return { 'article-page': await articlePages(landmarks), home };
}

/** The page of each of the latest articles. */
export async function articlePages(landmarks: Landmarks): Promise<Question[]> {
  const operations = await operationQuestions(landmarks);
  return operations
    .filter(({ name }) => name === 'article-page')
    .flatMap((page) => landmarks.slugs.map((slug) => ({ ...page, variables: { ...page.variables, slug } })));
}

async function pageSpeed(operation: string, questions: readonly Question[], url: string): Promise<PageSpeed> {
  const bodies = questions.map(({ query, variables }) => JSON.stringify({ query, variables }));
  const response = await fetch(url, { method: 'POST', headers, body: bodies[0] ?? '' });
  const answer = await response.text();
  dataOf(operation, answer);
  const bare = await startBareServer(answer);
  try {
    const run = (to: string) => () =>
      load({ url: to, connections: CONNECTIONS, seconds: ROUND_SECONDS, bodiesOf: () => bodies });
    await run(url)();
    const speeds = await interleaved(ROUNDS, { dateline: run(url), bare: run(bare.url) });
    return {
      operation,
      bytes: Buffer.byteLength(answer),
      questions: bodies.length,
      dateline: mediansOf(speeds.dateline),
      bare: mediansOf(speeds.bare),
    };
  } finally {
    await bare.stop();
  }
}

interface LoadOrder {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
  /** What a connection posts, by its number; without it the URL is asked for by GET. */
  bodiesOf?(connection: number): readonly string[];
}

/** @throws when an answer isn't a good one */
export async function load({ url, connections, seconds, bodiesOf }: LoadOrder): Promise<Speed> {
  let clients = 0;
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    method: bodiesOf === undefined ? 'GET' : 'POST',
    headers: bodiesOf === undefined ? { accept: headers.accept } : headers,
    // Each connection begins elsewhere, or all would ask the same at the same time and share their answers.
    setupClient: (client) => {
      if (bodiesOf === undefined) return;
      const bodies = bodiesOf(clients);
      const start = Math.floor((clients * bodies.length) / connections);
      clients += 1;
      client.setRequests([...bodies.slice(start), ...bodies.slice(0, start)].map((body) => ({ body })));
    },
  });
  if (result.non2xx + result.errors > 0) throw new Error(`${result.non2xx + result.errors} requests to ${url} failed.`);
  return { requestsPerSecond: result.requests.average, p50Ms: result.latency.p50, p99Ms: result.latency.p99 };
}

export function mediansOf(speeds: readonly Speed[]): Speed {
  return {
    requestsPerSecond: median(speeds.map(({ requestsPerSecond }) => requestsPerSecond)),
    p50Ms: median(speeds.map(({ p50Ms }) => p50Ms)),
    p99Ms: median(speeds.map(({ p99Ms }) => p99Ms)),
  };
}

export function throughputText({ cores, processor, pages }: Throughput): string {
  return [
    `Throughput with ${CONNECTIONS} connections on ${cores} cores (${processor}), shared with Postgres and the load:`,
    ...pages.map(({ operation, bytes, questions, dateline, bare }) => {
      const part = ((dateline.requestsPerSecond / bare.requestsPerSecond) * 100).toFixed(1);
      return `  ${operation} (${bytes} bytes, ${questions} different): ${speedText(dateline)}; bare node:http ${speedText(bare)}; ${part} %`;
    }),
  ].join('\n');
}

function speedText({ requestsPerSecond, p50Ms, p99Ms }: Speed): string {
  return `${Math.round(requestsPerSecond)} requests/s, p50 ${p50Ms} ms, p99 ${p99Ms} ms`;
}
