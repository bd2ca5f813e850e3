/**
 * Upserts imported documents as articles, or holds them back for an editor: one transaction each, idempotent by origin
 * and content hash.
 */

import { createHash } from 'node:crypto';
import { saveBoxes } from '../../db/articles/boxes.ts';
import {
  lockKnownPiece,
  type Origin,
  originKey,
  publicationOf,
  saveHints,
  saveOrigin,
} from '../../db/articles/origins.ts';
import { addFormerSlugs, freeSlug } from '../../db/articles/slugs.ts';
import { insertArticle, updateArticle } from '../../db/articles/writer.ts';
import { findHeldPiece, type HeldPiece, lockHeldPiece, releaseHeldPiece } from '../../db/drafts/held-pieces.ts';
import { addDueEvent, removeDueEvents } from '../../db/drafts/schedule.ts';
import type { Db, Trx } from '../../db/engine/database.ts';
import { transact } from '../../db/engine/transact.ts';
import { type NewEvent, nobody, recordEvents } from '../../db/events/append.ts';
import type { FormerLists } from '../../db/events/touched-lists.ts';
import { enqueueRelate } from '../../db/related/relate-queue.ts';
import { bodyWordCount } from '../text/body.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import { slugOf } from '../text/slug.ts';
import { accepted, MAX_TOPICS } from './accept.ts';
import { catalogueIds, contentOf, namedTopics } from './content.ts';
import { type Doubt, doubtsOf, reasonOf } from './doubts.ts';
import { holdPiece } from './hold.ts';
import { findKnownPiece, identityOf, lockIdentity, type PieceIdentity } from './identity.ts';
import type { ImportedDocument, ImportedPage } from './imported-document.ts';

/** What becomes of pieces that are in doubt: without a date, without a text, or perhaps no news. */
export interface HoldPolicy {
  /** `drafts`: an editor gets them; `skip`: they are told and left out; `publish`: none is in doubt. */
  readonly held: 'drafts' | 'skip' | 'publish';
  /** Whether what only lacks a date comes out, as of now. */
  readonly publishUndated: boolean;
}

const publishAll: HoldPolicy = { held: 'publish', publishUndated: true };

export interface SavedDocument {
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'held';
  /** null where there is no article of it, or none yet. */
  readonly articleId: number | null;
  /** Why it is held. */
  readonly reason?: string | undefined;
}

/** A document as it will be stored, under what it is known by. */
interface Candidate extends PieceIdentity {
  readonly document: ImportedDocument;
  readonly isOfAnotherSite: boolean;
  readonly fingerprint: string;
  readonly wordCount: number;
  readonly doubts: readonly Doubt[];
}

function candidate(given: ImportedDocument, policy: HoldPolicy): Candidate {
  const document = accepted(given);
  return {
    ...identityOf(document),
    document,
    isOfAnotherSite: document.isOfAnotherSite === true,
    fingerprint: fingerprintOf(document),
    wordCount: bodyWordCount(document.body),
    doubts: policy.held === 'publish' ? [] : doubtsOf(document).filter((doubt) => !isSettled(doubt, policy)),
  };
}

const isSettled = ({ kind }: Doubt, { publishUndated }: HoldPolicy) => kind === 'undated' && publishUndated;

/** @throws {RefusedInput} for a document that can't be stored, before anything is written */
export async function saveDocument(
  db: Db,
  given: ImportedDocument,
  policy: HoldPolicy = publishAll,
): Promise<SavedDocument> {
  const piece = candidate(given, policy);
  const { origin, url, fingerprint, isOfAnotherSite: is_of_another_site } = piece;
  return transact(db, async (trx) => {
    const known = await lockedOrigin(trx, piece);
    const held = known === null ? await lockHeldPiece(trx, piece) : null;
    const outcome = outcomeOf(piece, known, held);
    const articleId = known?.article_id ?? held?.article_id ?? null;
    switch (outcome) {
      case 'unchanged':
        if (known !== null && known.fingerprint !== fingerprint && !(is_of_another_site && known.is_own_origin)) {
          await saveOrigin(trx, { origin, article_id: known.article_id, url, fingerprint, is_of_another_site });
        }
        return { outcome, articleId };
      case 'held': {
        const reason = reasonOf(piece.doubts, piece.document);
        const row = { origin, url, fingerprint, word_count: piece.wordCount, is_of_another_site };
        if (policy.held === 'drafts') await holdPiece(trx, piece.document, row, held, reason);
        return { outcome, articleId, reason };
      }
      default:
        return { outcome, articleId: await publish(trx, piece, known, held) };
    }
  });
}

/** The article with its origin, its jobs and its events; what was held of it is over. */
async function publish(trx: Trx, piece: Candidate, known: Origin | null, held: HeldPiece | null): Promise<number> {
  const { origin, url, fingerprint, document, isOfAnotherSite: is_of_another_site } = piece;
  const { articleId, formerly } = await saveArticle(trx, piece, known?.article_id);
  if (held !== null) await releaseHeldPiece(trx, held);
  await enqueueRelate(trx, [articleId]);
  await saveOrigin(trx, { origin, article_id: articleId, url, fingerprint, is_of_another_site });
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
async function lockedOrigin(trx: Trx, piece: Candidate): Promise<Origin | null> {
  await lockIdentity(trx, piece);
  const known = await findKnownPiece(trx, piece);
  if (known === null || outcomeOf(piece, known, null) === 'unchanged') return known;
  return lockKnownPiece(trx, known.article_id, () => findKnownPiece(trx, piece));
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
  const known = await findKnownPiece(db, piece);
  return planned(piece, known, known === null ? await findHeldPiece(db, piece) : null);
}

/** {@link planDocument} in a newsroom that has nothing yet. */
export function planFirst(given: ImportedDocument, policy: HoldPolicy): Omit<SavedDocument, 'articleId'> {
  return planned(candidate(given, policy), null, null);
}

function planned(piece: Candidate, known: Origin | null, held: HeldPiece | null): Omit<SavedDocument, 'articleId'> {
  const outcome = outcomeOf(piece, known, held);
  return { outcome, reason: outcome === 'held' ? reasonOf(piece.doubts, piece.document) : undefined };
}

/**
 * A feed's summary doesn't take the place of the text that a page gave, nor the other way round, and neither that of what
 * the newsroom corrected, withdrew, killed or is at work on. What another site gave has no say beside what came otherwise, and
 * gives way to the text of the piece's own site, be it shorter. What it deleted of what was held doesn't come back before it
 * is in no doubt any more.
 */
function outcomeOf(piece: Candidate, known: Origin | null, held: HeldPiece | null): SavedDocument['outcome'] {
  const { doubts, wordCount, fingerprint, isOfAnotherSite } = piece;
  const isInDoubt = doubts.length > 0;
  if (known !== null) {
    if (isOfAnotherSite && (known.has_other_origin || known.is_own_origin)) return 'unchanged';
    const isPoorer = (known.has_other_own_origin || wordCount === 0) && wordCount < known.word_count;
    // The date is known from before.
    const isDoubtful = doubts.some(({ kind }) => kind !== 'undated');
    return isPoorer || isDoubtful || known.has_draft || known.fingerprint === fingerprint ? 'unchanged' : 'updated';
  }
  if (held === null) return isInDoubt ? 'held' : 'created';
  const isOtherOrigin = held.fingerprint === null;
  if (isOfAnotherSite && (isOtherOrigin || !held.is_of_another_site)) return 'unchanged';
  if (held.draft_id === null) return isInDoubt ? 'unchanged' : 'created';
  const isPoorer = isOtherOrigin && !held.is_of_another_site && wordCount < held.word_count;
  if (!held.is_untouched || isPoorer) return 'unchanged';
  if (!isInDoubt) return 'created';
  return held.fingerprint === fingerprint ? 'unchanged' : 'held';
}

/**
 * Of what the input says. A date that was only guessed is another at each import; and whom a text is found to quote or
 * credit follows from the text and from the sources that are known by then: neither is a change of the piece.
 */
function fingerprintOf(document: ImportedDocument): string {
  const {
    publishedAt,
    isDateGuessed,
    isCard: _,
    unsure: __,
    droppedFromBody: ___,
    otherUrls: ____,
    isOfAnotherSite: _____,
    sections: ______,
    attributions,
    image,
    ...rest
  } = document;
  const topics = [...new Set(namedTopics(document))].slice(0, MAX_TOPICS);
  const declared = attributions
    .filter(({ role }) => role === 'AUTHOR' || role === 'PUBLISHER')
    .map(({ role, source }) => [role, source.name]);
  const picture = image && { ...image, credit: undefined };
  return hash(canonicalJson([{ ...rest, topics }, isDateGuessed ? null : publishedAt, declared, picture]));
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
  const published_date_only = document.isDateOnly ?? false;
  const updated_at = document.updatedAt ?? published_at;
  if (knownId !== undefined) {
    await addFormerSlugs(trx, knownId, document.formerSlugs ?? []);
    await keepBoxes(trx, knownId, document);
    const dates = document.isDateGuessed ? { updated_at } : { updated_at, published_at, published_date_only };
    return { articleId: knownId, formerly: await updateArticle(trx, knownId, version, dates) };
  }
  const former = document.formerSlugs ?? [];
  const slug = await freeSlug(trx, slugOf(document.slug ?? document.headline, 'article'), null, former);
  const articleId = await insertArticle(trx, { ...version, slug, published_at, published_date_only, updated_at });
  await addFormerSlugs(trx, articleId, former);
  await keepBoxes(trx, articleId, document);
  return { articleId, formerly: {} };
}

/** Its stories were saved before it, since a page is saved from the bottom up. What comes without boxes says nothing of them. */
async function keepBoxes(trx: Trx, articleId: number, { boxes }: ImportedDocument): Promise<void> {
  if (boxes === undefined) return;
  await saveBoxes(
    trx,
    articleId,
    boxes.map(({ title, origins }) => ({ title, origins: origins.map(originKey) })),
  );
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
