/** Drafts as their steps have them: locking, making and comparing. */

import type { DraftContent } from '../../db/drafts/content.ts';
import {
  createDraftRow,
  type DraftRow,
  type FoundByImport,
  type LockedDraft,
  lockDraft,
} from '../../db/drafts/drafts.ts';
import type { Trx } from '../../db/engine/database.ts';
import { type EventType, recordEvents } from '../../db/events/append.ts';
import type { FormerLists } from '../../db/events/touched-lists.ts';
import { requireRole } from '../access/required-role.ts';
import { NotAllowed, NotFound, StaleRevision, WrongState } from '../errors.ts';
import type { Role, Viewer } from '../roles.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import { mayRead, mayWorkOn, ownerOf } from './access.ts';
import { MAX_CHARACTERS, text } from './content.ts';
import { readLater } from './found-in-text.ts';
import { rowOf, type Step, type WorkflowRow, workflow } from './workflow.ts';

/** The least role that a step takes in any state; {@link lockForStep} sees to the state's own. */
export function roleFor(step: Step): Role {
  return workflow.some((row) => row.step === step && row.role === 'WRITER') ? 'WRITER' : 'EDITOR';
}

/** As revisions name whoever made them. */
export function editorName({ name, id, role }: Viewer): string {
  return name ?? id ?? role;
}

/**
 * Makes a draft of the viewer's own, and records the event. Nothing else is recorded in the transaction after this.
 *
 * @param content already accepted: clean, within the limits, of topics and sources that there are
 * @param holdReason why an import kept it back, so that it is in review
 */
export async function draftFromContent(
  trx: Trx,
  viewer: Viewer,
  content: DraftContent,
  found: FoundByImport,
  holdReason?: string,
): Promise<DraftRow> {
  requireRole(viewer, roleFor('create'));
  const draft = await createDraftRow(
    trx,
    { owner: ownerOf(viewer), content, found, ...(holdReason !== undefined && { holdReason }) },
    {
      editor: editorName(viewer),
      note: holdReason === undefined ? null : `Held by an import: ${holdReason}`,
      changedFields: fieldsOf(content),
    },
  );
  await readLater(trx, draft.id, content);
  const detail = holdReason === undefined ? {} : { imported: true, holdReason };
  await recordEvents(trx, viewer, [{ type: 'draft.created', draftId: draft.id, detail }]);
  return draft;
}

/**
 * Holds a draft for a step until the transaction ends.
 *
 * The revision is looked at before the state: whoever comes second with the same step is told that they are late, not that
 * the step which somebody else took can't be taken again.
 *
 * @throws {NotAllowed | NotFound | StaleRevision | WrongState} in this order
 */
export async function lockForStep<Taken extends Step>(
  trx: Trx,
  viewer: Viewer,
  step: Taken,
  id: number,
  expectedRevision: number,
): Promise<{ readonly draft: LockedDraft; readonly row: WorkflowRow<Taken> }> {
  requireRole(viewer, roleFor(step));
  const draft = await lockDraft(trx, id);
  if (draft === null || !mayRead(viewer, draft)) throw new NotFound('Draft');
  if (!mayWorkOn(viewer, draft)) throw new NotAllowed('EDITOR');
  if (draft.revision !== expectedRevision) throw new StaleRevision(draft.revision);
  const { state } = draft;
  if (draft.killed_at !== null) throw new WrongState('The piece was killed and never comes back.', state);
  const row = rowOf(step, state);
  if (row === null) throw new WrongState(`A piece that is ${state} has no way to ${step}.`, state);
  requireRole(viewer, row.role);
  return { draft, row };
}

export function noteOfStep(note: string | null | undefined): string | null {
  return text(note, MAX_CHARACTERS.note, ['input', 'note']);
}

/** A time that was set is over with the state that it was set for. */
export function stateChange(state: DraftRow['state']) {
  return { state, scheduled_for: null, embargoed_until: null };
}

export function draftEvent(
  type: EventType,
  { id, article_id, revision }: DraftRow,
  detail: Readonly<Record<string, unknown>> = {},
  formerly?: FormerLists,
) {
  return { type, draftId: id, articleId: article_id, detail: { revision, ...detail }, formerly };
}

export const emptyContent: DraftContent = {
  headline: '',
  standfirst: null,
  body: '',
  language: 'und',
  slug: null,
  image: null,
  topic_ids: [],
  attributions: [],
  dropped_from_body: [],
};

/** The contract's names of the parts of the content. */
const fieldNames = {
  headline: 'headline',
  standfirst: 'standfirst',
  body: 'body',
  language: 'language',
  slug: 'slug',
  image: 'leadImage',
  topic_ids: 'topics',
  attributions: 'attributions',
} as const satisfies Partial<Record<keyof DraftContent, string>>;

/** Which fields differ from what they were. */
export function fieldsOf(content: Partial<DraftContent>, before: Partial<DraftContent> = emptyContent): string[] {
  const keys = Object.keys(fieldNames) as (keyof typeof fieldNames)[];
  return keys
    .filter((key) => content[key] !== undefined && !isSame(content[key], before[key]))
    .map((key) => fieldNames[key]);
}

/** The database keeps no order of the keys in JSON. */
function isSame(a: unknown, b: unknown): boolean {
  return canonicalJson({ value: a }) === canonicalJson({ value: b });
}
