/** Job queue of drafts whose texts are to be read for suggestions, and what the job reads and writes. */

import { sql } from 'kysely';
import type { Db, Trx } from '../engine/database.ts';
import { enqueue } from '../engine/job-queue.ts';
import type { DraftContent } from './content.ts';
import type { SuggestionColumns } from './drafts.ts';

export const suggestQueue = 'suggest';

interface Payload {
  readonly draftId: number;
}

/** Has the text of a draft read once the transaction is through. */
export async function enqueueSuggest(trx: Trx, draftId: number): Promise<void> {
  const payload: Payload = { draftId };
  await enqueue(trx, suggestQueue, [payload]);
}

/** Which draft a job is about. */
export function draftToRead(payload: unknown): number {
  return (payload as Payload).draftId;
}

export type UnreadDraft = Pick<DraftContent, 'headline' | 'standfirst' | 'body' | 'language' | 'image'> &
  SuggestionColumns & { readonly id: number };

/** @returns null for one that is gone */
export async function unreadDraft(db: Db, id: number): Promise<UnreadDraft | null> {
  const { rows } = await sql<UnreadDraft>`
    select id, headline, standfirst, body, language, image, suggestions, suggested_topic_ids, declared_topic_ids,
           settled_suggestions, settled_topic_ids
    from draft where id = ${id}
  `.execute(db);
  return rows[0] ?? null;
}

/** Unless the text is another by now: then its own job is waiting. No revision, since nothing of the piece changes. */
export async function saveFound(
  db: Db,
  { id, headline, standfirst, body }: UnreadDraft,
  { suggestions, suggested_topic_ids }: Pick<SuggestionColumns, 'suggestions' | 'suggested_topic_ids'>,
): Promise<void> {
  await sql`
    update draft set suggestions = ${JSON.stringify(suggestions)}::jsonb,
                     suggested_topic_ids = ${suggested_topic_ids}::int[]
    where id = ${id} and headline = ${headline} and standfirst is not distinct from ${standfirst} and body = ${body}
  `.execute(db);
}

/** What was accepted or refused. No revision, since nothing of the piece changes. */
export async function saveSettled(
  trx: Trx,
  id: number,
  { settled_suggestions, settled_topic_ids }: Pick<SuggestionColumns, 'settled_suggestions' | 'settled_topic_ids'>,
): Promise<void> {
  await sql`
    update draft set settled_suggestions = ${JSON.stringify(settled_suggestions)}::jsonb,
                     settled_topic_ids = ${settled_topic_ids}::int[]
    where id = ${id}
  `.execute(trx);
}
