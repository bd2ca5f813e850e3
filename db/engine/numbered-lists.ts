/** Keyset pages in the order of a number that is worked out for each row, such as how often a source is cited. */

import { type RawBuilder, sql } from 'kysely';
import type { Db } from './database.ts';
import { type KeysetRange, type Rows, upTo } from './keyset.ts';
import { and } from './names.ts';

/** A place in the order: the number, then the id. */
export interface NumberPosition {
  readonly number: number;
  readonly id: number;
}

export type NumberPage = KeysetRange<NumberPosition>;

/** A row with its place in the order. */
export type Numbered<Row> = Row & { readonly number: number };

/**
 * @param rows yields the columns of `Row`, `id` and a whole `number` among them; it is read as a whole, for every page
 */
export async function listByNumber<Row>(
  db: Db,
  rows: RawBuilder<unknown>,
  { low, high, take, descending }: NumberPage,
): Promise<Rows<Numbered<Row>>> {
  const direction = descending ? sql`desc` : sql`asc`;
  const within = [
    ...(low ? [sql<boolean>`(r.number, r.id) > (${low.number}::float8, ${low.id}::int)`] : []),
    ...(high ? [sql<boolean>`(r.number, r.id) < (${high.number}::float8, ${high.id}::int)`] : []),
  ];
  const found = await sql<Numbered<Row>>`
    select r.* from (${rows}) r where ${and(within)}
    order by r.number ${direction}, r.id ${direction} limit ${take + 1}
  `.execute(db);
  return upTo(take, found.rows);
}
