/** The queues in which what happened waits to be told to webhooks, put there by the statement that appends it. */

import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../engine/connect.ts';
import { enqueue, insertJobs } from '../engine/job-queue.ts';

export const webhookQueue = 'webhook';

/** Here lie those that were tried until the end. */
export const deadWebhookQueue = 'webhook-dead';

interface Payload {
  readonly deliveryId: number;
}

/**
 * Goes behind a part called `added` with the ids and types of new events, so that an event and its deliveries are one
 * write. What admins do to webhooks isn't told to webhooks, nor
 * what the engine does by itself.
 */
export const tellWebhooks: RawBuilder<unknown> = sql`
  delivery as (
    insert into webhook_delivery (webhook_id, event_id)
    select w.id, a.id from added a
    join webhook w on w.disabled_at is null and (w.events = '{}' or a.type = any(w.events))
    where a.type not like 'webhook.%' and a.type not like 'related.%'
    order by a.id, w.id
    returning id
  ),
  told as (${insertJobs(webhookQueue, sql`select jsonb_build_object('deliveryId', id) from delivery`)} returning id)`;

export async function enqueueDelivery(trx: Trx, deliveryId: number): Promise<void> {
  await enqueue(trx, webhookQueue, [{ deliveryId } satisfies Payload]);
}

/** @returns in the order of the jobs */
export function deliveriesOf(payloads: readonly unknown[]): number[] {
  return (payloads as readonly Payload[]).map(({ deliveryId }) => deliveryId);
}
