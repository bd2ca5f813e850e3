/** Idempotency keys of drafts: a request that is sent twice makes one draft. */

import { takeNamedLocks } from '../engine/advisory-locks.ts';
import type { Trx } from '../engine/database.ts';

export interface DraftKey {
  readonly owner: string;
  readonly key: string;
}

/** Holds the key until the transaction ends. @returns the draft that was made under it, and of what; null for none */
export async function lockDraftKey(
  trx: Trx,
  { owner, key }: DraftKey,
): Promise<{ readonly draft_id: number; readonly fingerprint: string } | null> {
  await takeNamedLocks(trx, 'draft-key', [`${owner}:${key}`]);
  const row = await trx
    .selectFrom('draft_idempotency')
    .select(['draft_id', 'fingerprint'])
    .where('owner', '=', owner)
    .where('key', '=', key)
    .executeTakeFirst();
  return row ?? null;
}

export async function saveDraftKey(
  trx: Trx,
  { owner, key }: DraftKey,
  made: { readonly draft_id: number; readonly fingerprint: string },
): Promise<void> {
  await trx
    .insertInto('draft_idempotency')
    .values({ owner, key, ...made })
    .execute();
}
