/** The workflow: every step in every state by every role, against rules written by hand. */

import { describe, expect, test } from 'vitest';
import { workflow } from '../../src/newsroom/workflow.ts';
import { hasRole, reader, type Viewer } from '../../src/roles.ts';
import { type Told, toolsOf, whole } from '../support/drafts.ts';
import { admin, analyst, editor, otherWriter, useNewsroom, writer } from '../support/newsroom.ts';
import { ofWriters, type RuledStep, rules } from '../support/workflow-rules.ts';

const newsroom = useNewsroom();
const tools = toolsOf(newsroom);

const viewers: readonly Viewer[] = [reader, analyst, otherWriter, writer, editor, admin];
const states = ['IN_PROGRESS', 'IN_REVIEW', 'APPROVED', 'SCHEDULED', 'PUBLISHED'] as const;
type State = (typeof states)[number];

const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
const content = { standfirst: 'Changed.' };

const taken = (draft: Told, article: string) => ({ article, reason: 'Wrong.', expectedRevision: draft.revision });

/** How each step is taken; those of articles by the article's id. */
const ofDraft: Readonly<Partial<Record<RuledStep, (viewer: Viewer, draft: Told) => Promise<Told>>>> = {
  revise: (viewer, draft) => tools.step(viewer, 'reviseDraft', draft, { content }),
  restore: (viewer, draft) => tools.restore(viewer, draft.id, 1, draft.revision),
  submit: (viewer, draft) => tools.step(viewer, 'submitDraft', draft),
  return: (viewer, draft) => tools.step(viewer, 'returnDraft', draft),
  approve: (viewer, draft) => tools.step(viewer, 'approveDraft', draft),
  publish: (viewer, draft) => tools.step(viewer, 'publishDraft', draft),
  schedule: (viewer, draft) => tools.step(viewer, 'publishDraft', draft, { at: tomorrow }),
  unschedule: (viewer, draft) => tools.step(viewer, 'unscheduleDraft', draft),
  delete: (viewer, draft) => tools.step(viewer, 'deleteDraft', draft),
};
const ofArticle: Readonly<Partial<Record<RuledStep, (viewer: Viewer, draft: Told, article: string) => Promise<Told>>>> =
  {
    correct: (viewer, draft, article) =>
      tools.correct(viewer, { article, expectedRevision: draft.revision, note: 'Put right.', content }),
    withdraw: (viewer, draft, article) => tools.take(viewer, 'withdrawArticle', taken(draft, article)),
    kill: (viewer, draft, article) => tools.take(viewer, 'killArticle', taken(draft, article)),
  };

/** A draft of the writer's in a state, of a piece that nobody has read. */
async function draftIn(state: State): Promise<Told> {
  if (state === 'IN_PROGRESS') return tools.create(writer);
  if (state === 'IN_REVIEW') return tools.step(writer, 'submitDraft', await tools.create(writer));
  const approved = await tools.approved(writer, editor);
  if (state === 'APPROVED') return approved;
  return tools.step(editor, 'publishDraft', approved, state === 'SCHEDULED' ? { at: tomorrow } : {});
}

/** The same of a piece that readers have; what is scheduled they have not. */
async function liveDraftIn(state: State): Promise<Told> {
  if (state === 'SCHEDULED') return draftIn(state);
  const published = await draftIn('PUBLISHED');
  if (state === 'PUBLISHED') return published;
  const revised = await tools.step(writer, 'reviseDraft', published, { content: { headline: 'Bridge opens again' } });
  if (state === 'IN_PROGRESS') return revised;
  const submitted = await tools.step(writer, 'submitDraft', revised);
  return state === 'IN_REVIEW' ? submitted : tools.step(editor, 'approveDraft', submitted);
}

function expected(viewer: Viewer, step: RuledStep, state: State, isOfArticle: boolean) {
  const least = ofWriters.includes(step) ? 'WRITER' : 'EDITOR';
  if (!hasRole(viewer, least)) return { __typename: 'NotAllowed', requiredRole: least };
  if (viewer === otherWriter) return { __typename: 'NotFound' };
  const rule = rules[step][state];
  if (rule === undefined) return isOfArticle ? { __typename: 'NotFound' } : { __typename: 'WrongState', state };
  const [role, to] = rule;
  if (!hasRole(viewer, role)) return { __typename: 'NotAllowed', requiredRole: role };
  if (step === 'correct') return { __typename: 'Article' };
  // What is deleted is told as it was.
  return { __typename: 'Draft', state: to ?? state };
}

/** Everybody in turn takes the step; once it is taken, the next has a draft of its own. */
async function everybodyTakes(
  step: RuledStep,
  state: State,
  make: (state: State) => Promise<Told>,
  take: (viewer: Viewer, draft: Told) => Promise<Told>,
  isOfArticle: boolean,
): Promise<void> {
  let draft = await make(state);
  expect(draft).toMatchObject({ __typename: 'Draft', state });
  for (const viewer of viewers) {
    const result = await take(viewer, draft);
    expect(result, `${viewer.role} takes ${step} in ${state}`).toMatchObject(
      expected(viewer, step, state, isOfArticle),
    );
    if (result.__typename === 'Draft' || result.__typename === 'Article') draft = await make(state);
  }
}

test('every step and state of the table is tried here', () => {
  const tried = ['create', ...Object.keys(ofDraft), ...Object.keys(ofArticle)];
  expect(new Set(workflow.map(({ step }) => step))).toEqual(new Set(tried));
  expect(new Set(workflow.map(({ to }) => to))).toEqual(new Set([...states, null]));
});

test.each(viewers)('createDraft by $role: writers, editors and admins may', async (viewer) => {
  const result = await tools.create(viewer, whole);
  const isAllowed = ['WRITER', 'EDITOR', 'ADMIN'].includes(viewer.role);
  expect(result.__typename).toBe(isAllowed ? 'Draft' : 'NotAllowed');
});

describe.each(states)('a draft that is %s', (state) => {
  test.each(Object.entries(ofDraft))(
    'takes the step %s to the state and for the roles of the rules',
    async (step, take) => {
      await everybodyTakes(step as RuledStep, state, draftIn, take, false);
    },
  );

  test.each(Object.entries(ofArticle))(
    'takes the step %s to the state and for the roles of the rules',
    async (step, take) => {
      const articles = new Map<string, string>();
      const make = async (wanted: State) => {
        const draft = await liveDraftIn(wanted);
        articles.set(draft.id, await articleId(draft));
        return draft;
      };
      const takeOf = (viewer: Viewer, draft: Told) => take(viewer, draft, articles.get(draft.id) as string);
      await everybodyTakes(step as RuledStep, state, make, takeOf, true);
    },
  );
});

test.each(states)(
  'the revision is looked at before the state: no step of an old one that is %s is WrongState',
  async (state) => {
    const draft = await draftIn(state);
    const old = { ...draft, revision: draft.revision - 1 };
    for (const [step, take] of Object.entries(ofDraft)) {
      expect(await take(editor, old), step).toMatchObject({
        __typename: 'StaleRevision',
        currentRevision: draft.revision,
      });
    }
  },
);

describe('of two who take the same step of the same revision at once, one is told that they are late:', () => {
  const taken = Object.entries(rules).flatMap(([step, byState]) =>
    Object.keys(byState).map((state) => [step as RuledStep, state as State] as const),
  );
  test.each(taken)('%s of what is %s', async (step, state) => {
    const ofLive = ofArticle[step];
    const draft = await (ofLive === undefined ? draftIn(state) : liveDraftIn(state));
    const article = ofLive === undefined ? '' : await articleId(draft);
    const take = (viewer: Viewer) => ofLive?.(viewer, draft, article) ?? ofDraft[step]?.(viewer, draft);
    const results = await Promise.all([take(editor), take(admin)]);
    const isDone = (told: Told | undefined) => told?.__typename === 'Draft' || told?.__typename === 'Article';
    expect(results.filter(isDone)).toHaveLength(1);
    // Of what is deleted there is nothing to be late for.
    const late =
      step === 'delete'
        ? { __typename: 'NotFound' }
        : { __typename: 'StaleRevision', currentRevision: draft.revision + 1 };
    expect(results.find((told) => !isDone(told))).toMatchObject(late);
    expect(await take(editor), 'and whoever comes later').toMatchObject(late);
  });
});

/** Of what is scheduled nobody is told it. */
async function articleId(draft: Told): Promise<string> {
  if (draft.article !== null) return draft.article.id;
  const { id } = await newsroom.db.selectFrom('article').select('id').orderBy('id', 'desc').executeTakeFirstOrThrow();
  return Buffer.from(`Article:${id}`).toString('base64url');
}
