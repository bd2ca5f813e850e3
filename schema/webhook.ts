/** Webhooks and their deliveries, for an ADMIN. */

import { transact } from '../db/engine/transact.ts';
import { type DeliveryRow, resendDelivery } from '../db/webhooks/deliveries.ts';
import { deleteWebhook, insertWebhook, updateWebhook, type WebhookRow } from '../db/webhooks/webhooks.ts';
import { requireRole } from '../src/access/required-role.ts';
import { NotFound } from '../src/errors.ts';
import { encodeId, numberIn } from '../src/ids.ts';
import { hasRole } from '../src/roles.ts';
import { newWebhookSecret, webhookSecret, webhookUrl } from '../src/webhooks/target.ts';
import { badInput } from './bad-input.ts';
import { builder } from './builder.ts';
import { connectionType, type Edge, edgeType } from './connection.ts';
import type { Context, MutationContext } from './context.ts';
import { idCursor } from './cursors.ts';
import { EventType } from './event-type.ts';
import { takesRole } from './field-roles.ts';
import { keysetPage, pagingArgs, toPage } from './paging.ts';
import { orUserError, resultType } from './user-error.ts';

const Webhook = builder.objectRef<WebhookRow>('Webhook').implement({
  description: 'An address that is told of events, by messages signed as Standard Webhooks has it.',
  fields: (t) => ({
    id: t.id({ description: 'Opaque and the same for ever.', resolve: ({ id }) => encodeId('Webhook', id) }),
    url: t.expose('url', { type: 'URL', description: 'Where messages are sent to.' }),
    events: t.field({
      type: [EventType],
      description: 'What it is told of; empty for all.',
      resolve: ({ events }) => events,
    }),
    createdAt: t.expose('created_at', { type: 'DateTime', description: 'When it was made.' }),
    disabledAt: t.expose('disabled_at', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when it is told nothing, by an admin or by its own 410; null while it is told.',
    }),
  }),
});

builder.queryField('webhooks', (t) =>
  t.field({
    type: [Webhook],
    nullable: true,
    description: 'Every webhook, the oldest first; null for who is no ADMIN.',
    extensions: takesRole('ADMIN'),
    resolve: (_, __, { loaders, viewer }) => (hasRole(viewer, 'ADMIN') ? loaders.webhooks.load('all') : null),
  }),
);

const DeliveryStatus = builder.enumType('WebhookDeliveryStatus', {
  description: 'How far a message has come.',
  values: {
    PENDING: { description: 'Waits to be sent, or to be sent again: ever later, for more than a day.' },
    DELIVERED: { description: 'Answered with a status from 200 to 299.' },
    DEAD: { description: 'Given up; it can be sent again.' },
  } as const,
});

const WebhookDelivery = builder.objectRef<DeliveryRow>('WebhookDelivery').implement({
  description: 'How one webhook was told of one event.',
  fields: (t) => ({
    id: t.id({ description: 'Opaque and the same for ever.', resolve: ({ id }) => encodeId('WebhookDelivery', id) }),
    webhook: t.field({
      type: Webhook,
      nullable: true,
      description: 'Whom it was for; null if it was deleted just now.',
      resolve: ({ webhook_id }, _, { loaders }) => loaders.webhook.load(webhook_id),
    }),
    eventId: t.id({
      description: 'Id of the event, sent as `webhook-id`: the same however often it is sent.',
      resolve: ({ event_id }) => encodeId('Event', event_id),
    }),
    eventType: t.field({ type: EventType, description: 'What happened.', resolve: ({ type }) => type }),
    status: t.expose('status', { type: DeliveryStatus, description: 'How far it has come.' }),
    attempts: t.exposeInt('attempts', { description: 'How often it was sent, from 0.' }),
    lastError: t.exposeString('last_error', {
      nullable: true,
      description: 'Why it wasn’t delivered the last time; null if it was, or wasn’t sent yet.',
    }),
    lastAttemptAt: t.expose('last_attempt_at', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was last sent; null for never.',
    }),
    createdAt: t.expose('created_at', { type: 'DateTime', description: 'When the event was told to be sent.' }),
  }),
});

type DeliveryEdge = Edge<DeliveryRow>;
const WebhookDeliveryEdge = edgeType<DeliveryRow, DeliveryEdge>(
  'WebhookDeliveryEdge',
  'A delivery in a list.',
  WebhookDelivery,
);
const WebhookDeliveryConnection = connectionType<DeliveryRow, DeliveryEdge>(
  'WebhookDeliveryConnection',
  'Deliveries.',
  WebhookDelivery,
  WebhookDeliveryEdge,
);

const cursor = idCursor('deliveries');

builder.queryField('webhookDeliveries', (t) =>
  t.field({
    type: WebhookDeliveryConnection,
    nullable: true,
    description: 'What was told to webhooks, or is to be, the latest first; null for who is no ADMIN.',
    args: {
      ...pagingArgs(t.arg),
      dead: t.arg.boolean({ description: 'true: only what was given up; false: only what wasn’t; default all.' }),
      webhook: t.arg.id({ description: 'Only those of this webhook; default all.' }),
    },
    extensions: takesRole('ADMIN'),
    resolve: async (_, { dead, webhook, ...args }, { loaders, viewer }) => {
      if (!hasRole(viewer, 'ADMIN')) return null;
      const webhookId = webhook == null ? undefined : numberIn('Webhook', webhook);
      if (webhookId === null) throw badInput('This is not the id of a webhook.', ['webhook']);
      const filter = { isDead: dead ?? undefined, webhookId };
      const rows = await loaders.deliveryList.load({ filter, page: keysetPage(args, true, cursor.decode) });
      return toPage(rows, args, (node) => cursor.encode(node.id));
    },
  }),
);

const SaveWebhookInput = builder.inputType('SaveWebhookInput', {
  description: 'A webhook as it shall be. What is left out stays as it is.',
  fields: (t) => ({
    id: t.id({ description: 'Which one to change; a new one is made without.' }),
    url: t.field({
      type: 'URL',
      required: true,
      description: 'Where messages are sent to: http or https, on the open internet, at most 2000 characters.',
    }),
    secret: t.string({
      description: 'What signs the messages: `whsec_` and 24 to 64 bytes as base64; a new webhook gets one without.',
    }),
    events: t.field({ type: [EventType], description: 'What it is told of. Empty for all, as is default.' }),
    disabled: t.boolean({ description: 'Whether it is told nothing for now; default false.' }),
  }),
});

type SaveInput = typeof SaveWebhookInput.$inferInput;

interface Saved {
  readonly webhook: WebhookRow;
  readonly secret: string | null;
}

const SavedWebhook = builder.objectRef<Saved>('SavedWebhook').implement({
  description: 'A webhook that was just saved.',
  fields: (t) => ({
    webhook: t.expose('webhook', { type: Webhook, description: 'What it is.' }),
    secret: t.exposeString('secret', {
      nullable: true,
      description: 'What signs its messages, shown only this once; null if it stayed.',
    }),
  }),
});

const SaveWebhookResult = resultType('SaveWebhookResult', 'The webhook, or why it wasn’t saved.', SavedWebhook, [
  'NotAllowed',
  'NotFound',
  'InvalidInput',
]);

builder.mutationField('saveWebhook', (t) =>
  t.field({
    type: SaveWebhookResult,
    description: 'Makes a webhook, or changes the one with this id. Takes the role ADMIN.',
    args: { input: t.arg({ type: SaveWebhookInput, required: true, description: 'The webhook as it shall be.' }) },
    resolve: (_, { input }, context) => orUserError(() => saveWebhook(input, context)),
  }),
);

async function saveWebhook(input: SaveInput, { db, loaders, viewer, mayCall }: MutationContext): Promise<Saved> {
  requireRole(viewer, 'ADMIN');
  const known = input.id == null ? null : await webhookOf(input.id, loaders);
  const change = {
    url: await webhookUrl(input.url, mayCall, ['input', 'url']),
    events: input.events == null ? undefined : [...new Set(input.events)],
    isDisabled: input.disabled ?? undefined,
  };
  const given = input.secret == null ? undefined : webhookSecret(input.secret, ['input', 'secret']);
  if (known === null) {
    const secret = given ?? newWebhookSecret();
    return transact(db, async (trx) => ({
      webhook: await insertWebhook(trx, viewer, { ...change, secret }),
      secret,
    }));
  }
  return transact(db, async (trx) => {
    const webhook = await updateWebhook(trx, viewer, known.id, { ...change, secret: given });
    if (webhook === null) throw new NotFound('Webhook');
    return { webhook, secret: given ?? null };
  });
}

async function webhookOf(globalId: string, loaders: Context['loaders']): Promise<WebhookRow> {
  const id = numberIn('Webhook', globalId);
  const webhook = id === null ? null : await loaders.webhook.load(id);
  if (webhook === null) throw new NotFound('Webhook');
  return webhook;
}

const DeleteWebhookResult = resultType(
  'DeleteWebhookResult',
  'The webhook as it was, or why it is still there.',
  Webhook,
  ['NotAllowed', 'NotFound'],
);

builder.mutationField('deleteWebhook', (t) =>
  t.field({
    type: DeleteWebhookResult,
    description: 'Deletes a webhook with all that was to be told to it. Takes the role ADMIN.',
    args: { id: t.arg.id({ required: true, description: 'The webhook’s id.' }) },
    resolve: (_, { id }, { db, loaders, viewer }) =>
      orUserError(async () => {
        requireRole(viewer, 'ADMIN');
        const webhook = await webhookOf(id, loaders);
        return transact(db, async (trx) => {
          if (await deleteWebhook(trx, viewer, webhook.id)) return webhook;
          throw new NotFound('Webhook');
        });
      }),
  }),
);

const ResendWebhookDeliveryResult = resultType(
  'ResendWebhookDeliveryResult',
  'The delivery, or why it isn’t sent again.',
  WebhookDelivery,
  ['NotAllowed', 'NotFound'],
);

builder.mutationField('resendWebhookDelivery', (t) =>
  t.field({
    type: ResendWebhookDeliveryResult,
    description: 'Sends a message again, now, whatever became of it before. Takes the role ADMIN.',
    args: { id: t.arg.id({ required: true, description: 'The delivery’s id.' }) },
    resolve: (_, { id }, { db, viewer }) =>
      orUserError(async () => {
        requireRole(viewer, 'ADMIN');
        const number = numberIn('WebhookDelivery', id);
        return transact(db, async (trx) => {
          const row = number && (await resendDelivery(trx, number));
          if (!row) throw new NotFound('WebhookDelivery');
          return row;
        });
      }),
  }),
);
