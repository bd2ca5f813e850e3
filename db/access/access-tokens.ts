/** Access tokens: inserted, found by the hash of the token, listed, revoked. The tokens themselves never come here. */

import { type Selectable, sql } from 'kysely';
import { takeLock } from '../engine/advisory-locks.ts';
import type { Db, Trx } from '../engine/database.ts';
import { prepared } from '../engine/prepared.ts';
import { transact } from '../engine/transact.ts';
import { type Actor, recordEvents } from '../events/append.ts';
import type { AccessRole, AccessToken } from '../types.ts';

export type AccessTokenRow = Omit<Selectable<AccessToken>, 'sha256'>;

export interface NewAccessToken {
  readonly name: string;
  readonly role: AccessRole;
  /** In hex. */
  readonly sha256: string;
  /** From now; null for good. */
  readonly expiresInHours: number | null;
}

const columns = ['id', 'name', 'role', 'created_at', 'expires_at', 'revoked_at', 'last_used_at'] as const;

/** `last_used_at` is written at most this often, so that reading doesn't become writing. */
const USE_NOTED_EVERY = sql`interval '1 hour'`;

export async function insertAccessToken(trx: Trx, actor: Actor, given: NewAccessToken): Promise<AccessTokenRow> {
  const { name, role, sha256, expiresInHours } = given;
  const row = await trx
    .insertInto('access_token')
    .values({
      name,
      role,
      sha256,
      expires_at: sql<Date | null>`now() + make_interval(hours => ${expiresInHours}::int)`,
    })
    .returning(columns)
    .executeTakeFirstOrThrow();
  await recordEvents(trx, actor, [{ type: 'token.created', detail: { token: row.id, name, role } }]);
  return row;
}

/** Makes a token where there never was one. @returns null where there was, or another process is ahead */
export async function insertFirstAccessToken(
  db: Db,
  actor: Actor,
  given: NewAccessToken,
): Promise<AccessTokenRow | null> {
  // Every start but the first ends here, without a lock that others who start wait for.
  if (await hasAccessToken(db)) return null;
  return transact(db, async (trx) => {
    await takeLock(trx, 'firstToken');
    return (await hasAccessToken(trx)) ? null : insertAccessToken(trx, actor, given);
  });
}

async function hasAccessToken(db: Db): Promise<boolean> {
  return (await db.selectFrom('access_token').select('id').limit(1).executeTakeFirst()) !== undefined;
}

/** Revoked before is as good: the first time stays. @returns null when there is none */
export async function revokeAccessToken(trx: Trx, actor: Actor, id: number): Promise<AccessTokenRow | null> {
  const revoked = await trx
    .updateTable('access_token')
    .set({ revoked_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returning(columns)
    .executeTakeFirst();
  if (revoked !== undefined) {
    const { name, role } = revoked;
    await recordEvents(trx, actor, [{ type: 'token.revoked', detail: { token: id, name, role } }]);
    return revoked;
  }
  return (await trx.selectFrom('access_token').select(columns).where('id', '=', id).executeTakeFirst()) ?? null;
}

/** All there ever were, the newest first. */
export function accessTokens(db: Db): Promise<AccessTokenRow[]> {
  return db.selectFrom('access_token').select(columns).orderBy('id', 'desc').execute();
}

interface UsableToken {
  readonly id: number;
  readonly name: string;
  readonly role: AccessRole;
}

interface FoundToken extends UsableToken {
  readonly sha256: string;
  readonly is_use_old: boolean;
}

// One look into access_token_sha256_key for each hash.
const findUsable = prepared<{ hashes: readonly string[] }, FoundToken>(
  'usable_tokens',
  ({ hashes }) => sql`
  select t.id, t.name, t.role, t.sha256, coalesce(t.last_used_at < now() - ${USE_NOTED_EVERY}, true) as is_use_old
  from access_token t
  where t.sha256 = any(${hashes}::text[]) and t.revoked_at is null and (t.expires_at is null or t.expires_at > now())
`,
);

/** Those that are neither revoked nor past their time, by hash; notes that they were used. */
export async function usableTokensByHashes(db: Db, hashes: readonly string[]): Promise<Map<string, UsableToken>> {
  const found = await findUsable(db, { hashes });
  const unnoted = found.filter(({ is_use_old }) => is_use_old).map(({ id }) => id);
  if (unnoted.length > 0) await noteUse(db, unnoted);
  return new Map(found.map(({ sha256, id, name, role }) => [sha256, { id, name, role }]));
}

/** Whoever else is noting it, or revoking it, isn't waited for. */
async function noteUse(db: Db, ids: readonly number[]): Promise<void> {
  await sql`
    update access_token set last_used_at = now()
    where id in (select id from access_token where id = any(${ids}::int[]) for update skip locked)
  `.execute(db);
}

const findUsableIds = prepared<{ ids: readonly number[] }, { id: number }>(
  'usable_token_ids',
  ({ ids }) => sql`
  select id from access_token
  where id = any(${ids}::int[]) and revoked_at is null and (expires_at is null or expires_at > now())
`,
);

/** Which of these are neither revoked nor past their time. */
export async function usableTokenIds(db: Db, ids: readonly number[]): Promise<Map<number, true>> {
  return new Map((await findUsableIds(db, { ids })).map(({ id }) => [id, true]));
}
