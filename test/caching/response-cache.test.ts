/** The response cache by itself: memory, the index of tags, expiry, and tag headers. */

import { validateHeaderValue } from 'node:http';
import { describe, expect, test } from 'vitest';
import { eventTypes } from '../../db/events/append.ts';
import { bytesOf } from '../../src/caching/bytes.ts';
import { type Change, changedTags, exactTags } from '../../src/caching/changes.ts';
import { createCoalescingCache } from '../../src/caching/coalescing-cache.ts';
import { freshnessOf } from '../../src/caching/freshness.ts';
import { type CachedResponse, createResponseCache } from '../../src/caching/response-cache.ts';
import {
  anyRelated,
  articles,
  articlesOfSource,
  articlesOfTopic,
  articleTag,
  relatedTag,
  search,
  sources,
  sourceTag,
  tagHeader,
  topics,
  topicTag,
  trendingTags,
} from '../../src/caching/tags.ts';
import { pseudoRandom } from '../support/trending.ts';

const answerOf = (names: readonly string[], bytes = 10, expiresAt = Date.now() + 60_000): CachedResponse => ({
  body: Buffer.alloc(bytes, 'x'),
  head: ['Cache-Tag', names.join(',')],
  tags: ['all', ...names],
  madeAt: Date.now(),
  expiresAt,
  staleUntil: expiresAt,
});

test('a short answer does not retain the larger buffer that it was cut from', () => {
  for (const text of ['{}', 'Ærø', 'x'.repeat(100_000), '漢'.repeat(100_000)]) {
    const bytes = bytesOf(text);
    expect(bytes.toString()).toBe(text);
    expect(bytes.buffer.byteLength).toBe(bytes.byteLength);
  }
});

/** The same choices at every run. */
const random = pseudoRandom(7);
const below = (count: number) => Math.floor(random() * count);
const oneOf = <One>(all: readonly One[]): One => all[below(all.length)] as One;
const some = <One>(most: number, make: () => One): One[] => Array.from({ length: below(most + 1) }, make);
const rounds = (count: number) => Array.from({ length: count }, (_, round) => round);

test('the index of tags has exactly the stored answers, and they are within the limit', () => {
  const maxBytes = 40_000;
  for (const _ of rounds(100)) {
    const cache = createResponseCache(maxBytes);
    cache.open();
    const kept = new Map<string, CachedResponse>();
    const keep = () => {
      const answer = answerOf(
        [...new Set(some(4, () => oneOf('abcde'.split(''))))],
        below(4_000),
        Date.now() + (below(4) ? 60_000 : -1),
      );
      const key = String(below(9));
      expect(cache.set(key, answer, cache.epoch())).toBe(true);
      if (cache.index.get('all')?.has(key)) kept.set(key, answer);
      else kept.delete(key);
    };
    const invalidate = () => {
      const names = some(2, () => oneOf('abcde'.split('')));
      cache.invalidate(names);
      for (const [key, answer] of kept) if (names.some((tag) => answer.tags.includes(tag))) kept.delete(key);
    };
    const empty = () => {
      if (below(2)) cache.invalidate(['all']);
      else cache.close();
      cache.open();
      kept.clear();
    };
    for (const _step of rounds(60)) {
      oneOf([
        keep,
        keep,
        keep,
        keep,
        keep,
        keep,
        invalidate,
        invalidate,
        () => void cache.get(String(below(9))),
        empty,
      ])();
      const there = [...(cache.index.get('all') ?? [])];
      const expected = new Map<string, Set<string>>();
      for (const key of there) {
        for (const tag of kept.get(key)?.tags ?? [`${key} was invalidated`]) {
          expected.set(tag, new Set([...(expected.get(tag) ?? []), key]));
        }
      }
      expect(new Map(cache.index)).toEqual(expected);
      expect(cache.size()).toBeLessThanOrEqual(maxBytes);
      if (there.length === 0) expect(cache.size()).toBe(0);
    }
  }
});

test('an answer that was begun before an invalidation of its tags is not stored, however many invalidations follow', () => {
  const cache = createResponseCache(1_000_000);
  cache.open();
  const since = cache.epoch();
  cache.invalidate(['article:1']);
  expect(cache.set('1', answerOf(['article:1']), since)).toBe(false);
  expect(cache.set('2', answerOf(['article:2']), since)).toBe(true);
  cache.invalidate(Array.from({ length: 30_000 }, (_, id) => `article:${id + 10}`));
  expect(cache.set('3', answerOf(['article:3']), since), 'what has changed meanwhile is forgotten').toBe(false);
  expect(cache.set('3', answerOf(['article:3']), cache.epoch())).toBe(true);
});

test('answers that have expired, are too large, or are made while events are not followed are not stored', () => {
  const cache = createResponseCache(100_000);
  expect(cache.set('closed', answerOf([]), cache.epoch())).toBe(false);
  cache.open();
  cache.set('large', answerOf([], 20_000), cache.epoch());
  cache.set('over', answerOf([], 10, Date.now() - 1), cache.epoch());
  cache.set('small', answerOf([], 10_000), cache.epoch());
  expect(['large', 'over', 'small'].map((key) => cache.get(key) !== undefined)).toEqual([false, false, true]);
  expect(cache.size()).toBeLessThan(13_000);
  const none = createResponseCache(0);
  none.open();
  expect(none.set('1', answerOf([]), none.epoch())).toBe(true);
  expect(none.get('1')).toBeUndefined();
});

test('tags of any slug are printable and distinct', () => {
  const odd = ['\ud800', ',', '\r\n', ' ', ':', 'é', '漢', '\u0000', '%', 'x', '-', '💥'];
  for (const _ of rounds(300)) {
    const slug = some(60, () => oneOf(odd)).join('');
    for (const tag of [topicTag(slug), sourceTag(slug), articlesOfTopic(slug)]) {
      expect(tag).toMatch(/^[!-+\--~]+$/);
      expect(tag.length).toBeLessThan(90);
      validateHeaderValue('Cache-Tag', tag);
    }
    expect(new Set([topicTag(slug), articlesOfTopic(slug), topicTag(`${slug}:articles`)]).size).toBe(3);
  }
});

describe('the tag header', () => {
  const slug = () => oneOf(['a', 'b', 'c', 'a-b', 'b-c']);
  const kinds: readonly (() => string)[] = [
    () => articleTag(below(10)),
    () => relatedTag(below(10)),
    () => topicTag(slug()),
    () => sourceTag(slug()),
    () => articlesOfTopic(slug()),
    () => articlesOfSource(slug()),
    () => oneOf([articles, topics, sources, search, anyRelated, ...trendingTags]),
  ];
  const change = (): Change => ({
    type: oneOf(eventTypes),
    article_id: below(10),
    detail: { list: oneOf(['related', 'trending']), lists: some(3, () => below(10)), again: below(2) === 1 },
    changes: { topics: some(2, slug), sources: some(2, slug) },
  });

  test('falls back to wider tags above its limit, which are purged by the same changes', () => {
    let purges = 0;
    for (const _ of rounds(2_000)) {
      const exact = [articleTag(99), ...some(8, () => oneOf(kinds)())];
      const long = Array.from({ length: 500 }, (_each, id) => articleTag(1_000 + id));
      const wide = tagHeader([...new Set([...exact, ...long])], ',');
      expect(wide.length).toBeLessThan(4_000);
      const happened = change();
      if (!exactTags(happened).some((each) => exact.includes(each))) continue;
      purges += 1;
      const isPurged = (header: string) => header.split(',').some((each) => changedTags(happened).includes(each));
      expect(isPurged(tagHeader([...new Set(exact)], ','))).toBe(true);
      expect(isPurged(wide)).toBe(true);
    }
    expect(purges).toBeGreaterThan(200);
  });

  test('is separated by spaces for Surrogate-Key and by commas for others', async () => {
    for (const [tagHeaderName, expected] of [
      ['Surrogate-Key', 'all article:1 search'],
      ['Cache-Tag', 'all,article:1,search'],
    ] as const) {
      const answers = createCoalescingCache({ maxBytes: 1_000, tagHeaderName });
      const made = { body: '{}', tags: ['article:1', 'search'] };
      const answer = await answers.getOrMake<never>('1', async () => made);
      expect(answer.head[answer.head.indexOf(tagHeaderName) + 1]).toBe(expected);
    }
  });
});

test('max-age never exceeds the next due time', () => {
  const names = ['trending:WEEK', 'articles', 'topic:x', 'all', 'elsewhere'];
  for (const _ of rounds(500)) {
    const given = some(3, () => oneOf(names));
    const left = below(2_000_000) - 5_000;
    const { seconds, staleSeconds } = freshnessOf(given, left, 0);
    expect(Math.min(seconds, staleSeconds)).toBeGreaterThanOrEqual(0);
    expect((seconds + staleSeconds) * 1000).toBeLessThanOrEqual(Math.max(0, left));
    if (given.includes('trending:WEEK')) expect(seconds).toBeLessThanOrEqual(30);
    if (given.includes('elsewhere')) expect(seconds).toBe(0);
  }
});
