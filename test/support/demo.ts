/** The demo newsroom as of a fixed moment, so that every answer about it stays the same. */

import { sql } from 'kysely';
import type { Database, Db } from '../../db/engine/database.ts';
import { rebuildTrending } from '../../db/trending/refresh.ts';
import { seedDemo } from '../../src/demo/seed.ts';
import { type TestNewsroom, useNewsroom } from './newsroom.ts';

export const demoNow = new Date('2026-05-04T12:34:56.000Z');

/** `fill` runs once behind the demo. */
export function useDemoNewsroom(fill?: (db: Db, database: Database) => Promise<unknown>): TestNewsroom {
  return useNewsroom(async (db, database) => {
    await fillWithDemo(db);
    await fill?.(db, database);
  }, 'demo');
}

/** On a copy of the template of the demo, where that is dated, or on an empty newsroom, where it takes longer. */
export async function fillWithDemo(db: Db): Promise<void> {
  await seedDemo(db, demoNow);
  await rebuildTrending(db, sql<Date>`${demoNow.toISOString()}::timestamptz`);
}
