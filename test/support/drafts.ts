/** Short calls of the mutations of drafts, with the fields that tests look at. */

import { expect } from 'vitest';
import type { Viewer } from '../../src/roles.ts';
import type { TestNewsroom } from './newsroom.ts';

export interface Told {
  readonly __typename: string;
  readonly id: string;
  readonly state: string;
  readonly revision: number;
  readonly headline: string;
  readonly slug: string | null;
  readonly message: string;
  readonly requiredRole: string;
  readonly path: readonly string[];
  readonly currentRevision: number;
  readonly article: { readonly id: string; readonly slug: string } | null;
  readonly [field: string]: unknown;
}

const result = `__typename
  ... on Draft { id state revision headline slug scheduledFor embargoedUntil article { id slug } }
  ... on Article { id slug headline }
  ... on UserError {
    message
    ... on NotAllowed { requiredRole }
    ... on InvalidInput { path }
    ... on WrongState { state }
    ... on StaleRevision { currentRevision }
  }`;

const ofDraft = result.replace(/\.\.\. on Article .*/, '');
const ofArticle = result.replace(/\.\.\. on Draft .*/, '');

const inputs = {
  createDraft: 'CreateDraftInput',
  reviseDraft: 'ReviseDraftInput',
  submitDraft: 'DraftStepInput',
  returnDraft: 'DraftStepInput',
  approveDraft: 'DraftStepInput',
  publishDraft: 'PublishDraftInput',
  unscheduleDraft: 'DraftStepInput',
  deleteDraft: 'DraftStepInput',
  withdrawArticle: 'WithdrawArticleInput',
  killArticle: 'WithdrawArticleInput',
} as const;

type Mutation = keyof typeof inputs;
type Input = Readonly<Record<string, unknown>>;

export function toolsOf(newsroom: TestNewsroom) {
  const run = async (viewer: Viewer, query: string, variables: Input, field: string): Promise<Told> => {
    const answer = await newsroom.askAs<Record<string, Told>>(viewer, query, variables);
    expect(answer.errors).toBeUndefined();
    return answer.data?.[field] as Told;
  };
  const tools = {
    take: (viewer: Viewer, mutation: Mutation, input: Input) =>
      run(
        viewer,
        `mutation ($input: ${inputs[mutation]}!) { ${mutation}(input: $input) { ${ofDraft} } }`,
        { input },
        mutation,
      ),
    restore: (viewer: Viewer, draft: string, revision: number, expectedRevision: number) =>
      run(
        viewer,
        `mutation ($draft: ID!, $revision: Int!, $expectedRevision: Int!) {
          restoreRevision(draft: $draft, revision: $revision, expectedRevision: $expectedRevision) { ${ofDraft} }
        }`,
        { draft, revision, expectedRevision },
        'restoreRevision',
      ),
    correct: (viewer: Viewer, input: Input) =>
      run(
        viewer,
        `mutation ($input: CorrectArticleInput!) { correctArticle(input: $input) {
          ${ofArticle}
        } }`,
        { input },
        'correctArticle',
      ),
    /** The next step of a draft as it was told. */
    step: (viewer: Viewer, mutation: Mutation, draft: Told, rest: Input = {}) =>
      tools.take(viewer, mutation, { draft: draft.id, expectedRevision: draft.revision, ...rest }),
    /** Withdraws or kills the article of a draft as it was told. */
    takeAway: (viewer: Viewer, mutation: 'withdrawArticle' | 'killArticle', draft: Told, reason = 'Wrong.') =>
      tools.take(viewer, mutation, { article: draft.article?.id, expectedRevision: draft.revision, reason }),
    create: (viewer: Viewer, content: Input = whole) => tools.take(viewer, 'createDraft', { content }),
    /** A draft of the writer's that an editor has approved. */
    approved: async (writer: Viewer, editor: Viewer, content: Input = whole) => {
      const submitted = await tools.step(writer, 'submitDraft', await tools.create(writer, content));
      return tools.step(editor, 'approveDraft', submitted);
    },
    published: async (writer: Viewer, editor: Viewer, content: Input = whole) =>
      tools.step(editor, 'publishDraft', await tools.approved(writer, editor, content)),
  };
  return tools;
}

export const whole = { headline: 'Bridge opens', body: '<p>The bridge is open.</p>', language: 'en' };
