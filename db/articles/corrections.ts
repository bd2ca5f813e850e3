/** Public correction notes of articles. */

import { type Selectable, sql } from 'kysely';
import type { Db } from '../engine/database.ts';
import { prepared } from '../engine/prepared.ts';
import type { Correction } from '../types.ts';

export type CorrectionRow = Selectable<Correction>;

const selectByArticles = prepared<{ ids: readonly number[] }, CorrectionRow>(
  'corrections_by_articles',
  ({ ids }) => sql`
    select c.id, c.article_id, c.note, c.corrected_at from correction c
    where c.article_id = any(${ids}::int[])
    order by c.article_id, c.corrected_at desc, c.id desc
  `,
);

/** Latest first. */
export async function correctionsByArticleIds(db: Db, ids: readonly number[]): Promise<Map<number, CorrectionRow[]>> {
  return Map.groupBy(await selectByArticles(db, { ids }), (row) => row.article_id);
}
