/** `npm run evaluate -- trending`: HEAT’s half-lives, nDCG by hand, and the command. */

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { evaluateCommand } from '../../src/commands/evaluate.ts';
import { ndcg, precision } from '../../src/evaluate/ranking-gain.ts';
import { DAY_MS, HOUR_MS } from '../../src/time/units.ts';
import { piece, publish } from '../support/articles.ts';
import { call } from '../support/command.ts';
import { useNewsroom } from '../support/newsroom.ts';
import { later, listed, refresh, view } from '../support/trending.ts';

const published = new Date('2026-03-20T08:00:00Z');
let burst: number;
let large: number;
const newsroom = useNewsroom(async (db) => {
  const pieces = ['burst', 'large'].map((name) => piece(name, { publishedAt: published }));
  [burst, large] = (await publish(db, pieces)) as [number, number];
});

const scoreOf = async (window: 'HOUR' | 'DAY' | 'WEEK' | 'MONTH', slug: string) =>
  (await listed(newsroom, window)).find((row) => row.slug === slug)?.score ?? Number.NaN;

test('HEAT ranks a fresh burst first over an hour and a day, and higher totals over a week and a month', async () => {
  const { db } = newsroom;
  const now = new Date('2026-03-20T12:10:00Z');
  await refresh(db, later(now, -2 * HOUR_MS));
  await view(db, later(now, -70 * 60_000), { [large]: 500 });
  await view(db, now, { [burst]: 40 });
  await refresh(db, now);
  for (const window of ['HOUR', 'DAY'] as const) expect((await listed(newsroom, window))[0]?.slug).toBe('burst');
  for (const window of ['WEEK', 'MONTH'] as const) expect((await listed(newsroom, window))[0]?.slug).toBe('large');
  expect((await listed(newsroom, 'HOUR', 'VIEWS'))[0]?.slug).toBe('large');
});

test('HEAT halves in a day over a week, in four days over a month, and in 10 minutes and an hour over a day', async () => {
  const { db } = newsroom;
  const seen = new Date('2026-03-26T12:00:00Z');
  await db.deleteFrom('article_trend').execute();
  await refresh(db, seen);
  await view(db, seen, { [burst]: 64 });
  const soon = (ms: number) => {
    const hours = (Number(seen) + ms - Number(published)) / HOUR_MS;
    return (64 * 0.5 ** (ms / 600_000) + 6.4 * 0.5 ** (ms / HOUR_MS)) / (1 + hours) ** 0.2;
  };
  for (const ms of [0, 600_000, HOUR_MS]) {
    await refresh(db, later(seen, ms));
    expect(await scoreOf('HOUR', 'burst')).toBeCloseTo(soon(ms), 6);
    expect(await scoreOf('DAY', 'burst')).toBeCloseTo(soon(ms), 6);
  }
  for (const days of [1, 2, 4]) {
    await refresh(db, later(seen, days * DAY_MS));
    expect(await scoreOf('WEEK', 'burst')).toBeCloseTo(64 * 0.5 ** days, 6);
    expect(await scoreOf('MONTH', 'burst')).toBeCloseTo(64 * 0.5 ** (days / 4), 6);
  }
});

test('nDCG is the discounted gain of ten places, divided by that of the best order', () => {
  const gains = new Map([
    [1, 3],
    [2, 2],
    [3, 0],
  ]);
  expect(ndcg([1, 2, 3], gains)).toBe(1);
  const log = Math.log2;
  expect(ndcg([2, 9, 1], gains)).toBeCloseTo((2 / 1 + 3 / log(4)) / (3 + 2 / log(3)), 12);
  expect(ndcg([2, 9, 1], gains)).toBeCloseTo(0.8212, 4);
  expect(ndcg([9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 1, 2], gains)).toBe(0);
  expect(ndcg([], gains)).toBe(0);
  expect(ndcg([1], new Map([[1, 0]]))).toBeUndefined();
});

const votes = (name: string) => join('test/fixtures/votes', name);
const evaluate = (...args: string[]) => call(evaluateCommand, ['trending', ...args]);

test('precision is the share of the ten that bring most among the first ten, ties with the tenth included', () => {
  const gains = new Map([...Array.from({ length: 9 }, (_, item) => [item, 9] as const), [20, 1], [21, 1], [22, 0]]);
  expect(precision([0, 1, 20, 21, 22], gains)).toBe(0.4);
  expect(precision([...Array(10).fill(99), 0], gains)).toBe(0);
  expect(
    precision(
      [2],
      new Map([
        [1, 3],
        [2, 2],
      ]),
    ),
  ).toBe(0.5);
  expect(precision([1], new Map([[1, 0]]))).toBeUndefined();
});

test('the command prints different scores for HEAT and plain rankings on votes whose leader changes', async () => {
  const { code, stdout, stderr } = await evaluate('--json', votes('front-page.jsonl'));
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  // Of two items, the one that gets all votes from the second day on is first, or else second.
  const second = 1 / Math.log2(3);
  const close = (value: number) => expect.closeTo(value, 9);
  const always = (value: number) => ({ 1: close(value), 6: close(value), 24: close(value) });
  expect(JSON.parse(stdout)).toEqual({
    ndcg: {
      heat: { HOUR: always(1), DAY: always(1) },
      baselines: {
        count1h: always(1),
        // Only the last of three snapshots with an hour behind it has forgotten the first day.
        count24h: { ...always(second), 1: close((second + second + 1) / 3) },
        gravity: always(second),
        hot: always(second),
      },
    },
    // Both have a place among ten, wherever it is.
    precision: expect.objectContaining({ heat: { HOUR: always(1), DAY: always(1) } }),
  });
});

test('without --json it prints a table with a line for each ranking', async () => {
  const { code, stdout } = await evaluate(votes('front-page.jsonl'));
  expect(code).toBe(0);
  expect(stdout.split('\n')[0]).toMatch(/nDCG@10 +next 1 h +next 6 h +next 24 h/);
  expect(stdout).toMatch(/^HEAT over HOUR +1\.000 +1\.000 +1\.000$/m);
  expect(stdout).toMatch(/^gravity 1\.8 +0\.631 +0\.631 +0\.631$/m);
  expect(stdout).toMatch(/^precision@10 +next 1 h/m);
});

test.each([
  ['bad-line.jsonl', /bad-line\.jsonl, line 2: "items\.0\.upvotes"/],
  ['backwards.jsonl', /backwards\.jsonl, line 2: "at" must be later/],
  ['missing.jsonl', /missing\.jsonl: There is no such file or folder/],
])('an error in %s is reported by file and line', async (name, message) => {
  const { code, stdout, stderr } = await evaluate('--json', votes(name));
  expect(code).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toMatch(message);
});
