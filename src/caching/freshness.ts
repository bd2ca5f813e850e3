/** How long shared caches may keep an answer, from what it was made of. */

import { articles, elsewhere, search, type Tag, trendingTags } from './tags.ts';

export interface Freshness {
  /** Seconds; 0 for what is not to be kept. */
  readonly seconds: number;
  /** Seconds beyond that in which a cache may give it away while it asks anew. */
  readonly staleSeconds: number;
}

/** Purges come within a second; these are for caches that hear of none. */
const ofLists = 60;
const hints: ReadonlyMap<Tag, number> = new Map([
  [elsewhere, 0],
  ...trendingTags.map((tag) => [tag, 30] as const),
  [search, 60],
  [articles, ofLists],
]);
/** Of articles, topics, sources, and what is related. */
const ofThings = 300;
/** What hangs on nothing that was read: the schema itself. */
const otherwise = 60;

/**
 * @param until milliseconds since 1970: when something in it is known to change; an answer is never given away after
 * @param now milliseconds since 1970
 */
export function freshnessOf(tags: readonly Tag[], until: number, now: number): Freshness {
  let wanted = tags.length === 0 ? otherwise : ofThings;
  for (const tag of tags) {
    const seconds = hints.get(tag) ?? (tag.endsWith(':articles') ? ofLists : ofThings);
    if (seconds < wanted) wanted = seconds;
  }
  const left = Math.max(0, Math.floor((until - now) / 1000));
  const kept = Math.min(wanted, left);
  return { seconds: kept, staleSeconds: Math.min(wanted, left - kept) };
}

/** For browsers nothing is fresh: they ask, and are told that it is the same. */
export function cacheControl({ seconds, staleSeconds }: Freshness): string {
  if (seconds === 0) return 'no-store';
  return `public, max-age=0, s-maxage=${seconds}, stale-while-revalidate=${staleSeconds}`;
}
