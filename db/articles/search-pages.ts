/**
 * Pages of search results, best or latest first, that stay fast however many articles match.
 *
 * A frequent word is soon met among the latest articles, and a rare one has few hits in the index; which of the two a
 * query is, the planner can't know. So the latest articles are looked through first, and only where they hold too few
 * does the index over all words answer. What matches in headline or standfirst has an index of its own and is ranked;
 * what matches only in the body has no rank but its date.
 */

import { type RawBuilder, sql } from 'kysely';
import { MAX_INTEGER } from '../engine/keyset.ts';
import { and } from '../engine/names.ts';
import { cardColumns } from './articles.ts';
import { matchesInCard, relevance } from './search.ts';

type Part = RawBuilder<unknown>;
type Conditions = readonly RawBuilder<boolean>[];

/** How many of the latest articles are looked through; reading as many words costs about what a rare word's index does. */
const LATEST_ARTICLES_READ = sql.lit(1000);

/** The page of `k` by relevance, descending; `conditions` has the search among the rest. */
export function bestMatches(conditions: Conditions, limit: Part): Part {
  const isBelow = sql<boolean>`(0, a.published_at, a.id) > (k.low_score, k.low_at, k.low_id)`;
  const bound = sql`
    (case when k.high_score > 0 then 'infinity' else k.high_at end,
     case when k.high_score > 0 then ${sql.lit(MAX_INTEGER)} else k.high_id end)`;
  const unranked = [...conditions, sql<boolean>`not ${matchesInCard}`, isBelow];
  return sql`
    with ranked as materialized (
      select * from (
        select ${cardColumns}, a.published_at as at, greatest(${relevance}, 1) as score from published_article a
        where k.high_score > 0 and ${and([...conditions, matchesInCard])}
      ) a
      where (a.score, a.at, a.id) > (k.low_score, k.low_at, k.low_id)
        and (a.score, a.at, a.id) < (k.high_score, k.high_at, k.high_id)
      order by a.score desc, a.at desc, a.id desc limit ${limit}
    ),
    ${latest(unranked, bound, limit, sql`(select count(*) from ranked)`)}
    select * from ranked union all select * from latest
    order by score desc, at desc, id desc limit ${limit}`;
}

/** The page of `k` by date of publication, descending; `conditions` has the search among the rest. */
export function latestMatches(conditions: Conditions, limit: Part): Part {
  const isBelow = sql<boolean>`(a.published_at, a.id) > (k.low_at, k.low_id)`;
  return sql`
    with ${latest([...conditions, isBelow], sql`(k.high_at, k.high_id)`, limit, sql`0`)}
    select * from latest order by at desc, id desc limit ${limit}`;
}

/**
 * The common table expression `latest`: matches below the bound by date, as many as are missing at the most.
 *
 * @param have how many rows of the page there are already
 */
function latest(conditions: Conditions, bound: Part, limit: Part, have: Part): Part {
  const matches = (articles: Part, gate: Part) => sql`
    select ${cardColumns}, a.published_at as at, 0 as score from ${articles} a
    where ${gate} and (a.published_at, a.id) < ${bound} and ${and(conditions)}
    order by a.published_at desc, a.id desc limit ${limit}`;
  const window = sql`(
    select * from published_article a where (a.published_at, a.id) < ${bound}
    order by a.published_at desc, a.id desc limit ${LATEST_ARTICLES_READ}
  )`;
  return sql`
    near as materialized (${matches(window, sql`${limit}::int > ${have}`)}),
    far as materialized (${matches(sql`published_article`, sql`${limit}::int > ${have} + (select count(*) from near)`)}),
    latest as (
      select * from far union all select * from near where ${limit}::int <= ${have} + (select count(*) from near)
    )`;
}
