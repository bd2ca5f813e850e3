/** Freshness of a response: `Cache-Control` lifetimes, from the tags of what it was made of. */

import { articles, clock, elsewhere, search, type Tag, trendingTags } from './tags.ts';

export interface Freshness {
  /** Seconds; 0 for what is not to be cached. */
  readonly seconds: number;
  /** Seconds beyond that in which a cache may send it while it asks anew. */
  readonly staleSeconds: number;
  /** Seconds beyond that in which a cache may send it where no fresh one can be made. */
  readonly staleIfErrorSeconds: number;
}

/** Purges come within a second; these are for caches that hear of none. */
const LIST_SECONDS = 60;
/** Ranks are refreshed as often. */
const TRENDING_SECONDS = 30;
const hints: ReadonlyMap<Tag, number> = new Map([
  [elsewhere, 0],
  [clock, 0],
  ...trendingTags.map((tag) => [tag, TRENDING_SECONDS] as const),
  [search, LIST_SECONDS],
  [articles, LIST_SECONDS],
]);
/** Of articles, topics, sources, and what is related. */
const NODE_SECONDS = 300;
/** What hangs on nothing that was read: the schema itself. */
const SCHEMA_SECONDS = 60;

/**
 * @param changesAt milliseconds since 1970: when something in it is known to change; it is never sent after
 * @param now milliseconds since 1970
 * @param staleIfErrorSeconds at the most
 */
export function freshnessOf(tags: readonly Tag[], changesAt: number, now: number, staleIfErrorSeconds = 0): Freshness {
  let wanted = tags.length === 0 ? SCHEMA_SECONDS : NODE_SECONDS;
  for (const tag of tags) {
    const seconds = hints.get(tag) ?? (tag.endsWith(':articles') ? LIST_SECONDS : NODE_SECONDS);
    if (seconds < wanted) wanted = seconds;
  }
  const left = Math.max(0, Math.floor((changesAt - now) / 1000));
  const kept = Math.min(wanted, left);
  return {
    seconds: kept,
    staleSeconds: Math.min(wanted, left - kept),
    staleIfErrorSeconds: kept === 0 ? 0 : Math.min(staleIfErrorSeconds, left - kept),
  };
}

/** For browsers nothing is fresh: they ask, and are told that it is the same. */
export function cacheControl({ seconds, staleSeconds, staleIfErrorSeconds }: Freshness): string {
  if (seconds === 0) return 'no-store';
  const ifError = staleIfErrorSeconds === 0 ? '' : `, stale-if-error=${staleIfErrorSeconds}`;
  return `public, max-age=0, s-maxage=${seconds}, stale-while-revalidate=${staleSeconds}${ifError}`;
}
