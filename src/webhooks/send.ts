/** Delivers one message to a webhook by POST, signed by Standard Webhooks: ids, and what readers know, so that it tells no secrets. */

import { Webhook } from 'standardwebhooks';
import { type Dispatcher, request } from 'undici';
import type { ClaimedDelivery } from '../../db/webhooks/deliveries.ts';
import { encodeId } from '../ids.ts';
import { type AddressRule, forbiddenHost } from '../outbound/address-guard.ts';
import { guardedAgent, whenOver } from '../outbound/guarded-agent.ts';

/** For everything together: the name, the connection and the answer. */
const DELIVERY_TIMEOUT_MS = 10_000;

/** How it went, with why it didn't; `gone` is a receiver that wants to be told nothing any more. */
type Outcome = { readonly is: 'delivered' } | { readonly is: 'failed' | 'gone'; readonly why: string };

export interface Sender {
  send(delivery: ClaimedDelivery): Promise<Outcome>;
  /** Lets the connections go. */
  close(): Promise<void>;
}

export function webhookSender(mayCall: AddressRule): Sender {
  // NOTE: checked whenever it connects: a name may lead elsewhere by then.
  const agent = guardedAgent(mayCall);
  return { send: (delivery) => sendToWebhook(delivery, mayCall, agent), close: () => agent.destroy() };
}

/**
 * Follows no redirect: a receiver answers with 2xx or is tried again.
 *
 * @param dispatcher checks by the same rule what a name leads to
 */
async function sendToWebhook(
  delivery: ClaimedDelivery,
  mayCall: AddressRule,
  dispatcher: Dispatcher,
): Promise<Outcome> {
  const eventId = encodeId('Event', delivery.event_id);
  const body = JSON.stringify(messageOf(delivery, eventId));
  const sentAt = new Date();
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Dateline/0.1',
    'webhook-id': eventId,
    'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
    'webhook-signature': new Webhook(delivery.secret).sign(eventId, sentAt, body),
  };
  const signal = AbortSignal.timeout(DELIVERY_TIMEOUT_MS);
  try {
    const forbidden = forbiddenHost(new URL(delivery.url), mayCall);
    if (forbidden !== undefined) throw forbidden;
    const answer = request(delivery.url, { method: 'POST', body, headers, dispatcher, signal });
    const { statusCode, body: rest } = await Promise.race([answer, whenOver(signal)]);
    // What it says is read by nobody.
    rest.on('error', () => {}).destroy();
    if (statusCode >= 200 && statusCode < 300) return { is: 'delivered' };
    return { is: statusCode === 410 ? 'gone' : 'failed', why: `It answered with status ${statusCode}.` };
  } catch (error) {
    return { is: 'failed', why: reasonOf(error as NodeJS.ErrnoException) };
  }
}

function messageOf(delivery: ClaimedDelivery, eventId: string) {
  const { type, at, article_id, draft_id, topic_id, source_id, backdated_to } = delivery;
  return {
    type,
    timestamp: at.toISOString(),
    data: {
      eventId,
      ...(article_id !== null && { articleId: encodeId('Article', article_id) }),
      ...(draft_id !== null && { draftId: encodeId('Draft', draft_id) }),
      ...(topic_id !== null && { topicId: encodeId('Topic', topic_id) }),
      ...(source_id !== null && { sourceId: encodeId('Source', source_id) }),
      ...(backdated_to !== null && { publishedAt: backdated_to }),
    },
  };
}

function reasonOf({ name, message, code }: NodeJS.ErrnoException): string {
  if (name === 'TimeoutError') return `It did not answer within ${DELIVERY_TIMEOUT_MS / 1000} seconds.`;
  return message || code || name;
}
