/** Articles that have some of a search's words: the other places of a list in which few have all of them. */

import { sql } from 'kysely';
import type { Db } from '../engine/database.ts';
import { type Search, searchQuery } from './search.ts';
import { relevance, searchWeights, wordsToScore } from './search-score.ts';

/** Words are looked up rarest first, as long as they are in no more articles together. */
const MAX_ARTICLES_OF_WORDS = sql.lit(5_000);
/** The latest of what has any of them. */
const COMPARED = sql.lit(2_000);
/** Of those, the ones that have most of the words by their rarity. */
const RANKED = sql.lit(500);
export const MAX_LOOSE_MATCHES = 100;

export interface LooseKey {
  readonly search: Search;
  /** Before it was corrected: what has all words of that is none of these. */
  readonly asTyped: Search;
  readonly language: string | undefined;
}

export interface PartialMatch {
  readonly id: number;
  /** Whether it has all words of the search as it was corrected. */
  readonly has_all: boolean;
  /** As RELEVANCE has it. */
  readonly score: number;
}

/** The best first. */
export async function partialMatches(db: Db, { search, asTyped, language }: LooseKey): Promise<PartialMatch[]> {
  const typed =
    asTyped === search
      ? sql`select wanted from query`
      : sql`with ${searchQuery(asTyped, language)} select wanted from query`;
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
      where w.words @@ (select wanted from rarest) and w.published_at <= now() and not (select is_whole from query)
      order by w.published_at desc, w.article_id desc limit ${COMPARED}
    ),
    best as materialized (
      select c.article_id, s.share
      from candidate c
      cross join lateral (
        select ts_delete(w.words, '') as words from article_words w where w.article_id = c.article_id offset 0
      ) w
      cross join lateral (
        select coalesce(sum(u.weight) filter (where w.words @@ u.loosely), 0) / nullif(sum(u.weight), 0) as share from query_weight u
        offset 0
      ) s
      where not exists (select from query_unit u where u.is_excluded and w.words @@ u.loosely)
        and not coalesce(w.words @@ (${typed}), false)
      order by s.share desc, c.article_id desc limit ${RANKED}
    )
    select b.article_id as id, coalesce(w.words @@ (select wanted from query), false) as has_all, ${relevance()} as score
    from best b
    cross join lateral (
      select ${wordsToScore} from article_words w where w.article_id = b.article_id offset 0
    ) w
    where exists (select from published_article a where a.id = b.article_id offset 0)
    order by score desc, id desc limit ${sql.lit(MAX_LOOSE_MATCHES)}
  `.execute(db);
  return rows;
}
