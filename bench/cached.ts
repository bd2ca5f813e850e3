/**
 * Response cache: cost of hits (GET) and of 304s on one core, against a bare server that sends the same bytes; and what
 * caching adds to misses.
 */

import { fork } from 'node:child_process';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { hashOf } from '../src/graphql/persisted/hash.ts';
import { dataOf } from './ask.ts';
import { type BenchPlace, withDatabase } from './database.ts';
import type { GetOrder, GetResult } from './get-load.ts';
import { areMissesFastEnough, type MissCost, measureMisses, missesText } from './misses.ts';
import { landmarksOf, operationQuestions } from './questions.ts';
import { interleaved, median, medianPart } from './rounds.ts';
import { besides, canPin, messageOf, startBareServer, startDateline } from './servers.ts';

const ROUNDS = 7;
const ROUND_SECONDS = 2;
const CONNECTIONS = 32;
/** The part of the bare server's requests a second that hits have to reach. */
const MIN_PART_OF_BARE = 0.5;

interface CachedSpeed {
  readonly operation: string;
  readonly bytes: number;
  /** Medians of the rounds. */
  readonly hit: GetResult;
  readonly notModified: GetResult;
  readonly bare: GetResult;
  /** The median of what a round's hits were of its bare answers. */
  readonly part: number;
}

export interface CachedCost {
  readonly cores: number;
  readonly processor: string;
  readonly isPinned: boolean;
  /** Processes that wanted a core in the last minute: before it, and at its end. */
  readonly busy: readonly [number, number];
  readonly pages: readonly CachedSpeed[];
  readonly misses: MissCost;
}

export async function measureCached(place: BenchPlace, onProgress: (name: string) => void): Promise<CachedCost> {
  const questions = await withDatabase(place, {}, async ({ db }) => operationQuestions(await landmarksOf(db)));
  const asked = questions.filter(({ name }) => name === 'article-page' || name === 'topic-page');
  const before = loadavg()[0] ?? 0;
  const dateline = await startDateline(place, { isPinned: true });
  const pages: CachedSpeed[] = [];
  try {
    for (const { name, query, variables } of asked) {
      onProgress(`${name}, cached`);
      const search = new URLSearchParams({ documentId: hashOf(query), variables: JSON.stringify(variables) });
      pages.push(await speedOf(name, dateline.url, `?${search}`));
    }
  } finally {
    await dateline.stop();
  }
  onProgress('article-page, not cached');
  const misses = await measureMisses(place);
  const machine = { cores: availableParallelism(), processor: cpus()[0]?.model ?? 'unknown', isPinned: canPin() };
  return { ...machine, busy: [before, loadavg()[0] ?? 0], pages, misses };
}

async function speedOf(operation: string, url: string, search: string): Promise<CachedSpeed> {
  const headers = { accept: 'application/json' };
  const response = await fetch(url + search, { headers });
  const body = await response.text();
  dataOf(operation, body);
  const bare = await startBareServer(body, { isPinned: true });
  const run = (to: string, status: number) => async () => {
    // What trends may change the page between two rounds.
    const { headers: current } = await fetch(to + search, { headers });
    const own = status === 304 ? { 'if-none-match': current.get('etag') ?? '' } : {};
    return load({
      url: to + search,
      headers: { ...headers, ...own },
      status,
      connections: CONNECTIONS,
      seconds: ROUND_SECONDS,
    });
  };
  try {
    const runs = {
      hit: run(url, 200),
      notModified: run(url, 304),
      bare: run(bare.url, 200),
    };
    // What is measured is a process that has been up for a while.
    await interleaved(1, runs);
    const results = await interleaved(ROUNDS, runs);
    return {
      operation,
      bytes: Buffer.byteLength(body),
      hit: medians(results.hit),
      notModified: medians(results.notModified),
      bare: medians(results.bare),
      part: medianPart(results.hit, results.bare),
    };
  } finally {
    await bare.stop();
  }
}

/** In a process of its own, on the other cores. */
async function load(order: GetOrder): Promise<GetResult> {
  const child = fork(new URL('./get-load.ts', import.meta.url), besides());
  try {
    child.send(order);
    return await messageOf<GetResult>(child);
  } finally {
    child.disconnect();
  }
}

function medians(results: readonly GetResult[]): GetResult {
  const of = (pick: (result: GetResult) => number) => median(results.map(pick));
  return {
    requestsPerSecond: of((result) => result.requestsPerSecond),
    p50Ms: of((result) => result.p50Ms),
    p99Ms: of((result) => result.p99Ms),
    loadBusy: of((result) => result.loadBusy),
  };
}

export function isCachingFastEnough({ pages, misses }: CachedCost): boolean {
  return pages.every(({ part }) => part >= MIN_PART_OF_BARE) && areMissesFastEnough(misses);
}

export function cachedText({ cores, processor, isPinned, busy, pages, misses }: CachedCost): string {
  const where = isPinned ? 'each server on one core, the load on the others' : 'not pinned';
  return [
    `Cached responses by GET, ${CONNECTIONS} connections, ${where} (${cores} cores, ${processor}; load ${busy.map((each) => each.toFixed(1)).join(' to ')}):`,
    ...pages.map(
      ({ operation, bytes, hit, notModified, bare, part }) =>
        `  ${operation} (${bytes} bytes): ${speedText(hit)}; 304: ${speedText(notModified)}; bare node:http ${speedText(bare)}; ${(part * 100).toFixed(0)} %`,
    ),
    `  ${missesText(misses)}`,
  ].join('\n');
}

function speedText({ requestsPerSecond, p50Ms, p99Ms, loadBusy }: GetResult): string {
  const busy = `load ${(loadBusy * 100).toFixed(0)} % busy`;
  return `${Math.round(requestsPerSecond)} requests/s, p50 ${p50Ms.toFixed(2)} ms, p99 ${p99Ms.toFixed(2)} ms (${busy})`;
}
