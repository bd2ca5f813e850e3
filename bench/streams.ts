/** Open subscriptions: what one publish costs when many are open, all the same and each another, and what others notice of it. */

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { type BenchPlace, withDatabase } from './database.ts';
import { landmarksOf } from './questions.ts';
import { messageOf } from './servers.ts';
import type { StreamsOrder, StreamsState } from './streams-service.ts';

const STREAMS = 1_000;
const OPENED_AT_ONCE = 50;
const PROBE_EVERY_MS = 20;
/** What the streams took is to be given back by then. */
const SETTLE_MS = 30_000;
const MAX_PROBE_MS = 100;
const MAX_BYTES = 150_000_000;
/** Code that was compiled stays, and so do documents that were parsed. */
const MAX_LEFT_BYTES = 50_000_000;

export interface StreamsCost {
  readonly kind: 'identical' | 'distinct';
  readonly streams: number;
  /** From the publish to the last stream's event. */
  readonly seconds: number;
  /** Of the service's CPU, for one publish. */
  readonly cpuSeconds: number;
  /** The longest that `/health/live` took meanwhile. */
  readonly longestProbeMs: number;
  /** The longest turn of the service's event loop meanwhile: what is longer is the machine's, or the prober's. */
  readonly longestTurnMs: number;
  /** More than before the streams were opened: while they are open, at the end of the publish, and 30 s after all have ended. */
  readonly openBytes: number;
  readonly publishedBytes: number;
  readonly endedBytes: number;
}

const maxSeconds = { identical: 2, distinct: 6 } as const;

const nested = `slug headline standfirst topics { slug name } attributions { role source { slug name kind } }
  related(first: 6) { edges { strength node { slug headline topics { slug name } } } }`;
const queryOf = (kind: StreamsCost['kind'], n: number) =>
  `subscription { ${kind === 'distinct' ? `stream${n}: ` : ''}articlePublished { ${nested} } }`;

export async function measureStreams(place: BenchPlace): Promise<readonly StreamsCost[]> {
  const slug = await withDatabase(place, {}, async ({ db }) => (await landmarksOf(db)).slugs[0] ?? '');
  const costs: StreamsCost[] = [];
  for (const kind of ['identical', 'distinct'] as const) costs.push(await measureKind(place, slug, kind));
  return costs;
}

async function measureKind(place: BenchPlace, slug: string, kind: StreamsCost['kind']): Promise<StreamsCost> {
  const env = {
    ...process.env,
    DATA_DIR: place.dataDir,
    ...(place.databaseUrl && { DATABASE_URL: place.databaseUrl }),
  };
  const service = fork(new URL('./streams-service.ts', import.meta.url), { env });
  const { url } = await messageOf<StreamsState>(service);
  const agent = new Agent();
  try {
    // What the first ones load isn't what each one costs.
    const first = await openMany(url, agent, OPENED_AT_ONCE, kind);
    await published(service, slug, first);
    const before = await told(service, 'memory');
    const streams = await openMany(url, agent, STREAMS - OPENED_AT_ONCE, kind, OPENED_AT_ONCE);
    const opened = await told(service, 'memory');
    const probing = probe(url);
    const begunAt = performance.now();
    const recorded = await published(service, slug, [...first, ...streams]);
    const seconds = (performance.now() - begunAt) / 1_000;
    const longestProbeMs = await probing.end();
    const done = await told(service, 'memory');
    for (const { end } of [...first, ...streams]) end();
    await delay(SETTLE_MS);
    const ended = await told(service, 'memory');
    return {
      kind,
      streams: STREAMS,
      seconds,
      cpuSeconds: done.cpuSeconds - opened.cpuSeconds,
      longestProbeMs,
      longestTurnMs: Math.max(recorded.longestTurnMs, done.longestTurnMs),
      openBytes: opened.rssBytes - before.rssBytes,
      publishedBytes: done.rssBytes - before.rssBytes,
      endedBytes: ended.rssBytes - before.rssBytes,
    };
  } finally {
    agent.destroy();
    service.kill('SIGKILL');
  }
}

async function told(service: ChildProcess, order: StreamsOrder): Promise<StreamsState> {
  const state = messageOf<StreamsState>(service);
  service.send(order);
  return state;
}

/** Resolves when each stream has had it, with what the service said when it had recorded it. */
async function published(service: ChildProcess, slug: string, streams: readonly BenchStream[]): Promise<StreamsState> {
  const events = streams.map((stream) => stream.next());
  const [state] = await Promise.all([told(service, { publish: slug }), ...events]);
  return state;
}

interface BenchStream {
  /** Resolves with the next event. */
  next(): Promise<void>;
  end(): void;
}

async function openMany(
  url: string,
  agent: Agent,
  count: number,
  kind: StreamsCost['kind'],
  from = 0,
): Promise<BenchStream[]> {
  const streams: BenchStream[] = [];
  while (streams.length < count) {
    const next = Array.from({ length: OPENED_AT_ONCE }, (_, n) => from + streams.length + n);
    streams.push(...(await Promise.all(next.map((n) => open(url, agent, queryOf(kind, n))))));
  }
  return streams;
}

async function open(url: string, agent: Agent, query: string): Promise<BenchStream> {
  const headers = { 'content-type': 'application/json', accept: 'text/event-stream' };
  const req = request(`${url}/graphql`, { method: 'POST', agent, headers });
  req.end(JSON.stringify({ query }));
  const [res] = (await once(req, 'response')) as [IncomingMessage];
  if (res.statusCode !== 200) throw new Error(`A stream was answered with ${res.statusCode}.`);
  let heard = () => {};
  res.setEncoding('utf8').on('data', (text: string) => {
    if (text.includes('data: {')) heard();
  });
  res.on('error', () => {});
  return {
    next: () =>
      new Promise((resolve) => {
        heard = resolve;
      }),
    end: () => res.destroy(),
  };
}

/** Asks whether the service lives, again and again. */
function probe(url: string): { end(): Promise<number> } {
  let isOver = false;
  const run = async () => {
    let longest = 0;
    while (!isOver) {
      const begunAt = performance.now();
      await (await fetch(`${url}/health/live`)).text();
      longest = Math.max(longest, performance.now() - begunAt);
      await delay(PROBE_EVERY_MS);
    }
    return longest;
  };
  const running = run();
  return {
    end() {
      isOver = true;
      return running;
    },
  };
}

export function areStreamsFastEnough(costs: readonly StreamsCost[]): boolean {
  return costs.every(
    ({ kind, seconds, longestProbeMs, publishedBytes, endedBytes }) =>
      seconds <= maxSeconds[kind] &&
      longestProbeMs <= MAX_PROBE_MS &&
      publishedBytes <= MAX_BYTES &&
      endedBytes <= MAX_LEFT_BYTES,
  );
}

export function streamsText(costs: readonly StreamsCost[]): string {
  const megabytes = (bytes: number) => `${Math.round(bytes / 1_000_000)} MB`;
  const lines = costs.map(
    ({ kind, streams, seconds, cpuSeconds, longestProbeMs, longestTurnMs, openBytes, publishedBytes, endedBytes }) =>
      `  ${streams} ${kind}: one publish told to all in ${seconds.toFixed(2)} s (at most ${maxSeconds[kind]}), ${cpuSeconds.toFixed(2)} s of CPU; ` +
      `/health/live ${longestProbeMs.toFixed(0)} ms at most, a turn of the loop ${longestTurnMs.toFixed(0)} ms; open ${megabytes(openBytes)}, behind it ${megabytes(publishedBytes)}, 30 s after their end ${megabytes(endedBytes)}`,
  );
  return `Open subscriptions, each with nested lists\n${lines.join('\n')}`;
}
