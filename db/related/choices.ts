/** Editors' choices of related articles: pinned or hidden, for good or until a time. */

import { sql } from 'kysely';
import type { Db } from '../engine/database.ts';

/** Puts an article before all that is related by itself, behind those that were picked earlier. */
export async function pinRelated(db: Db, articleId: number, relatedId: number, until: Date | null): Promise<void> {
  await choose(db, articleId, relatedId, false, until);
}

/** Keeps an article out of another's list, also where the list goes on into what is recent. */
export async function hideRelated(db: Db, articleId: number, relatedId: number, until: Date | null): Promise<void> {
  await choose(db, articleId, relatedId, true, until);
}

async function choose(db: Db, articleId: number, relatedId: number, isHidden: boolean, until: Date | null) {
  await sql`
    insert into related_choice (article_id, related_id, is_hidden, until)
    values (${articleId}, ${relatedId}, ${isHidden}, ${until})
    on conflict (article_id, related_id) do update
    set is_hidden = excluded.is_hidden, until = excluded.until, chosen_at = now()
  `.execute(db);
}

/** Takes a pick, or what hid it, back. @returns false when there was neither */
export async function clearRelatedChoice(db: Db, articleId: number, relatedId: number): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('related_choice')
    .where('article_id', '=', articleId)
    .where('related_id', '=', relatedId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
