/** Deleting a draft of a piece that readers never had: it is gone with its revisions, and stays in the log. */

import { type DraftRow, deleteDraft as deleteDraftRow } from '../../db/drafts/drafts.ts';
import type { Db } from '../../db/engine/database.ts';
import { transact } from '../../db/engine/transact.ts';
import { recordEvents } from '../../db/events/append.ts';
import { WrongState } from '../errors.ts';
import type { Viewer } from '../roles.ts';
import { draftEvent, lockForStep, noteOfStep } from './drafts.ts';

export interface DraftDeletion {
  readonly draft: number;
  readonly expectedRevision: number;
  readonly note?: string | null | undefined;
}

/** @returns the draft as it was; @throws NotAllowed, NotFound, StaleRevision, WrongState, InvalidInput */
export function deleteDraft(db: Db, viewer: Viewer, input: DraftDeletion): Promise<DraftRow> {
  return transact(db, async (trx) => {
    const { draft } = await lockForStep(trx, viewer, 'delete', input.draft, input.expectedRevision);
    if (draft.article_id !== null) {
      throw new WrongState('Readers had this piece: it is withdrawn or killed, and never deleted.', draft.state);
    }
    const note = noteOfStep(input.note);
    await deleteDraftRow(trx, draft.id);
    const { state, headline, owner } = draft;
    await recordEvents(trx, viewer, [draftEvent('draft.deleted', draft, { state, headline, owner, note })]);
    return { ...draft, deleted_body: draft.body };
  });
}
