/** The job queues of webhook deliveries, filled by the statement that appends an event. */

import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../engine/database.ts';
import { enqueue, insertJobs } from '../engine/job-queue.ts';

export const webhookQueue = 'webhook';

/** The dead letters: those whose retries are used up. */
export const deadWebhookQueue = 'webhook-dead';

interface Payload {
  readonly deliveryId: number;
}

/**
 * Goes behind a part called `added` with the ids and types of new events, so that an event and its deliveries are one
 * write. What admins do to webhooks isn't
 * delivered, nor what the engine does by itself.
 */
export const enqueueDeliveries: RawBuilder<unknown> = sql`
  delivery as (
    insert into webhook_delivery (webhook_id, event_id)
    select w.id, a.id from added a
    join webhook w on w.disabled_at is null and (w.events = '{}' or a.type = any(w.events))
    where a.type not like 'webhook.%' and a.type not like 'related.%' and a.type not like 'search.%'
    order by a.id, w.id
    returning id
  ),
  queued as (${insertJobs(webhookQueue, sql`select jsonb_build_object('deliveryId', id) from delivery`)} returning id)`;

export async function enqueueDelivery(trx: Trx, deliveryId: number): Promise<void> {
  await enqueue(trx, webhookQueue, [{ deliveryId } satisfies Payload]);
}

/** @returns in the order of the jobs */
export function deliveriesOf(payloads: readonly unknown[]): number[] {
  return (payloads as readonly Payload[]).map(({ deliveryId }) => deliveryId);
}
