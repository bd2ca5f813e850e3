/** What an imported piece is known by: its origin, its address, and the headline by which a teaser and its page meet. */

import { findOrigin, lockOrigin, type Origin, originKey, wholePiecesBySlug } from '../../db/articles/origins.ts';
import type { Db, Trx } from '../../db/engine/database.ts';
import { slugOf } from '../text/slug.ts';
import type { ImportedDocument } from './imported-document.ts';
import { headlineOrigin } from './text/origin.ts';

export interface PieceIdentity {
  readonly origin: string;
  readonly url: string | null;
  /** Of a whole piece: that of a teaser which announced it. */
  readonly teaserOrigin: string | null;
  /** Of a teaser without an address: the slug that its headline would make. */
  readonly announcedSlug: string | null;
}

/** @param document as `accepted` gives it */
export function identityOf(document: ImportedDocument): PieceIdentity {
  const { origin, url, body, headline, isDateGuessed, publishedAt } = document;
  const byHeadline = headlineOrigin(headline, isDateGuessed ? undefined : publishedAt);
  return {
    origin: originKey(origin),
    url: url === undefined ? null : originKey(url),
    teaserOrigin: body === '' ? null : byHeadline,
    announcedSlug: body === '' && url === undefined && origin === byHeadline ? slugOf(headline, 'article') : null,
  };
}

/** Holds a piece until the transaction ends against others that import it, or its teaser. */
export function lockIdentity(trx: Trx, { origin, url, teaserOrigin }: PieceIdentity): Promise<void> {
  return lockOrigin(trx, origin, url, teaserOrigin);
}

/** The piece as it was imported before, by whichever of these it is known; null for a new one. */
export async function findKnownPiece(db: Db, piece: PieceIdentity): Promise<Origin | null> {
  return findOrigin(db, piece.origin, piece.url, piece.teaserOrigin, await announcedPiece(db, piece));
}

/** The whole piece with the headline of a teaser, and its day where the headline alone says too little. */
async function announcedPiece(db: Db, { announcedSlug, origin }: PieceIdentity): Promise<number | null> {
  if (announcedSlug === null) return null;
  const pieces = await wholePiecesBySlug(db, announcedSlug);
  const found = pieces.find((piece) => headlineOrigin(piece.headline, piece.published_at) === origin);
  return found?.article_id ?? null;
}
