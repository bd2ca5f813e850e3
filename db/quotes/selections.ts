/** Which quotes: whose, by what search, in which articles; as conditions of a statement on a `quote` called `q`. */

import { type RawBuilder, sql } from 'kysely';
import { type ArticleFilter, filterConditions } from '../articles/filters.ts';
import { isSaidBy, saidQuery } from '../articles/said-query.ts';
import { type Search, searchQuery } from '../articles/search.ts';
import type { PageRange } from '../engine/keyset.ts';
import { and } from '../engine/names.ts';

export interface QuoteSelection {
  /** Whose; null for everybody's. */
  readonly sourceId: number | null;
  /** Full text of the quote itself. */
  readonly search: Search | undefined;
  /** Articles that have it. */
  readonly filter: ArticleFilter;
}

export interface QuoteList extends QuoteSelection {
  readonly range: PageRange;
}

type Part = RawBuilder<unknown>;
type Condition = RawBuilder<boolean>;

/** Everything that shapes a statement but the direction. */
export function kindOfSelection({ sourceId, search, filter }: QuoteSelection): string {
  return JSON.stringify([sourceId === null, search, filter]);
}

/** The head of a statement: what the conditions of its searches refer to. */
export function withSearches({ search, filter }: QuoteSelection): Part {
  const searches = [
    ...(filter.search === undefined ? [] : [searchQuery(filter.search, filter.language)]),
    ...(search === undefined ? [] : [saidQuery(search, filter.language)]),
  ];
  return searches.length === 0 ? sql`` : sql`with ${sql.join(searches)}`;
}

/** Conditions on an appearance and its article `a`. */
export function appearanceConditions({ search, filter }: QuoteSelection): Condition[] {
  return [...(search === undefined ? [] : [isSaidBy('q')]), ...filterConditions(filter)];
}

/**
 * That `q` is the first appearance of its utterance that matches. Relies on quote_utterance, of which it reads the
 * beginning; `offset` keeps that from being a join, which would read all that was said.
 */
export function isFirst({ search, filter }: QuoteList): Condition {
  const isMatch = search === undefined ? [] : [isSaidBy('f')];
  return sql<boolean>`q.id = (
    select f.id from quote f
    where ${and([sql<boolean>`f.utterance_id = q.utterance_id`, ...isMatch])} and exists (
      select from published_article a where ${and([sql<boolean>`a.id = f.article_id`, ...filterConditions(filter)])} offset 0
    )
    order by f.published_at, f.id limit 1
  )`;
}

export const isWithin = sql<boolean>`
  (q.published_at, q.id) > (k.low_at, k.low_id) and (q.published_at, q.id) < (k.high_at, k.high_id)`;

export const columns = sql`q.utterance_id, q.published_at as at, q.id as place`;

export const isOfSource: Condition = sql<boolean>`q.source_id = k.id`;
