/** Appends what happened to the newsroom's log, in the transaction of what is told; the house hears of it from there. */

import { sql } from 'kysely';
import type { Trx } from './connect.ts';
import { tellWebhooks } from './webhook-jobs.ts';

/** Who did it; all null for what nobody did, such as a piece that came out at its time. */
export interface Actor {
  readonly id: string | null;
  readonly name: string | null;
  readonly role: string | null;
}

/** Types name a thing and what happened to it: `article.published`, `draft.submitted`, `topic.merged`. */
export interface NewEvent {
  readonly type: `${string}.${string}`;
  readonly draftId?: number | null;
  readonly articleId?: number | null;
  readonly topicId?: number | null;
  readonly sourceId?: number | null;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Any number, the same in all processes: whoever holds it appends, and nobody else until the transaction ends. */
const eventsLock = 7_162_352;

/**
 * To be called last in a transaction: from here to its end nobody else appends, so that ids are in the order of commits.
 */
export async function recordEvents(trx: Trx, actor: Actor, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  await lockEvents(trx);
  await sql`
    with added as (
      insert into event (type, actor, actor_name, role, draft_id, article_id, topic_id, source_id, detail)
      select e.type, ${actor.id}, ${actor.name}, ${actor.role},
             e.draft_id, e.article_id, e.topic_id, e.source_id, e.detail
      from jsonb_to_recordset(${JSON.stringify(events.map(toRow))}::jsonb)
        e (type text, draft_id int, article_id int, topic_id int, source_id int, detail jsonb)
      returning id, type
    ),
    ${tellWebhooks}
    select from told
  `.execute(trx);
}

/** From here to the end of the transaction nobody else appends: whatever is locked after this is locked for all. */
export async function lockEvents(trx: Trx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${eventsLock})`.execute(trx);
}

function toRow({ type, draftId, articleId, topicId, sourceId, detail }: NewEvent) {
  return {
    type,
    draft_id: draftId ?? null,
    article_id: articleId ?? null,
    topic_id: topicId ?? null,
    source_id: sourceId ?? null,
    detail: detail ?? {},
  };
}
