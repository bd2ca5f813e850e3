/**
 * Moves due events into the log of events at their time, by the database's clock: each once and all or nothing, so that any
 * number of processes may do it and any of them may die.
 */

import { sql } from 'kysely';
import { takeLock } from '../engine/advisory-locks.ts';
import type { Db, Trx } from '../engine/database.ts';
import { prepared } from '../engine/prepared.ts';
import { again } from '../engine/transact.ts';
import { touchedLists } from './touched-lists.ts';
import { enqueueDeliveries } from './webhook-queue.ts';

/** Nobody else can append meanwhile. */
const MAX_EVENTS_PER_TRANSACTION = 500;
/** Milliseconds until those are looked at again that somebody else holds: to move them, or to take them back. */
const HELD_RETRY_MS = 50;

/** @returns milliseconds until the next is due; null when none waits */
export async function moveDueEvents(db: Db): Promise<number | null> {
  for (;;) {
    const milliseconds = await untilNextDue(db);
    if (milliseconds === null || milliseconds > 0) return milliseconds;
    if ((await moveBatch(db)) === 0) return HELD_RETRY_MS;
  }
}

// Relies on due_event_order: one look at its beginning.
const selectNextDue = prepared<Record<string, never>, { milliseconds: number }>(
  'next_due_event',
  () => sql`
    select greatest(0, ceil(extract(epoch from due_at - now()) * 1000))::float8 as milliseconds
    from due_event order by due_at limit 1`,
);

async function untilNextDue(db: Db): Promise<number | null> {
  return (await selectNextDue(db, {}))[0]?.milliseconds ?? null;
}

const touchedByDue = touchedLists({
  articleId: sql`removed.article_id`,
  topicId: sql`null::int`,
  sourceId: sql`null::int`,
  formerTopicIds: sql`'{}'::int[]`,
  formerSourceIds: sql`'{}'::int[]`,
});

/**
 * A row that is locked is being taken back by a transaction that will want the lock of events last, so it isn't waited
 * for: it is removed soon, or moved the next time.
 */
function moveBatch(db: Db): Promise<number> {
  const moving = async (trx: Trx) => {
    await takeLock(trx, 'events');
    const { rows } = await sql<{ moved: number }>`
      with due as (
        select id from due_event where due_at <= now() order by due_at, id limit ${MAX_EVENTS_PER_TRANSACTION} for update skip locked
      ),
      removed as (delete from due_event d using due where d.id = due.id returning d.*),
      added as (
        insert into event (type, at, actor, actor_name, role, draft_id, article_id, detail, changes)
        select type, due_at, actor, actor_name, role, draft_id, article_id, detail, ${touchedByDue} from removed
        order by removed.due_at, removed.id
        returning id, type
      ),
      ${enqueueDeliveries}
      select count(*)::int as moved from added
    `.execute(trx);
    return rows[0]?.moved ?? 0;
  };
  return again(() => db.transaction().execute(moving));
}
