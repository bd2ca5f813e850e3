/** Pins and hidden articles of the trending lists; the next refresh honours them. */

import { sql } from 'kysely';
import type { Db } from '../engine/database.ts';

/**
 * Puts an article on top of what readers turn to (by HEAT), behind those pinned before it. It replaces an earlier choice.
 *
 * @param until when it ends; null for never
 * @returns false when there is no such article
 */
export function pinTrending(db: Db, articleId: number, until: Date | null = null): Promise<boolean> {
  return choose(db, articleId, false, until);
}

/**
 * Leaves an article out of every trending list, its part filled by recency too. It replaces an earlier choice.
 *
 * @param until when it ends; null for never
 * @returns false when there is no such article
 */
export function hideTrending(db: Db, articleId: number, until: Date | null = null): Promise<boolean> {
  return choose(db, articleId, true, until);
}

/** Takes a pin, or what hid it, back. @returns false when there was neither */
export async function clearTrendingChoice(db: Db, articleId: number): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('trending_choice')
    .where('article_id', '=', articleId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

async function choose(db: Db, articleId: number, isHidden: boolean, until: Date | null): Promise<boolean> {
  const { rows } = await sql`
    insert into trending_choice (article_id, is_hidden, until)
    select id, ${isHidden}, ${until?.toISOString() ?? null}::timestamptz from article where id = ${articleId}
    on conflict (article_id) do update
      set is_hidden = excluded.is_hidden, until = excluded.until, chosen_at = excluded.chosen_at
    returning article_id
  `.execute(db);
  return rows.length > 0;
}
