/**
 * Full-text search over published articles.
 *
 * What matches: `websearch_to_tsquery` in the language asked for or, without one, in each language that the newsroom
 * publishes in. What comes first: matches in headline and standfirst by `ts_rank` with the weights below, the later
 * published first where that is equal (as among articles that match in the body only). Ranking reads no body, so that
 * a hundred thousand hits stay cheap.
 */

import { type RawBuilder, sql } from 'kysely';

/** Weights of D (body), C (unused), B (standfirst) and A (headline) in `ts_rank`. */
const RANK_WEIGHTS = sql.lit('{0, 0, 0.4, 1}');

/** Primary subtags in use, found by hopping along the language index rather than reading it. */
const languagesInUse = sql`
  with recursive used (tag) as (
    (select split_part(lower(language), '-', 1) from published_article order by 1 limit 1)
    union all
    select (
      select split_part(lower(p.language), '-', 1) from published_article p
      where split_part(lower(p.language), '-', 1) > used.tag order by 1 limit 1
    ) from used where used.tag is not null
  ) select tag from used where tag is not null`;

/**
 * The common table expression that the others read: `query (wanted, words)`, where `wanted` is what has to match, in
 * each language by its own rules, and `words` any of its words. Both are null when the text has no word to look for, and
 * nothing matches.
 *
 * @param name `said` for what quotes are searched for, beside what their articles are
 */
export function searchQuery(
  text: string,
  language: string | undefined,
  name: 'query' | 'said' = 'query',
): RawBuilder<unknown> {
  const tags = language === undefined ? languagesInUse : sql`select split_part(lower(${language}), '-', 1) as tag`;
  return sql`${name === 'said' ? sql`said` : sql`query`} as materialized (
    select string_agg(format('(%s) & %L', terms, '@' || tag), ' | ')::tsquery as wanted,
           string_agg(distinct ${anyWordOf(sql`terms`)}, ' | ')::tsquery as words
    from (${tags}) tags, lateral (select websearch_to_tsquery(search_config(tag), ${text})::text as terms) parsed
    where terms <> ''
  )`;
}

/** A query's text with every operator made an or. */
function anyWordOf(terms: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`regexp_replace(
    regexp_replace(${terms}, ' (&|<->|<[0-9]+>) ', ' | ', 'g'), '(^|[ (])!', '\\1', 'g'
  )`;
}

/** Relies on the index over `document`. */
export const matchesSearch: RawBuilder<boolean> = sql<boolean>`a.document @@ (select wanted from query)`;

/** Relies on the index over `card`. */
export const matchesInCard: RawBuilder<boolean> = sql<boolean>`(a.card @@ (select words from query))`;

/** From 0 to a million; an integer, so that a cursor holds it exactly. */
export const relevance: RawBuilder<number> = sql<number>`
  coalesce((ts_rank(${RANK_WEIGHTS}::float4[], a.card, (select words from query)) * 1000000)::int, 0)`;
