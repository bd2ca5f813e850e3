/** What an imported piece is known by: its origin, its address, and the headline by which a teaser and its page meet. */

import {
  findOrigin,
  isOriginOut,
  type KnownBy,
  lockOrigin,
  type Origin,
  originKey,
  wholePiecesBySlug,
} from '../../db/articles/origins.ts';
import type { Db, Trx } from '../../db/engine/database.ts';
import { slugOf } from '../text/slug.ts';
import type { ImportedDocument, KnownBefore } from './imported-document.ts';
import { sisterAddresses, siteAddress, withoutAmp } from './sister-addresses.ts';
import { headlineOrigin } from './text/origin.ts';

export interface PieceIdentity extends KnownBy {
  /** Of a teaser without an address: the slug that its headline would make. */
  readonly announcedSlug: string | null;
}

/** @param document as `accepted` gives it */
export function identityOf(document: ImportedDocument): PieceIdentity {
  const { origin, url, otherUrls = [], body, headline, isDateGuessed, publishedAt, version } = document;
  const byHeadline = headlineOrigin(headline, isDateGuessed ? undefined : publishedAt);
  const page = url === undefined ? undefined : withoutAmp(url);
  const own = page === undefined ? [origin] : [page, origin];
  const [perhaps] = otherUrls;
  const keptUrl = page ?? (perhaps && placeOn(perhaps, headline));
  const places = [...own, ...[...own, ...otherUrls].map((each) => placeOn(each, headline))];
  return {
    origin: originKey(origin),
    url: keptUrl === undefined ? null : originKey(keptUrl),
    addresses: addressesOf(places),
    lockNames: [...new Set([...places, ...otherUrls].map(siteAddress).map(originKey))],
    otherAddresses: addressesOf(otherUrls),
    headline,
    teaserOrigin: body === '' ? null : byHeadline,
    version: { number: version?.number ?? null, at: version?.at ?? null },
    announcedSlug: body === '' && url === undefined && origin === byHeadline ? slugOf(headline, 'article') : null,
  };
}

/** A piece on a page that it may share with others, as a text fragment: what has another headline there is another piece. */
function placeOn(page: string, headline: string): string {
  return `${page}${page.includes('#') ? '' : '#'}:~:text=${encodeURIComponent(headline)}`;
}

/** Under either scheme and on each host of the site, since sites move from the one to the other; what is no address is none. */
function addressesOf(written: readonly string[]): string[] {
  return [...new Set(written.flatMap(sisterAddresses).map(originKey))];
}

/** Holds a piece until the transaction ends against others that import it, or its teaser. */
export function lockIdentity(trx: Trx, piece: PieceIdentity): Promise<void> {
  return lockOrigin(trx, piece);
}

/** The piece as it was imported before, by whichever of these it is known; null for a new one. */
export async function findKnownPiece(db: Db, piece: PieceIdentity): Promise<Origin | null> {
  return findOrigin(db, piece, await announcedPiece(db, piece));
}

/** Whether readers have what a refused piece would be known by. */
export async function hasReaders(db: Db, { origin, url }: KnownBefore): Promise<boolean> {
  const own = url === undefined ? [origin] : [origin, withoutAmp(url)];
  return isOriginOut(db, originKey(origin), addressesOf(own));
}

/** The whole piece with the headline of a teaser, and its day where the headline alone says too little. */
async function announcedPiece(db: Db, { announcedSlug, origin }: PieceIdentity): Promise<number | null> {
  if (announcedSlug === null) return null;
  const pieces = await wholePiecesBySlug(db, announcedSlug);
  const found = pieces.find((piece) => headlineOrigin(piece.headline, piece.published_at) === origin);
  return found?.article_id ?? null;
}
