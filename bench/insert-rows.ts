/** Inserts many rows with ids of their own in one statement, by `unnest` of an array for each column. */

import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../db/engine/database.ts';

/**
 * One statement for any number of rows. The embedded engine's client can't write arrays of enums: those go as texts.
 *
 * @param types array types by column, in the order in which `toValues` gives the values
 */
export async function insertRows<Row>(
  db: Db,
  table: string,
  types: Readonly<Record<string, string>>,
  rows: readonly Row[],
  toValues: (row: Row) => readonly unknown[],
): Promise<void> {
  const values = rows.map(toValues);
  const columns = Object.keys(types).map((name) => sql.ref(name));
  const arrays: RawBuilder<unknown>[] = Object.values(types).map(
    (type, column) => sql`${values.map((row) => row[column])}::${sql.raw(type)}`,
  );
  await sql`
    insert into ${sql.table(table)} (${sql.join(columns)}) overriding system value
    select * from unnest(${sql.join(arrays)})
  `.execute(db);
}

/** Benchmark rows bring their ids; what is inserted later goes on behind them. */
export async function continueIds(db: Db, table: string, last: number): Promise<void> {
  await sql`alter table ${sql.table(table)} alter column id restart with ${sql.lit(last + 1)}`.execute(db);
}
