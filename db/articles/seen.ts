/** Which articles readers see, of those that are asked about. */

import { sql } from 'kysely';
import type { Db } from '../engine/database.ts';
import { prepared } from '../engine/prepared.ts';

const selectSeen = prepared<{ ids: readonly number[] }, { id: number }>(
  'seen_articles',
  ({ ids }) => sql`select a.id from published_article a where a.id = any(${ids}::int[])`,
);

export async function seenArticles(db: Db, ids: readonly number[]): Promise<ReadonlySet<number>> {
  if (ids.length === 0) return new Set();
  return new Set((await selectSeen(db, { ids })).map(({ id }) => id));
}
