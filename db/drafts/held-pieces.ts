/** Pieces that imports held back for an editor, by origin and address: what became of the draft of each. */

import { sql } from 'kysely';
import { isLaterVersion, type KnownBy, type PieceVersion } from '../articles/origins.ts';
import type { Db, Trx } from '../engine/database.ts';
import { deleteDraft } from './drafts.ts';

export interface HeldPiece {
  readonly origin: string;
  /** null once the newsroom has deleted it. */
  readonly draft_id: number | null;
  /** The article that the newsroom made of it. */
  readonly article_id: number | null;
  /** Of the input as it was imported last from this origin. */
  readonly fingerprint: string | null;
  /** Words of the body as it was imported. */
  readonly word_count: number;
  /** Whether it is the word of another site than the piece is on. */
  readonly is_of_another_site: boolean;
  /** Whether the draft still is as an import left it. */
  readonly is_untouched: boolean;
  /** Whether its sender canceled it: only a later version brings it back. */
  readonly is_canceled: boolean;
  /** Whether what came from this origin before was a later version. */
  readonly is_outdated: boolean;
}

type HeldBy = Pick<KnownBy, 'origin' | 'addresses' | 'otherAddresses' | 'headline' | 'version'>;

/**
 * The piece if it was held before: from this origin, else from another one with the same address, else from one with another
 * address of it under the same headline.
 */
export async function findHeldPiece(
  db: Db,
  { origin, addresses, otherAddresses, headline, version }: HeldBy,
): Promise<HeldPiece | null> {
  const { rows } = await sql<HeldPiece>`
    select h.origin, h.draft_id, d.article_id, case when h.origin = ${origin} then h.fingerprint end as fingerprint,
           h.word_count, h.is_of_another_site,
           coalesce(d.state = 'IN_REVIEW' and d.revision = h.draft_revision and d.article_id is null, false) as is_untouched,
           h.is_canceled, h.origin = ${origin} and ${isLaterVersion('h', version)} as is_outdated
    from held_piece h left join draft d on d.id = h.draft_id
    where h.origin = any(${[origin, ...addresses]}::text[]) or h.url = any(${addresses}::text[])
       or ((h.url = any(${otherAddresses}::text[]) or h.origin = any(${otherAddresses}::text[])) and d.headline = ${headline})
    order by h.origin = ${origin} desc, (h.origin = any(${addresses}::text[]) or h.url = any(${addresses}::text[])) desc nulls last,
             h.held_at desc
    limit 1
  `.execute(db);
  return rows[0] ?? null;
}

/** {@link findHeldPiece}, its draft held until the transaction ends against editors who begin to work on it. */
export async function lockHeldPiece(trx: Trx, piece: HeldBy): Promise<HeldPiece | null> {
  const held = await findHeldPiece(trx, piece);
  if (held === null || held.draft_id === null) return held;
  // A statement of its own, since one that waits for a lock still sees what was there when it began.
  await sql`select from draft where id = ${held.draft_id} for update`.execute(trx);
  return findHeldPiece(trx, piece);
}

export interface NewHeldPiece {
  readonly origin: string;
  readonly url: string | null;
  readonly fingerprint: string;
  readonly word_count: number;
  readonly is_of_another_site: boolean;
  readonly version: PieceVersion;
  /** null for what is canceled, of which nothing is kept. */
  readonly draft_id: number | null;
  readonly draft_revision: number;
}

export async function saveHeldPiece(trx: Trx, { origin, version, ...piece }: NewHeldPiece): Promise<void> {
  const values = {
    ...piece,
    version: version.number,
    versioned_at: version.at,
    is_canceled: piece.draft_id === null,
  };
  await trx
    .insertInto('held_piece')
    .values({ origin, ...values })
    .onConflict((conflict) => conflict.column('origin').doUpdateSet({ ...values, held_at: sql<Date>`now()` }))
    .execute();
}

/** Nothing is held of it any more: its draft, which nobody has touched, goes with its revisions. */
export async function releaseHeldPiece(trx: Trx, { origin, draft_id }: HeldPiece): Promise<void> {
  await sql`delete from held_piece where origin = ${origin} or draft_id = ${draft_id}`.execute(trx);
  if (draft_id !== null) await deleteDraft(trx, draft_id);
}
