/** What the bodies of articles lost on their way in: the newsroom's alone, so read from behind the wall. */

import { sql } from 'kysely';
import type { Db } from '../engine/database.ts';

export async function droppedByArticleIds(db: Db, ids: readonly number[]): Promise<Map<number, string[]>> {
  const { rows } = await sql<{ id: number; dropped_from_body: string[] }>`
    select id, dropped_from_body from article where id = any(${ids}::int[])
  `.execute(db);
  return new Map(rows.map((row) => [row.id, row.dropped_from_body]));
}
