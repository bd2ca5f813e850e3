/** Stores what importers read: each document in one transaction, and the same document only once. */

import { createHash } from 'node:crypto';
import { findOrigin, lockOrigin, type Origin, originKey, saveHints, saveOrigin } from '../../db/articles/origins.ts';
import {
  type ArticleValues,
  freeSlug,
  insertArticle,
  replaceAttributions,
  replaceLeadImage,
  replaceTopics,
  updateArticle,
} from '../../db/articles/writer.ts';
import { sourceIdsByName, topicIdsByName } from '../../db/catalogue/find-or-create.ts';
import type { Db, Trx } from '../../db/engine/connect.ts';
import { nobody, recordEvents } from '../../db/events/append.ts';
import type { FormerLists } from '../../db/events/touched-lists.ts';
import { enqueueRelate } from '../../db/related/relate-queue.ts';
import type { NamedSource } from '../attribution/attribution.ts';
import { bodyWordCount } from '../text/body.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import { slugOf } from '../text/slug.ts';
import { accepted } from './accept.ts';
import type { ImportedDocument, ImportedPage } from './document.ts';

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
    await lockOrigin(trx, origin, url);
    const known = await findOrigin(trx, origin, url);
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
  const { publishedAt, isDateGuessed, attributions, image, ...rest } = document;
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
  const values = {
    headline: document.headline,
    standfirst: document.standfirst ?? null,
    body: document.body,
    language: document.language ?? 'und',
    word_count: piece.wordCount,
    published_at: document.publishedAt,
    updated_at: document.updatedAt ?? document.publishedAt,
  };
  const articleId = knownId ?? (await insertUnderFreeSlug(trx, values));
  if (knownId !== undefined) {
    const { published_at: _, ...undated } = values;
    await updateArticle(trx, knownId, document.isDateGuessed ? undated : values);
  }
  return { articleId, formerly: await saveSatellites(trx, articleId, document) };
}

async function insertUnderFreeSlug(trx: Trx, values: Omit<ArticleValues, 'slug'>): Promise<number> {
  const slug = await freeSlug(trx, slugOf(values.headline, 'article'));
  return insertArticle(trx, { ...values, slug });
}

/** @returns what it stood under before */
async function saveSatellites(trx: Trx, articleId: number, document: ImportedDocument): Promise<FormerLists> {
  const topics = document.topics.map((name) => ({ slug: slugOf(name, 'topic'), name }));
  const topicIds = await topicIdsByName(trx, topics);
  const formerTopics = await replaceTopics(
    trx,
    articleId,
    topics.map(({ name }) => topicIds.get(name)).filter((id) => id !== undefined),
  );

  const { image, attributions } = document;
  const named = [...attributions.map(({ source }) => source), ...(image?.credit ? [image.credit] : [])];
  const sourceIds = await sourceIdsByName(trx, named.map(newSource));
  const idOf = (source: NamedSource) => sourceIds.get(source.name);
  const formerSources = await replaceAttributions(
    trx,
    articleId,
    attributions.flatMap(({ role, source, quote }) => {
      const sourceId = idOf(source);
      return sourceId === undefined ? [] : [{ role, sourceId, quote: quote ?? null }];
    }),
  );
  await replaceLeadImage(
    trx,
    articleId,
    image === undefined
      ? null
      : {
          url: image.url,
          width: image.width ?? null,
          height: image.height ?? null,
          alt: image.alt ?? null,
          caption: image.caption ?? null,
          credit_line: image.creditLine ?? null,
          credit_source_id: (image.credit && idOf(image.credit)) ?? null,
        },
  );
  return { topicIds: formerTopics, sourceIds: formerSources };
}

function newSource({ name, kind, homepage }: NamedSource) {
  return { slug: slugOf(name, 'source'), name, kind, homepage: homepage ?? null };
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
