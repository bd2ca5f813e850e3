/** Steps of a draft before it is published: creating, revising, restoring, submitting, returning, approving. */

import type { DraftContent } from '../../db/drafts/content.ts';
import { type DraftRow, type LockedDraft, saveDraft } from '../../db/drafts/drafts.ts';
import { contentOfRevision } from '../../db/drafts/revisions.ts';
import type { Db } from '../../db/engine/database.ts';
import { transact } from '../../db/engine/transact.ts';
import { recordEvents } from '../../db/events/append.ts';
import { requireRole } from '../access/required-role.ts';
import { NotFound, WrongState } from '../errors.ts';
import type { Viewer } from '../roles.ts';
import { bodyAsText } from '../text/body.ts';
import { languageOf } from '../text/language.ts';
import { acceptedContent, type GivenContent, MAX_CHARACTERS, readAhead, text } from './content.ts';
import {
  draftEvent,
  draftFromContent,
  editorName,
  emptyContent,
  fieldsOf,
  lockForStep,
  noteOfStep,
  roleFor,
  stateChange,
} from './drafts.ts';
import { foundInText, saveReadDraft } from './found-in-text.ts';

export interface NewDraftInput {
  readonly content: GivenContent;
  /** What relative addresses in its text stand against. */
  readonly publicUrl: string;
}

export async function createDraft(db: Db, viewer: Viewer, input: NewDraftInput): Promise<DraftRow> {
  requireRole(viewer, roleFor('create'));
  const read = await readAhead(input.content, input.publicUrl);
  return transact(db, async (trx) => {
    const content = { ...emptyContent, ...(await acceptedContent(trx, read(), null)) };
    const whole = { ...content, ...guessedLanguage(content) };
    return draftFromContent(trx, viewer, whole, await foundInText(trx, whole));
  });
}

/** A shorter text may be in any language. */
const MIN_GUESS_CHARACTERS = 200;
/** A longer one says it long before its end. */
const MAX_GUESS_CHARACTERS = 20_000;

/** A piece that doesn't say its language shows it. */
export function guessedLanguage({
  headline,
  standfirst,
  body,
  language,
}: Pick<DraftContent, 'headline' | 'standfirst' | 'body' | 'language'>): { language?: string } {
  if (language !== 'und') return {};
  const words = [headline, standfirst, bodyAsText(body.slice(0, MAX_GUESS_CHARACTERS))].join('\n');
  return words.length < MIN_GUESS_CHARACTERS ? {} : { language: languageOf(words) };
}

interface Step {
  readonly draft: number;
  readonly expectedRevision: number;
  readonly note?: string | null | undefined;
}

export interface Revision extends Step {
  readonly content: GivenContent;
  /** What relative addresses in its text stand against. */
  readonly publicUrl: string;
}

export async function reviseDraft(db: Db, viewer: Viewer, input: Revision): Promise<DraftRow> {
  requireRole(viewer, roleFor('revise'));
  const read = await readAhead(input.content, input.publicUrl);
  return transact(db, async (trx) => {
    const { draft, row } = await lockForStep(trx, viewer, 'revise', input.draft, input.expectedRevision);
    const note = text(input.note, MAX_CHARACTERS.note, ['input', 'note']);
    const given = await acceptedContent(trx, read(), draft.article_id);
    const after = { ...contentOf(draft), ...given };
    const changes = { ...given, ...(given.language === undefined && guessedLanguage(after)) };
    const revised = { ...after, ...changes };
    const revision = { editor: editorName(viewer), note, changedFields: changed(draft, row.to, changes) };
    const saved = await saveReadDraft(trx, draft, revised, { ...changes, ...stateChange(row.to) }, revision);
    await recordEvents(trx, viewer, [draftEvent('draft.revised', saved)]);
    return saved;
  });
}

/** The content of then becomes that of now, as one more revision. */
export function restoreRevision(
  db: Db,
  viewer: Viewer,
  input: Omit<Step, 'note'> & { readonly revision: number },
): Promise<DraftRow> {
  return transact(db, async (trx) => {
    const { draft, row } = await lockForStep(trx, viewer, 'restore', input.draft, input.expectedRevision);
    const content = await contentOfRevision(trx, draft.id, input.revision);
    if (content === null) throw new NotFound('Revision');
    const saved = await saveReadDraft(
      trx,
      draft,
      content,
      { ...content, dropped_from_body: [], ...stateChange(row.to) },
      {
        editor: editorName(viewer),
        note: `Revision ${input.revision} restored.`,
        changedFields: changed(draft, row.to, content),
      },
    );
    await recordEvents(trx, viewer, [draftEvent('draft.revised', saved, { restored: input.revision })]);
    return saved;
  });
}

/** Steps that change nothing but where the piece stands. */
const plainSteps = {
  submit: 'draft.submitted',
  return: 'draft.returned',
  approve: 'draft.approved',
} as const;

export function takeStep(db: Db, viewer: Viewer, step: keyof typeof plainSteps, input: Step): Promise<DraftRow> {
  return transact(db, async (trx) => {
    const { draft, row } = await lockForStep(trx, viewer, step, input.draft, input.expectedRevision);
    if (step !== 'return') expectWhole(draft);
    const saved = await saveDraft(trx, draft.id, stateChange(row.to), {
      editor: editorName(viewer),
      note: noteOfStep(input.note),
      changedFields: ['state'],
    });
    await recordEvents(trx, viewer, [draftEvent(plainSteps[step], saved)]);
    return saved;
  });
}

/** @throws {WrongState} for a piece that readers couldn't do anything with */
function expectWhole(draft: LockedDraft): void {
  const missing = missingIn(draft);
  if (missing !== null) throw new WrongState(`The piece has no ${missing} yet.`, draft.state);
}

/** What a piece can't be published without. */
export function missingIn({
  headline,
  standfirst,
  body,
}: Pick<DraftContent, 'headline' | 'standfirst' | 'body'>): string | null {
  if (headline.trim() === '') return 'headline';
  return body === '' && standfirst === null ? 'body or standfirst' : null;
}

/** As it was asked for, as opposed to how it is shown. */
export function contentOf(draft: LockedDraft): DraftContent {
  return { ...draft, slug: draft.own_slug };
}

export function changed(draft: LockedDraft, state: DraftRow['state'], content: Partial<DraftContent>): string[] {
  return [...fieldsOf(content, contentOf(draft)), ...(state === draft.state ? [] : ['state'])];
}
