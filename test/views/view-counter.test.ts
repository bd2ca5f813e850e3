/** What counts as a view, by itself and by a clock of its own. */

import { expect, test } from 'vitest';
import { createViewCounter } from '../../src/views/view-counter.ts';

const browser = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const start = Date.UTC(2026, 2, 20, 10, 0);

test('a reader who reloads a page takes nothing from what others behind the same address may count', () => {
  const now = start;
  const counter = createViewCounter(() => now);
  const record = (article: number) => counter.record(article, { address: '198.51.100.1', agent: browser });
  const counted = (articles: readonly number[]) => articles.filter(record).length;
  expect(counted(Array.from({ length: 1_000 }, () => 7))).toBe(1);
  expect(counted(Array.from({ length: 99 }, (_, n) => 100 + n))).toBe(99);
  // The hundredth was the last that counts in full.
  expect(counted(Array.from({ length: 900 }, (_, n) => 1_000 + n))).toBe(230);
});

test('one address that says to be thirty browsers is not thirty readers of an article', () => {
  let now = start;
  const counter = createViewCounter(() => now);
  const counted = (agents: number, article: number) =>
    Array.from({ length: agents }, (_, n) =>
      counter.record(article, { address: '198.51.100.1', agent: `${browser} ${n}` }),
    ).filter(Boolean).length;
  expect(counted(5, 1)).toBe(5);
  expect(counted(30, 2)).toBe(13);
  now += 1_800_000;
  expect(counted(100_000, 1)).toBe(24);
  expect(counter.record(1, { address: '198.51.100.2', agent: browser })).toBe(true);
});

test('a flood from all networks of an IPv6 site counts for little', () => {
  const counter = createViewCounter(() => start);
  const counted = (site: string, networks: number) =>
    Array.from({ length: networks }, (_, n) =>
      counter.record(n, { address: `2001:db8:${site}:${n.toString(16)}`, agent: browser }),
    ).filter(Boolean).length;
  expect(counted('1', 1_000)).toBe(1_000);
  expect(counted('1', 10_000)).toBeLessThan(2_500);
  expect(counted('2', 1)).toBe(1);
});

test('a reader counts again for another article, and for the same one in the next half-hour', () => {
  let now = start + 29 * 60_000;
  const counter = createViewCounter(() => now);
  const record = (article: number) => counter.record(article, { address: '198.51.100.1', agent: browser });
  expect([record(1), record(1), record(2)]).toEqual([true, false, true]);
  now = start + 30 * 60_000;
  expect([record(1), record(1)]).toEqual([true, false]);
  expect(counter.record(3, { address: '198.51.100.1', agent: undefined })).toBe(false);
});
