/** Running counts of windows: hours, days, wrong clocks, many processes, pins and previous ranks. */

import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { moment } from '../../db/engine/moment.ts';
import { clearTrendingChoice, hideTrending, pinTrending } from '../../db/trending/choices.ts';
import { rebuildTrending, refreshTrending } from '../../db/trending/refresh.ts';
import { addViews } from '../../db/views/counts.ts';
import { piece, publish } from '../support/articles.ts';
import { useNewsroom } from '../support/newsroom.ts';
import { until } from '../support/until.ts';

const at = (text: string) => new Date(`2026-03-${text}Z`);
const hourOf = (time: Date) => new Date(Math.floor(Number(time) / 3_600_000) * 3_600_000);

let ids: number[] = [];
const newsroom = useNewsroom(async (db) => {
  ids = await publish(
    db,
    ['a', 'b', 'c'].map((slug) => piece(slug, { publishedAt: at('01T00:00:00') })),
  );
});

beforeEach(async () => {
  for (const table of [
    'article_views',
    'article_views_daily',
    'article_trend',
    'trending_rank',
    'trending_snapshot',
    'trending_choice',
  ] as const) {
    await newsroom.db.deleteFrom(table).execute();
  }
  await sql`update trending_list set as_of = '2026-01-01'`.execute(newsroom.db);
  await sql`update trend_clock set hour_from = 'infinity', day_from = 'infinity', week_from = 'infinity', month_from = 'infinity'`.execute(
    newsroom.db,
  );
});

const read = (index: number, time: Date, views: number) =>
  addViews(newsroom.db, [{ articleId: ids[index] as number, hour: hourOf(time), views }], moment(time));
const refresh = (time: Date, isForced = true) => refreshTrending(newsroom.db, moment(time), isForced);

type Row = {
  node: { slug: string };
  trend: { views: number; score: number; rank: number; previousRank: number | null; pinned: boolean };
};
async function list(args: string): Promise<Row[]> {
  const answer = await newsroom.ask<{ trending: { edges: Row[] } }>(
    `{ trending(${args}) { edges { node { slug } trend { views score rank previousRank pinned } } } }`,
  );
  expect(answer.errors).toBeUndefined();
  return answer.data?.trending.edges ?? [];
}
const viewed = async (args: string) =>
  (await list(args)).filter(({ trend }) => trend.views > 0).map(({ node, trend }) => [node.slug, trend.views]);
const slugs = async (args: string) => (await list(args)).map(({ node }) => node.slug);

/** What the running counts must equal at any time: a sum over the history that a window touches. */
async function counted(time: Date) {
  const { rows: running } = await sql`
    select article_id, views_hour, views_day, views_week, views_month from article_trend order by 1`.execute(
    newsroom.db,
  );
  await rebuildTrending(newsroom.db, moment(time));
  const { rows: fromHistory } = await sql`
    select article_id, views_hour, views_day, views_week, views_month from article_trend order by 1`.execute(
    newsroom.db,
  );
  return { running, fromHistory };
}

test('views leave each window with their hour, that of a month with their day', async () => {
  await refresh(at('02T10:00:00'));
  await read(0, at('02T10:59:59'), 7);
  await refresh(at('02T11:59:59'));
  expect(await viewed('window: HOUR')).toEqual([['a', 7]]);
  await refresh(at('02T12:00:00'));
  expect(await viewed('window: HOUR')).toEqual([]);
  expect(await viewed('window: DAY, by: VIEWS')).toEqual([['a', 7]]);
  await refresh(at('03T12:00:00'));
  expect(await viewed('window: DAY')).toEqual([]);
  expect(await viewed('window: WEEK')).toEqual([['a', 7]]);
  await refresh(at('09T12:00:00'));
  expect(await viewed('window: WEEK')).toEqual([]);
  await refresh(new Date('2026-04-01T23:59:00Z'));
  expect(await viewed('window: MONTH, by: VIEWS')).toEqual([['a', 7]]);
  await refresh(new Date('2026-04-02T00:00:00Z'));
  expect(await viewed('window: MONTH, by: VIEWS')).toEqual([]);
  const { rows } = await sql`select from article_trend`.execute(newsroom.db);
  expect(rows).toEqual([]);
});

test('after many hours, flushes and refreshes running counts equal the history', async () => {
  await refresh(at('02T00:10:00'));
  for (let step = 0; step < 60; step += 1) {
    const time = new Date(Number(at('02T00:20:00')) + step * 4.3 * 3_600_000);
    await read(step % 3, time, 1 + (step % 5));
    // History that comes late counts in the windows that it falls in.
    await read((step + 1) % 3, new Date(Number(time) - 30 * 3_600_000), 2);
    if (step % 4 === 0) await refresh(time);
  }
  const end = at('12T23:30:00');
  await refresh(end);
  const { running, fromHistory } = await counted(end);
  expect(running).toHaveLength(3);
  expect(running).toEqual(fromHistory);
});

test('old hours are rolled up into days once, and still count', async () => {
  await refresh(at('02T10:00:00'));
  for (const time of [at('02T10:10:00'), at('02T11:10:00'), at('02T23:10:00'), at('03T00:10:00')])
    await read(0, time, 2);
  await refresh(at('10T12:00:00'));
  await refresh(at('11T12:00:00'));
  await refresh(at('11T12:01:00'));
  const { rows } = await sql`select day, views from article_views_daily order by day`.execute(newsroom.db);
  expect(rows).toEqual([{ day: at('02T00:00:00'), views: 6 }]);
  const { rows: hours } = await sql`select hour, views from article_views`.execute(newsroom.db);
  expect(hours).toEqual([{ hour: at('03T00:00:00'), views: 2 }]);
  expect(await viewed('window: MONTH, by: VIEWS')).toEqual([['a', 8]]);
  await read(0, at('11T12:02:00'), 1);
  await addViews(
    newsroom.db,
    [{ articleId: ids[0] as number, hour: at('02T11:00:00'), views: 3 }],
    moment(at('11T12:02:00')),
  );
  await refresh(at('12T12:00:00'));
  const { rows: later } = await sql`select views from article_views_daily order by day limit 1`.execute(newsroom.db);
  expect(later).toEqual([{ views: 9 }]);
});

test('a clock that jumps forward and back loses no views', async () => {
  await refresh(at('02T10:00:00'));
  await read(0, at('02T10:10:00'), 5);
  await refresh(at('02T10:20:00'));
  await refresh(at('09T00:00:00'));
  expect(await viewed('window: DAY')).toEqual([]);
  expect(await refresh(at('02T10:21:00'), false)).toBe(true);
  expect(await viewed('window: HOUR')).toEqual([['a', 5]]);
  await read(1, at('02T10:22:00'), 50);
  await refresh(at('02T10:23:00'));
  expect(await slugs('window: HOUR, first: 2')).toEqual(['b', 'a']);
  const { running, fromHistory } = await counted(at('02T10:23:00'));
  expect(running).toEqual(fromHistory);
});

test('after a clock was wrong by a year, hours of before are days', async () => {
  await refresh(at('02T10:00:00'));
  await read(0, at('02T10:10:00'), 5);
  await refresh(new Date('2027-01-01T00:00:00Z'));
  expect(await viewed('window: MONTH')).toEqual([]);
  await refresh(at('02T10:21:00'));
  expect(await viewed('window: MONTH, by: VIEWS')).toEqual([['a', 5]]);
});

test('HEAT ranks articles that are read now above those read more an hour ago, VIEWS doesn’t', async () => {
  await refresh(at('02T10:00:00'));
  await read(0, at('02T10:05:00'), 100);
  await read(1, at('02T10:59:00'), 20);
  await refresh(at('02T10:59:30'));
  expect(await slugs('window: HOUR, by: HEAT, first: 2')).toEqual(['b', 'a']);
  expect(await slugs('window: HOUR, by: VIEWS, first: 2')).toEqual(['a', 'b']);
  expect(await slugs('window: WEEK, by: HEAT, first: 2')).toEqual(['a', 'b']);
});

test('HEAT stays a number after a month without views', async () => {
  await refresh(at('02T10:00:00'));
  await read(0, at('02T10:05:00'), 100);
  await refresh(at('31T09:00:00'));
  await read(0, at('31T09:01:00'), 1);
  await refresh(at('31T09:01:30'));
  const [row] = await list('window: HOUR, first: 1');
  expect(row?.trend.score).toBeGreaterThan(0.1);
  expect(row?.trend.views).toBe(1);
});

test('of many processes exactly one refreshes, and then none for half a minute', async () => {
  const time = at('02T10:00:00');
  const done = await Promise.all(Array.from({ length: 4 }, () => refresh(time, false)));
  expect(done.filter(Boolean)).toHaveLength(1);
  expect(await refresh(at('02T10:00:20'), false)).toBe(false);
  expect(await refresh(at('02T10:00:30'), false)).toBe(true);
});

test('concurrent counting and refreshing across an hour’s end loses and doubles nothing', async () => {
  await refresh(at('02T10:00:00'));
  const work: Promise<unknown>[] = [];
  for (let step = 0; step < 24; step += 1) {
    const time = new Date(Number(at('02T10:30:00')) + step * 25 * 60_000);
    work.push(read(step % 3, time, 1), read((step + 1) % 3, time, 1));
    if (step % 3 === 0) work.push(refresh(time));
  }
  await Promise.all(work);
  const end = at('02T21:00:00');
  await refresh(end);
  const { running, fromHistory } = await counted(end);
  expect(running).toEqual(fromHistory);
  expect(running).toHaveLength(3);
});

test('pins are first by HEAT and marked, hidden articles in no list, until their ends', async () => {
  const { db } = newsroom;
  const [a, b, c] = ids as [number, number, number];
  await refresh(at('02T10:00:00'));
  await read(0, at('02T10:05:00'), 100);
  await read(1, at('02T10:05:00'), 10);
  expect(await pinTrending(db, c)).toBe(true);
  const pinnedAt = Date.now();
  // Pins stand in the order of their times, which have milliseconds.
  await until(() => Date.now() > pinnedAt + 1, 'the next millisecond');
  expect(await pinTrending(db, b)).toBe(true);
  expect(await hideTrending(db, a)).toBe(true);
  expect(await pinTrending(db, 999_999)).toBe(false);
  await refresh(at('02T10:06:00'));
  const rows = await list('window: HOUR, first: 3');
  expect(rows.map(({ node, trend }) => [node.slug, trend.pinned, trend.views])).toEqual([
    ['c', true, 0],
    ['b', true, 10],
  ]);
  expect(await slugs('window: HOUR, by: VIEWS, first: 3')).toEqual(['b']);
  expect(await slugs('where: { publishedAt: { from: "2026-01-01T00:00:00Z" } }, first: 3')).toEqual(['c', 'b']);
  await pinTrending(db, c, at('02T10:07:00'));
  await clearTrendingChoice(db, b);
  await clearTrendingChoice(db, a);
  await refresh(at('02T10:08:00'));
  expect(await slugs('window: HOUR, first: 3')).toEqual(['a', 'b']);
  expect(await clearTrendingChoice(db, b)).toBe(false);
});

test('previousRank is the rank that was listed an hour ago', async () => {
  await refresh(at('02T10:00:00'));
  await read(0, at('02T10:01:00'), 100);
  await read(1, at('02T10:01:00'), 50);
  await refresh(at('02T10:02:00'));
  await refresh(at('02T10:06:00'));
  await read(1, at('02T11:05:00'), 500);
  await refresh(at('02T11:06:30'));
  const rows = await list('window: DAY, first: 2');
  expect(rows.map(({ node, trend }) => [node.slug, trend.rank, trend.previousRank])).toEqual([
    ['b', 1, 2],
    ['a', 2, 1],
  ]);
  await refresh(at('02T15:00:00'));
  expect((await list('window: DAY, first: 1'))[0]?.trend.previousRank).toBeNull();
});

test('views of unknown and withdrawn articles are not counted', async () => {
  const { db } = newsroom;
  await refresh(at('02T10:00:00'));
  await sql`update article set withdrawn_at = now() where slug = 'c'`.execute(db);
  try {
    await addViews(
      db,
      [...ids, 999_999].map((articleId) => ({ articleId, hour: at('02T10:00:00'), views: 3 })),
      moment(at('02T10:01:00')),
    );
    await refresh(at('02T10:02:00'));
    expect((await viewed('window: HOUR, by: VIEWS')).map(([slug]) => slug).sort()).toEqual(['a', 'b']);
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from article_views`.execute(db);
    expect(rows[0]?.count).toBe(2);
  } finally {
    await sql`update article set withdrawn_at = null where slug = 'c'`.execute(db);
  }
});

test('counting views is one statement', async () => {
  newsroom.statements.length = 0;
  await read(0, at('02T10:01:00'), 1);
  expect(newsroom.statements).toHaveLength(1);
});
