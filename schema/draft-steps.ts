/** Mutations of drafts: creating, revising, reviewing, publishing, scheduling, restoring, deleting. */

import { deleteDraft } from '../src/newsroom/deletion.ts';
import { publishDraft, unscheduleDraft } from '../src/newsroom/publishing.ts';
import { createDraft, restoreRevision, reviseDraft, takeStep } from '../src/newsroom/steps.ts';
import { builder } from './builder.ts';
import { Draft } from './draft.ts';
import { CreateDraftInput, DraftStepInput, PublishDraftInput, ReviseDraftInput } from './draft-input.ts';
import { idOf } from './ids.ts';
import { exactMoment } from './inputs.ts';
import { orUserError, resultType } from './user-error.ts';

export function draftId(id: string): number {
  return idOf('Draft', id, ['input', 'draft']);
}

/** Why a step isn't taken. */
export const ofStep = ['NotAllowed', 'NotFound', 'InvalidInput', 'WrongState', 'StaleRevision'] as const;

const CreateDraftResult = resultType('CreateDraftResult', 'The draft, or why there is none.', Draft, [
  'NotAllowed',
  'NotFound',
  'InvalidInput',
]);

builder.mutationField('createDraft', (t) =>
  t.field({
    type: CreateDraftResult,
    description: 'Begins a piece; it is the caller’s own. Takes the role WRITER.',
    args: { input: t.arg({ type: CreateDraftInput, required: true, description: 'What it begins with.' }) },
    resolve: (_, { input }, { db, viewer, publicUrl }) =>
      orUserError(() => createDraft(db, viewer, { ...input, publicUrl })),
  }),
);

const ReviseDraftResult = resultType('ReviseDraftResult', 'The draft as it is now, or why not.', Draft, ofStep);

builder.mutationField('reviseDraft', (t) =>
  t.field({
    type: ReviseDraftResult,
    description:
      'Changes a piece. Writers change their own while they are in progress or published, editors also what is in review or approved, which sends it back to review. Readers see none of it until it is published again.',
    args: { input: t.arg({ type: ReviseDraftInput, required: true, description: 'What changes.' }) },
    resolve: (_, { input }, { db, viewer, publicUrl }) =>
      orUserError(() => reviseDraft(db, viewer, { ...input, publicUrl, draft: draftId(input.draft) })),
  }),
);

const steps = [
  [
    'submitDraft',
    'submit',
    'Hands a piece in for review. It has a headline, and a body or a standfirst. Takes the role WRITER.',
  ],
  ['returnDraft', 'return', 'Gives a piece back to be worked on; the note says why. Takes the role EDITOR.'],
  ['approveDraft', 'approve', 'Finds a piece fit to be published. Takes the role EDITOR.'],
] as const;

for (const [field, step, description] of steps) {
  const name = `${field.charAt(0).toUpperCase()}${field.slice(1)}Result`;
  const result = resultType(name, 'The draft as it is now, or why not.', Draft, ofStep);
  builder.mutationField(field, (t) =>
    t.field({
      type: result,
      description,
      args: { input: t.arg({ type: DraftStepInput, required: true, description: 'Which draft.' }) },
      resolve: (_, { input }, { db, viewer }) =>
        orUserError(() => takeStep(db, viewer, step, { ...input, draft: draftId(input.draft) })),
    }),
  );
}

const PublishDraftResult = resultType('PublishDraftResult', 'The draft as it is now, or why not.', Draft, ofStep);

builder.mutationField('publishDraft', (t) =>
  t.field({
    type: PublishDraftResult,
    description:
      'Gives an approved piece to readers: now, at a time, or when its embargo ends. It comes out on time by the database’s clock. Takes the role EDITOR.',
    args: { input: t.arg({ type: PublishDraftInput, required: true, description: 'Which draft, and when.' }) },
    resolve: (_, { input }, { db, viewer }) =>
      orUserError(() => {
        const times = ['at', 'publishedAt', 'embargoUntil'] as const;
        for (const time of times) exactMoment(input[time], ['input', time]);
        return publishDraft(db, viewer, { ...input, draft: draftId(input.draft) });
      }),
  }),
);

const UnscheduleDraftResult = resultType('UnscheduleDraftResult', 'The draft as it is now, or why not.', Draft, ofStep);

builder.mutationField('unscheduleDraft', (t) =>
  t.field({
    type: UnscheduleDraftResult,
    description: 'Takes a schedule or an embargo back: the piece is approved again. Takes the role EDITOR.',
    args: { input: t.arg({ type: DraftStepInput, required: true, description: 'Which draft.' }) },
    resolve: (_, { input }, { db, viewer }) =>
      orUserError(() => unscheduleDraft(db, viewer, { ...input, draft: draftId(input.draft) })),
  }),
);

const DeleteDraftResult = resultType(
  'DeleteDraftResult',
  'The draft as it was, or why it wasn’t deleted.',
  Draft,
  ofStep,
);

builder.mutationField('deleteDraft', (t) =>
  t.field({
    type: DeleteDraftResult,
    description:
      'Deletes a piece that readers never had, with its revisions: the log keeps who did it, its headline and the note. What was out is withdrawn or killed; what is scheduled is taken back first. Writers delete their own while they are in progress, editors also what is in review or approved. Takes the role WRITER.',
    args: { input: t.arg({ type: DraftStepInput, required: true, description: 'Which draft.' }) },
    resolve: (_, { input }, { db, viewer }) =>
      orUserError(() => deleteDraft(db, viewer, { ...input, draft: draftId(input.draft) })),
  }),
);

const RestoreRevisionResult = resultType('RestoreRevisionResult', 'The draft as it is now, or why not.', Draft, [
  'NotAllowed',
  'NotFound',
  'WrongState',
  'StaleRevision',
]);

builder.mutationField('restoreRevision', (t) =>
  t.field({
    type: RestoreRevisionResult,
    description: 'Makes the content of an earlier revision that of a new one. Who may is as for reviseDraft.',
    args: {
      draft: t.arg.id({ required: true, description: 'The id of the draft.' }),
      revision: t.arg.int({ required: true, description: 'The number of the revision.' }),
      expectedRevision: t.arg.int({ required: true, description: 'The revision that the caller has read.' }),
    },
    resolve: (_, { draft, revision, expectedRevision }, { db, viewer }) =>
      orUserError(() =>
        restoreRevision(db, viewer, { draft: idOf('Draft', draft, ['draft']), revision, expectedRevision }),
      ),
  }),
);
