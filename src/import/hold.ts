/** Keeps imported pieces that are in doubt for an editor: a draft in review each, made anew while nobody has touched it. */

import type { DraftContent } from '../../db/drafts/content.ts';
import { createDraftRow, type DraftRow, saveDraft } from '../../db/drafts/drafts.ts';
import { type HeldPiece, type NewHeldPiece, saveHeldPiece } from '../../db/drafts/held-pieces.ts';
import type { Trx } from '../../db/engine/database.ts';
import { nobody, recordEvents } from '../../db/events/append.ts';
import { draftContentOf } from './content.ts';
import type { ImportedDocument } from './imported-document.ts';

/** The owner and editor of what imports make: nobody's id, so that only editors work on it. */
export const importer = 'dateline:import';

/** What of a piece to be held is known besides its draft. */
export type PieceToHold = Omit<NewHeldPiece, 'draft_id' | 'draft_revision'>;

/**
 * Makes the draft, or gives the one of before what the piece says now.
 *
 * @param held locked, with a draft that nobody has touched; null for a piece that is new
 * @param reason for the editor; in the draft and the note of its revision
 */
export async function holdPiece(
  trx: Trx,
  document: ImportedDocument,
  piece: PieceToHold,
  held: HeldPiece | null,
  reason: string,
): Promise<void> {
  const draft = await writeHeldDraft(trx, document, held?.draft_id ?? null, reason);
  await saveHeldPiece(trx, { ...piece, draft_id: draft.id, draft_revision: draft.revision });
  const { id: draftId, revision } = draft;
  const type = revision === 1 ? 'draft.created' : 'draft.revised';
  await recordEvents(trx, nobody, [{ type, draftId, detail: { revision, imported: true, holdReason: reason } }]);
}

async function writeHeldDraft(
  trx: Trx,
  document: ImportedDocument,
  draftId: number | null,
  reason: string,
): Promise<DraftRow> {
  const { content, suggested } = await draftContentOf(trx, document);
  const revision = { editor: importer, note: `Held by an import: ${reason}`, changedFields: fieldsIn(content) };
  if (draftId !== null) return saveDraft(trx, draftId, { ...content, ...suggested, hold_reason: reason }, revision);
  return createDraftRow(trx, { owner: importer, content, found: suggested, holdReason: reason }, revision);
}

/** The contract's names of what an import fills. */
function fieldsIn({ standfirst, body, language, image }: DraftContent): string[] {
  return [
    'headline',
    ...(standfirst === null ? [] : ['standfirst']),
    ...(body === '' ? [] : ['body']),
    ...(language === 'und' ? [] : ['language']),
    ...(image === null ? [] : ['leadImage']),
  ];
}
