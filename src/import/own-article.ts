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
  return (await ownArticle(db, piece, policy)) ?? findKnownPiece(db, piece);
}

/** With the fingerprint of what would go out now. What was withdrawn or killed is it, too, and doesn't come back so. */
async function ownArticle(db: Db, { document }: Candidate, policy: HoldPolicy): Promise<Origin | null> {
  const { publicUrl } = policy;
  const address = document.isEntered === true ? URL.parse(document.origin) : null;
  const slug = address === null || publicUrl === undefined ? null : slugOfUrl(publicUrl, address);
  const origin = slug === null ? null : await originBySlug(db, slug);
  if (origin === null || publicUrl === undefined) return null;
  const [article] = await exportedArticles(db, [origin.article_id]);
  const item = article && itemIn(ninjsOf(article, publicUrl));
  return item === undefined ? origin : { ...origin, fingerprint: candidate(ownDocument(item), policy).fingerprint };
}
