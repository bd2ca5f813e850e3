/** Due events: scheduled publications are appended to the event log once each, in order, by any number of processes. */

import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { openDatabase } from '../../db/engine/connect.ts';
import type { Database } from '../../db/engine/database.ts';
import { recordEvents } from '../../db/events/append.ts';
import { moveDueEvents } from '../../db/events/due.ts';
import { startDueEvents } from '../../src/events/due.ts';
import { openCopy } from '../support/newsroom.ts';
import { until } from '../support/until.ts';

let copy: Awaited<ReturnType<typeof openCopy>>;
const statements: string[] = [];

beforeAll(async () => {
  copy = await openCopy({ onText: (text) => statements.push(text) });
});

afterAll(async () => {
  await copy.close();
  await copy.remove?.();
});

beforeEach(async () => {
  await sql`delete from due_event`.execute(copy.db);
  await sql`delete from event`.execute(copy.db);
});

const nobody = { id: null, name: null, role: null };
const log = { warn: () => {}, error: () => {} };

/** One for each number of seconds from now; the article is the position in the list. */
async function schedule(seconds: readonly number[]): Promise<void> {
  await sql`
    insert into due_event (due_at, type, draft_id, article_id)
    select now() + make_interval(secs => due.seconds), 'article.published', 7, due.article
    from unnest(${seconds}::float8[]) with ordinality due (seconds, article)
  `.execute(copy.db);
}

async function appended(): Promise<number[]> {
  const { rows } = await sql<{ article_id: number }>`select article_id from event order by id`.execute(copy.db);
  return rows.map(({ article_id }) => article_id);
}

/** As other processes have them; the embedded engine has only one. */
async function openOthers(count: number): Promise<Database[]> {
  const { url } = copy;
  if (url === undefined) return [copy, copy, copy];
  const options = { databaseUrl: url, dataDir: '', poolSize: 3, statementTimeoutMs: 20_000 };
  return Promise.all(Array.from({ length: count }, () => openDatabase(options)));
}

async function closeAll(others: readonly Database[]): Promise<void> {
  for (const other of others) if (other !== copy) await other.close();
}

test('due events are appended in the order of their times, and others are left', async () => {
  await schedule([-1, 3600, -5, -3]);
  const next = await moveDueEvents(copy.db);
  expect(await appended()).toEqual([3, 4, 1]);
  expect(next).toBeGreaterThan(3_590_000);
  expect(await moveDueEvents(copy.db)).toBeGreaterThan(3_590_000);
  expect(await appended()).toEqual([3, 4, 1]);
});

test('an event has the time at which it was due', async () => {
  await schedule([-60]);
  await moveDueEvents(copy.db);
  const { rows } = await sql<{ age: number }>`select extract(epoch from now() - at)::float8 as age from event`.execute(
    copy.db,
  );
  expect(rows[0]?.age).toBeGreaterThan(59);
});

test('looking for due events is one statement', async () => {
  statements.length = 0;
  await moveDueEvents(copy.db);
  expect(statements).toHaveLength(1);
});

test('several processes append 300 due events once, and none before its time', async () => {
  const others = await openOthers(4);
  const loops = others.map(({ db }) => startDueEvents(db, log));
  const seconds = Array.from({ length: 300 }, (_, index) => 0.3 + (index % 100) * 0.025);
  await schedule(seconds);
  const latest = new Map<number, number>();
  await until(async () => {
    const { rows } = await sql<{ id: number; late: number }>`
      select id, extract(epoch from clock_timestamp() - at)::float8 as late from event`.execute(copy.db);
    for (const { id, late } of rows) if (!latest.has(id)) latest.set(id, late);
    return latest.size >= 300;
  }, 'all');
  await Promise.all(loops.map((loop) => loop.stop()));
  await closeAll(others);
  const all = await appended();
  expect(all).toHaveLength(300);
  expect(new Set(all).size).toBe(300);
  expect([...latest.values()].filter((late) => late < 0)).toEqual([]);
});

test('an unscheduled piece has no event, while others of the same time have theirs', async () => {
  const others = await openOthers(3);
  const loops = others.map(({ db }) => startDueEvents(db, log));
  await schedule(Array.from({ length: 60 }, () => 1.5));
  const takenBack: number[] = [];
  await Promise.all(
    Array.from({ length: 30 }, async (_, index) => {
      // The first in any case, the others around their time.
      if (index > 0) await wait(1_400 + index * 6);
      await copy.db.transaction().execute(async (trx) => {
        const { rows } = await sql`delete from due_event where article_id = ${index * 2 + 1} returning id`.execute(trx);
        if (rows.length === 0) return;
        takenBack.push(index * 2 + 1);
        await recordEvents(trx, nobody, [{ type: 'draft.unscheduled', articleId: 1000 + index }]);
      });
    }),
  );
  await until(
    async () => (await appended()).filter((article) => article < 1000).length + takenBack.length === 60,
    'all',
  );
  await Promise.all(loops.map((loop) => loop.stop()));
  await closeAll(others);
  const all = (await appended()).filter((article) => article < 1000);
  expect(takenBack.length).toBeGreaterThan(0);
  expect(new Set(all).size).toBe(all.length);
  expect([...all, ...takenBack].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
});

test.skipIf(inject('serverUrl') === null)(
  'no event is lost or appended twice when connections are cut at any instant',
  async () => {
    const others = await openOthers(3);
    const loops = others.map(({ db }) => startDueEvents(db, log));
    await schedule(Array.from({ length: 500 }, (_, index) => 0.2 + index * 0.004));
    for (let round = 0; round < 40; round++) {
      await sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and random() < 0.5`.execute(copy.db);
      await wait(60);
    }
    await until(async () => (await appended()).length >= 500, 'all');
    await Promise.all(loops.map((loop) => loop.stop()));
    await closeAll(others);
    const all = await appended();
    expect(all).toHaveLength(500);
    expect(new Set(all).size).toBe(500);
  },
);
