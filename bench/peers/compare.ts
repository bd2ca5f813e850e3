/**
 * Compares Dateline with its peers: the same pages of the same tables, on the same cores, in rounds in which everyone takes
 * a turn; and what it keeps with a bare server that sends the same bytes.
 */

import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Misuse } from '../../src/commands/command.ts';
import { type BenchPlace, withDatabase } from '../database.ts';
import { createRandom } from '../random.ts';
import { interleaved, median, medianPart } from '../rounds.ts';
import { messageOf, type RunningServer, startBareServer, startDateline } from '../servers.ts';
import { load, type Speed } from '../throughput.ts';
import { words } from '../vocabulary.ts';
import { bodyOf, factsOf, type PageName, type PeerName, pageNames, slugsOf } from './questions.ts';

const peerFiles: Readonly<Record<PeerName, string>> = {
  statement: 'statement.ts',
  postgraphile: 'postgraphile.mjs',
  naive: 'naive.ts',
};
const peerNames = Object.keys(peerFiles) as PeerName[];

/** Everyone has as many connections to Postgres as Dateline has by default. */
const POOL_SIZE = 10;
const CONNECTIONS: Readonly<Record<PageName, readonly number[]>> = {
  articlePage: [1, 16, 64],
  home: [1, 16],
  topicPage: [1, 16],
  sourcePage: [1, 16],
  search: [1, 16],
};
const ROUNDS = 5;
const ROUND_SECONDS = 3;
/** Pages whose facts are compared before anything is timed. */
const COMPARED_PAGES = 20;
/** As long as a run is warm after. */
const WARM_UP_SECONDS = 2;
const BARE_CONNECTIONS = 32;

type Runner = PeerName | 'first' | 'nothingKept';
const runners: readonly Runner[] = ['first', 'nothingKept', ...peerNames];

/** Medians of the rounds' ratios. */
interface Ratios {
  readonly vsStatement: number;
  readonly vsPostgraphile: number;
  readonly vsNaive: number;
}

interface PageComparison {
  readonly page: PageName;
  readonly connections: number;
  /** Pages of `COMPARED_PAGES` for which everyone had the same facts. */
  readonly equalFacts: Readonly<Record<PeerName, number>>;
  /** Of each round, in turn. */
  readonly rounds: Readonly<Record<Runner, readonly Speed[]>>;
  readonly first: Ratios;
  readonly nothingKept: Ratios;
}

export interface PeerComparison {
  readonly cores: number;
  readonly processor: string;
  /** Processes that wanted a core in the last minute: before it, and at its end. */
  readonly busy: readonly [number, number];
  readonly pages: readonly PageComparison[];
  readonly cachedVsHttp: { readonly get: number; readonly post: number };
}

/** Installs the peers' own packages where they aren't there. @throws {Misuse} when that fails */
export function installPeers(): void {
  if (existsSync(join(import.meta.dirname, 'node_modules/postgraphile'))) return;
  const { status } = spawnSync('npm', ['ci'], { cwd: import.meta.dirname, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Misuse('--peers: npm could not install bench/peers.');
}

/** @param only these pages */
export async function comparePeers(
  place: BenchPlace,
  only: readonly PageName[],
  onProgress: (what: string) => void,
): Promise<PeerComparison> {
  if (place.databaseUrl === undefined) {
    throw new Misuse('--peers needs a server, which all of them can ask: set BENCH_DATABASE_URL.');
  }
  installPeers();
  const before = loadavg()[0] ?? 0;
  const slugs = await slugsIn(place);
  const running = new Map<Runner, RunningServer>();
  const pages: PageComparison[] = [];
  try {
    running.set('first', await startDateline(place));
    running.set('nothingKept', await startDateline(place, { env: { CACHE_MB: '0' } }));
    for (const name of peerNames) running.set(name, await startPeer(name, place.databaseUrl));
    for (const page of only) {
      for (const connections of CONNECTIONS[page]) {
        onProgress(`${page}, ${connections} connections`);
        pages.push(await comparePage(page, connections, slugs, running));
      }
    }
    onProgress('kept, against node:http');
    const cachedVsHttp = await compareKept(running.get('first') as RunningServer, slugs.article);
    const machine = { cores: availableParallelism(), processor: cpus()[0]?.model ?? 'unknown' };
    return { ...machine, busy: [before, loadavg()[0] ?? 0], pages, cachedVsHttp };
  } finally {
    await Promise.all([...running.values()].map((server) => server.stop()));
  }
}

type Slugs = Readonly<Record<'article' | 'topic' | 'source' | 'word', readonly string[]>>;

/** Of published articles in random order, so that neighbours share nothing; of all topics; of the sources that most rest on; words of all frequencies. */
async function slugsIn(place: BenchPlace): Promise<Slugs> {
  return withDatabase(place, {}, async ({ db }) => {
    const random = createRandom(7);
    const articles = await db.selectFrom('published_article').select('slug').orderBy('id').execute();
    const topics = await db.selectFrom('topic').select('slug').orderBy('id').execute();
    const sources = await db
      .selectFrom('source')
      .select('slug')
      .where(({ exists, selectFrom }) =>
        exists(selectFrom('attribution').select('source_id').whereRef('attribution.source_id', '=', 'source.id')),
      )
      .orderBy('id')
      .limit(2000)
      .execute();
    const named = (rows: readonly { readonly slug: string | null }[]) => rows.flatMap(({ slug }) => slug ?? []);
    return {
      article: shuffled(named(articles), random),
      topic: named(topics),
      source: named(sources),
      word: shuffled(words, random),
    };
  });
}

function shuffled(values: readonly string[], random: ReturnType<typeof createRandom>): string[] {
  const left = [...values];
  for (let at = left.length - 1; at > 0; at -= 1) {
    const other = random.between(0, at);
    [left[at], left[other]] = [left[other] as string, left[at] as string];
  }
  return left;
}

async function startPeer(name: PeerName, databaseUrl: string): Promise<RunningServer> {
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    DATABASE_POOL_SIZE: String(POOL_SIZE),
  };
  const child: ChildProcess = fork(join(import.meta.dirname, peerFiles[name]), { env, execArgv: [] });
  const { port } = await messageOf<{ port: number }>(child);
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    async stop() {
      child.disconnect();
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

const askedOf = (runner: Runner) => (runner === 'first' || runner === 'nothingKept' ? 'dateline' : runner);

/** So that no page is asked for twice, each run begins where the last one's share ends. */
let taken = 0;
const SLUGS_A_RUN = 10_000;

async function comparePage(
  page: PageName,
  connections: number,
  slugs: Slugs,
  running: ReadonlyMap<Runner, RunningServer>,
): Promise<PageComparison> {
  const kind = slugsOf[page];
  const all: readonly (string | null)[] = kind === null ? [null] : slugs[kind];
  const equalFacts = await compareFacts(page, all, running);
  const run = (runner: Runner, seconds: number) => async () => {
    const { url } = running.get(runner) as RunningServer;
    const start = taken % all.length;
    const mine = [...all.slice(start), ...all.slice(0, start)].slice(0, SLUGS_A_RUN);
    const bodies = mine.map((slug) => bodyOf(askedOf(runner), page, slug));
    const share = Math.ceil(bodies.length / connections);
    return load({
      url,
      connections,
      seconds,
      // Each connection has pages of its own.
      bodiesOf: (connection) => {
        const own = bodies.slice((connection % connections) * share, ((connection % connections) + 1) * share);
        return own.length > 0 ? own : bodies;
      },
    });
  };
  const runs = (seconds: number) =>
    Object.fromEntries(runners.map((runner) => [runner, run(runner, seconds)])) as Record<Runner, () => Promise<Speed>>;
  await interleaved(1, runs(WARM_UP_SECONDS));
  taken += SLUGS_A_RUN;
  const turns = runs(ROUND_SECONDS);
  const rounds = Object.fromEntries(runners.map((runner) => [runner, [] as Speed[]])) as Record<Runner, Speed[]>;
  for (let round = 0; round < ROUNDS; round += 1) {
    const results = await interleaved(1, turns);
    for (const runner of runners) rounds[runner].push(...results[runner]);
    taken += SLUGS_A_RUN;
  }
  const ratiosOf = (runner: Runner): Ratios => ({
    vsStatement: medianPart(rounds[runner], rounds.statement),
    vsPostgraphile: medianPart(rounds[runner], rounds.postgraphile),
    vsNaive: medianPart(rounds[runner], rounds.naive),
  });
  return { page, connections, equalFacts, rounds, first: ratiosOf('first'), nothingKept: ratiosOf('nothingKept') };
}

async function compareFacts(
  page: PageName,
  slugs: readonly (string | null)[],
  running: ReadonlyMap<Runner, RunningServer>,
): Promise<Record<PeerName, number>> {
  const equal: Record<PeerName, number> = { statement: 0, postgraphile: 0, naive: 0 };
  const step = Math.max(1, Math.floor(slugs.length / COMPARED_PAGES));
  const sample = Array.from({ length: COMPARED_PAGES }, (_, n) => slugs[(n * step) % slugs.length] ?? null);
  for (const slug of sample) {
    const facts = async (runner: Runner) => {
      const response = await fetch((running.get(runner) as RunningServer).url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: bodyOf(askedOf(runner), page, slug),
      });
      const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown };
      if (errors !== undefined)
        throw new Error(`${runner} answered ${page} with ${JSON.stringify(errors).slice(0, 400)}`);
      return factsOf(page, data);
    };
    for (const name of peerNames)
      if (
        await isSame(
          () => facts('nothingKept'),
          () => facts(name),
        )
      )
        equal[name] += 1;
  }
  return equal;
}

/** What is hot may change between two answers: who was asked first is asked once more then. */
async function isSame(own: () => Promise<unknown>, others: () => Promise<unknown>): Promise<boolean> {
  for (let before = await own(); ; ) {
    const other = await others();
    if (isDeepStrictEqual(other, before)) return true;
    const now = await own();
    if (isDeepStrictEqual(now, before)) return false;
    before = now;
  }
}

/** Kept answers, asked for by GET and by POST, against bare `node:http` that gives the same bytes to the same requests. */
async function compareKept(dateline: RunningServer, slugs: readonly string[]): Promise<{ get: number; post: number }> {
  const body = bodyOf('dateline', 'articlePage', slugs[0] ?? '');
  const { query, variables } = JSON.parse(body) as { query: string; variables: object };
  const search = `?${new URLSearchParams({ query, variables: JSON.stringify(variables) })}`;
  const answer = await (await fetch(dateline.url + search, { headers: { accept: 'application/json' } })).text();
  const bare = await startBareServer(answer);
  const asked = { connections: BARE_CONNECTIONS, seconds: ROUND_SECONDS };
  try {
    const runs = {
      get: () => load({ ...asked, url: dateline.url + search }),
      bareGet: () => load({ ...asked, url: bare.url + search }),
      post: () => load({ ...asked, url: dateline.url, bodiesOf: () => [body] }),
      barePost: () => load({ ...asked, url: bare.url, bodiesOf: () => [body] }),
    };
    await interleaved(1, runs);
    const { get, bareGet, post, barePost } = await interleaved(ROUNDS, runs);
    return { get: medianPart(get, bareGet), post: medianPart(post, barePost) };
  } finally {
    await bare.stop();
  }
}

/** As JSON: by page, then by connections. */
export function peersJson({ pages, cachedVsHttp, ...machine }: PeerComparison): Record<string, unknown> {
  const byPage = Object.fromEntries(
    pageNames.map((name) => [
      name,
      Object.fromEntries(
        pages
          .filter(({ page }) => page === name)
          .map(({ connections, page, ...comparison }) => [
            connections,
            { ...comparison, medians: mediansOfAll(comparison.rounds) },
          ]),
      ),
    ]),
  );
  return { ...machine, ...byPage, articlePage: { ...(byPage.articlePage as object), cachedVsHttp } };
}

function mediansOfAll(rounds: PageComparison['rounds']): Record<Runner, number> {
  return Object.fromEntries(
    runners.map((runner) => [runner, median(rounds[runner].map(({ requestsPerSecond }) => requestsPerSecond))]),
  ) as Record<Runner, number>;
}

export function peersText({ cores, processor, busy, pages, cachedVsHttp }: PeerComparison): string {
  const times = (value: number) => `${value.toFixed(2)}×`;
  const said = ({ vsPostgraphile, vsStatement, vsNaive }: Ratios) =>
    `${times(vsPostgraphile)} PostGraphile, ${times(vsStatement)} one statement, ${times(vsNaive)} naive Yoga`;
  return [
    `Peers on ${cores} cores (${processor}; load ${busy.map((each) => each.toFixed(1)).join(' to ')}), shared with Postgres and the load:`,
    ...pages.flatMap(({ page, connections, equalFacts, rounds, first, nothingKept }) => [
      `  ${page}, ${connections} connections (${COMPARED_PAGES} pages’ facts, equal: ${peerNames.map((name) => `${name} ${equalFacts[name]}`).join(', ')}):`,
      ...runners.map((runner) => {
        const speeds = rounds[runner];
        const each = speeds.map(({ requestsPerSecond }) => Math.round(requestsPerSecond)).join(' ');
        const p50 = median(speeds.map(({ p50Ms }) => p50Ms));
        const p99 = median(speeds.map(({ p99Ms }) => p99Ms));
        return `    ${runner}: ${Math.round(median(speeds.map(({ requestsPerSecond }) => requestsPerSecond)))}/s (${each}), p50 ${p50} ms, p99 ${p99} ms`;
      }),
      `    asked for the first time: ${said(first)}`,
      `    nothing kept: ${said(nothingKept)}`,
    ]),
    `  kept, against node:http: GET ${(cachedVsHttp.get * 100).toFixed(0)} %, POST ${(cachedVsHttp.post * 100).toFixed(0)} %`,
  ].join('\n');
}
