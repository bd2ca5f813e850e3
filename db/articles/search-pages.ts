/**
 * Pages of search results, best or latest first, that stay fast however many articles match.
 *
 * A frequent word is soon met among the latest articles, and a rare one has few hits in the index; which of the two a
 * query is, the planner can't know. So the latest articles are looked through first. Where they hold many, the query is a
 * frequent one, and what matches is not read as a whole. Ranked are the latest that match and the latest that have it in
 * headline or standfirst, some thousand at the most; what else matches comes behind them, by date.
 */

import { type RawBuilder, sql } from 'kysely';
import { MAX_INTEGER } from '../engine/keyset.ts';
import { and } from '../engine/names.ts';
import { cardColumns } from './articles.ts';
import { foundWords } from './found-words.ts';
import type { Search } from './search.ts';
import { recentRelevance, relevance, scoreOfEachOnce, withMeaning, wordsToScore } from './search-score.ts';

type Part = RawBuilder<unknown>;
type Conditions = readonly RawBuilder<boolean>[];

/** How many of the latest articles are looked through; reading as many words costs about what a rare word's index does. */
const LATEST_READ = sql.lit(1000);
/** So many of them that match make a frequent query, of which the index would hold too much. */
const FREQUENT_FROM = 200;
/** The same of a phrase: wherever its words stand side by side is looked through. */
const FREQUENT_PHRASE_FROM = 50;
/** How many are ranked of the latest, and of the latest that match in headline or standfirst. */
const RANKED = sql.lit(1000);

/** Where the conditions leave fewer articles, it is their words that are looked at, rather than all articles from a date on. */
const CHOSEN_READ = sql.lit(2000);

const chosenWords = sql`(
  select x.* from chosen cross join lateral (select * from article_words x where x.article_id = chosen.id offset 0) x
)`;

const matches = (words: Part) => sql<boolean>`${words} @@ (select wanted from query)`;
const isFrequent = sql<boolean>`(select is_frequent from nearness)`;

/** Joined one by one: each article by its key, of the few that are left. */
const articleOf = (found: Part, conditions: Conditions) => sql`
  cross join lateral (
    select ${cardColumns} from published_article a where a.id = ${found} and ${and(conditions)} offset 0
  ) a`;

/** Of what has the words, so much is held against the conditions by its keys; of more, what meets them is read, if that isn't more than this. */
const KEYED = sql.lit(2000);
const MEETING_READ = 25_000;

/**
 * The common table expressions `near`, `nearness` and `matched`, among which is chosen what is ranked. With conditions, which of both
 * is the rarer the planner can't know: what meets them is read to a limit, a number, since for another the planner would look up each
 * in turn.
 */
function matched(search: Search, conditions: Conditions): Part {
  const from =
    search.phrases.length > 0
      ? sql.lit(FREQUENT_PHRASE_FROM)
      : sql`(select case when is_whole then ${sql.lit(FREQUENT_PHRASE_FROM)} else ${sql.lit(FREQUENT_FROM)} end from query)`;
  const published = sql<boolean>`w.published_at <= now()`;
  const near = sql`
    near as materialized (
      select w.article_id, w.published_at from (
        select * from article_words w where ${published} order by w.published_at desc, w.article_id desc limit ${LATEST_READ}
      ) w where ${matches(sql`w.words`)}
    ),
    nearness as materialized (select count(*) >= ${from} as is_frequent from near)`;
  const found = foundWords(search, [published], sql`not ${isFrequent}`);
  if (conditions.length === 0) {
    return sql`${near},
    matched as materialized (
      ${found} union all select w.article_id, w.published_at from near w where ${isFrequent}
    )`;
  }
  const meets = sql`
    cross join lateral (select from published_article a where a.id = w.article_id and ${and(conditions)} offset 0) a`;
  const isFew = sql<boolean>`(select count(*) <= ${KEYED} from with_words)`;
  const isWide = sql<boolean>`(select count(*) > ${sql.lit(MEETING_READ)} from meeting)`;
  return sql`${near},
    with_words as materialized (${found}),
    meeting as materialized (
      select a.id from published_article a where not ${isFew} and ${and(conditions)} limit ${sql.lit(MEETING_READ + 1)}
    ),
    matched as materialized (
      select w.article_id, w.published_at from with_words w ${meets} where ${isFew} or ${isWide}
      union all
      -- As a table of hashes: for a join the planner would take one of both for few.
      select w.article_id, w.published_at from with_words w
      where not ${isFew} and not ${isWide} and (w.article_id in (select id from meeting)) is true
      union all
      select w.article_id, w.published_at from near w ${meets} where ${isFrequent}
    )`;
}

interface Ranking {
  readonly isDescending: boolean;
  readonly isRecent: boolean;
}

/** The page of `k` by relevance; `conditions` without the search. @param isRecent whether age counts */
export function bestMatches(
  conditions: Conditions,
  limit: Part,
  search: Search,
  { isDescending, isRecent }: Ranking,
): Part {
  const { loose = [], meant = [] } = search;
  const direction = isDescending ? sql`desc` : sql`asc`;
  const scored = (score: Part, at: Part) => (isRecent ? recentRelevance(score, at) : score);
  const within = sql`(a.score, a.at, a.id) > (k.low_score, k.low_at, k.low_id)
    and (a.score, a.at, a.id) < (k.high_score, k.high_at, k.high_id)`;
  const order = sql`order by score ${direction}, at ${direction}, id ${direction} limit ${limit}`;
  return sql`
    with ${matched(search, conditions)},
    candidate as materialized (
      (select article_id, published_at from matched order by published_at desc, article_id desc limit ${RANKED})
      union
      (select w.article_id, w.published_at from article_words w
       where (select count(*) >= ${RANKED} from matched) and w.head @@ (select head from query_all)
       order by w.published_at desc, w.article_id desc limit ${RANKED})
      union
      (select w.article_id, w.published_at from article_words w
       where ${isFrequent} and w.head @@ (select head from query_all)
       order by w.published_at desc, w.article_id desc limit ${RANKED})
    ),
    scored as materialized (
      select c.article_id as id, c.published_at as at, true as has_words, ${scored(sql`s.score`, sql`c.published_at`)} as score
      from candidate c
      cross join lateral (
        select ${wordsToScore} from article_words w
        where w.article_id = c.article_id and ${matches(sql`w.words`)} offset 0
      ) w
      ${meant.length === 0 ? sql`` : sql`left join ${meanings(meant)} on m.id = c.article_id`}
      cross join lateral (select ${meant.length === 0 ? relevance() : withMeaning(relevance(), sql`m.nearness`)} as score offset 0) s
      ${loose.length === 0 ? sql`` : sql`union all ${looseMatches(loose, scored)}`}
    ),
    ranked as materialized (
      select a.*, c.at, c.has_words, c.score from (
        select * from scored a where ${within}
      ) c ${articleOf(sql`c.id`, conditions)}
      ${order}
    ),
    ${rest(conditions, limit, { bounds: unranked, isDescending, have: isDescending ? sql`(select count(*) from ranked)` : sql`0` })}
    select * from ranked union all select * from rest ${order}`;
}

const meanings = (meant: NonNullable<Search['meant']>) => sql`
  unnest(${meant.map(({ id }) => id)}::int[], ${meant.map(({ nearness }) => nearness)}::float8[]) m (id, nearness)`;

function looseMatches(loose: NonNullable<Search['loose']>, scored: (score: Part, at: Part) => Part): Part {
  const score = sql`greatest(1, coalesce((l.nearness * ${scoreOfEachOnce})::int, l.score))`;
  return sql`
    select l.id, w.published_at, false, ${scored(score, sql`w.published_at`)}
    from unnest(
      ${loose.map(({ id }) => id)}::int[], ${loose.map((each) => each.score)}::int[],
      ${loose.map(({ nearness = null }) => nearness)}::float8[]
    ) l (id, score, nearness)
    join article_words w on w.article_id = l.id
    where not ${matches(sql`w.words`)} and not exists (select from query_unit u where u.is_excluded and w.words @@ u.loosely)`;
}

/** The page of `k` by date of publication, descending; `conditions` without the search. */
export function latestMatches(conditions: Conditions, limit: Part, search: Search): Part {
  return sql`
    with ${matched(search, conditions)},
    candidate as (select article_id from matched where false),
    ${rest(conditions, limit, { bounds: byDate, isDescending: true, have: sql`0` })}
    select * from rest order by at desc, id desc limit ${limit}`;
}

interface Bounds {
  readonly low: Part;
  readonly high: Part;
}

/** What isn't ranked has no score: as much of the order as lies there; nothing of what is better than one that has. */
const unranked: Bounds = {
  low: sql`(case when k.low_score < 0 then '-infinity' when k.low_score > 0 then 'infinity' else k.low_at end,
            case when k.low_score < 0 then 0 else k.low_id end)`,
  high: sql`(case when k.high_score > 0 then 'infinity' else k.high_at end,
             case when k.high_score > 0 then ${sql.lit(MAX_INTEGER)} else k.high_id end)`,
};
const byDate: Bounds = { low: sql`(k.low_at, k.low_id)`, high: sql`(k.high_at, k.high_id)` };

interface Rest {
  readonly bounds: Bounds;
  readonly isDescending: boolean;
  /** How many rows of the page there are already. */
  readonly have: Part;
}

/** The common table expression `rest`: what matches and is no candidate, by date, as many as are missing at the most. */
function rest(conditions: Conditions, limit: Part, { bounds, isDescending, have }: Rest): Part {
  const direction = isDescending ? sql`desc` : sql`asc`;
  const within = sql<boolean>`(w.published_at, w.article_id) > ${bounds.low} and (w.published_at, w.article_id) < ${bounds.high}
    and w.published_at <= now()`;
  const isLeft = sql<boolean>`w.article_id not in (select article_id from candidate)`;
  const order = sql`order by w.published_at ${direction}, w.article_id ${direction} limit`;
  const page = (words: Part, gate: Part) => sql`
    select a.*, w.published_at as at, true as has_words, 0 as score from (
      select w.article_id, w.published_at from ${words} w where ${gate} and ${isLeft}
    ) w ${articleOf(sql`w.article_id`, conditions)}
    ${order} ${limit}`;
  const window = sql`(select * from article_words w where ${within} ${order} ${LATEST_READ})`;
  const isFar = sql<boolean>`${isFrequent} and ${matches(sql`w.words`)} and ${within} and ${limit}::int > ${have} + (select count(*) from next)`;
  const far =
    conditions.length === 0
      ? sql`far as materialized (${page(sql`article_words`, isFar)}),`
      : sql`
        chosen as materialized (
          select a.id from published_article a
          where ${isFrequent} and ${limit}::int > ${have} + (select count(*) from next) and ${and(conditions)} limit ${CHOSEN_READ}
        ),
        far as materialized (
          (${page(sql`article_words`, sql`${isFar} and (select count(*) >= ${CHOSEN_READ} from chosen)`)})
          union all
          (${page(chosenWords, sql`${isFar} and (select count(*) < ${CHOSEN_READ} from chosen)`)})
        ),`;
  return sql`
    few as materialized (${page(sql`matched`, sql`not ${isFrequent} and ${within} and ${limit}::int > ${have}`)}),
    next as materialized (${page(window, sql`${isFrequent} and ${matches(sql`w.words`)} and ${limit}::int > ${have}`)}),
    ${far}
    rest as (
      select * from few union all select * from far
      union all select * from next where ${limit}::int <= ${have} + (select count(*) from next)
    )`;
}
