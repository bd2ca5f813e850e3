/** Refreshing trending lists: one process at a time, previous ranks, withdrawals, pins, and statements. */

import { beforeEach, expect, test } from 'vitest';
import { saveHints } from '../../db/articles/origins.ts';
import { openDatabase } from '../../db/engine/connect.ts';
import type { Db } from '../../db/engine/database.ts';
import { moment } from '../../db/engine/moment.ts';
import { clearTrendingChoice, hideTrending, pinTrending } from '../../db/trending/choices.ts';
import { addViews } from '../../db/views/counts.ts';
import { DAY_MS, HOUR_MS } from '../../src/time/units.ts';
import { piece, publish } from '../support/articles.ts';
import { useNewsroom } from '../support/newsroom.ts';
import { floor, later, listed, pseudoRandom, refresh, slugs, view, windows } from '../support/trending.ts';
import { until } from '../support/until.ts';

const names = ['a', 'b', 'c', 'd', 'e', 'f'] as const;
const now = new Date('2026-03-20T15:20:00Z');
const manyTopics = Array.from({ length: 60 }, (_, number) => `Topic ${number}`);
let ids: number[];
const newsroom = useNewsroom(async (db) => {
  const pieces = names.map((name, day) =>
    piece(name, {
      publishedAt: new Date(Date.UTC(2026, 0, 1 + day)),
      topics: manyTopics.slice(day * 10, day * 10 + 10),
    }),
  );
  ids = await publish(db, pieces);
});
const id = (name: (typeof names)[number]) => ids[names.indexOf(name)] as number;

beforeEach(async () => {
  const { db } = newsroom;
  for (const table of [
    ...(['article_views', 'article_views_daily', 'article_trend', 'trending_snapshot'] as const),
    ...(['trending_choice', 'trending_hint', 'trending_rank', 'trending_list'] as const),
  ]) {
    await db.deleteFrom(table).execute();
  }
  await refresh(db, later(now, -HOUR_MS));
  newsroom.statements.length = 0;
});

/** As two processes: a second one has connections of its own where the engine has any. */
async function withTwo(run: (one: Db, two: Db) => Promise<void>): Promise<void> {
  const { url } = newsroom.database as { url?: string };
  if (url === undefined) return run(newsroom.db, newsroom.db);
  const other = await openDatabase({ databaseUrl: url, dataDir: '', poolSize: 2, statementTimeoutMs: 20_000 });
  await run(newsroom.db, other.db).finally(other.close);
}

test('of two processes one refreshes, and not again within 29 seconds unless forced', async () => {
  await withTwo(async (one, two) => {
    await view(one, now, { [id('a')]: 1, [id('b')]: 2 });
    const both = await Promise.all([refresh(one, now, false), refresh(two, now, false)]);
    expect(both.toSorted()).toEqual([false, true]);
    expect(slugs(await listed(newsroom, 'HOUR')).slice(0, 2)).toEqual(['b', 'a']);
    await view(two, now, { [id('a')]: 9 });
    expect(await refresh(two, later(now, 28_999), false)).toBe(false);
    expect(slugs(await listed(newsroom, 'HOUR'))[0]).toBe('b');
    expect(await refresh(two, later(now, 29_000), false)).toBe(true);
    expect(slugs(await listed(newsroom, 'HOUR'))[0]).toBe('a');
    expect(await refresh(one, later(now, 29_000), false)).toBe(false);
    expect(await refresh(one, later(now, 29_000))).toBe(true);
  });
});

test('lists from the future, after a clock was set back, are refreshed', async () => {
  const { db } = newsroom;
  await refresh(db, later(now, 40 * DAY_MS));
  expect(await refresh(db, now, false)).toBe(true);
  expect(await refresh(db, now, false)).toBe(false);
});

test('previousRank is the rank an hour ago, over WEEK and MONTH a day ago, as time goes on', async () => {
  const { db } = newsroom;
  const random = pseudoRandom(3);
  const start = later(floor(now, HOUR_MS), HOUR_MS);
  const placesAt = new Map<string, readonly string[]>();
  for (let step = 0; step <= 52; step += 1) {
    const at = later(start, step * (HOUR_MS / 2));
    const others = ids.slice(0, 5).filter(() => random() < 0.7);
    const counts = Object.fromEntries(others.map((each) => [each, 1 + Math.floor(random() * 50)]));
    await view(db, at, { ...counts, ...(step === 51 && { [id('f')]: 500 }) });
    await refresh(db, at, false);
    for (const window of windows) {
      const isQuick = window === 'HOUR' || window === 'DAY';
      const viewed = (await listed(newsroom, window)).filter(({ views }) => views > 0);
      placesAt.set(`${window} ${step}`, slugs(viewed));
      const before = placesAt.get(`${window} ${step - (isQuick ? 2 : 48)}`);
      // Those of WEEK and MONTH are kept of each hour.
      if (!isQuick && step % 2 === 1) continue;
      const expected = viewed.map(({ slug }) => (before?.includes(slug) ? before.indexOf(slug) + 1 : null));
      expect({ window, step, ranks: viewed.map(({ previousRank }) => previousRank) }).toEqual({
        window,
        step,
        ranks: expected,
      });
    }
  }
  const end = await listed(newsroom, 'WEEK', 'VIEWS');
  expect(end.find(({ slug }) => slug === 'f')).toMatchObject({ views: 500, previousRank: null });
  expect(end.find(({ slug }) => slug === 'a')?.previousRank).not.toBeNull();
});

test('no list has an article twice or a withdrawn one, and a window without anything is filled by what is recent', async () => {
  const { db } = newsroom;
  for (const window of windows) expect(slugs(await listed(newsroom, window))).toEqual(['f', 'e', 'd', 'c', 'b', 'a']);
  await view(db, now, { [id('a')]: 3, [id('b')]: 2 });
  await saveHints(db, ['c', 'b']);
  await db.updateTable('trending_hint').set({ noted_at: now }).execute();
  await pinTrending(db, id('d'));
  const pinnedAt = Date.now();
  // Pins stand in the order of their times, which have milliseconds.
  await until(() => Date.now() > pinnedAt + 1, 'the next millisecond');
  await pinTrending(db, id('b'));
  await refresh(db, now);
  for (const window of windows) {
    expect(slugs(await listed(newsroom, window))).toEqual(['d', 'b', 'a', 'c']);
    expect(slugs(await listed(newsroom, window, 'VIEWS'))).toEqual(['a', 'b', 'c']);
  }
  const withdraw = (withdrawn_at: Date | null) =>
    db
      .updateTable('article')
      .set({ withdrawn_at })
      .where('id', 'in', [id('b'), id('d'), id('f')])
      .execute();
  await withdraw(now);
  for (const window of windows) expect(slugs(await listed(newsroom, window))).toEqual(['a', 'c']);
  await refresh(db, later(now, 60_000));
  for (const window of windows) expect(slugs(await listed(newsroom, window))).toEqual(['a', 'c']);
  await withdraw(null);
  await refresh(db, later(now, 120_000));
  expect(slugs(await listed(newsroom, 'DAY'))).toEqual(['d', 'b', 'a', 'c']);
});

test('a pin is marked and first, a hidden article is left out, both until they end', async () => {
  const { db } = newsroom;
  const end = later(now, 10 * 60_000);
  await view(db, now, { [id('a')]: 9, [id('b')]: 5 });
  expect(await pinTrending(db, id('c'), end)).toBe(true);
  expect(await hideTrending(db, id('a'), end)).toBe(true);
  expect(await hideTrending(db, 2_000_000_000)).toBe(false);
  await refresh(db, later(end, -1));
  const list = await listed(newsroom, 'HOUR');
  expect(list.slice(0, 2)).toMatchObject([
    { slug: 'c', rank: 1, pinned: true, views: 0 },
    { slug: 'b', rank: 2, pinned: false, views: 5 },
  ]);
  expect(list.filter(({ slug, views }) => slug === 'a' && views > 0)).toEqual([]);
  await refresh(db, end);
  const after = await listed(newsroom, 'HOUR');
  expect(slugs(after)).toEqual(['a', 'b']);
  expect(after.some(({ pinned }) => pinned)).toBe(false);
  await hideTrending(db, id('a'));
  await refresh(db, later(end, 1));
  for (const window of windows) expect(slugs(await listed(newsroom, window))).toEqual(['b']);
  expect(await clearTrendingChoice(db, id('a'))).toBe(true);
  expect(await clearTrendingChoice(db, id('a'))).toBe(false);
  await refresh(db, later(end, 2));
  expect(slugs(await listed(newsroom, 'WEEK'))[0]).toBe('a');
});

test('counting is one statement for any number of views; lists of 50 topics take as many statements as those of 2', async () => {
  const { db, statements } = newsroom;
  for (const many of [1, 6]) {
    statements.length = 0;
    await view(db, now, Object.fromEntries(ids.slice(0, many).map((each) => [each, 1])));
    expect(statements).toHaveLength(1);
  }
  await refresh(db, now);
  const counts: number[] = [];
  for (const first of [2, 50]) {
    statements.length = 0;
    const answer = await newsroom.ask<{ topics: { nodes: { trending: { nodes: unknown[] } }[] } }>(
      `{ topics(first: ${first}) { nodes { trending(first: 5) { nodes { slug } } } } }`,
    );
    expect(answer.data?.topics.nodes.map(({ trending }) => trending.nodes.length)).toEqual(Array(first).fill(1));
    counts.push(statements.length);
  }
  expect(counts).toEqual([2, 2]);
});

test('views of unpublished articles aren’t counted; concurrent counts in different orders add up', async () => {
  const { db } = newsroom;
  const change = (values: object) => db.updateTable('article').set(values).where('id', '=', id('f')).execute();
  for (const unseen of [{ withdrawn_at: now }, { published_at: later(new Date(), DAY_MS) }]) {
    await change(unseen);
    await view(db, now, { [id('f')]: 1, 2000000000: 1 });
    await change({ withdrawn_at: null, published_at: new Date('2026-01-06T00:00:00Z') });
  }
  expect(await db.selectFrom('article_views').selectAll().execute()).toEqual([]);
  expect(await db.selectFrom('article_trend').selectAll().execute()).toEqual([]);
  await withTwo(async (one, two) => {
    const counts = ids.map((articleId) => ({ articleId, hour: floor(now, HOUR_MS), views: 1 }));
    for (let round = 0; round < 20; round += 1) {
      await Promise.all([addViews(one, counts, moment(now)), addViews(two, counts.toReversed(), moment(now))]);
    }
  });
  await refresh(db, now);
  const list = await listed(newsroom, 'HOUR', 'VIEWS');
  expect(list.map(({ views }) => views)).toEqual(Array(6).fill(40));
});
