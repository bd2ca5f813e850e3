/** Appends to the log of events, in the transaction of what happened, with the webhook deliveries that each event causes. */

import { sql } from 'kysely';
import { locking, takeLockAhead } from '../engine/advisory-locks.ts';
import type { Trx } from '../engine/database.ts';
import { sendAhead } from '../engine/transaction-statements.ts';
import { type FormerLists, touchedLists } from './touched-lists.ts';
import { enqueueDeliveries } from './webhook-queue.ts';

/** Who did it; all null for what nobody did, such as a piece that came out at its time. */
export interface Actor {
  readonly id: string | null;
  readonly name: string | null;
  readonly role: string | null;
}

/** A thing and what happened to it. What begins with `related` the engine does by itself: neither the log's readers nor webhooks get it. */
export const eventTypes = [
  'article.published',
  'article.updated',
  'article.corrected',
  'article.withdrawn',
  'article.killed',
  'article.imported',
  'article.pinned',
  'article.hidden',
  'article.released',
  'draft.created',
  'draft.revised',
  'draft.submitted',
  'draft.returned',
  'draft.approved',
  'draft.scheduled',
  'draft.unscheduled',
  'draft.shared',
  'draft.deleted',
  'topic.saved',
  'topic.merged',
  'topic.deleted',
  'source.saved',
  'source.merged',
  'source.distinguished',
  'source.deleted',
  'token.created',
  'token.revoked',
  'webhook.created',
  'webhook.changed',
  'webhook.deleted',
  'newsroom.restored',
  'related.changed',
  'search.indexed',
] as const;

export type EventType = (typeof eventTypes)[number];

export interface NewEvent {
  readonly type: EventType;
  readonly draftId?: number | null;
  readonly articleId?: number | null;
  readonly topicId?: number | null;
  readonly sourceId?: number | null;
  readonly detail?: Readonly<Record<string, unknown>>;
  /** What the article stood under before, or the topic below; what it is under now is seen by itself. */
  readonly formerly?: FormerLists | undefined;
}

/** Nobody in particular: what the engine and the clock do. */
export const nobody: Actor = { id: null, name: null, role: null };

/**
 * To be called last in a transaction: from here to its end nobody else appends, so that ids are in the order of commits.
 */
export async function recordEvents(trx: Trx, actor: Actor, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  await takeLockAhead(trx, 'events');
  await sendAhead(
    trx,
    sql`
    with added as (
      insert into event (type, actor, actor_name, role, draft_id, article_id, topic_id, source_id, detail, changes)
      select e.type, ${actor.id}, ${actor.name}, ${actor.role},
             e.draft_id, e.article_id, e.topic_id, e.source_id, e.detail, ${events.some(touchesLists) ? touchedByEvent : touchesNone}
      from jsonb_to_recordset(${JSON.stringify(events.map(toRow))}::jsonb)
        e (type text, draft_id int, article_id int, topic_id int, source_id int, detail jsonb,
           former_topic_ids int[], former_source_ids int[])
      returning id, type
    ),
    ${enqueueDeliveries}
    select from queued
  `,
  );
}

/**
 * Appends, last in a transaction, whose related lists have changed. It has no webhook deliveries, so that one statement
 * will do: the id is drawn behind the lock.
 */
export async function recordRelated(trx: Trx, articleIds: readonly number[]): Promise<void> {
  await sendAhead(
    trx,
    sql`
    insert into event (type, detail)
    select 'related.changed', ${JSON.stringify({ lists: articleIds })}::jsonb
    from (select ${locking('events')}) locked
  `,
  );
}

/** Appends, last in a transaction, that articles are found by other words, which were indexed in the background. */
export async function recordIndexed(trx: Trx): Promise<void> {
  await sendAhead(trx, sql`insert into event (type) select 'search.indexed' from (select ${locking('events')}) locked`);
}

/** Half of what a piece goes through happens before it is an article. */
const touchesNone = sql`'{"topics": [], "sources": []}'::jsonb`;

function touchesLists({ articleId, topicId, sourceId, formerly }: NewEvent): boolean {
  return articleId != null || topicId != null || sourceId != null || formerly !== undefined;
}

const touchedByEvent = touchedLists({
  articleId: sql`e.article_id`,
  topicId: sql`e.topic_id`,
  sourceId: sql`e.source_id`,
  formerTopicIds: sql`e.former_topic_ids`,
  formerSourceIds: sql`e.former_source_ids`,
});

function toRow({ type, draftId, articleId, topicId, sourceId, detail, formerly }: NewEvent) {
  return {
    type,
    draft_id: draftId ?? null,
    article_id: articleId ?? null,
    topic_id: topicId ?? null,
    source_id: sourceId ?? null,
    detail: detail ?? {},
    former_topic_ids: formerly?.topicIds ?? [],
    former_source_ids: formerly?.sourceIds ?? [],
  };
}
