/**
 * Lists of articles: all of them, a topic's or a source's, filtered, in any order, a page at a time; many lists in one
 * statement where they differ in nothing but whose they are and where the page is.
 */

import { type RawBuilder, sql } from 'kysely';
import { descendantIds } from '../catalogue/slug-ids.ts';
import type { Db } from '../engine/database.ts';
import { boundArrays, type PageRange, type Rows, upTo } from '../engine/keyset.ts';
import { and } from '../engine/names.ts';
import { prepared, unprepared } from '../engine/prepared.ts';
import { byVariant } from '../engine/statement-variants.ts';
import type { AttributionRole } from '../types.ts';
import { type ArticleCard, cardColumns } from './articles.ts';
import { type ArticleFilter, filterConditions, inRoles, isUnfiltered } from './filters.ts';
import { type ListScope, membersOf } from './list-members.ts';
import { type FoundBy, foundBy, searchQuery } from './search.ts';
import { bestMatches, latestMatches } from './search-pages.ts';
import { searchWeights } from './search-score.ts';

export interface ArticleList {
  readonly scope: ListScope;
  /** The topic's or source's; 0 for all. */
  readonly id: number;
  readonly filter: ArticleFilter;
  readonly field: 'PUBLISHED_AT' | 'UPDATED_AT' | 'RELEVANCE' | 'RELEVANCE_RECENT';
  readonly range: PageRange;
}

/** A card with its place in the list and, in a source's list, what the source is to it. */
export type ListedArticle = ArticleCard & {
  readonly at: Date;
  readonly score: number;
  /** With a search by relevance: whether it has all words as they were typed. */
  readonly has_words?: boolean;
  readonly roles?: AttributionRole[];
  /** With a search. */
  readonly foundBy?: FoundBy;
};

/** Answers by position of the list in `lists`; one statement for each kind of list among them. */
export async function articleLists(db: Db, lists: readonly ArticleList[]): Promise<Rows<ListedArticle>[]> {
  const rows = await byVariant(lists, kindOf, (alike) => readLists(db, alike));
  return lists.map(({ range, filter: { search } }, index) => {
    const found = rows[index] ?? [];
    return upTo(
      range.take,
      search === undefined
        ? found
        : found.map((row) => ({ ...row, foundBy: row.has_words === false ? foundBy(row.id, search) : 'WORDS' })),
    );
  });
}

/** Everything that shapes the statement. */
function kindOf({ scope, filter, field, range }: ArticleList): string {
  return JSON.stringify([scope, filter, field, range.descending]);
}

interface Parameters extends Record<string, unknown> {
  readonly ids: readonly number[];
  readonly lowScore: readonly number[];
  readonly lowAt: readonly string[];
  readonly lowId: readonly number[];
  readonly highScore: readonly number[];
  readonly highAt: readonly string[];
  readonly highId: readonly number[];
  readonly limit: number;
}

type Bound = { readonly [Key in keyof Parameters]: RawBuilder<Parameters[Key]> };
type FoundRow = ListedArticle & { readonly key: number };

async function readLists(db: Db, lists: readonly ArticleList[]): Promise<Map<number, ListedArticle[]>> {
  const [first] = lists;
  if (first === undefined) return new Map();
  const { read, ...bounds } = boundArrays(
    lists.map(({ field, filter, range }) =>
      field === 'PUBLISHED_AT' ? withinDates(range, filter.publishedAt) : range,
    ),
  );
  const parameters: Parameters = { ids: lists.map(({ id }) => id), ...bounds, limit: Math.max(...read) };
  const rows = await (preparedList(first) ?? unprepared<Parameters, FoundRow>((bound) => listStatement(first, bound)))(
    db,
    parameters,
  );
  return Map.groupBy(rows, (row) => row.key);
}

/** Lists without a filter are asked for all the time, and there are few kinds of them. */
const preparedLists = new Map<string, ReturnType<typeof prepared<Parameters, FoundRow>>>();

function preparedList(list: ArticleList) {
  const { scope, filter, field, range } = list;
  if (!isUnfiltered(filter) || (scope.of === 'source' && scope.roles !== undefined)) return undefined;
  const of = scope.of === 'topic' && scope.includeDescendants ? 'topic_tree' : scope.of;
  const name = `articles_of_${of}_${field}_${range.descending ? 'down' : 'up'}`.toLowerCase();
  const found = preparedLists.get(name) ?? prepared<Parameters, FoundRow>(name, (bound) => listStatement(list, bound));
  preparedLists.set(name, found);
  return found;
}

function listStatement(list: ArticleList, bound: Bound): RawBuilder<FoundRow> {
  const direction = list.range.descending ? sql`desc` : sql`asc`;
  const roles = list.scope.of === 'source' ? sql`, ${rolesOfSource} as roles` : sql``;
  return sql<FoundRow>`
    ${withQuery(list.filter)} ${list.field.startsWith('RELEVANCE') ? sql`, ${searchWeights}` : sql``}
    select k.key::int as key, r.* ${roles}
    from unnest(
      ${bound.ids}::int[], ${bound.lowScore}::int[], ${bound.lowAt}::timestamptz[], ${bound.lowId}::int[],
      ${bound.highScore}::int[], ${bound.highAt}::timestamptz[], ${bound.highId}::int[]
    ) with ordinality as k (id, low_score, low_at, low_id, high_score, high_at, high_id, key)
    cross join lateral (${page(list, bound.limit)}) r
    order by k.key, r.score ${direction}, r.at ${direction}, r.id ${direction}`;
}

/** A page by date of publication need not begin beyond the dates that the filter leaves. */
export function withinDates(range: PageRange, { from, before }: ArticleFilter['publishedAt'] & {} = {}): PageRange {
  const { low, high } = range;
  return {
    ...range,
    low: from !== undefined && (low === undefined || low.at < from) ? { at: from, id: 0 } : low,
    high: before !== undefined && (high === undefined || high.at >= before) ? { at: before, id: 0 } : high,
  };
}

const rolesOfSource = sql`array(
  select x.role::text from attribution x where x.article_id = r.id and x.source_id = k.id order by x.role
)`;

function page(list: ArticleList, limit: RawBuilder<number>): RawBuilder<unknown> {
  const direction = list.range.descending ? sql`desc` : sql`asc`;
  const { search, ...others } = list.filter;
  const conditions = [...scopeConditions(list.scope), ...filterConditions(list.filter)];
  const besideSearch = [...scopeConditions(list.scope), ...filterConditions(others)];
  if (search !== undefined && (list.field === 'RELEVANCE' || list.field === 'RELEVANCE_RECENT')) {
    return bestMatches(besideSearch, limit, search, {
      isDescending: list.range.descending,
      isRecent: list.field === 'RELEVANCE_RECENT',
    });
  }
  if (list.field === 'UPDATED_AT') return pageByDate(conditions, sql`a.updated_at`, direction, limit);
  if (search !== undefined && list.range.descending) return latestMatches(besideSearch, limit, search);
  return pageOfMembers(list, direction, limit) ?? pageByDate(conditions, sql`a.published_at`, direction, limit);
}

/** Walks an index over (date, id). */
function pageByDate(
  conditions: readonly RawBuilder<boolean>[],
  date: RawBuilder<unknown>,
  direction: RawBuilder<unknown>,
  limit: RawBuilder<number>,
): RawBuilder<unknown> {
  return sql`
    select ${cardColumns}, ${date} as at, 0 as score from published_article a
    where (${date}, a.id) > (k.low_at, k.low_id) and (${date}, a.id) < (k.high_at, k.high_id)
      and ${and(conditions)}
    order by ${date} ${direction}, a.id ${direction} limit ${limit}`;
}

/**
 * The latest of each topic (or of each source and role) from its own range of an index, then the latest of those:
 * cheap however many articles there are. Null when the list isn't about topics or sources.
 */
function pageOfMembers(
  list: ArticleList,
  direction: RawBuilder<unknown>,
  limit: RawBuilder<number>,
): RawBuilder<unknown> | null {
  const members = membersOf(list);
  if (members === null) return null;
  return sql`
    select distinct on (h.at, h.id) h.* from (${members.select}) m cross join lateral (
      select ${cardColumns}, e.published_at as at, 0 as score
      from ${members.edges} e join published_article a on a.id = e.article_id
      where ${members.join}
        and (e.published_at, e.article_id) > (k.low_at, k.low_id)
        and (e.published_at, e.article_id) < (k.high_at, k.high_id)
        and ${and(filterConditions(members.rest))}
      order by e.published_at ${direction}, e.article_id ${direction} limit ${limit}
    ) h
    order by h.at ${direction}, h.id ${direction} limit ${limit}`;
}

export function scopeConditions(scope: ListScope): RawBuilder<boolean>[] {
  if (scope.of === 'all') return [];
  if (scope.of === 'topic') {
    const own = sql`select k.id`;
    const ids = scope.includeDescendants ? descendantIds(own) : own;
    return [sql<boolean>`exists (select from article_topic x where x.article_id = a.id and x.topic_id in (${ids}))`];
  }
  return [
    sql<boolean>`exists (select from attribution x where x.article_id = a.id and x.source_id = k.id ${inRoles(scope.roles)})`,
  ];
}

/** The head of a statement: what the conditions of a search refer to, and `next` before what follows. */
export function withQuery(filter: ArticleFilter, next: ',' | '' = ''): RawBuilder<unknown> {
  if (filter.search === undefined) return sql``;
  return next === ','
    ? sql`${searchQuery(filter.search, filter.language)},`
    : sql`with ${searchQuery(filter.search, filter.language)}`;
}
