/** Keyset pages in the order of names, which topics and sources share. */

import { type RawBuilder, sql } from 'kysely';
import type { Db } from './database.ts';
import { type KeysetRange, type Rows, upTo } from './keyset.ts';
import { prepared } from './prepared.ts';

/** A place in the order: the name as it is sorted, then the id. */
export interface NamePosition {
  readonly name: string;
  readonly id: number;
}

export type NamePage = KeysetRange<NamePosition>;

/** A row with its place in the order. */
export type Named<Row> = Row & { readonly sort_name: string };

interface NamedTable {
  readonly from: RawBuilder<unknown>;
  readonly alias: 't' | 's';
  readonly columns: RawBuilder<unknown>;
}

/** One list: what its rows meet, and which part of it is wanted. */
export interface NamedList {
  readonly conditions: readonly RawBuilder<boolean>[];
  readonly page: NamePage;
}

/**
 * Filters that no index serves: one that finds little reads the whole table, 170 to 400 ms at 100,000 sources (against
 * 0.1 ms for a page without).
 */
const wholeReads: ReadonlySet<string> = new Set(['search', 'kinds', 'citedIn', 'possibleDuplicates']);

interface NamedQuestion {
  readonly filter: object;
  readonly order: string;
  readonly page: { readonly descending: boolean };
}

/** Which filters may be put into one statement: those of the same fields, but a whole read is a statement of its own. */
export function kindOfFilter(filter: object): string | null {
  const given = Object.entries(filter).filter(([, value]) => value !== undefined);
  const fields = given.map(([field]) => field);
  return fields.some((field) => wholeReads.has(field)) ? null : fields.toSorted().join();
}

/** Which lists may be: those by name in one direction, too. */
export function kindOfList({ filter, order, page }: NamedQuestion): string | null {
  const kind = kindOfFilter(filter);
  return kind === null || order !== 'NAME' ? null : `${kind} ${page.descending}`;
}

/**
 * Pages of lists by name, by position in `lists`; one statement for all, which are of one {@link kindOfList}. The order
 * is the same on every system, and no upgrade of its locales breaks the index over (sort_name, id) that this relies on.
 */
export async function listsByName<Row>(
  db: Db,
  table: NamedTable,
  lists: readonly NamedList[],
): Promise<Rows<Named<Row>>[]> {
  if (lists.every(isFromAnEnd)) return listsFromAnEnd(db, table, lists);
  const direction = lists[0]?.page.descending ? sql`desc` : sql`asc`;
  const parts = lists.map((list, index) => pageByName(table, list, direction, index + 1));
  const { rows } = await sql<Named<Row> & { readonly key: number }>`
    select * from (${sql.join(parts, sql` union all `)}) found
    order by key, sort_name collate "C" ${direction}, id ${direction}
  `.execute(db);
  const found = Map.groupBy(rows, ({ key }) => key);
  return lists.map(({ page }, index) => upTo(page.take, found.get(index + 1) ?? []));
}

/** All of a table, from its first or its last name on: what a masthead or a menu asks. */
function isFromAnEnd({ conditions, page }: NamedList): boolean {
  return conditions.length === 0 && page.low === undefined && page.high === undefined;
}

/** Planned once, by table and direction. */
const endsOfTables = new Map<string, ReturnType<typeof prepared<{ readonly limit: number }, unknown>>>();

/** They differ in nothing but how much they want, so that the longest has the others. */
async function listsFromAnEnd<Row>(
  db: Db,
  { from, alias, columns }: NamedTable,
  lists: readonly NamedList[],
): Promise<Rows<Named<Row>>[]> {
  const isDescending = lists[0]?.page.descending === true;
  const name = `${alias === 't' ? 'topics' : 'sources'}_by_name_${isDescending ? 'down' : 'up'}`;
  const direction = isDescending ? sql`desc` : sql`asc`;
  const [sortName, id] = [sql.ref(`${alias}.sort_name`), sql.ref(`${alias}.id`)];
  const select =
    endsOfTables.get(name) ??
    prepared<{ readonly limit: number }, unknown>(
      name,
      ({ limit }) => sql`
        select ${columns}, ${sortName} from ${from} order by ${sortName} ${direction}, ${id} ${direction} limit ${limit}
      `,
    );
  endsOfTables.set(name, select);
  const rows = (await select(db, { limit: Math.max(...lists.map(({ page }) => page.take)) + 1 })) as Named<Row>[];
  return lists.map(({ page }) => upTo(page.take, rows.slice(0, page.take + 1)));
}

function pageByName(
  table: NamedTable,
  { conditions, page }: NamedList,
  direction: RawBuilder<unknown>,
  key: number,
): RawBuilder<unknown> {
  const name = sql.ref(`${table.alias}.sort_name`);
  const id = sql.ref(`${table.alias}.id`);
  const within = [
    ...conditions,
    ...(page.low ? [sql<boolean>`(${name}, ${id}) > (${page.low.name}, ${page.low.id})`] : []),
    ...(page.high ? [sql<boolean>`(${name}, ${id}) < (${page.high.name}, ${page.high.id})`] : []),
  ];
  return sql`(
    select ${key}::int as key, ${table.columns}, ${name} from ${table.from}
    where ${and(within)}
    order by ${name} ${direction}, ${id} ${direction}
    limit ${page.take + 1}
  )`;
}

/** How many rows meet each set of conditions, by position; one statement for all, which are of one {@link kindOfFilter}. */
export async function countRows(
  db: Db,
  from: RawBuilder<unknown>,
  sets: readonly (readonly RawBuilder<boolean>[])[],
): Promise<number[]> {
  const counts = sets.map(
    (conditions, index) =>
      sql`select ${index}::int as key, count(*)::int as count from ${from} where ${and(conditions)}`,
  );
  const { rows } = await sql<{ key: number; count: number }>`${sql.join(counts, sql` union all `)}`.execute(db);
  const byKey = new Map(rows.map(({ key, count }) => [key, count]));
  return sets.map((_, index) => byKey.get(index) ?? 0);
}

export function and(conditions: readonly RawBuilder<boolean>[]): RawBuilder<boolean> {
  return conditions.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(conditions, sql` and `)}`;
}

/** An `ilike` pattern that finds the text anywhere; its own % and _ stand for themselves. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

/** Whether a name has the text anywhere, in any case, with or without accents; names of plain letters needn't be folded. */
export function hasFolded(name: RawBuilder<unknown>, text: string): RawBuilder<boolean> {
  return sql<boolean>`position(
    (select folded(${text})) in case when ${name} ~ '[^ -~]' then folded(${name}) else lower(${name}) end
  ) > 0`;
}
