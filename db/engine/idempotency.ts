/**
 * Idempotency keys: what a mutation came to is kept with its own transaction, so that a request that is sent again is
 * given the same and does nothing. As the Idempotency-Key draft of the IETF has it, but for each mutation of a request.
 *
 * Of the key only a hash is stored, and the result is sealed under the key itself: it may hold a token that is shown
 * once, and nobody who reads the table can.
 */

import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import { sql } from 'kysely';
import { takeNamedLocks } from './advisory-locks.ts';
import type { Db, Trx } from './database.ts';

/** How long a result is kept, in hours. */
export const IDEMPOTENCY_HOURS = 24;

/** One mutation under a key of its caller's. */
export interface Claim {
  /** Who asks, with the role. */
  readonly caller: string;
  /** Name of the mutation. */
  readonly operation: string;
  readonly key: string;
  /** What it is asked: the same text for the same arguments. */
  readonly asked: string;
  /** Set when the result is kept. */
  isKept?: boolean;
}

/** The key was used for something else. */
export class KeyReused extends Error {
  override readonly name = 'KeyReused';
}

/**
 * @returns what the mutation came to when it was done under this key, in a box, since it may be null; null for never
 * @throws {KeyReused}
 */
export async function keptResult(db: Db, claim: Claim): Promise<{ readonly result: unknown } | null> {
  const { rows } = await sql<{ fingerprint: Uint8Array; result: Uint8Array }>`
    select fingerprint, result from idempotency_key
    where hash = ${hashOf(claim)} and created_at > now() - make_interval(hours => ${IDEMPOTENCY_HOURS}::int)
  `.execute(db);
  const [kept] = rows;
  if (kept === undefined) return null;
  if (!fingerprintOf(claim).equals(kept.fingerprint)) throw new KeyReused('The key was used for something else.');
  return { result: deserialize(opened(claim, Buffer.from(kept.result))) };
}

/** Holds the key until the transaction ends: who comes with the same meanwhile waits for what this comes to. */
export function lockClaim(trx: Trx, claim: Claim): Promise<void> {
  return takeNamedLocks(trx, 'idempotency-key', [hashOf(claim).toString('base64')]);
}

/** @param result plain: rows, dates, bytes, lists and objects of them */
export async function keepResult(trx: Trx, claim: Claim, result: unknown): Promise<void> {
  const sealed = sealedUnder(claim, serialize(result));
  // One that is too old to be given out may not be tidied away yet.
  await sql`
    insert into idempotency_key (hash, fingerprint, result) values (${hashOf(claim)}, ${fingerprintOf(claim)}, ${sealed})
    on conflict (hash) do update
    set fingerprint = excluded.fingerprint, result = excluded.result, created_at = excluded.created_at
  `.execute(trx);
}

/** In one statement. */
const MAX_ROWS_AT_ONCE = 10_000;

/** Deletes what is given out no longer. */
export async function tidyKeys(db: Db): Promise<void> {
  // Relies on idempotency_key_age.
  await sql`
    delete from idempotency_key where hash in (
      select hash from idempotency_key
      where created_at <= now() - make_interval(hours => ${IDEMPOTENCY_HOURS}::int)
      order by created_at limit ${MAX_ROWS_AT_ONCE} for update skip locked
    )
  `.execute(db);
}

function hashOf({ caller, operation, key }: Claim): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([caller, operation, key]))
    .digest();
}

function fingerprintOf({ asked }: Claim): Buffer {
  return createHash('sha256').update(asked).digest();
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Nonce, tag, and what is sealed, by AES-256-GCM. */
function sealedUnder(claim: Claim, plain: Buffer): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(claim), iv);
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
}

/** @throws when it was changed */
function opened(claim: Claim, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(claim), sealed.subarray(0, IV_BYTES));
  decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
}

/** HKDF (RFC 5869): tells nothing of the key, nor of the hash that is stored. */
function sealingKey({ caller, operation, key }: Claim): Buffer {
  return Buffer.from(hkdfSync('sha256', key, JSON.stringify([caller, operation]), 'dateline idempotency', 32));
}
