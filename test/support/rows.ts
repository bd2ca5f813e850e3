/** All rows of a newsroom, for comparing two of them. */

import { sql } from 'kysely';
import { dumpedTables } from '../../db/dump/tables.ts';
import type { Db } from '../../db/engine/database.ts';

/**
 * By table, with the columns that the database generates, in the order of their text.
 *
 * @param without columns that may differ, such as those that hold when something was worked out
 */
export async function allRows(db: Db, without: readonly string[] = []): Promise<Record<string, string[]>> {
  const tables: Record<string, string[]> = {};
  for (const { name } of await dumpedTables(db)) {
    const { rows } = await sql<{ row: string }>`
      select r.row::text as row from ${sql.table(name)} t cross join lateral (select to_jsonb(t) - ${without}::text[]) r (row)
      order by r.row::text collate "C"`.execute(db);
    tables[name] = rows.map(({ row }) => row);
  }
  return tables;
}
