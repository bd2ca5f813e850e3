/**
 * Imports one document as a draft, or publishes it at once: topics and sources that it names become suggestions, or
 * content.
 */

import { knownSources } from '../../db/catalogue/find-or-create.ts';
import { createDraftRow, type DraftRow, lockDraft, saveDraft } from '../../db/drafts/drafts.ts';
import type { Db } from '../../db/engine/database.ts';
import { transact } from '../../db/engine/transact.ts';
import { recordEvents } from '../../db/events/append.ts';
import { enqueueRelate } from '../../db/related/relate-queue.ts';
import { requireRole } from '../access/required-role.ts';
import { InvalidInput } from '../errors.ts';
import { catalogueIds, contentOf, draftContentOf, importedPartsOf } from '../import/content.ts';
import { doubtsOf, reasonOf } from '../import/doubts.ts';
import { type ImportedDocument, RefusedInput } from '../import/imported-document.ts';
import type { DocumentInput } from '../import/single-piece.ts';
import type { AddressRule } from '../outbound/address-guard.ts';
import type { Viewer } from '../roles.ts';
import { ownerOf } from './access.ts';
import { draftEvent, draftFromContent, editorName, emptyContent, fieldsOf, stateChange } from './drafts.ts';
import { writeArticle } from './publishing.ts';
import { missingIn } from './steps.ts';

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
  if (!isPublished) return draftOf(db, viewer, document);
  const now = new Date();
  const doubts = doubtsOf(document, now);
  const isToCome = document.publishedAt > now;
  if (doubts.length === 0 && !isToCome) return publishAtOnce(db, viewer, document);
  const reasons = [
    ...doubts,
    ...(isToCome ? [{ kind: 'embargoed' as const, reason: 'It is to come out later.' }] : []),
  ];
  return draftOf(db, viewer, document, reasonOf(reasons, document));
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
  const { readSinglePiece } = await import('../import/single-piece.ts');
  try {
    const document = await readSinglePiece(input, await knownSources(db), mayImport);
    const missing = missingIn(contentOf(document));
    if (missing !== null) throw new InvalidInput(`No ${missing} was found in it.`, path);
    return document;
  } catch (error) {
    if (error instanceof RefusedInput) throw new InvalidInput(error.message, path);
    throw error;
  }
}

/** @param holdReason why it isn't published though it was to be */
async function draftOf(db: Db, viewer: Viewer, document: ImportedDocument, holdReason?: string): Promise<DraftRow> {
  const { suggestedTopicIds } = await import('./suggested-topics.ts');
  return transact(db, async (trx) => {
    const { content, suggested } = await draftContentOf(trx, document);
    const suggested_topic_ids = await suggestedTopicIds(trx, content);
    return draftFromContent(trx, viewer, content, { ...suggested, suggested_topic_ids }, holdReason);
  });
}

/**
 * As if it had been written, reviewed and published in one go, with all that was found in it as its content; under the
 * date that it has.
 */
function publishAtOnce(db: Db, viewer: Viewer, document: ImportedDocument): Promise<DraftRow> {
  return transact(db, async (trx) => {
    const editor = editorName(viewer);
    const first = { ...emptyContent, ...contentOf(document) };
    const made = await createDraftRow(
      trx,
      { owner: ownerOf(viewer), content: first, found: { imported: importedPartsOf(document) } },
      { editor, note: null, changedFields: fieldsOf(first) },
    );
    // Behind the draft, whose row a merge of topics or sources would wait for.
    const ids = await catalogueIds(trx, document);
    const content = { ...first, ...contentOf(document, ids) };
    const draft = await lockDraft(trx, made.id);
    // Made by this very transaction.
    if (draft === null) throw new Error('The draft is gone.');
    const { articleId } = await writeArticle(trx, draft, content, document.publishedAt);
    const saved = await saveDraft(
      trx,
      draft.id,
      { ...content, article_id: articleId, ...stateChange('PUBLISHED') },
      { editor, note: null, changedFields: [...fieldsOf(content, first), 'state'] },
    );
    await enqueueRelate(trx, [articleId]);
    await recordEvents(trx, viewer, [
      { type: 'draft.created', draftId: draft.id },
      draftEvent('article.published', saved, { imported: true, publishedAt: document.publishedAt }),
    ]);
    return saved;
  });
}
