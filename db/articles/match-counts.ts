/**
 * How many articles match a search and other conditions. Which of the two is the rarer the planner can't know, so both are read to
 * a limit: what has the words is looked up one by one where that is little, and else held against what meets the conditions.
 */

import { type RawBuilder, sql } from 'kysely';
import { and } from '../engine/names.ts';
import { foundWords, stepsStand } from './found-words.ts';
import type { Search } from './search.ts';

type Part = RawBuilder<unknown>;
type Condition = RawBuilder<boolean>;

/** How much is read at the most, of each count; what is more is told as a lower bound. */
export interface CountBounds {
  /** Looked up by their keys, of what has the words. */
  readonly rare: number;
  /** Read in the index of words, without looking at an article. */
  readonly words: number;
  /** Of what meets the conditions. */
  readonly chosen: number;
  /** Whose words are looked at themselves. */
  readonly seen: number;
}

export const usualBounds: CountBounds = { rare: 25_000, words: 60_000, chosen: 15_000, seen: 2_500 };

/**
 * `count, is_partial`: no more than `most`, and whether there may be more of them. What is found otherwise than by the words
 * counts as well.
 *
 * @param conditions without the search, on a `published_article` called `a`
 */
export function countOfMatches(
  search: Search,
  conditions: readonly Condition[],
  most: number,
  { rare, words, chosen, seen }: CountBounds,
): Part {
  const isPhrase = search.phrases.length > 0;
  const meets = (id: Part) => sql`
    cross join lateral (select from published_article a where a.id = ${id} and ${and(conditions)} offset 0) a`;
  // Out of line, each some kilobytes.
  const has = (id: Part) => sql`
    cross join lateral (select words from article_words w where w.article_id = ${id} offset 0) w
    where w.words @@ (select wanted from query)`;
  const isRare = sql<boolean>`(select count(*) <= ${sql.lit(rare)} from (select from with_words limit ${sql.lit(rare + 1)}) few)`;
  const isMany = sql<boolean>`(select count(*) > ${sql.lit(words)} from with_words)`;
  const isWide = sql<boolean>`(select count(*) > ${sql.lit(chosen)} from chosen)`;
  return sql`
    with with_words as materialized (
      select article_id from (${isPhrase ? stepsStand(search.phrases) : foundWords(search)}) found limit ${sql.lit(words + 1)}
    ),
    chosen as materialized (
      select a.id from published_article a where not ${isRare} and ${and(conditions)} limit ${sql.lit(chosen + 1)}
    ),
    meeting as materialized (
      (select a.id from with_words f join published_article a on a.id = f.article_id where ${isRare} and ${and(conditions)} limit ${sql.lit(most)})
      union all
      (select c.id from chosen c join with_words f on f.article_id = c.id where not ${isRare} limit ${sql.lit(most)})
    ),
    -- In whose words the search stands: of a phrase, whose pairs of words aren't known to be that; and of too many words to read.
    seen as materialized (
      select count(*) as articles from (
        ${isPhrase ? sql`(select id from meeting limit ${sql.lit(seen)}) union` : sql``}
        (select id from chosen where not ${isRare} and ${isMany} limit ${sql.lit(seen)})
      ) s ${has(sql`s.id`)}
    ),
    -- Of what has the words some, in case none of it is among those that meet the conditions and were read.
    found_first as materialized (
      select count(*) as articles from (select article_id from with_words limit ${sql.lit(seen)}) f
      ${meets(sql`f.article_id`)} where not ${isRare} and ${isMany}
    ),
    other as (
      select l.id from unnest(${(search.loose ?? []).map(({ id }) => id)}::int[]) l (id) ${meets(sql`l.id`)}
      where not exists (select from (select l.id as own offset 0) o ${has(sql`o.own`)})
    )
    select least(${sql.lit(most)}, found.articles + (select count(*) from other))::int as count, found.is_partial
    from (
      select
        ${isPhrase ? sql`(select articles from seen)` : sql`greatest((select count(*) from meeting), (select articles from seen), (select articles from found_first))`} as articles,
        not ${isRare} and (${isWide} or ${isMany} and (select count(*) > ${sql.lit(seen)} from chosen))
          ${isPhrase ? sql`or (select count(*) > ${sql.lit(seen)} from meeting)` : sql``} as is_partial
    ) found`;
}
