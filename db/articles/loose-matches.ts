/** Articles that have some of a search's words: the last places of a list in which few have all of them. */

import { sql } from 'kysely';
import type { Db } from '../engine/database.ts';
import { type Search, searchQuery } from './search.ts';
import { relevance, searchWeights } from './search-score.ts';

/** Words are looked up rarest first, as long as they are in no more articles together. */
const MAX_ARTICLES_OF_WORDS = sql.lit(3_000);
/** The latest of what has any of them. */
const COMPARED = sql.lit(1_500);
/** Of the words, by their rarity. */
const MIN_SHARE = sql.lit(0.3);
export const MAX_LOOSE_MATCHES = 100;

export interface LooseKey {
  readonly search: Search;
  readonly language: string | undefined;
}

export interface PartialMatch {
  readonly id: number;
  /** How much of the words it has, by their rarity: 1 is all. */
  readonly share: number;
}

/** The best first. */
export async function partialMatches(db: Db, { search, language }: LooseKey): Promise<PartialMatch[]> {
  const { rows } = await sql<PartialMatch>`
    with ${searchQuery(search, language)}, ${searchWeights},
    rarest as materialized (
      select string_agg(loosely::text, ' | ')::tsquery as wanted from (
        select loosely, sum(articles) over (order by weight desc, n) as articles, row_number() over (order by weight desc, n) as place
        from query_weight
      ) u where articles <= ${MAX_ARTICLES_OF_WORDS} or place = 1
    ),
    candidate as materialized (
      select w.article_id from article_words w
      where w.words @@ (select wanted from rarest) and w.published_at <= now()
      order by w.published_at desc, w.article_id desc limit ${COMPARED}
    )
    select c.article_id as id, s.share
    from candidate c
    cross join lateral (
      select w.length, w.words || ''::tsvector as words from article_words w where w.article_id = c.article_id offset 0
    ) w
    cross join lateral (
      select coalesce(sum(u.weight) filter (where w.words @@ u.loosely), 0) / nullif(sum(u.weight), 0) as share from query_weight u
      offset 0
    ) s
    where s.share >= ${MIN_SHARE}
      and not exists (select from query_unit u where u.is_excluded and w.words @@ u.loosely)
      and exists (select from published_article a where a.id = c.article_id offset 0)
    order by ${relevance()} * s.share desc, c.article_id desc limit ${sql.lit(MAX_LOOSE_MATCHES)}
  `.execute(db);
  return rows;
}
