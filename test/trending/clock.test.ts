/** VIEWS over time: windows at exact hours, clock jumps, and the roll-up of hours into days. */

import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import type { Db } from '../../db/engine/database.ts';
import { moment } from '../../db/engine/moment.ts';
import { recount } from '../../db/trending/clock.ts';
import { rebuildTrending } from '../../db/trending/refresh.ts';
import { addViews } from '../../db/views/counts.ts';
import { DAY_MS, HOUR_MS } from '../../src/time/units.ts';
import { piece, publish } from '../support/articles.ts';
import { useNewsroom } from '../support/newsroom.ts';
import { floor, later, listed, pseudoRandom, refresh, slugs, view, viewsBySlug, windows } from '../support/trending.ts';

const names = ['a', 'b', 'c', 'd', 'e', 'f'];
let ids: number[];
const newsroom = useNewsroom(async (db) => {
  ids = await publish(
    db,
    names.map((name) => piece(name, { publishedAt: new Date('2026-01-01T00:00:00Z') })),
  );
});
const id = (name: string) => ids[names.indexOf(name)] as number;

beforeEach(async () => {
  for (const table of ['article_views', 'article_views_daily', 'article_trend', 'trending_snapshot'] as const) {
    await newsroom.db.deleteFrom(table).execute();
  }
});

test.each([
  ['HOUR', 'in the second hour after it', '2026-03-20T12:00:00Z'],
  ['DAY', 'a day after its end', '2026-03-21T11:00:00Z'],
  ['WEEK', 'a week after its end', '2026-03-27T11:00:00Z'],
  ['MONTH', '30 days after its day’s end', '2026-04-20T00:00:00Z'],
] as const)('an hour of views leaves the window %s %s, to the millisecond', async (window, _, leaves) => {
  const { db } = newsroom;
  const end = new Date(leaves);
  await refresh(db, new Date('2026-03-20T09:59:00Z'));
  await view(db, new Date('2026-03-20T10:00:00Z'), { [id('a')]: 3 });
  await view(db, new Date('2026-03-20T10:59:59.999Z'), { [id('a')]: 4 });
  await refresh(db, new Date('2026-03-20T10:59:59.999Z'));
  expect(await viewsBySlug(newsroom, window)).toEqual({ a: 7 });
  await refresh(db, later(end, -1));
  expect(await viewsBySlug(newsroom, window)).toEqual({ a: 7 });
  await refresh(db, end);
  expect(await viewsBySlug(newsroom, window)).toEqual({});
  await refresh(db, later(end, 1));
  expect(await viewsBySlug(newsroom, window)).toEqual({});
});

const windowHours = { HOUR: 1, DAY: 24, WEEK: 168, MONTH: 720 } as const;

async function expectPlainCounts(at: Date): Promise<void> {
  for (const window of windows) {
    const from = floor(later(at, -windowHours[window] * HOUR_MS), window === 'MONTH' ? DAY_MS : HOUR_MS);
    const { rows } = await sql<{ slug: string; views: number }>`
      select a.slug, sum(h.views)::int as views
      from (
        select article_id, hour as starts_at, views from article_views
        union all select article_id, day, views from article_views_daily
      ) h join article a on a.id = h.article_id
      where h.starts_at >= ${from.toISOString()}::timestamptz
      group by a.slug`.execute(newsroom.db);
    const counted = Object.fromEntries(rows.map(({ slug, views }) => [slug, views]));
    expect({ at, window, ...(await viewsBySlug(newsroom, window)) }).toEqual({ at, window, ...counted });
  }
}

test('running counts equal the counts of the history at every moment', async () => {
  const { db } = newsroom;
  const random = pseudoRandom(7);
  const some = () =>
    Object.fromEntries(ids.filter(() => random() < 0.6).map((each) => [each, 1 + Math.floor(random() * 9)]));
  const start = new Date('2026-03-19T22:59:59.999Z');
  await refresh(db, later(start, -HOUR_MS));
  const history = Array.from({ length: 800 }, (_, hoursAgo) => ({
    articleId: ids[Math.floor(random() * ids.length)] as number,
    hour: floor(later(start, -hoursAgo * HOUR_MS), HOUR_MS),
    views: 1 + Math.floor(random() * 20),
  }));
  await addViews(db, history, moment(start));
  for (const time of [
    ...[
      '19T22:59:59.999',
      '19T23:00:00.000',
      '19T23:00:00.001',
      '19T23:59:59.999',
      '20T00:00:00.000',
      '20T00:00:00.001',
    ],
    ...['20T00:30:00.000', '20T02:00:00.000', '21T00:00:00.000', '27T05:59:59.999', '27T06:00:00.000'],
  ]) {
    const at = new Date(`2026-03-${time}Z`);
    await refresh(db, at);
    await expectPlainCounts(at);
    await view(db, at, some());
    await refresh(db, at);
    await expectPlainCounts(at);
  }
});

const running = async (db: Db) =>
  (
    await db
      .selectFrom('article_trend')
      .select(['article_id', 'views_hour', 'views_day', 'views_week', 'views_month'])
      .where('views_month', '<>', 0)
      .orderBy('article_id')
      .execute()
  ).map((row) => Object.values(row));

/** What counting everything anew at that time gives, without leaving it so. */
async function countedAnew(at: Date): Promise<number[][]> {
  const trx = await newsroom.db.startTransaction().execute();
  try {
    await recount(trx, moment(at));
    return await running(trx);
  } finally {
    await trx.rollback().execute();
  }
}

test('counts after clock jumps equal a recount', async () => {
  const { db } = newsroom;
  let now = new Date('2026-03-20T10:50:00Z');
  await refresh(db, now);
  await addViews(db, [{ articleId: id('c'), hour: floor(later(now, -20 * DAY_MS), HOUR_MS), views: 50 }], moment(now));
  const inHours = [0, 1, -1, 1, 2, -24, 24, 24, 40 * 24, -40 * 24, 24, 8 * 24];
  for (const jump of inHours) {
    now = later(now, jump * HOUR_MS + 60_000);
    await view(db, now, { [id('a')]: 2, [id('b')]: 5 });
    expect(await refresh(db, now, false), `${jump}`).toBe(true);
    const counts = await running(db);
    expect({ jump, counts }).toEqual({ jump, counts: await countedAnew(now) });
    expect(counts.flat().every((count) => count >= 0)).toBe(true);
    // What nobody read within the window fills its list only while nothing else does.
    for (const window of windows)
      expect(slugs(await listed(newsroom, window))).toEqual(expect.arrayContaining(['a', 'b']));
  }
  const counts = await running(db);
  await rebuildTrending(db, moment(now));
  expect(await running(db)).toEqual(counts);
});

const kept = async (table: 'article_views' | 'article_views_daily') =>
  (await sql<Record<string, unknown>>`select * from ${sql.table(table)} order by 1, 2`.execute(newsroom.db)).rows;

test('hours older than eight days are rolled up into days with the same sums, idempotently', async () => {
  const { db } = newsroom;
  const now = new Date('2026-03-20T15:20:00Z');
  const hours = Array.from({ length: 60 * 24 }, (_, hoursAgo) => ({
    hour: floor(later(now, -hoursAgo * HOUR_MS), HOUR_MS),
    views: 2,
  }));
  await addViews(
    db,
    hours.flatMap((each) => [
      { articleId: id('a'), ...each },
      { articleId: id('b'), ...each },
    ]),
    moment(now),
  );
  await refresh(db, now);
  const [hourly, daily] = [await kept('article_views'), await kept('article_views_daily')];
  const sum = [...hourly, ...daily].reduce((views, row) => views + Number(row.views), 0);
  expect(sum).toBe(2 * 2 * 60 * 24);
  const hoursOf = hourly.map((row) => Number(row.hour));
  expect(new Date(Math.min(...hoursOf))).toEqual(new Date('2026-03-12T00:00:00Z'));
  expect(hourly).toHaveLength(2 * (8 * 24 + 16));
  expect(daily).toHaveLength(2 * 52);
  await expectPlainCounts(now);
  await refresh(db, now);
  await rebuildTrending(db, moment(now));
  expect([await kept('article_views'), await kept('article_views_daily')]).toEqual([hourly, daily]);
  const nextDay = later(now, DAY_MS);
  await addViews(db, [{ articleId: id('a'), hour: new Date('2026-03-12T03:00:00Z'), views: 1 }], moment(nextDay));
  await refresh(db, nextDay);
  expect((await kept('article_views_daily')).filter((row) => Number(row.views) === 2 * 24 + 1)).toHaveLength(1);
  await expectPlainCounts(nextDay);
});
