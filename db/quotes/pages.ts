/** A page of a list of quotes, as the select that reads it, by what the list is: everybody's, of articles, or a search's. */

import { type RawBuilder, sql } from 'kysely';
import { filterConditions, isUnfiltered } from '../articles/filters.ts';
import { membersOf } from '../articles/list-members.ts';
import { isSaidBy } from '../articles/said-query.ts';
import { and } from '../engine/names.ts';
import { appearanceConditions, columns, isFirst, isOfSource, isWithin, type QuoteList } from './selections.ts';

type Part = RawBuilder<unknown>;
type Condition = RawBuilder<boolean>;

/** Of the list `k`, whose bounds it has: `utterance_id`, and the place as `at` and `place`. */
export function page(list: QuoteList, limit: Part, direction: Part): Part {
  const ofSource = list.sourceId === null ? [] : [isOfSource];
  if (list.search !== undefined || list.filter.search !== undefined)
    return searchedPage(list, ofSource, limit, direction);
  const { publishedAt: _, ...others } = list.filter;
  if (list.sourceId === null && !isUnfiltered(others)) return pageOfArticles(list, limit, direction);
  return sql`
    select ${columns} from quote q join published_article a on a.id = q.article_id
    where ${and([...ofSource, isWithin, ...appearanceConditions(list), isFirst(list)])}
    order by q.published_at ${direction}, q.id ${direction} limit ${limit}`;
}

/**
 * The quotes of the articles that match, in their own order: of each topic (or source and role) from its own range of an
 * index, else as a list of articles is read. Articles of one moment come all or none, since their index has them in
 * another order than their quotes.
 */
function pageOfArticles(list: QuoteList, limit: Part, direction: Part): Part {
  const members = membersOf({ scope: { of: 'all' }, filter: list.filter });
  const quotes = (articles: Part, at: Part, conditions: readonly Condition[]) => sql`
    select ${columns} from ${articles} join quote q on q.article_id = a.id
    where ${at} >= k.low_at and ${at} <= k.high_at and ${isWithin} and ${and([...conditions, isFirst(list)])}
    order by ${at} ${direction} fetch first (${limit}) rows with ties`;
  const found =
    members === null
      ? quotes(sql`published_article a`, sql`a.published_at`, filterConditions(list.filter))
      : sql`
          select distinct on (h.at, h.place) h.* from (${members.select}) m cross join lateral (
            ${quotes(
              sql`${members.edges} e join published_article a on a.id = e.article_id and ${members.join}`,
              sql`e.published_at`,
              filterConditions(members.rest),
            )}
          ) h`;
  return sql`select * from (${found}) h order by h.at ${direction}, h.place ${direction} limit ${limit}`;
}

/** How many appearances are looked through before the index over all words is asked, of which no more is known. */
const APPEARANCES_READ = sql.lit(5000);
/** With a search of articles, whose words are long. */
const ARTICLES_READ = sql.lit(1000);

/**
 * A frequent word is soon met among the next appearances, and a rare one has few hits in the index; which of the two a
 * query is, the planner can't know. So the next are looked through first, and only where they hold too few is the index
 * over all words asked. Whether an appearance is the first is asked of those that match alone (hence `offset`): of what was
 * said thousands of times it reads as many.
 */
function searchedPage(list: QuoteList, ofSource: readonly Condition[], limit: Part, direction: Part): Part {
  const { search, filter } = list;
  const most = filter.search === undefined ? APPEARANCES_READ : ARTICLES_READ;
  const order = sql`order by q.published_at ${direction}, q.id ${direction}`;
  return sql`
    with passed as materialized (
      select q.id, q.utterance_id, q.article_id, q.published_at, ${search === undefined ? sql`true` : isSaidBy('q')} as is_said
      from quote q where ${and([...ofSource, isWithin])} ${order} limit ${most}
    ),
    near as materialized (
      select ${columns} from (
        select q.* from passed q join published_article a on a.id = q.article_id
        where q.is_said and ${and(filterConditions(filter))} offset 0
      ) q
      where ${isFirst(list)} ${order} limit ${limit}
    ),
    far as materialized (
      select * from (
        select distinct on (q.utterance_id) q.utterance_id, q.published_at, q.id
        from quote q join published_article a on a.id = q.article_id
        where (select count(*) from near) < ${limit}::int and (select count(*) from passed) = ${most}
          and ${and([...ofSource, ...appearanceConditions(list)])}
        order by q.utterance_id, q.published_at, q.id
      ) q where ${isWithin}
    ),
    found as (
      select utterance_id, published_at as at, id as place from far
      union all
      select * from near where (select count(*) from near) = ${limit}::int or (select count(*) from passed) < ${most}
    )
    select * from found order by at ${direction}, place ${direction} limit ${limit}`;
}
