/** Lists in the order of names, which topics and sources share. */

import { type RawBuilder, sql } from 'kysely';
import type { Db } from './connect.ts';
import { type KeysetRange, type Rows, upTo } from './keyset.ts';

/** A place in the order: the name in lower case, then the id. */
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

/**
 * By code point, so that the order is the same on every system and no upgrade of its locales breaks an index.
 * Relies on the index over (lower(name) collate "C", id) of the table.
 */
export async function listByName<Row>(
  db: Db,
  table: NamedTable,
  conditions: readonly RawBuilder<boolean>[],
  page: NamePage,
): Promise<Rows<Named<Row>>> {
  const name = sql`lower(${sql.ref(`${table.alias}.name`)}) collate "C"`;
  const id = sql.ref(`${table.alias}.id`);
  const direction = page.descending ? sql`desc` : sql`asc`;
  const within = [
    ...conditions,
    ...(page.low ? [sql<boolean>`(${name}, ${id}) > (${page.low.name}, ${page.low.id})`] : []),
    ...(page.high ? [sql<boolean>`(${name}, ${id}) < (${page.high.name}, ${page.high.id})`] : []),
  ];
  const { rows } = await sql<Named<Row>>`
    select ${table.columns}, ${name} as sort_name from ${table.from}
    where ${and(within)}
    order by ${name} ${direction}, ${id} ${direction}
    limit ${page.take + 1}
  `.execute(db);
  return upTo(page.take, rows);
}

export async function countRows(
  db: Db,
  from: RawBuilder<unknown>,
  conditions: readonly RawBuilder<boolean>[],
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${from} where ${and(conditions)}
  `.execute(db);
  return rows[0]?.count ?? 0;
}

export function and(conditions: readonly RawBuilder<boolean>[]): RawBuilder<boolean> {
  return conditions.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(conditions, sql` and `)}`;
}

/** An `ilike` pattern that finds the text anywhere; its own % and _ stand for themselves. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
