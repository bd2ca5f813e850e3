/** Timestamps as SQL parameters where statements otherwise take the database's clock: for replays and tests. */

import { type RawBuilder, sql } from 'kysely';
import type { Db } from './database.ts';

export function moment(at: Date): RawBuilder<Date> {
  return sql<Date>`${at.toISOString()}::timestamptz`;
}

/** Whether a time is past, by the database's clock. */
export async function isPast(db: Db, at: Date): Promise<boolean> {
  const { rows } = await sql<{ is_past: boolean }>`select ${moment(at)} <= now() as is_past`.execute(db);
  return rows[0]?.is_past === true;
}
