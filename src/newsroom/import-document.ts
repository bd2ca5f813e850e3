/** Makes a draft of a piece from elsewhere: what it says becomes the content, whom it names and what it is about a suggestion. */

import {
  knownSourceIds,
  knownSources,
  knownTopicIds,
  type NewSource,
  sourceIdsByName,
  topicIdsByName,
} from '../../db/catalogue/find-or-create.ts';
import type { DraftContent } from '../../db/drafts/content.ts';
import { createDraftRow, type DraftRow, lockDraft, type Suggestions, saveDraft } from '../../db/drafts/drafts.ts';
import type { Db, Trx } from '../../db/engine/connect.ts';
import { recordEvents } from '../../db/events/append.ts';
import { enqueueRelate } from '../../db/related/relate-queue.ts';
import { requireRole } from '../access/required-role.ts';
import type { NamedSource } from '../attribution/attribution.ts';
import { InvalidInput } from '../errors.ts';
import { type ImportedDocument, RefusedInput } from '../import/document.ts';
import type { DocumentInput } from '../import/one-document.ts';
import type { AddressRule } from '../outbound/address-guard.ts';
import type { Viewer } from '../roles.ts';
import { slugOf } from '../text/slug.ts';
import { draftFromContent, editorName, emptyContent, fieldsOf, ownerOf } from './drafts.ts';
import { writeArticle } from './publishing.ts';
import { draftEvent, missingIn, stateChange } from './steps.ts';
import { suggestedTopicIds } from './suggested-topics.ts';

/** Exactly one of text, html and url. */
export interface DocumentToImport {
  readonly text?: string | null | undefined;
  readonly html?: string | null | undefined;
  readonly url?: URL | null | undefined;
  readonly publish?: boolean | null | undefined;
}

/** @throws NotAllowed, InvalidInput */
export async function importDocument(
  db: Db,
  viewer: Viewer,
  given: DocumentToImport,
  mayImport: AddressRule,
): Promise<DraftRow> {
  const isPublished = given.publish === true;
  requireRole(viewer, isPublished ? 'EDITOR' : 'WRITER');
  const input = onlyInput(given);
  const document = await read(db, input, mayImport);
  return isPublished ? publishAtOnce(db, viewer, document) : draftOf(db, viewer, document);
}

function onlyInput({ text, html, url }: DocumentToImport): DocumentInput {
  const inputs: DocumentInput[] = [
    ...(text == null ? [] : [{ kind: 'text' as const, value: text }]),
    ...(html == null ? [] : [{ kind: 'html' as const, value: html }]),
    ...(url == null ? [] : [{ kind: 'url' as const, value: url.href }]),
  ];
  const [input] = inputs;
  if (input !== undefined && inputs.length === 1) return input;
  throw new InvalidInput('Give exactly one of text, html and url.', ['input']);
}

async function read(db: Db, input: DocumentInput, mayImport: AddressRule): Promise<ImportedDocument> {
  const path = ['input', input.kind];
  // Loaded when somebody first imports.
  const { readOneDocument } = await import('../import/one-document.ts');
  try {
    const document = await readOneDocument(input, await knownSources(db), mayImport);
    const missing = missingIn(contentOf(document));
    if (missing !== null) throw new InvalidInput(`No ${missing} was found in it.`, path);
    return document;
  } catch (error) {
    if (error instanceof RefusedInput) throw new InvalidInput(error.message, path);
    throw error;
  }
}

/** Nothing that readers see is made: unknown names stay names, and what is suggested is in nobody's lists. */
function draftOf(db: Db, viewer: Viewer, document: ImportedDocument): Promise<DraftRow> {
  return db.transaction().execute(async (trx) => {
    const named = namesIn(document);
    const [sourceIds, topicIds] = [await knownSourceIds(trx, named), await knownTopicIds(trx, document.topics)];
    const content = contentOf(document, sourceIds);
    const suggestions: Suggestions = {
      topic_ids: distinct([...idsOf(document.topics, topicIds), ...(await suggestedTopicIds(trx, content))]),
      attributions: attributionsOf(document, sourceIds),
      source_names: named.filter((name) => !sourceIds.has(name)),
    };
    return draftFromContent(trx, viewer, content, suggestions);
  });
}

/** As if it had been written, reviewed and published in one go, with all that was found in it as its content. */
function publishAtOnce(db: Db, viewer: Viewer, document: ImportedDocument): Promise<DraftRow> {
  return db.transaction().execute(async (trx) => {
    const editor = editorName(viewer);
    const first = contentOf(document);
    const made = await createDraftRow(
      trx,
      { owner: ownerOf(viewer), content: first },
      { editor, note: null, changedFields: fieldsOf(first) },
    );
    // Behind the draft, whose row a merge of topics or sources would wait for.
    const content = await wholeContent(trx, document);
    const draft = await lockDraft(trx, made.id);
    // Made by this very transaction.
    if (draft === null) throw new Error('The draft is gone.');
    const { articleId } = await writeArticle(trx, draft, content, draft.now);
    const saved = await saveDraft(
      trx,
      draft.id,
      { ...content, article_id: articleId, ...stateChange('PUBLISHED') },
      { editor, note: null, changedFields: [...fieldsOf(content, first), 'state'] },
    );
    await enqueueRelate(trx, [articleId]);
    await recordEvents(trx, viewer, [
      { type: 'draft.created', draftId: draft.id },
      draftEvent('article.published', saved, { imported: true }),
    ]);
    return saved;
  });
}

async function wholeContent(trx: Trx, document: ImportedDocument): Promise<DraftContent> {
  const topics = document.topics.map((name) => ({ slug: slugOf(name, 'topic'), name }));
  const topicIds = await topicIdsByName(trx, topics);
  const sourceIds = await sourceIdsByName(trx, sourcesIn(document).map(newSource));
  return {
    ...contentOf(document, sourceIds),
    topic_ids: idsOf(document.topics, topicIds),
    attributions: attributionsOf(document, sourceIds),
  };
}

function contentOf(document: ImportedDocument, sourceIds: ReadonlyMap<string, number> = new Map()): DraftContent {
  const { headline, standfirst, body, language, image } = document;
  return {
    ...emptyContent,
    headline,
    standfirst: standfirst ?? null,
    body,
    language: language ?? 'und',
    image: image
      ? {
          url: image.url,
          width: image.width ?? null,
          height: image.height ?? null,
          alt: image.alt ?? null,
          caption: image.caption ?? null,
          credit_line: image.creditLine ?? null,
          credit_source_id: (image.credit && sourceIds.get(image.credit.name)) ?? null,
        }
      : null,
  };
}

function attributionsOf({ attributions }: ImportedDocument, sourceIds: ReadonlyMap<string, number>) {
  const known = attributions.flatMap(({ role, source, quote }) => {
    const id = sourceIds.get(source.name);
    return id === undefined ? [] : [{ role, source_id: id, quote: quote ?? null }];
  });
  const keys = known.map(({ role, source_id }) => `${role} ${source_id}`);
  return known.filter((_, index) => keys.indexOf(keys[index] as string) === index);
}

function sourcesIn({ attributions, image }: ImportedDocument): NamedSource[] {
  return [...attributions.map(({ source }) => source), ...(image?.credit ? [image.credit] : [])];
}

function namesIn(document: ImportedDocument): string[] {
  return distinct(sourcesIn(document).map(({ name }) => name));
}

function newSource({ name, kind, homepage }: NamedSource): NewSource {
  return { slug: slugOf(name, 'source'), name, kind, homepage: homepage ?? null };
}

function idsOf(names: readonly string[], ids: ReadonlyMap<string, number>): number[] {
  return distinct(names.flatMap((name) => ids.get(name) ?? []));
}

function distinct<Item>(items: readonly Item[]): Item[] {
  return [...new Set(items)];
}
