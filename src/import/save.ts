/** Upserts imported documents as articles: one transaction each, idempotent by origin and content hash. */

import { createHash } from 'node:crypto';
import {
  findOrigin,
  lockKnownPiece,
  lockOrigin,
  type Origin,
  originKey,
  saveHints,
  saveOrigin,
} from '../../db/articles/origins.ts';
import { freeSlug } from '../../db/articles/slugs.ts';
import { insertArticle, updateArticle } from '../../db/articles/writer.ts';
import type { Db, Trx } from '../../db/engine/database.ts';
import { nobody, recordEvents } from '../../db/events/append.ts';
import type { FormerLists } from '../../db/events/touched-lists.ts';
import { enqueueRelate } from '../../db/related/relate-queue.ts';
import { bodyWordCount } from '../text/body.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import { slugOf } from '../text/slug.ts';
import { accepted } from './accept.ts';
import { catalogueIds, contentOf } from './content.ts';
import type { ImportedDocument, ImportedPage } from './imported-document.ts';

export interface SavedDocument {
  readonly outcome: 'created' | 'updated' | 'unchanged';
  readonly articleId: number;
}

/** A document as it will be stored, under what it is known by. */
interface Candidate {
  readonly document: ImportedDocument;
  readonly origin: string;
  readonly url: string | null;
  readonly fingerprint: string;
  readonly wordCount: number;
}

function candidate(given: ImportedDocument): Candidate {
  const document = accepted(given);
  return {
    document,
    origin: originKey(document.origin),
    url: document.url === undefined ? null : originKey(document.url),
    fingerprint: fingerprintOf(document),
    wordCount: bodyWordCount(document.body),
  };
}

/** @throws {RefusedInput} for a document that can't be published, before anything is written */
export async function saveDocument(db: Db, given: ImportedDocument): Promise<SavedDocument> {
  const piece = candidate(given);
  const { origin, url, fingerprint } = piece;
  return db.transaction().execute(async (trx) => {
    const known = await heldOrigin(trx, piece);
    const outcome = outcomeOf(piece, known);
    if (known?.fingerprint === fingerprint) return { outcome, articleId: known.article_id };
    if (known !== null && outcome === 'unchanged') {
      await saveOrigin(trx, { origin, article_id: known.article_id, url, fingerprint });
      return { outcome, articleId: known.article_id };
    }
    const { articleId, formerly } = await saveArticle(trx, piece, known?.article_id);
    await enqueueRelate(trx, [articleId]);
    await saveOrigin(trx, { origin, article_id: articleId, url, fingerprint });
    const detail = isToCome(piece.document.publishedAt) ? { scheduledFor: piece.document.publishedAt } : {};
    await recordEvents(trx, nobody, [{ type: 'article.imported', articleId, formerly, detail }]);
    return { outcome, articleId };
  });
}

/** The piece if it was imported before, and if it will be changed, held against editors who take it over meanwhile. */
async function heldOrigin(trx: Trx, piece: Candidate): Promise<Origin | null> {
  const { origin, url } = piece;
  await lockOrigin(trx, origin, url);
  const known = await findOrigin(trx, origin, url);
  if (known === null || outcomeOf(piece, known) === 'unchanged') return known;
  return lockKnownPiece(trx, known, origin, url);
}

/** By this clock or, a little apart, the database's. */
const isToCome = (date: Date) => date.getTime() > Date.now() - 2_000;

/** What {@link saveDocument} would do, without doing it. */
export async function planDocument(db: Db, given: ImportedDocument): Promise<SavedDocument['outcome']> {
  const piece = candidate(given);
  return outcomeOf(piece, await findOrigin(db, piece.origin, piece.url));
}

/**
 * A feed's summary doesn't take the place of the text that a page gave, nor the other way round, and neither that of what
 * the newsroom corrected, withdrew or killed.
 */
function outcomeOf(piece: Candidate, known: Origin | null): SavedDocument['outcome'] {
  if (known === null) return 'created';
  const isPoorer = known.has_other_origin && piece.wordCount < known.word_count;
  return isPoorer || known.has_draft || known.fingerprint === piece.fingerprint ? 'unchanged' : 'updated';
}

/**
 * Of what the input says. A date that was only guessed is another at each import; and whom a text is found to quote or
 * credit follows from the text and from the sources that are known by then: neither is a change of the piece.
 */
function fingerprintOf(document: ImportedDocument): string {
  const { publishedAt, isDateGuessed, attributions, image, droppedFromBody: _, ...rest } = document;
  const declared = attributions
    .filter(({ role }) => role === 'AUTHOR' || role === 'PUBLISHER')
    .map(({ role, source }) => [role, source.name]);
  const picture = image && { ...image, credit: undefined };
  return hash(canonicalJson([rest, isDateGuessed ? null : publishedAt, declared, picture]));
}

/** Ranks a page's "Hot this week" in its order for as long as no views are known. */
export async function saveHotList(db: Db, page: ImportedPage): Promise<void> {
  await saveHints(db, page.hot.map(originKey));
}

async function saveArticle(
  trx: Trx,
  piece: Candidate,
  knownId: number | undefined,
): Promise<{ readonly articleId: number; readonly formerly: FormerLists }> {
  const { document } = piece;
  // Topics and sources come before the slug, here as when an import is published by an editor: locks in one order.
  const content = contentOf(document, await catalogueIds(trx, document));
  const version = { content, word_count: piece.wordCount, is_teaser: content.body === '' };
  const published_at = document.publishedAt;
  const updated_at = document.updatedAt ?? published_at;
  if (knownId !== undefined) {
    const dates = document.isDateGuessed ? { updated_at } : { updated_at, published_at };
    return { articleId: knownId, formerly: await updateArticle(trx, knownId, version, dates) };
  }
  const slug = await freeSlug(trx, slugOf(document.headline, 'article'));
  return { articleId: await insertArticle(trx, { ...version, slug, published_at, updated_at }), formerly: {} };
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
