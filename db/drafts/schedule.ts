/** Due events of scheduled pieces, which wait outside the log until their time. */

import { sql } from 'kysely';
import type { Trx } from '../engine/database.ts';

/** Nobody does it: it happens at its time. What was due for the article before was taken back. */
export async function addDueEvent(
  trx: Trx,
  event: {
    readonly type: string;
    /** null for what was imported. */
    readonly draftId: number | null;
    readonly articleId: number;
    readonly dueAt: Date;
    readonly detail: object;
  },
): Promise<void> {
  await sql`
    insert into due_event (due_at, type, draft_id, article_id, detail)
    values (${event.dueAt.toISOString()}::timestamptz, ${event.type}, ${event.draftId}, ${event.articleId}, ${JSON.stringify(event.detail)})
  `.execute(trx);
}

/** @returns how many there were: none once they have been told */
export async function removeDueEvents(trx: Trx, articleId: number): Promise<number> {
  const { rows } = await sql`delete from due_event where article_id = ${articleId} returning id`.execute(trx);
  return rows.length;
}
