/** Steps of a live article: correcting it, withdrawing it, and killing it, which is for ever. */

import { type ArticleCard, articlesByIds } from '../../db/articles/articles.ts';
import { createDraftRow, type DraftRow, type LockedDraft, lockDraft, saveDraft } from '../../db/drafts/drafts.ts';
import {
  addCorrection,
  contentOfArticle,
  draftIdOfArticle,
  killArticle,
  lockLiveArticle,
  withdrawArticle,
} from '../../db/drafts/publication.ts';
import type { Db, Trx } from '../../db/engine/database.ts';
import { transact } from '../../db/engine/transact.ts';
import { recordEvents } from '../../db/events/append.ts';
import { enqueueRelate } from '../../db/related/relate-queue.ts';
import { requireRole } from '../access/required-role.ts';
import { InvalidInput, NotFound, StaleRevision } from '../errors.ts';
import type { Viewer } from '../roles.ts';
import { ownerOf } from './access.ts';
import { acceptedContent, type GivenContent, MAX_CHARACTERS, readAhead, text } from './content.ts';
import { draftEvent, editorName, fieldsOf, roleFor, stateChange } from './drafts.ts';
import { saveReadDraft } from './found-in-text.ts';
import { writeArticle } from './publishing.ts';
import { changed, missingIn } from './steps.ts';
import { rowOf, type WorkflowRow } from './workflow.ts';

export interface ArticleCorrection {
  readonly article: number;
  readonly note: string;
  readonly expectedRevision: number;
  readonly content: GivenContent;
  /** What relative addresses in its text stand against. */
  readonly publicUrl: string;
}

/**
 * Changes what readers have, and tells them. The draft becomes what they have then: what it held beyond that is in its
 * last revision.
 */
export async function correct(db: Db, viewer: Viewer, input: ArticleCorrection): Promise<ArticleCard> {
  requireRole(viewer, roleFor('correct'));
  const read = await readAhead(input.content, input.publicUrl);
  return transact(db, async (trx) => {
    const { draft, row } = await lockForArticleStep(trx, viewer, 'correct', input);
    const note = words(input.note, ['input', 'note']);
    const given = await acceptedContent(trx, read(), input.article);
    const { slug: _, ...before } = await contentOfArticle(trx, input.article);
    const content = { ...before, slug: null, ...given };
    const missing = missingIn(content);
    if (missing !== null) throw new InvalidInput(`A piece has a ${missing}.`, ['input', 'content']);
    const path = ['input', 'content', 'slug'];
    const { formerly } = await writeArticle(trx, { ...draft, own_slug: content.slug }, content, null, path);
    await addCorrection(trx, input.article, note, draft.now);
    const saved = await saveReadDraft(
      trx,
      draft,
      content,
      { ...content, ...stateChange(row.to) },
      { editor: editorName(viewer), note, changedFields: changed(draft, row.to, content) },
    );
    await enqueueRelate(trx, [input.article]);
    await recordEvents(trx, viewer, [draftEvent('article.corrected', saved, {}, formerly)]);
    // It is live, and nobody else can have changed that yet.
    return (await articlesByIds(trx, [input.article])).get(input.article) as ArticleCard;
  });
}

export interface Withdrawal {
  readonly article: number;
  readonly reason: string;
  readonly expectedRevision: number;
}

const takenAway = {
  withdraw: { event: 'article.withdrawn', take: withdrawArticle },
  kill: { event: 'article.killed', take: killArticle },
} as const;

/** @returns the draft that is left of it */
export function withdrawOrKill(
  db: Db,
  viewer: Viewer,
  step: keyof typeof takenAway,
  input: Withdrawal,
): Promise<DraftRow> {
  const { article, reason } = input;
  return transact(db, async (trx) => {
    const { draft, row } = await lockForArticleStep(trx, viewer, step, input);
    const note = words(reason, ['input', 'reason']);
    const { event, take } = takenAway[step];
    await take(trx, article);
    const saved = await saveDraft(
      trx,
      draft.id,
      { ...stateChange(row.to), ...(step === 'kill' && { killed_at: draft.now }) },
      { editor: editorName(viewer), note, changedFields: ['state'] },
    );
    await enqueueRelate(trx, [article]);
    await recordEvents(trx, viewer, [draftEvent(event, saved)]);
    return saved;
  });
}

function words(given: string, path: readonly string[]): string {
  const accepted = text(given, MAX_CHARACTERS.note, path);
  if (accepted === null || accepted.trim() === '') throw new InvalidInput('This can’t be empty.', path);
  return accepted;
}

/**
 * Holds the draft of an article until the transaction ends; one that came another way gets its draft now, which is at
 * revision 1. The revision is looked at before the state, as in {@link lockForStep}.
 *
 * @throws {NotAllowed | StaleRevision}
 * @throws {NotFound} unless readers have the article, or had it, which is enough to kill it
 */
async function lockForArticleStep(
  trx: Trx,
  viewer: Viewer,
  step: 'correct' | 'withdraw' | 'kill',
  { article: articleId, expectedRevision }: { readonly article: number; readonly expectedRevision: number },
): Promise<{ readonly draft: LockedDraft; readonly row: WorkflowRow<'correct' | 'withdraw' | 'kill'> }> {
  requireRole(viewer, roleFor(step));
  const draftId = (await draftIdOfArticle(trx, articleId)) ?? (await makeDraft(trx, viewer, articleId));
  const draft = await lockDraft(trx, draftId);
  // Meanwhile its schedule may have been taken back, which leaves nothing of the article.
  if (draft === null || draft.article_id !== articleId || !draft.was_out) throw new NotFound('Article');
  if (draft.revision !== expectedRevision) throw new StaleRevision(draft.revision);
  if (draft.killed_at !== null) throw new NotFound('Article');
  const row = rowOf(step, draft.state);
  if (row === null || (step !== 'kill' && !draft.is_live)) throw new NotFound('Article');
  return { draft, row };
}

async function makeDraft(trx: Trx, viewer: Viewer, articleId: number): Promise<number> {
  if (!(await lockLiveArticle(trx, articleId))) throw new NotFound('Article');
  // Whoever held it before may have made one.
  const made = await draftIdOfArticle(trx, articleId);
  if (made !== null) return made;
  const { slug: _, ...article } = await contentOfArticle(trx, articleId);
  const content = { ...article, slug: null };
  const revision = { editor: editorName(viewer), note: null, changedFields: fieldsOf(content) };
  return (await createDraftRow(trx, { owner: ownerOf(viewer), content, articleId }, revision)).id;
}
