/** Webhook deliveries: claimed with an attempt counted, settled, dead, sent again, listed. */

import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Db, Trx } from '../engine/database.ts';
import { type KeysetRange, type Rows, upTo } from '../engine/keyset.ts';
import { enqueueDelivery } from '../events/webhook-queue.ts';
import type { DeliveryStatus, Event, WebhookDelivery } from '../types.ts';

export type DeliveryRow = Selectable<WebhookDelivery> & Pick<Selectable<Event>, 'type'>;

export interface ClaimedDelivery
  extends Pick<Selectable<Event>, 'type' | 'at' | 'article_id' | 'draft_id' | 'topic_id' | 'source_id'> {
  readonly id: number;
  readonly event_id: number;
  readonly url: string;
  readonly secret: string;
  readonly is_disabled: boolean;
  /** RFC 3339, of an article that was backdated; null for every other event. */
  readonly backdated_to: string | null;
}

/**
 * Locks deliveries in the order in which whoever deletes a webhook does: webhooks before their deliveries, and each in the
 * order of ids, so that nobody waits in a circle. Begins a statement that goes on with the part called `locked`.
 */
const lockingDeliveries = (ids: readonly number[]): RawBuilder<unknown> => sql`
  with kept as materialized (
    select id from webhook
    where id in (select webhook_id from webhook_delivery where id = any(${ids}::int[]))
    order by id for key share
  ),
  locked as materialized (
    select d.id from webhook_delivery d join kept k on k.id = d.webhook_id
    where d.id = any(${ids}::int[])
    order by d.id for no key update of d
  )`;

/** Counts an attempt of each that still waits, and gives what there is to tell. */
export async function claimDeliveries(db: Db, ids: readonly number[]): Promise<ClaimedDelivery[]> {
  const { rows } = await sql<ClaimedDelivery>`
    ${lockingDeliveries(ids)}
    update webhook_delivery d set attempts = d.attempts + 1, last_attempt_at = now()
    from locked l, webhook w, event e
    where d.id = l.id and d.status = 'PENDING' and w.id = d.webhook_id and e.id = d.event_id
    returning d.id, d.event_id, w.url, w.secret, w.disabled_at is not null as is_disabled,
              e.type, e.at, e.article_id, e.draft_id, e.topic_id, e.source_id,
              case when e.type = 'article.published' then e.detail ->> 'publishedAt' end as backdated_to
  `.execute(db);
  return rows;
}

export interface Settled {
  readonly id: number;
  /** PENDING: it is tried again. */
  readonly status: DeliveryStatus;
  readonly error: string | null;
  /** Whether the webhook is to be disabled. */
  readonly isGone: boolean;
}

/** What was delivered stays so, whatever another attempt came to. */
export async function settleDeliveries(db: Db, settled: readonly Settled[]): Promise<void> {
  if (settled.length === 0) return;
  const goneIds = settled.filter(({ isGone }) => isGone).map(({ id }) => id);
  // By itself: who deletes a webhook holds its row and waits for its deliveries.
  if (goneIds.length > 0)
    await sql`
      update webhook set disabled_at = now()
      where disabled_at is null
        and id in (select webhook_id from webhook_delivery where id = any(${goneIds}::int[]))
    `.execute(db);
  await sql`
    ${lockingDeliveries(settled.map(({ id }) => id))}
    update webhook_delivery d set status = s.status, last_error = left(s.error, 500)
    from locked l join unnest(
      ${settled.map(({ id }) => id)}::int[], ${settled.map(({ status }) => status)}::text[]::delivery_status[],
      ${settled.map(({ error }) => error)}::text[]
    ) s (id, status, error) on s.id = l.id
    where d.id = l.id and d.status <> 'DELIVERED'
  `.execute(db);
}

/** Those that were tried until the end. */
export async function buryDeliveries(db: Db, ids: readonly number[]): Promise<void> {
  await sql`
    ${lockingDeliveries(ids)}
    update webhook_delivery d set status = 'DEAD' from locked l where d.id = l.id and d.status = 'PENDING'
  `.execute(db);
}

/** Has it told again, now, whatever became of it before. @returns null when there is none */
export async function resendDelivery(trx: Trx, id: number): Promise<DeliveryRow | null> {
  const { rows } = await sql<DeliveryRow>`
    update webhook_delivery d set status = 'PENDING' from event e
    where d.id = ${id} and e.id = d.event_id returning d.*, e.type
  `.execute(trx);
  const [row] = rows;
  if (row === undefined) return null;
  await enqueueDelivery(trx, id);
  return row;
}

/** A page of the deliveries that match. */
export interface DeliveryList {
  readonly filter: {
    /** Only those that are dead, or only those that aren't; webhook_delivery_dead leads along the dead. */
    readonly isDead?: boolean | undefined;
    readonly webhookId?: number | undefined;
  };
  readonly page: KeysetRange<number>;
}

export async function deliveryList(db: Db, { filter, page }: DeliveryList): Promise<Rows<DeliveryRow>> {
  const { isDead, webhookId } = filter;
  const { low, high, take, descending } = page;
  const rows = await db
    .selectFrom('webhook_delivery as d')
    .innerJoin('event as e', 'e.id', 'd.event_id')
    .selectAll('d')
    .select('e.type')
    .$if(isDead !== undefined, (query) => query.where('d.status', isDead ? '=' : '<>', sql<DeliveryStatus>`'DEAD'`))
    .$if(webhookId !== undefined, (query) => query.where('d.webhook_id', '=', webhookId as number))
    .$if(low !== undefined, (query) => query.where('d.id', '>', low as number))
    .$if(high !== undefined, (query) => query.where('d.id', '<', high as number))
    .orderBy('d.id', descending ? 'desc' : 'asc')
    .limit(take + 1)
    .execute();
  return upTo(take, rows);
}
