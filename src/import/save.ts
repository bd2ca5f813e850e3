/**
 * Upserts imported documents as articles, or holds them back for an editor: one transaction each, idempotent by origin
 * and content hash.
 */

import { saveBoxes } from '../../db/articles/boxes.ts';
import {
  lockKnownPiece,
  type Origin,
  originKey,
  publicationOf,
  saveHints,
  saveOrigin,
} from '../../db/articles/origins.ts';
import { indexLater } from '../../db/articles/search-index.ts';
import { addFormerSlugs, freeSlug } from '../../db/articles/slugs.ts';
import { insertArticle, updateArticle } from '../../db/articles/writer.ts';
import { saveKeywords } from '../../db/catalogue/keywords.ts';
import { findHeldPiece, type HeldPiece, lockHeldPiece, releaseHeldPiece } from '../../db/drafts/held-pieces.ts';
import { addCorrection } from '../../db/drafts/publication.ts';
import { addDueEvent, removeDueEvents } from '../../db/drafts/schedule.ts';
import type { Db, Trx } from '../../db/engine/database.ts';
import { transact } from '../../db/engine/transact.ts';
import { type NewEvent, nobody, recordEvents } from '../../db/events/append.ts';
import type { FormerLists } from '../../db/events/touched-lists.ts';
import { enqueueRelate } from '../../db/related/relate-queue.ts';
import { indexArticles } from '../search/index-articles.ts';
import { slugOf } from '../text/slug.ts';
import { type Candidate, candidate, type HoldPolicy } from './candidate.ts';
import { boxesOf, catalogueIds, contentOf } from './content.ts';
import { reasonOf } from './doubts.ts';
import { holdPiece } from './hold.ts';
import { lockIdentity } from './identity.ts';
import type { ImportedDocument, ImportedPage } from './imported-document.ts';
import { carrierOf } from './keywords.ts';
import { outcomeOf, toldOfUnchanged } from './outcomes.ts';
import { knownPiece } from './own-article.ts';
import { takeBack, takenBackOutcome } from './take-back.ts';

const publishAll: HoldPolicy = { held: 'publish', publishUndated: true };

export interface SavedDocument {
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'held' | 'withdrawn';
  /** null where there is no article of it, or none yet. */
  readonly articleId: number | null;
  /** Why it is held, or what has to be decided on of what is unchanged. */
  readonly reason?: string | undefined;
}

/** @throws {RefusedInput} for a document that can't be stored, before anything is written */
export async function saveDocument(
  db: Db,
  given: ImportedDocument,
  policy: HoldPolicy = publishAll,
): Promise<SavedDocument> {
  const piece = candidate(given, policy);
  const { origin, url, fingerprint, version, isOfAnotherSite: is_of_another_site } = piece;
  return transact(db, async (trx) => {
    const known = await lockedOrigin(trx, piece, policy);
    const held = known === null ? await lockHeldPiece(trx, piece) : null;
    const takenBack = await takeBack(trx, piece, known, held);
    if (takenBack !== null) return takenBack;
    const outcome = outcomeOf(piece, known, held);
    const articleId = known?.article_id ?? held?.article_id ?? null;
    switch (outcome) {
      case 'unchanged':
        if (known !== null && isNews(piece, known)) {
          await saveOrigin(trx, {
            origin,
            article_id: known.article_id,
            url,
            fingerprint,
            version,
            is_of_another_site,
          });
        }
        return { outcome, articleId, reason: toldOfUnchanged(piece, known) };
      case 'held': {
        const reason = reasonOf(piece.doubts, piece.document);
        const row = { origin, url, fingerprint, version, word_count: piece.wordCount, is_of_another_site };
        if (policy.held === 'drafts') await holdPiece(trx, piece.document, row, held, reason);
        return { outcome, articleId, reason };
      }
      default:
        return { outcome, articleId: await publish(trx, piece, known, held, policy) };
    }
  });
}

/** Whether what is left as it is has to be known by what came now. */
function isNews({ fingerprint, isOfAnotherSite }: Candidate, known: Origin): boolean {
  return known.fingerprint !== fingerprint && !known.is_outdated && !(isOfAnotherSite && known.is_own_origin);
}

/** The article with its origin, its jobs and its events; what was held of it is over. */
async function publish(
  trx: Trx,
  piece: Candidate,
  known: Origin | null,
  held: HeldPiece | null,
  policy: HoldPolicy,
): Promise<number> {
  const { origin, url, fingerprint, version, document, isOfAnotherSite: is_of_another_site } = piece;
  const { articleId, formerly } = await saveArticle(trx, piece, known, policy);
  if (held !== null) await releaseHeldPiece(trx, held);
  await enqueueRelate(trx, [articleId]);
  await saveOrigin(trx, { origin, article_id: articleId, url, fingerprint, version, is_of_another_site });
  const news = await tellReaders(trx, articleId, known);
  // Readers lose it until then, where they had it.
  const wasOut = known?.is_out === true ? { wasOut: true } : {};
  const detail = isToCome(document.publishedAt) ? { scheduledFor: document.publishedAt, ...wasOut } : {};
  const left = held?.draft_id ?? null;
  await recordEvents(trx, nobody, [
    { type: 'article.imported', articleId, formerly, detail },
    ...(left === null
      ? []
      : [{ type: 'draft.deleted', draftId: left, articleId, detail: { imported: true } } as const]),
    ...news,
  ]);
  return articleId;
}

/** What readers can see from now on is published now; what has a date to come, then. */
async function tellReaders(trx: Trx, articleId: number, known: Origin | null): Promise<NewEvent[]> {
  const { at: dueAt, isToCome } = await publicationOf(trx, articleId);
  if (known !== null) await removeDueEvents(trx, articleId);
  const wasOut = known?.is_out === true;
  const event = { type: 'article.published', articleId, detail: { imported: true } } as const;
  if (!isToCome) return wasOut ? [] : [event];
  const detail = wasOut ? { ...event.detail, again: true } : event.detail;
  await addDueEvent(trx, { ...event, draftId: null, dueAt, detail });
  return [];
}

/** The piece if it was imported before, and if it will be changed, held against editors who take it over meanwhile. */
async function lockedOrigin(trx: Trx, piece: Candidate, policy: HoldPolicy): Promise<Origin | null> {
  await lockIdentity(trx, piece);
  const known = await knownPiece(trx, piece, policy);
  const isTakenBack = piece.document.takenBack !== undefined;
  if (known === null || (!isTakenBack && outcomeOf(piece, known, null) === 'unchanged')) return known;
  return lockKnownPiece(trx, known.article_id, () => knownPiece(trx, piece, policy));
}

/** By this clock or, a little apart, the database's. */
const isToCome = (date: Date) => date.getTime() > Date.now() - 2_000;

/** What {@link saveDocument} would do, without doing it. */
export async function planDocument(
  db: Db,
  given: ImportedDocument,
  policy: HoldPolicy = publishAll,
): Promise<Omit<SavedDocument, 'articleId'>> {
  const piece = candidate(given, policy);
  const known = await knownPiece(db, piece, policy);
  return planned(piece, known, known === null ? await findHeldPiece(db, piece) : null);
}

/** {@link planDocument} in a newsroom that has nothing yet. */
export function planFirst(given: ImportedDocument, policy: HoldPolicy): Omit<SavedDocument, 'articleId'> {
  return planned(candidate(given, policy), null, null);
}

function planned(piece: Candidate, known: Origin | null, held: HeldPiece | null): Omit<SavedDocument, 'articleId'> {
  const takenBack = takenBackOutcome(piece, known, held);
  if (takenBack !== null) return takenBack;
  const outcome = outcomeOf(piece, known, held);
  if (outcome === 'unchanged') return { outcome, reason: toldOfUnchanged(piece, known) };
  return { outcome, reason: outcome === 'held' ? reasonOf(piece.doubts, piece.document) : undefined };
}

/** Ranks a page's "Hot this week" in its order for as long as no views are known. */
export async function saveHotList(db: Db, page: ImportedPage): Promise<void> {
  await saveHints(db, page.hot.map(originKey));
}

async function saveArticle(
  trx: Trx,
  piece: Candidate,
  known: Origin | null,
  { newTopics = 'make', isIndexedLater = false }: HoldPolicy,
): Promise<{ readonly articleId: number; readonly formerly: FormerLists }> {
  const { document } = piece;
  // Topics and sources come before the slug, here as when an import is published by an editor: locks in one order.
  const { suggested, ...ids } = await catalogueIds(trx, document, newTopics);
  const content = contentOf(document, ids);
  const version = { content, word_count: piece.wordCount, is_teaser: content.body === '' };
  const published_at = publicationDate(document, known);
  const published_date_only = document.isDateOnly ?? false;
  const updated_at = document.updatedAt ?? document.publishedAt;
  if (known !== null) {
    await addFormerSlugs(trx, known.article_id, document.formerSlugs ?? []);
    await keepBoxes(trx, known.article_id, document);
    const dates = document.isDateGuessed ? { updated_at } : { updated_at, published_at, published_date_only };
    const formerly = await updateArticle(trx, known.article_id, version, dates);
    await saveKeywords(trx, carrierOf(known.article_id, document), suggested);
    await (isIndexedLater ? indexLater : indexArticles)(trx, [known.article_id]);
    return { articleId: known.article_id, formerly };
  }
  const former = document.formerSlugs ?? [];
  const slug = await freeSlug(trx, slugOf(document.slug ?? document.headline, 'article'), null, former);
  const articleId = await insertArticle(trx, { ...version, slug, published_at, published_date_only, updated_at });
  await addFormerSlugs(trx, articleId, former);
  for (const { note, at } of document.corrections ?? []) await addCorrection(trx, articleId, note, at);
  await keepBoxes(trx, articleId, document);
  await saveKeywords(trx, carrierOf(articleId, document), suggested);
  // A new one waits by itself.
  if (!isIndexedLater) await indexArticles(trx, [articleId]);
  return { articleId, formerly: {} };
}

/** Its stories were saved before it, since a page is saved from the bottom up. */
async function keepBoxes(trx: Trx, articleId: number, document: ImportedDocument): Promise<void> {
  const boxes = boxesOf(document);
  if (boxes !== undefined) await saveBoxes(trx, articleId, boxes);
}

/** A later version doesn't make a piece younger; one that is to come may come earlier by it. */
function publicationDate({ publishedAt, isDateOfVersion }: ImportedDocument, known: Origin | null): Date {
  return isDateOfVersion && known !== null && known.published_at < publishedAt ? known.published_at : publishedAt;
}
