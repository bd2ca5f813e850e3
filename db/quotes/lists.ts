/**
 * Lists of quotes: everybody's or a source's, searched and filtered, a page at a time; many lists in one statement where
 * they differ in nothing but whose they are and where the page is.
 *
 * A list is one of appearances that match: a quote stands in it once, at the first of those that do, so that its order
 * is that of one index and no page depends on what doesn't match.
 */

import { type RawBuilder, sql } from 'kysely';
import { isUnfiltered } from '../articles/filters.ts';
import { withinDates } from '../articles/lists.ts';
import type { Db } from '../engine/database.ts';
import { boundArrays, type Rows, upTo } from '../engine/keyset.ts';
import { prepared, unprepared } from '../engine/prepared.ts';
import { byVariant } from '../engine/statement-variants.ts';
import { page } from './pages.ts';
import { type FlatQuotation, firstAppearance, type QuotationRow, quotationColumns, quotationOf } from './quotes.ts';
import { kindOfSelection, type QuoteList, withSearches } from './selections.ts';

/** A quote with its place: the date and id of its first appearance that matches. */
export type ListedQuotation = QuotationRow & { readonly at: Date; readonly place: number };

/** Answers by position of the list in `lists`; one statement for each kind of list among them. */
export async function quoteLists(db: Db, lists: readonly QuoteList[]): Promise<Rows<ListedQuotation>[]> {
  const kindOf = ({ range, ...selection }: QuoteList) => `${kindOfSelection(selection)} ${range.descending}`;
  const rows = await byVariant(lists, kindOf, (alike) => readLists(db, alike));
  return lists.map(({ range }, index) => upTo(range.take, rows[index] ?? []));
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
  const { read, lowAt, lowId, highAt, highId } = boundArrays(
    lists.map(({ range, filter }) => withinDates(range, filter.publishedAt)),
  );
  const ids = lists.map(({ sourceId }) => sourceId ?? 0);
  const parameters: Parameters = { ids, lowAt, lowId, highAt, highId, limit: Math.max(...read) };
  const rows = await (preparedList(first) ?? unprepared<Parameters, FoundRow>((bound) => listStatement(first, bound)))(
    db,
    parameters,
  );
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
