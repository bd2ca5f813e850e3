/**
 * Lists of quotes: everybody's or a source's, searched and filtered, a page at a time; many lists in one statement where
 * they differ in nothing but whose they are and where the page is.
 *
 * A list is one of appearances that match: a quote stands in it once, at the first of those that do, so that its order
 * is that of one index and no page depends on what doesn't match.
 */

import { type RawBuilder, sql } from 'kysely';
import { type ArticleFilter, filterConditions, isUnfiltered } from '../articles/filters.ts';
import { membersOf } from '../articles/list-members.ts';
import { searchQuery } from '../articles/search.ts';
import type { Db } from '../engine/database.ts';
import { boundArrays, type PageRange, type Rows, upTo } from '../engine/keyset.ts';
import { and } from '../engine/names.ts';
import { prepared } from '../engine/prepared.ts';
import { byVariant } from '../engine/statement-variants.ts';
import { type FlatQuotation, firstAppearance, type QuotationRow, quotationColumns, quotationOf } from './quotes.ts';

export interface QuoteSelection {
  /** Whose; null for everybody's. */
  readonly sourceId: number | null;
  /** Full text of the quote itself. */
  readonly search: string | undefined;
  /** Articles that have it. */
  readonly filter: ArticleFilter;
}

export interface QuoteList extends QuoteSelection {
  readonly range: PageRange;
}

/** A quote with its place: the date and id of its first appearance that matches. */
export type ListedQuotation = QuotationRow & { readonly at: Date; readonly place: number };

type Part = RawBuilder<unknown>;
type Condition = RawBuilder<boolean>;

/** Answers by position of the list in `lists`; one statement for each kind of list among them. */
export async function quoteLists(db: Db, lists: readonly QuoteList[]): Promise<Rows<ListedQuotation>[]> {
  const kindOf = ({ range, ...selection }: QuoteList) => `${kindOfSelection(selection)} ${range.descending}`;
  const rows = await byVariant(lists, kindOf, (alike) => readLists(db, alike));
  return lists.map(({ range }, index) => upTo(range.take, rows[index] ?? []));
}

/** Everything that shapes a statement but the direction. */
export function kindOfSelection({ sourceId, search, filter }: QuoteSelection): string {
  return JSON.stringify([sourceId === null, search, filter]);
}

interface Parameters extends Record<string, unknown> {
  readonly ids: readonly number[];
  readonly lowAt: readonly string[];
  readonly lowId: readonly number[];
  readonly highAt: readonly string[];
  readonly highId: readonly number[];
  readonly limit: number;
}

type Bound = { readonly [Key in keyof Parameters]: RawBuilder<Parameters[Key]> };
type FoundRow = FlatQuotation & { readonly key: number; readonly at: Date; readonly place: number };

async function readLists(db: Db, lists: readonly QuoteList[]): Promise<Map<number, ListedQuotation[]>> {
  const [first] = lists;
  if (first === undefined) return new Map();
  const { read, lowAt, lowId, highAt, highId } = boundArrays(lists.map(({ range }) => range));
  const ids = lists.map(({ sourceId }) => sourceId ?? 0);
  const parameters: Parameters = { ids, lowAt, lowId, highAt, highId, limit: Math.max(...read) };
  const rows = await (preparedList(first) ?? onceOnly(first))(db, parameters);
  const listed = ({ key, at, place, ...row }: FoundRow) => ({ key, quote: { ...quotationOf(row), at, place } });
  const byKey = Map.groupBy(rows.map(listed), ({ key }) => key);
  return new Map([...byKey].map(([key, found]) => [key, found.map(({ quote }) => quote)]));
}

/** Lists without a condition, of which there are four kinds. */
const preparedLists = new Map<string, ReturnType<typeof prepared<Parameters, FoundRow>>>();

function preparedList(list: QuoteList) {
  if (list.search !== undefined || !isUnfiltered(list.filter)) return undefined;
  const name = `quotes_of_${list.sourceId === null ? 'all' : 'source'}_${list.range.descending ? 'down' : 'up'}`;
  const found = preparedLists.get(name) ?? prepared<Parameters, FoundRow>(name, (bound) => listStatement(list, bound));
  preparedLists.set(name, found);
  return found;
}

function onceOnly(list: QuoteList) {
  return async (db: Db, parameters: Parameters): Promise<FoundRow[]> => {
    const bound = Object.fromEntries(Object.entries(parameters).map(([key, value]) => [key, sql`${value}`]));
    const { rows } = await listStatement(list, bound as Bound).execute(db);
    return rows;
  };
}

function listStatement(list: QuoteList, bound: Bound): RawBuilder<FoundRow> {
  const direction = list.range.descending ? sql`desc` : sql`asc`;
  return sql<FoundRow>`
    ${withSearches(list)}
    select k.key::int as key, r.at, r.place, ${quotationColumns}
    from unnest(
      ${bound.ids}::int[], ${bound.lowAt}::timestamptz[], ${bound.lowId}::int[],
      ${bound.highAt}::timestamptz[], ${bound.highId}::int[]
    ) with ordinality as k (id, low_at, low_id, high_at, high_id, key)
    cross join lateral (${page(list, bound.limit, direction)}) r
    join utterance u on u.id = r.utterance_id ${firstAppearance}
    order by k.key, r.at ${direction}, r.place ${direction}`;
}

/** The head of a statement: what the conditions of its searches refer to. */
export function withSearches({ search, filter }: QuoteSelection): Part {
  const searches = [
    ...(filter.search === undefined ? [] : [searchQuery(filter.search, filter.language)]),
    ...(search === undefined ? [] : [searchQuery(search, filter.language, 'said')]),
  ];
  return searches.length === 0 ? sql`` : sql`with ${sql.join(searches)}`;
}

/** Whether the words of an appearance match the search. Relies on quote_document. */
const isSaid = (alias: 'q' | 'f'): Condition =>
  sql<boolean>`${sql.ref(`${alias}.document`)} @@ (select wanted from said)`;

/** Conditions on an appearance and its article `a`; whose it is stands in all of an utterance's. */
export function appearanceConditions({ search, filter }: QuoteSelection, alias: 'q' | 'f' = 'q'): Condition[] {
  return [...(search === undefined ? [] : [isSaid(alias)]), ...filterConditions(filter)];
}

/** That no appearance before `q` matches too. Relies on quote_utterance. */
function isFirst(list: QuoteList): Condition {
  return sql<boolean>`not exists (
    select from quote f join published_article a on a.id = f.article_id
    where f.utterance_id = q.utterance_id and (f.published_at, f.id) < (q.published_at, q.id)
      and ${and(appearanceConditions(list, 'f'))}
  )`;
}

const isWithin = sql<boolean>`
  (q.published_at, q.id) > (k.low_at, k.low_id) and (q.published_at, q.id) < (k.high_at, k.high_id)`;

const columns = sql`q.utterance_id, q.published_at as at, q.id as place`;

export const isOfSource: Condition = sql<boolean>`q.source_id = k.id`;

function page(list: QuoteList, limit: Part, direction: Part): Part {
  const ofSource = list.sourceId === null ? [] : [isOfSource];
  if (list.search !== undefined || list.filter.search !== undefined)
    return searchedPage(list, ofSource, limit, direction);
  const members = list.sourceId === null ? pageOfMembers(list, limit, direction) : null;
  return (
    members ??
    sql`
      select ${columns} from quote q join published_article a on a.id = q.article_id
      where ${and([...ofSource, isWithin, ...appearanceConditions(list), isFirst(list)])}
      order by q.published_at ${direction}, q.id ${direction} limit ${limit}`
  );
}

/**
 * The quotes in the articles of each topic (or source and role) from its own range of an index, then the latest of those.
 * Articles of one moment come all or none, since the index has them in another order than their quotes.
 */
function pageOfMembers(list: QuoteList, limit: Part, direction: Part): Part | null {
  const members = membersOf({ scope: { of: 'all' }, filter: list.filter });
  if (members === null) return null;
  return sql`
    select distinct on (h.at, h.place) h.* from (${members.select}) m cross join lateral (
      select ${columns}
      from ${members.edges} e join published_article a on a.id = e.article_id join quote q on q.article_id = a.id
      where ${members.join} and e.published_at >= k.low_at and e.published_at <= k.high_at and ${isWithin}
        and ${and([...filterConditions(members.rest), isFirst(list)])}
      order by e.published_at ${direction} fetch first (${limit}) rows with ties
    ) h
    order by h.at ${direction}, h.place ${direction} limit ${limit}`;
}

/** How many appearances are looked through before the index over all words is asked, of which no more is known. */
const APPEARANCES_READ = sql.lit(5000);
/** With a search of articles, whose words are long. */
const ARTICLES_READ = sql.lit(1000);

/**
 * A frequent word is soon met among the next appearances, and a rare one has few hits in the index; which of the two a
 * query is, the planner can't know. So the next are looked through first, and only where they hold too few is the index
 * over all words asked.
 */
function searchedPage(list: QuoteList, ofSource: readonly Condition[], limit: Part, direction: Part): Part {
  const { search, filter } = list;
  const most = filter.search === undefined ? APPEARANCES_READ : ARTICLES_READ;
  const order = sql`order by q.published_at ${direction}, q.id ${direction}`;
  return sql`
    with passed as materialized (
      select q.id, q.utterance_id, q.article_id, q.published_at, ${search === undefined ? sql`true` : isSaid('q')} as is_said
      from quote q where ${and([...ofSource, isWithin])} ${order} limit ${most}
    ),
    near as materialized (
      select ${columns} from passed q join published_article a on a.id = q.article_id
      where q.is_said and ${and([...filterConditions(filter), isFirst(list)])} ${order} limit ${limit}
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
