/** Webhooks: the addresses to which events are sent over HTTP. */

import { type Selectable, sql } from 'kysely';
import { takeLock } from '../engine/advisory-locks.ts';
import type { Db, Trx } from '../engine/database.ts';
import { type Actor, recordEvents } from '../events/append.ts';
import type { Webhook } from '../types.ts';

/** Never the secret, which is read only to sign. */
export type WebhookRow = Omit<Selectable<Webhook>, 'secret'>;

const columns = ['id', 'url', 'events', 'created_at', 'disabled_at'] as const;

/** By id: the oldest first. */
export function webhooks(db: Db): Promise<WebhookRow[]> {
  return db.selectFrom('webhook').select(columns).orderBy('id').execute();
}

export async function webhooksByIds(db: Db, ids: readonly number[]): Promise<Map<number, WebhookRow>> {
  const rows = await db.selectFrom('webhook').select(columns).where(sql<boolean>`id = any(${ids}::int[])`).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** What is undefined stays as it is. */
export interface WebhookChange {
  readonly url: string;
  readonly secret?: string | undefined;
  readonly events?: readonly string[] | undefined;
  readonly isDisabled?: boolean | undefined;
}

export async function insertWebhook(
  trx: Trx,
  actor: Actor,
  { url, secret, events = [], isDisabled = false }: WebhookChange & { readonly secret: string },
): Promise<WebhookRow> {
  const row = await trx
    .insertInto('webhook')
    .values({ url, secret, events: [...events], disabled_at: isDisabled ? sql<Date>`now()` : null })
    .returning(columns)
    .executeTakeFirstOrThrow();
  await recordEvents(trx, actor, [{ type: 'webhook.created', detail: { webhook: row.id } }]);
  return row;
}

/** Before a webhook that there is: whoever appends an event holds this, and looks at the webhooks that are told of it. */
async function lockWebhooks(trx: Trx): Promise<void> {
  await takeLock(trx, 'events');
}

/** @returns null when there is none */
export async function updateWebhook(
  trx: Trx,
  actor: Actor,
  id: number,
  { url, secret, events, isDisabled }: WebhookChange,
): Promise<WebhookRow | null> {
  await lockWebhooks(trx);
  const row = await trx
    .updateTable('webhook')
    .set({
      url,
      ...(secret !== undefined && { secret }),
      ...(events !== undefined && { events: [...events] }),
      ...(isDisabled !== undefined && {
        disabled_at: isDisabled ? sql<Date>`coalesce(disabled_at, now())` : null,
      }),
    })
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirst();
  if (row === undefined) return null;
  await recordEvents(trx, actor, [{ type: 'webhook.changed', detail: { webhook: id } }]);
  return row;
}

/** With what was to be told to it. @returns false when there is none */
export async function deleteWebhook(trx: Trx, actor: Actor, id: number): Promise<boolean> {
  await lockWebhooks(trx);
  const row = await trx.deleteFrom('webhook').where('id', '=', id).returning('id').executeTakeFirst();
  if (row === undefined) return false;
  await recordEvents(trx, actor, [{ type: 'webhook.deleted', detail: { webhook: id } }]);
  return true;
}
