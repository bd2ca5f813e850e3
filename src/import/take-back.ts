/**
 * What a sender takes back, `withheld` until further notice or `canceled` for good: readers have it no more, and an editor has
 * the draft of what they had. What the newsroom has made its own stays, and is told.
 */

import { type Origin, saveOrigin } from '../../db/articles/origins.ts';
import { createDraftRow } from '../../db/drafts/drafts.ts';
import { type HeldPiece, releaseHeldPiece, saveHeldPiece } from '../../db/drafts/held-pieces.ts';
import { contentOfArticle, hideScheduledArticle, withdrawArticle } from '../../db/drafts/publication.ts';
import { removeDueEvents } from '../../db/drafts/schedule.ts';
import type { Trx } from '../../db/engine/database.ts';
import { nobody, recordEvents } from '../../db/events/append.ts';
import { enqueueRelate } from '../../db/related/relate-queue.ts';
import type { Candidate } from './candidate.ts';
import { importer } from './hold.ts';
import { RefusedInput } from './imported-document.ts';

export interface TakenBack {
  readonly outcome: 'unchanged' | 'withdrawn';
  readonly articleId: number | null;
  readonly reason?: string | undefined;
}

const reasons = {
  withheld: 'Its sender withholds it until further notice.',
  canceled: 'Its sender canceled it.',
} as const;

/**
 * What is to be done.
 *
 * @returns null for what isn't taken back, or is withheld and new, which an editor gets like any other in doubt
 * @throws {RefusedInput} where the newsroom has worked on it
 */
export function takenBackOutcome(piece: Candidate, known: Origin | null, held: HeldPiece | null): TakenBack | null {
  const { takenBack } = piece.document;
  if (takenBack === undefined) return null;
  const reason = reasons[takenBack];
  const articleId = known?.article_id ?? held?.article_id ?? null;
  const isOutdated = known?.is_outdated === true || held?.is_outdated === true;
  if (isOutdated || isOfOthers(piece, known, held)) return { outcome: 'unchanged', articleId };
  if (known !== null) {
    if (known.is_gone) return { outcome: 'unchanged', articleId };
    if (known.has_draft) throw ownWork(reason);
    return { outcome: 'withdrawn', articleId, reason };
  }
  if (takenBack === 'withheld') return null;
  if (held === null || held.draft_id === null) return { outcome: 'unchanged', articleId, reason };
  if (!held.is_untouched) throw ownWork(reason);
  return { outcome: 'withdrawn', articleId, reason };
}

/** Only who brought it takes it back: another site has no say in what came otherwise. */
function isOfOthers({ isOfAnotherSite }: Candidate, known: Origin | null, held: HeldPiece | null): boolean {
  if (!isOfAnotherSite) return false;
  if (known !== null) return known.has_other_origin || known.is_own_origin || known.fingerprint === null;
  return held !== null && (held.fingerprint === null || !held.is_of_another_site);
}

function ownWork(reason: string): RefusedInput {
  return new RefusedInput(`${reason} The newsroom has worked on it: it stays until an editor takes it back.`);
}

/** {@link takenBackOutcome}, done. */
export async function takeBack(
  trx: Trx,
  piece: Candidate,
  known: Origin | null,
  held: HeldPiece | null,
): Promise<TakenBack | null> {
  const outcome = takenBackOutcome(piece, known, held);
  const isIdle = known?.is_outdated === true || held?.is_outdated === true || known?.is_gone === true;
  if (outcome === null || isIdle || isOfOthers(piece, known, held)) return outcome;
  if (known?.was_out === true) await withdraw(trx, piece, known, outcome.reason ?? '');
  else await forget(trx, piece, known, held);
  return known?.was_out === true ? outcome : { ...outcome, articleId: null };
}

async function withdraw(trx: Trx, piece: Candidate, known: Origin, reason: string): Promise<void> {
  const { article_id: id, is_out } = known;
  const { slug: _, ...content } = await contentOfArticle(trx, id);
  const draft = await createDraftRow(
    trx,
    { owner: importer, content: { ...content, slug: null }, articleId: id, holdReason: reason },
    { editor: importer, note: reason, changedFields: ['state'] },
  );
  await removeDueEvents(trx, id);
  if (is_out) await withdrawArticle(trx, id);
  else await hideScheduledArticle(trx, id, true);
  const { origin, url, fingerprint, version, isOfAnotherSite: is_of_another_site } = piece;
  await saveOrigin(trx, { origin, article_id: id, url, fingerprint, version, is_of_another_site });
  await enqueueRelate(trx, [id]);
  const detail = { revision: draft.revision, imported: true, reason };
  await recordEvents(trx, nobody, [{ type: 'article.withdrawn', draftId: draft.id, articleId: id, detail }]);
}

/** Readers never had it, so that nothing is left but that it was canceled. */
async function forget(trx: Trx, piece: Candidate, known: Origin | null, held: HeldPiece | null): Promise<void> {
  if (known !== null) {
    await removeDueEvents(trx, known.article_id);
    await hideScheduledArticle(trx, known.article_id, false);
  }
  if (held !== null) await releaseHeldPiece(trx, held);
  await remember(trx, piece);
  const draftId = held?.draft_id ?? null;
  if (draftId === null) return;
  await recordEvents(trx, nobody, [{ type: 'draft.deleted', draftId, articleId: null, detail: { imported: true } }]);
}

/** An earlier version that comes later, as from a folder that is read by name, must not bring it out. */
async function remember(trx: Trx, piece: Candidate): Promise<void> {
  const { origin, url, fingerprint, version, isOfAnotherSite: is_of_another_site } = piece;
  const none = { word_count: 0, draft_id: null, draft_revision: 1 };
  await saveHeldPiece(trx, { origin, url, fingerprint, version, is_of_another_site, ...none });
}
