/** Freshness of a response: the lifetime that each tag gives, what shortens it, and the header that says so. */

import { expect, test } from 'vitest';
import { cacheControl, freshnessOf } from '../../src/caching/freshness.ts';
import {
  articles,
  articlesOfSource,
  articlesOfTopic,
  articleTag,
  clock,
  elsewhere,
  relatedTag,
  search,
  sourceTag,
  type Tag,
  topicTag,
  trendingTags,
} from '../../src/caching/tags.ts';

const day = 86_400_000;
const [trending = ''] = trendingTags;

const lifetimes: readonly (readonly [what: string, tags: readonly Tag[], seconds: number])[] = [
  ['without tags', [], 60],
  ['of an article', [articleTag(1)], 300],
  ['of a topic', [topicTag('sea')], 300],
  ['of a source', [sourceTag('agency')], 300],
  ['of related articles', [relatedTag(1)], 300],
  ['of a topic’s articles', [articlesOfTopic('sea')], 60],
  ['of a source’s articles', [articlesOfSource('agency')], 60],
  ['of all articles', [articles], 60],
  ['of a search', [search], 60],
  ...trendingTags.map((tag) => [`of ${tag}`, [tag], 30] as const),
  ['of another site’s address', [elsewhere], 0],
  ['of what the time was', [clock], 0],
  ['of an article and a search', [articleTag(1), search], 60],
  ['of trending before an article', [trending, articleTag(1)], 30],
  ['of an article before trending', [articleTag(1), trending], 30],
  ['of another site’s address among others', [trending, elsewhere, articleTag(1)], 0],
];

test.each(lifetimes)(
  'a response %s is fresh as long as its shortest-lived tag, and stale for as long again',
  (_, tags, seconds) => {
    expect(freshnessOf(tags, 2 * day, day)).toEqual({ seconds, staleSeconds: seconds, staleIfErrorSeconds: 0 });
  },
);

const changes: readonly (readonly [leftMs: number, seconds: number, staleSeconds: number])[] = [
  [600_000, 300, 300],
  [599_000, 300, 299],
  [301_000, 300, 1],
  [300_000, 300, 0],
  [299_999, 299, 0],
  [1_000, 1, 0],
  [999, 0, 0],
  [0, 0, 0],
  [-5_000, 0, 0],
];

test.each(changes)(
  'an article that changes in %i ms is fresh for %i s and stale for %i s',
  (leftMs, seconds, staleSeconds) => {
    expect(freshnessOf([articleTag(1)], day + leftMs, day)).toMatchObject({ seconds, staleSeconds });
  },
);

test('what never changes by itself has its whole lifetime', () => {
  const lifetime = { seconds: 300, staleSeconds: 300, staleIfErrorSeconds: 86_400 };
  expect(freshnessOf([articleTag(1)], Number.POSITIVE_INFINITY, day, 86_400)).toEqual(lifetime);
});

test('what changes by itself is not stale beyond that for an error either', () => {
  expect(freshnessOf([articleTag(1)], day + 310_000, day, 60).staleIfErrorSeconds).toBe(10);
  expect(freshnessOf([articleTag(1)], day + 300_000, day, 60).staleIfErrorSeconds).toBe(0);
  expect(freshnessOf([clock], day + 300_000, day, 60).staleIfErrorSeconds).toBe(0);
});

test('Cache-Control: shared caches keep a response, browsers ask each time; what isn’t fresh is not stored', () => {
  expect(cacheControl({ seconds: 60, staleSeconds: 7, staleIfErrorSeconds: 0 })).toBe(
    'public, max-age=0, s-maxage=60, stale-while-revalidate=7',
  );
  expect(cacheControl({ seconds: 1, staleSeconds: 0, staleIfErrorSeconds: 9 })).toBe(
    'public, max-age=0, s-maxage=1, stale-while-revalidate=0, stale-if-error=9',
  );
  expect(cacheControl({ seconds: 0, staleSeconds: 0, staleIfErrorSeconds: 9 })).toBe('no-store');
});
