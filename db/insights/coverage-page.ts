/** Pages of coverage: the total order of its rows, and the part of it behind a row. */

import { type RawBuilder, sql } from 'kysely';
import type { CoverageQuery } from './coverage-query.ts';

/** What has no change comes last: a number that JSON can write, and beyond every change. */
const NO_CHANGE = sql.lit(1e300);

const start = sql`extract(epoch from r.starts_at)::float8`;

const fields = {
  ARTICLES: sql`r.articles`,
  WORDS: sql`r.words`,
  VIEWS: sql`r.views`,
  QUOTES: sql`r.quotes`,
  CHANGE: sql`r.change`,
  PERIOD: start,
} as const;

const texts: ReadonlySet<string> = new Set(['source_kind', 'role', 'language']);

/**
 * Of the rows `compared r`, with the columns k0, k1 … that they are ordered by: numbers and texts that all ascend, so that
 * they are compared at once.
 *
 * @param names columns of the groups
 */
export function coveragePage(query: CoverageQuery, names: readonly string[]): RawBuilder<unknown> {
  const keys = keysOf(query, names);
  const { first, after } = query;
  const isBehind = after === undefined ? sql`true` : sql`(${sql.join(keys)}) > (${sql.join([...after])})`;
  return sql`
    select r.*, ${sql.join(keys.map((key, place) => sql`${key} as ${sql.ref(`k${place}`)}`))} from compared r
    where ${isBehind} order by ${sql.join(keys)} limit ${first}`;
}

/** How the rows of a page are put in order again, and the value of each row's place. */
export function pageOrder(query: CoverageQuery, names: readonly string[]): RawBuilder<unknown> {
  return sql.join(keysOf(query, names).map((_, place) => sql.ref(`r.k${place}`)));
}

function keysOf({ order, dimensions }: CoverageQuery, names: readonly string[]): RawBuilder<unknown>[] {
  const value = sql`(${fields[order.field]})::float8`;
  return [
    sql`coalesce(${order.descending ? sql`-${value}` : value}, ${NO_CHANGE})`,
    ...(order.field === 'ARTICLES' ? [] : [sql`-r.articles::float8`]),
    ...(order.field === 'PERIOD' || !dimensions.includes('PERIOD') ? [] : [start]),
    ...names.map((name) => (texts.has(name) ? sql`${sql.ref(`r.${name}`)} collate "C"` : sql.ref(`r.${name}`))),
  ];
}
