/**
 * Job handlers for webhooks: delivers each message by itself, and the dead-letter queue of those that failed to the
 * end.
 */

import type { Db } from '../../db/engine/database.ts';
import type { JobHandlers } from '../../db/engine/job-queue.ts';
import { deadWebhookQueue, deliveriesOf, webhookQueue } from '../../db/events/webhook-queue.ts';
import {
  buryDeliveries,
  type ClaimedDelivery,
  claimDeliveries,
  type Settled,
  settleDeliveries,
} from '../../db/webhooks/deliveries.ts';
import type { AddressRule } from '../outbound/address-guard.ts';
import type { Sender } from './send.ts';

export interface WebhookJobs {
  readonly handlers: JobHandlers;
  /** Lets the connections go. */
  close(): Promise<void>;
}

export function webhookJobs(db: Db, mayCall: AddressRule): WebhookJobs {
  let sender: Promise<Sender> | undefined;
  // NOTE: imported with the first delivery: what it sends with is large, and most newsrooms tell nobody.
  const send = async (delivery: ClaimedDelivery) => {
    sender ??= import('./send.ts').then(({ webhookSender }) => webhookSender(mayCall));
    return (await sender).send(delivery);
  };
  const deliver = async (payloads: readonly unknown[]) => {
    const ids = deliveriesOf(payloads);
    // Those that were delivered meanwhile, or whose webhook is deleted, aren't among them.
    const claimed = await claimDeliveries(db, ids);
    const settled = await Promise.all(
      claimed.map(async (delivery): Promise<Settled> => {
        const { id, is_disabled } = delivery;
        if (is_disabled) return { id, status: 'DEAD', error: 'The webhook is disabled.', isGone: false };
        const outcome = await send(delivery);
        if (outcome.is === 'delivered') return { id, status: 'DELIVERED', error: null, isGone: false };
        const isGone = outcome.is === 'gone';
        return { id, status: isGone ? 'DEAD' : 'PENDING', error: outcome.why, isGone };
      }),
    );
    await settleDeliveries(db, settled);
    const failed = new Map(settled.flatMap(({ id, status, error }) => (status === 'PENDING' ? [[id, error]] : [])));
    return ids.map((id) => (failed.has(id) ? new Error(String(failed.get(id))) : null));
  };
  const bury = (payloads: readonly unknown[]) => buryDeliveries(db, deliveriesOf(payloads));
  return {
    handlers: { [webhookQueue]: deliver, [deadWebhookQueue]: bury },
    close: async () => (await sender)?.close(),
  };
}
