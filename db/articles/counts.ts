/** Counts of lists of articles (`totalCount`): read only when someone asks. */

import { type RawBuilder, sql } from 'kysely';
import { isEdgePublished } from '../catalogue/citations.ts';
import { descendantIds } from '../catalogue/slug-ids.ts';
import type { Db } from '../engine/database.ts';
import { and } from '../engine/names.ts';
import { byVariant } from '../engine/statement-variants.ts';
import { type ArticleFilter, filterConditions, inRoles, isUnfiltered } from './filters.ts';
import { foundWords } from './found-words.ts';
import type { ListScope } from './list-members.ts';
import { type ArticleList, scopeConditions, withQuery } from './lists.ts';
import { type CountBounds, countOfMatches, usualBounds } from './match-counts.ts';
import type { Search } from './search.ts';
import type { SourceCount } from './source-counts.ts';

/** Lists are counted no further than to one more, so that how long it takes doesn't grow with the newsroom. */
export const MAX_COUNTED = 10_000;
/** AUTHOR, CITED, IMAGE_CREDIT, PUBLISHER, QUOTED and WIRE. */
const ATTRIBUTION_ROLES = 6;
/** Read of a topic with all below it, before any more are. */
const EDGES_OF_TREE = MAX_COUNTED * 2 + 2;

export type ArticleCount = Pick<ArticleList, 'scope' | 'id' | 'filter'>;

export interface CountedArticles {
  /** At most `MAX_COUNTED`. */
  readonly articles: number;
  /** Whether there are more, or may be: to count them all would take too long. */
  readonly isLowerBound: boolean;
}

/** How many articles each list has, by position in `lists`. */
export async function articleCounts(
  db: Db,
  lists: readonly ArticleCount[],
  bounds: CountBounds = usualBounds,
): Promise<CountedArticles[]> {
  const counts = await byVariant(
    lists,
    ({ scope, filter }) => JSON.stringify([scope, filter]),
    (alike) => countLists(db, alike, bounds),
  );
  return counts.map((count) => count ?? { articles: 0, isLowerBound: false });
}

async function countLists(
  db: Db,
  lists: readonly ArticleCount[],
  bounds: CountBounds,
): Promise<Map<number, CountedArticles>> {
  const [first] = lists;
  if (first === undefined) return new Map();
  const { rows } = await sql<{ key: number; count: number; is_partial?: boolean }>`
    ${withQuery(first.filter)}
    select k.key::int as key, c.*
    from unnest(${lists.map(({ id }) => id)}::int[]) with ordinality as k (id, key)
    cross join lateral (${count(first.scope, first.filter, bounds)}) c
  `.execute(db);
  return new Map(
    rows.map(({ key, count, is_partial = false }) => [
      key,
      { articles: Math.min(count, MAX_COUNTED), isLowerBound: is_partial || count > MAX_COUNTED },
    ]),
  );
}

export interface FewArticlesKey extends ArticleCount {
  readonly most: number;
  /** Whether it will do to know of some of many that they are there; not that there are none. */
  readonly isRough?: boolean;
}

/**
 * How many articles a list has, counted no further than to `most`. A search and conditions are read to a limit first: that
 * tells where there are many. Where it doesn't tell, all that the search finds is read.
 */
export async function countUpTo(
  db: Db,
  { scope, id, filter, most, isRough = false }: FewArticlesKey,
  bounds: CountBounds = usualBounds,
): Promise<number> {
  const { search, ...besideSearch } = filter;
  const beside = [...scopeConditions(scope), ...filterConditions(besideSearch)];
  const read = async (counted: RawBuilder<unknown>) => {
    const { rows } = await sql<{ count: number; is_partial?: boolean }>`
      ${withQuery(filter)} select c.* from (select ${id}::int as id) k cross join lateral (${counted}) c
    `.execute(db);
    return rows[0] ?? { count: 0 };
  };
  if (search !== undefined && beside.length > 0) {
    const { count, is_partial = false } = await read(countOfMatches(search, beside, most, bounds));
    if (!is_partial || count >= most || (isRough && count > 0)) return count;
  }
  const isAlone = search !== undefined && beside.length === 0 && (search.loose ?? []).length === 0;
  const { count } = await read(
    isAlone
      ? countOfFound(search, most)
      : upTo(
          most,
          sql`select from published_article a where ${and([...scopeConditions(scope), ...filterConditions(filter)])}`,
        ),
  );
  return count;
}

function count(scope: ListScope, filter: ArticleFilter, bounds: CountBounds): RawBuilder<unknown> {
  if (isUnfiltered(filter) && scope.of !== 'all') return countOfEdges(scope);
  const { sourceCount, ...others } = filter;
  if (scope.of === 'all' && (sourceCount?.min ?? 0) > 0 && isUnfiltered(others)) return countOfCounts(sourceCount);
  const { search, ...besideSearch } = filter;
  if (search !== undefined && scope.of === 'all' && isUnfiltered(besideSearch) && (search.loose ?? []).length === 0) {
    return countOfFound(search);
  }
  if (search !== undefined) {
    return countOfMatches(
      search,
      [...scopeConditions(scope), ...filterConditions(besideSearch)],
      MAX_COUNTED + 1,
      bounds,
    );
  }
  return upToMaximum(
    sql`select from published_article a where ${and([...scopeConditions(scope), ...filterConditions(filter)])}`,
  );
}

/** One by one until there are enough: as a condition on articles, all that has a frequent phrase would be read before. */
function countOfFound(search: Search, most = MAX_COUNTED + 1): RawBuilder<unknown> {
  return upTo(
    most,
    sql`
    select from (${foundWords(search)}) found
    cross join lateral (select from published_article a where a.id = found.article_id offset 0) a`,
  );
}

function upToMaximum(list: RawBuilder<unknown>): RawBuilder<unknown> {
  return upTo(MAX_COUNTED + 1, list);
}

function upTo(most: number, list: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select count(*)::int as count from (${list} limit ${most}) few`;
}

/** Of a count of at least one, which has a row. */
function countOfCounts({ min, max }: SourceCount = {}): RawBuilder<unknown> {
  return upToMaximum(sql`
    select from article_source_count x
    where x.sources >= ${min} ${max === undefined ? sql`` : sql`and x.sources <= ${max}`} and ${isEdgePublished}`);
}

/** Reads one range of an index and looks no article up. */
function countOfEdges(scope: Exclude<ListScope, { of: 'all' }>): RawBuilder<unknown> {
  if (scope.of === 'source') {
    // No article has a source twice in a role: so many rows are more articles than are counted.
    return upToMaximum(sql`
      select distinct each.article_id from (
        select x.article_id from attribution x
        where x.source_id = k.id ${inRoles(scope.roles)} and ${isEdgePublished}
        limit ${ATTRIBUTION_ROLES * (MAX_COUNTED + 1)}
      ) each`);
  }
  if (!scope.includeDescendants) {
    return upToMaximum(sql`select from article_topic x where x.topic_id = k.id and ${isEdgePublished}`);
  }
  return countOfTree();
}

/**
 * An article may have several topics of a tree, and be in it once. Few have: so many edges are more articles than are counted, and only
 * where they aren't all of them are read.
 */
function countOfTree(): RawBuilder<unknown> {
  const edges = sql`
    select x.article_id from article_topic x
    where x.topic_id = any(array(${descendantIds(sql`select k.id`)})) and ${isEdgePublished}`;
  return sql`
    select case
      when few.articles <= ${MAX_COUNTED} and few.edges = ${EDGES_OF_TREE}
        then (select a.count from (${upToMaximum(sql`select distinct article_id from (${edges}) all_edges`)}) a)
      else least(few.articles, ${MAX_COUNTED + 1})
    end as count
    from (
      select count(*)::int as articles, coalesce(sum(n), 0)::int as edges
      from (select count(*) as n from (${edges} limit ${EDGES_OF_TREE}) e group by e.article_id) each
    ) few`;
}
