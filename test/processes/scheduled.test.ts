/** Scheduled articles with whole services: one event each, on time, though services are killed. */

import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openDatabase } from '../../db/engine/connect.ts';
import type { Database, Db } from '../../db/engine/database.ts';
import { publishDraft } from '../../src/newsroom/publishing.ts';
import { makeDataFolder } from '../support/data-folder.ts';
import { editor, openCopy } from '../support/newsroom.ts';
import { type Environment, finish, printed, start } from '../support/process.ts';
import { rounds } from '../support/rounds.ts';
import { subscribe } from '../support/subscriptions.ts';
import { until } from '../support/until.ts';

const isServer = inject('serverUrl') !== null;
const pieces = rounds({ short: 60, long: 500 });
/** Milliseconds from the first piece to the last. */
const span = rounds({ short: 2_000, long: 5_000 });
/** Milliseconds until the first, beyond what scheduling will take: processes start meanwhile. */
const preparation = rounds({ short: 6_000, long: 12_000 });

let folder: string;
const children: ChildProcess[] = [];
const received = new Map<string, number>();
const receiver = createServer((request, response) => {
  const id = String(request.headers['webhook-id']);
  received.set(id, (received.get(id) ?? 0) + 1);
  request.resume();
  response.end();
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-scheduled-'));
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  // What a failure left behind.
  for (const child of children) child.kill('SIGKILL');
  receiver.close();
  receiver.closeAllConnections();
  await rm(folder, { recursive: true, force: true });
});

/** By slug when each is due, in milliseconds of the database's clock. */
type Schedule = ReadonlyMap<string, number>;

async function clockOf(db: Db): Promise<number> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db);
  return (rows[0]?.now ?? new Date()).getTime();
}

/** Milliseconds by which the database's clock is before this one, or behind it. */
interface Offset {
  readonly least: number;
  readonly most: number;
}

/** What is asked takes a while, in which either clock goes on: an answer that came late says little, the quickest most. */
async function offsetOf(db: Db): Promise<Offset> {
  let [least, most] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let times = 0; times < 5; times += 1) {
    const asked = Date.now();
    const clock = await clockOf(db);
    // Of both only whole milliseconds are known.
    least = Math.max(least, clock - Date.now() - 1);
    most = Math.min(most, clock + 1 - asked);
  }
  return { least, most };
}

/** Approved drafts are put there at once; each is scheduled as an editor does it. */
async function schedulePieces(db: Db): Promise<Schedule> {
  const { port } = receiver.address() as AddressInfo;
  await sql`
    insert into webhook (url, secret, events)
    values (${`http://127.0.0.1:${port}/`}, 'whsec_c2VjcmV0', '{article.published}')`.execute(db);
  const { rows } = await sql<{ id: number }>`
    with d as (
      insert into draft (owner, state, headline, body, language)
      select 'token:3', 'APPROVED', 'Piece ' || n, '<p>On time.</p>', 'en' from generate_series(1, ${pieces}::int) n
      returning *
    ),
    r as (
      insert into revision (draft_id, revision, editor, changed_fields, snapshot) select id, 1, 'Edda', '{}', '{}' from d
    )
    select id from d order by id`.execute(db);
  const due = new Map<string, number>();
  const schedule = async (id: number, revision: number, at: number) => {
    const { slug, state } = await publishDraft(db, editor, { draft: id, expectedRevision: revision, at: new Date(at) });
    expect(state).toBe('SCHEDULED');
    due.set(slug ?? '', at);
  };
  const scheduleAll = (ids: readonly number[], revision: number, at: (index: number) => number) => {
    const waiting = [...ids.entries()];
    const work = async () => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        await schedule(next[1], revision, at(next[0]));
      }
    };
    return Promise.all(Array.from({ length: 4 }, work));
  };
  const ids = rows.map(({ id }) => id);
  // How fast this machine is; these are put off to another time below.
  const some = Math.min(40, pieces / 4);
  const before = performance.now();
  await scheduleAll(ids.slice(0, some), 1, () => Date.now() + 3_600_000);
  const each = (performance.now() - before) / some;
  const begin = (await clockOf(db)) + 1.25 * each * pieces + preparation;
  const at = (index: number) => Math.floor(begin + (index * span) / pieces);
  await scheduleAll(ids.slice(0, some), 2, at);
  await scheduleAll(ids.slice(some), 1, (index) => at(index + some));
  expect(due.size).toBe(pieces);
  return due;
}

interface Service {
  readonly child: ChildProcess;
  readonly url: string;
}

async function startService(place: Environment): Promise<Service> {
  const env = { PORT: '0', DEMO: 'off', LOG_LEVEL: 'fatal', WEBHOOK_ALLOW_PRIVATE: 'on', DATABASE_POOL_SIZE: '4' };
  const child = start('src/main.js', [], { ...env, ...place });
  children.push(child);
  const [, url = ''] = await printed(child, /API\s+(http:\S+)\/graphql/);
  return { child, url };
}

async function stop({ child }: Service): Promise<void> {
  const ended = finish(child);
  child.kill('SIGTERM');
  expect((await ended).code).toBe(0);
}

async function kill({ child }: Service): Promise<void> {
  const ended = finish(child);
  child.kill('SIGKILL');
  await ended;
}

const newest = '{ articles(first: 100) { totalCount nodes { slug } } }';

interface Page {
  readonly data: { readonly articles: { readonly totalCount: number; readonly nodes: readonly { slug: string }[] } };
}

/**
 * Looks again and again as a reader, until all are out: what is due for a second when it is asked must be told, and what
 * isn't due when it is answered must not.
 *
 * @param ask which process; null while there is none
 * @param offset of the database's clock from this one
 */
async function watch(ask: () => string | null, due: Schedule, offset: Offset): Promise<{ looks: number }> {
  const inOrder = [...due].toSorted(([, a], [, b]) => a - b);
  const last = inOrder.at(-1)?.[1] ?? 0;
  for (let looks = 1; ; looks += 1) {
    const url = ask();
    const asked = Date.now() + offset.least;
    const response =
      url === null
        ? null
        : await fetch(`${url}/graphql`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ query: newest }),
          }).catch(() => null);
    if (response !== null) {
      const { articles } = ((await response.json()) as Page).data;
      const answered = Date.now() + offset.most;
      const late = inOrder.filter(([, at]) => at <= asked - 1_000);
      const early = inOrder.filter(([, at]) => at <= answered);
      expect(articles.totalCount).toBeGreaterThanOrEqual(late.length);
      expect(articles.totalCount).toBeLessThanOrEqual(early.length);
      const listed = new Set(articles.nodes.map(({ slug }) => slug));
      // The newest hundred of those that are told: those that are late are among them, but for the older ones.
      const missing = late.slice(Math.max(0, articles.totalCount - 100)).filter(([slug]) => !listed.has(slug));
      expect(missing).toEqual([]);
      expect([...listed].filter((slug) => (due.get(slug) ?? 0) > answered)).toEqual([]);
    }
    if (asked > last + 1_500 && response !== null) return { looks };
    await wait(20);
  }
}

/** All that was due is told once, in its order, and to the webhook. */
async function expectToldOnce(db: Db): Promise<void> {
  const { rows } = await sql<{ article_id: number; at: Date }>`
    select article_id, at from event where type = 'article.published' order by id`.execute(db);
  expect(rows).toHaveLength(pieces);
  expect(new Set(rows.map(({ article_id }) => article_id)).size).toBe(pieces);
  const times = rows.map(({ at }) => at.getTime());
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  const counts = await sql<{ waiting: number; deliveries: number; jobs: number; states: string }>`
    select (select count(*)::int from due_event) as waiting,
           (select count(distinct event_id)::int from webhook_delivery) as deliveries,
           (select count(*)::int from pgboss.job where name = 'webhook') as jobs`.execute(db);
  expect(counts.rows).toEqual([{ waiting: 0, deliveries: pieces, jobs: pieces }]);
}

const countTold = async (db: Db) => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from event where type = 'article.published'`.execute(db);
  return rows[0]?.count ?? 0;
};

const untilBegin = (due: Schedule, { least }: Offset, more: number) =>
  wait(Math.max(0, Math.min(...due.values()) - least - Date.now() + more));

/** The embedded engine’s folder is one process’s: that one is killed and started again, below. */
test.skipIf(!isServer)(
  'four processes publish scheduled articles with one event each, on time, though one is killed',
  async () => {
    const copy = await openCopy();
    const { db, url: databaseUrl = '' } = copy;
    const offset = await offsetOf(db);
    const [due, ...services] = await Promise.all([
      schedulePieces(db),
      ...Array.from({ length: 4 }, () => startService({ DATABASE_URL: databaseUrl })),
    ]);
    const [victim, first, ...others] = services;
    if (victim === undefined || first === undefined) throw new Error('there are four');
    const service = { fetch: (_: unknown, init?: RequestInit) => fetch(`${first.url}/graphql`, init) };
    const stream = await subscribe(
      service as Parameters<typeof subscribe>[0],
      'subscription { articlePublished { slug } }',
    );
    const delivered: string[] = [];
    const listening = (async () => {
      while (delivered.length < pieces) {
        const next = await stream.next(120_000);
        const { slug } = (next?.data?.articlePublished ?? {}) as { slug?: string };
        delivered.push(slug ?? 'nothing');
      }
    })();
    const survivors = [first, ...others];
    let turn = 0;
    const ask = () => {
      turn += 1;
      return survivors[turn % survivors.length]?.url ?? null;
    };
    const watching = watch(ask, due, offset);
    await untilBegin(due, offset, span / 2);
    await kill(victim);
    const { looks } = await watching;
    expect(looks).toBeGreaterThan(1);
    await expect.poll(() => countTold(db), { interval: 50 }).toBeGreaterThanOrEqual(pieces);
    await listening;
    await expectToldOnce(db);
    expect(delivered).toEqual([...due].toSorted(([, a], [, b]) => a - b).map(([slug]) => slug));
    // What the killed process had taken is told by another once it is missed; at least once is the promise.
    const { rows: active } = await sql`select from pgboss.job where name = 'webhook' and state = 'active'`.execute(db);
    await until(() => received.size >= pieces - active.length, 'the webhook');
    await stream.close();
    await Promise.all(survivors.map(stop));
    await copy.close();
    await copy.remove?.();
  },
);

test.skipIf(isServer)(
  'one process publishes scheduled articles with one event each, on time, though it is killed and restarted',
  async () => {
    const dataDir = join(folder, 'newsroom');
    const look = async <Seen>(see: (database: Database) => Promise<Seen>) => {
      const database = await openDatabase({ dataDir, poolSize: 1, statementTimeoutMs: 0 });
      return see(database).finally(database.close);
    };
    // Its clock is this machine's.
    const sameClock = { least: 0, most: 1 };
    await makeDataFolder(dataDir);
    const due = await look(({ db }) => schedulePieces(db));
    let service: Service | null = await startService({ DATA_DIR: dataDir });
    const watching = watch(() => service?.url ?? null, due, sameClock);
    await untilBegin(due, sameClock, span / 2);
    const victim: Service = service;
    service = null;
    await kill(victim);
    service = await startService({ DATA_DIR: dataDir });
    await watching;
    const listed = await fetch(`${service.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: newest }),
    });
    expect(((await listed.json()) as Page).data.articles.totalCount).toBe(pieces);
    // What readers see is told a moment later, and then to the webhook.
    await until(() => received.size >= pieces, 'the webhook');
    await stop(service);
    await look(({ db }) => expectToldOnce(db));
  },
);
