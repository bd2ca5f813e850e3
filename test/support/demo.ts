/** The demo newsroom as of a fixed moment, so that every answer about it stays the same. */

import { sql } from 'kysely';
import type { Db } from '../../db/engine/database.ts';
import { rebuildTrending } from '../../db/trending/refresh.ts';
import { seedDemo } from '../../src/demo/seed.ts';

export const demoNow = new Date('2026-05-04T12:34:56.000Z');

export async function fillWithDemo(db: Db): Promise<void> {
  await seedDemo(db, demoNow);
  await rebuildTrending(db, sql<Date>`${demoNow.toISOString()}::timestamptz`);
}
