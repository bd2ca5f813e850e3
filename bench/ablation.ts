/**
 * Ablation: what each clever part of the endpoint buys, beside the plain way in its place, by CPU time of the service and of
 * Postgres for each request, which says more than time on a clock where the machine is busy.
 */

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { createSeenViews } from '../src/views/seen-views.ts';
import type { AblationUrls } from './ablation-service.ts';
import { type BenchPlace, withDatabase } from './database.ts';
import { processStat } from './process-stat.ts';
import { landmarksOf } from './questions.ts';
import { interleaved, median } from './rounds.ts';
import { messageOf } from './servers.ts';
import { articlePages } from './throughput.ts';

const ROUNDS = 9;
const CONNECTIONS = { miss: 16, hit: 16 } as const;
const REQUESTS = { miss: 300, hit: 2_000 } as const;
/** Of a half-hour. */
const VIEWS = 1_000_000;

/** Medians of the rounds, for each request. */
interface Cost {
  readonly serviceMicroseconds: number;
  /** Null where Postgres runs in the service, or elsewhere. */
  readonly postgresMicroseconds: number | null;
}

export interface Ablation {
  readonly name: string;
  readonly clever: Cost;
  readonly plain: Cost;
  /** The median of what a round's plain way cost of its clever one, by what the part is there to save. */
  readonly part: number;
}

interface Ask {
  readonly url: string;
  readonly body?: string;
  readonly accept: string;
}

type Asks = (url: string) => (index: number) => Ask;

export async function measureAblation(place: BenchPlace, onProgress: (name: string) => void): Promise<Ablation[]> {
  const pages = await withDatabase(place, {}, async ({ db }) => articlePages(await landmarksOf(db)));
  const env = { ...process.env, DATA_DIR: place.dataDir, NODE_ENV: 'production' };
  if (place.databaseUrl !== undefined) Object.assign(env, { DATABASE_URL: place.databaseUrl });
  const child = fork(new URL('./ablation-service.ts', import.meta.url), { env });
  const urls = await messageOf<AblationUrls>(child);
  const json = 'application/json';
  const { query = '', variables } = pages[0] ?? {};
  const search = new URLSearchParams({ query, variables: JSON.stringify(variables) });
  let asked = 0;
  const misses: Asks = (url) => (index) => {
    const page = pages[index % pages.length] ?? { variables: {} };
    asked += 1;
    return { url, body: JSON.stringify({ query, variables: { ...page.variables, asked } }), accept: json };
  };
  const hits: Asks = (url) => () => ({ url, body: JSON.stringify({ query, variables }), accept: json });
  const gets: Asks = (url) => () => ({ url: `${url}?${search}`, accept: json });
  try {
    const compare = async (
      name: string,
      kind: keyof typeof REQUESTS,
      weigh: (cost: Cost) => number,
      clever: Run,
      plain: Run,
    ): Promise<Ablation> => {
      onProgress(name);
      const runs = { clever: () => run(place, child, clever, kind), plain: () => run(place, child, plain, kind) };
      await interleaved(2, runs);
      const costs = await interleaved(ROUNDS, runs);
      const parts = costs.plain.map((cost, round) => weigh(cost) / weigh(costs.clever[round] ?? cost));
      return { name, clever: medians(costs.clever), plain: medians(costs.plain), part: median(parts) };
    };
    const { miss, hit } = urls;
    return [
      await compare('statements prepared by name', 'miss', allCpu, [miss, misses], [urls.missUnnamed, misses]),
      await compare('hits without serializing', 'hit', ownCpu, [hit, hits], [urls.hitSerialized, hits]),
      await compare('hits by URL before Yoga', 'hit', ownCpu, [urls.hitByUrl, gets], [hit, gets]),
    ];
  } finally {
    child.disconnect();
  }
}

type Run = readonly [url: string, asks: Asks];

async function run(
  place: BenchPlace,
  child: ChildProcess,
  [url, asks]: Run,
  kind: keyof typeof REQUESTS,
): Promise<Cost> {
  const count = REQUESTS[kind];
  const askOf = asks(url);
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS[kind] });
  let next = 0;
  const work = async () => {
    while (next < count) {
      next += 1;
      await ask(askOf(next), agent);
    }
  };
  const before = [await cpuOf(child), await cpuOfPostgres(place)] as const;
  await Promise.all(Array.from({ length: CONNECTIONS[kind] }, work));
  const [service, postgres] = [await cpuOf(child), await cpuOfPostgres(place)];
  agent.destroy();
  return {
    serviceMicroseconds: (service - before[0]) / count,
    postgresMicroseconds: postgres === null || before[1] === null ? null : (postgres - before[1]) / count,
  };
}

/** @throws when the answer isn't a good one */
async function ask({ url, body, accept }: Ask, agent: Agent): Promise<void> {
  const headers = { accept, ...(body !== undefined && { 'content-type': 'application/json' }) };
  const sent = request(url, { method: body === undefined ? 'GET' : 'POST', headers, agent }).end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of response) text += String(chunk);
  if (response.statusCode !== 200 || text.includes('"errors"')) throw new Error(text.slice(0, 500));
}

async function cpuOf(child: ChildProcess): Promise<number> {
  const answer = once(child, 'message');
  child.send({});
  const [{ user, system }] = (await answer) as [NodeJS.CpuUsage];
  return user + system;
}

/** Of all connections to the benchmark's database, where they are processes of this machine. */
async function cpuOfPostgres(place: BenchPlace): Promise<number | null> {
  if (place.databaseUrl === undefined) return null;
  const { rows } = await withDatabase(place, { poolSize: 1 }, ({ run }) =>
    run('select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()'),
  );
  try {
    return (rows as { readonly pid: number }[]).reduce((sum, { pid }) => sum + processStat(pid).cpuMicroseconds, 0);
  } catch {
    return null;
  }
}

const ownCpu = (cost: Cost) => cost.serviceMicroseconds;
const allCpu = (cost: Cost) => cost.serviceMicroseconds + (cost.postgresMicroseconds ?? 0);

function medians(costs: readonly Cost[]): Cost {
  const [some] = costs;
  const isKnown = some !== undefined && some.postgresMicroseconds !== null;
  return {
    serviceMicroseconds: median(costs.map(({ serviceMicroseconds }) => serviceMicroseconds)),
    postgresMicroseconds: isKnown ? median(costs.map((cost) => cost.postgresMicroseconds ?? 0)) : null,
  };
}

export function ablationText(ablations: readonly Ablation[]): string {
  return [
    `What clever parts buy: CPU for each request, median of ${ROUNDS} interleaved rounds:`,
    ...ablations.map(
      ({ name, clever, plain, part }) => `  ${name}: ${costText(clever)}; without ${costText(plain)}; ${percent(part)}`,
    ),
    `  ${seenViewsText()}`,
  ].join('\n');
}

function costText({ serviceMicroseconds, postgresMicroseconds }: Cost): string {
  const postgres = postgresMicroseconds === null ? '' : ` + ${postgresMicroseconds.toFixed(0)} of Postgres`;
  return `${serviceMicroseconds.toFixed(0)} µs${postgres}`;
}

function percent(part: number): string {
  return `${part >= 1 ? '+' : ''}${((part - 1) * 100).toFixed(1)} %`;
}

/** The set of fingerprints that tells a reader's second view, beside a Set of the same numbers. */
function seenViewsText(): string {
  const keys = Array.from({ length: VIEWS }, (_, n) => {
    const high = Math.imul(n, 0x9e3779b1) >>> 0;
    return { high, low: Math.imul(high ^ n, 0x85ebca6b) >>> 0 };
  });
  const measured = (add: (key: (typeof keys)[number]) => unknown) => {
    globalThis.gc?.();
    const [bytes, usage] = [process.memoryUsage(), process.cpuUsage()];
    for (const key of keys) add(key);
    const { user, system } = process.cpuUsage(usage);
    globalThis.gc?.();
    const now = process.memoryUsage();
    const held = now.heapUsed + now.arrayBuffers - bytes.heapUsed - bytes.arrayBuffers;
    return { nanoseconds: ((user + system) * 1_000) / VIEWS, held: held / VIEWS };
  };
  const seen = createSeenViews();
  const set = new Set<bigint>();
  const clever = measured((key) => seen.add(key, 0));
  const plain = measured(({ high, low }) => set.add((BigInt(high) << 32n) | BigInt(low)));
  const figures = ({ nanoseconds, held }: typeof clever) => `${held.toFixed(0)} bytes and ${nanoseconds.toFixed(0)} ns`;
  return `views seen in a table of fingerprints: ${figures(clever)} a view; a Set of ${set.size}: ${figures(plain)}`;
}
