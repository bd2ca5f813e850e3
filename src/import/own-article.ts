/** Finds the article of this very newsroom that an export of it is of, so that what went out and comes in again changes nothing. */

import { exportedArticles } from '../../db/articles/exported.ts';
import { type Origin, originBySlug } from '../../db/articles/origins.ts';
import type { Db } from '../../db/engine/database.ts';
import { ninjsOf } from '../export/ninjs.ts';
import { slugOfUrl } from '../site/urls.ts';
import { type Candidate, candidate, type HoldPolicy } from './candidate.ts';
import { findKnownPiece } from './identity.ts';
import { ownDocument } from './ninjs/own.ts';
import { itemIn } from './ninjs/reading.ts';

/** The piece as it was imported before, or went out of this newsroom; null for a new one. */
export async function knownPiece(db: Db, piece: Candidate, policy: HoldPolicy): Promise<Origin | null> {
  const { isEntered, isLossy } = piece.document;
  const own = isEntered === true && isLossy !== true ? exportedArticle : ownArticle;
  return (await own(db, piece, policy)) ?? findKnownPiece(db, piece);
}

/** With the fingerprint of what would go out now. What was withdrawn or killed is it, too, and doesn't come back so. */
async function exportedArticle(db: Db, { document }: Candidate, policy: HoldPolicy): Promise<Origin | null> {
  const { publicUrl } = policy;
  const origin = await articleAt(db, [document.origin], publicUrl);
  if (origin === null || publicUrl === undefined) return null;
  const [article] = await exportedArticles(db, [origin.article_id]);
  const item = article && itemIn(ninjsOf(article, publicUrl));
  return item === undefined ? origin : { ...origin, fingerprint: candidate(ownDocument(item), policy).fingerprint };
}

/** By an address of ours on what says less than the article: our feeds, or an export as Markdown. It changes nothing. */
async function ownArticle(db: Db, piece: Candidate, { publicUrl }: HoldPolicy): Promise<Origin | null> {
  const { origin, url = origin } = piece.document;
  const own = await articleAt(db, [url, origin], publicUrl);
  return own && { ...own, fingerprint: piece.fingerprint, has_draft: true };
}

async function articleAt(db: Db, addresses: readonly string[], publicUrl: string | undefined): Promise<Origin | null> {
  if (publicUrl === undefined) return null;
  for (const written of new Set(addresses)) {
    const address = URL.parse(written);
    const slug = address === null ? null : slugOfUrl(publicUrl, address);
    if (slug !== null) return originBySlug(db, slug);
  }
  return null;
}
