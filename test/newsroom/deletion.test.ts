/** Deletion of drafts that readers never had, and of topics and sources that nothing uses. */

import { expect, test } from 'vitest';
import type { Viewer } from '../../src/roles.ts';
import { piece, publish } from '../support/articles.ts';
import { toolsOf, whole } from '../support/drafts.ts';
import { editor, useNewsroom, writer } from '../support/newsroom.ts';

const newsroom = useNewsroom((db) =>
  publish(db, [
    piece('Covered', {
      topics: ['Ports'],
      attributions: [{ role: 'QUOTED', source: { name: 'Ada Holm', kind: 'PERSON' } }],
      image: { url: 'https://pictures.example/1.jpg', credit: { name: 'Pia Photo', kind: 'PERSON' } },
    }),
  ]),
);
const tools = toolsOf(newsroom);

type Answer = Readonly<Record<string, unknown>> & { readonly __typename: string; readonly id: string };

async function asked(viewer: Viewer, query: string, variables: Record<string, unknown> = {}): Promise<Answer> {
  const { data, errors } = await newsroom.askAs<Record<string, Answer>>(viewer, query, variables);
  expect(errors).toBeUndefined();
  return Object.values(data ?? {})[0] as Answer;
}

const lastEvent = async () => {
  const { data } = await newsroom.askAs<{ events: { nodes: object[] } }>(
    editor,
    '{ events(first: 1) { nodes { type actor draftId topicId sourceId detail } } }',
  );
  return data?.events.nodes[0];
};

test('a deleted draft is told as it was, and is gone with its revisions; the log says who did it', async () => {
  const draft = await tools.step(writer, 'reviseDraft', await tools.create(writer), { content: { standfirst: 'So.' } });
  const told = await asked(
    writer,
    `mutation ($input: DraftStepInput!) { deleteDraft(input: $input) {
      __typename ... on Draft { id state revision headline standfirst body revisions { totalCount } } } }`,
    { input: { draft: draft.id, expectedRevision: draft.revision, note: 'Written twice.' } },
  );
  expect(told).toEqual({
    __typename: 'Draft',
    id: draft.id,
    state: 'IN_PROGRESS',
    revision: 2,
    headline: whole.headline,
    standfirst: 'So.',
    body: whole.body,
    revisions: { totalCount: 0 },
  });
  expect(await asked(editor, 'query ($id: ID!) { draft(id: $id) { id } }', { id: draft.id })).toBeNull();
  expect(await newsroom.db.selectFrom('revision').selectAll().execute()).toEqual([]);
  expect(await lastEvent()).toMatchObject({
    type: 'DRAFT_DELETED',
    actor: writer.name,
    draftId: draft.id,
    detail: { revision: 2, headline: whole.headline, note: 'Written twice.' },
  });
  expect(await tools.step(writer, 'deleteDraft', draft)).toMatchObject({ __typename: 'NotFound' });
});

test('what readers had is not deleted, whatever state its draft is in', async () => {
  const published = await tools.published(writer, editor);
  const revised = await tools.step(writer, 'reviseDraft', published, { content: { standfirst: 'More.' } });
  expect(await tools.step(editor, 'deleteDraft', revised)).toMatchObject({ __typename: 'WrongState' });
  const withdrawn = await tools.takeAway(editor, 'withdrawArticle', revised);
  expect(await tools.step(editor, 'deleteDraft', withdrawn)).toMatchObject({ __typename: 'WrongState' });
});

test('what was scheduled is deleted once that is taken back, and its slug is free', async () => {
  const approved = await tools.approved(writer, editor, { ...whole, slug: 'once-only' });
  const at = new Date(Date.now() + 3_600_000).toISOString();
  const scheduled = await tools.step(editor, 'publishDraft', approved, { at });
  const refused = await tools.step(editor, 'deleteDraft', scheduled);
  expect(refused).toMatchObject({ __typename: 'WrongState', state: 'SCHEDULED' });
  const taken = await tools.step(editor, 'unscheduleDraft', scheduled);
  expect(await tools.step(editor, 'deleteDraft', taken)).toMatchObject({ __typename: 'Draft' });
  const other = await tools.published(writer, editor, { ...whole, slug: 'once-only' });
  expect(other.article?.slug).toBe('once-only');
});

const deletion = (what: 'Topic' | 'Source') => `mutation ($id: ID!, $expectedRevision: Int!) {
  delete${what}(${what.toLowerCase()}: $id, expectedRevision: $expectedRevision) {
    __typename ... on ${what} { id slug } ... on InUse { articles drafts topics message }
    ... on StaleRevision { currentRevision message } ... on NotAllowed { requiredRole } } }`;

const found = (what: 'topic' | 'source', slug: string) =>
  asked(editor, `query ($slug: String!) { ${what}(by: { slug: $slug }) { __typename id revision } }`, { slug });

test('a topic or source that something uses is not deleted: the answer counts what does', async () => {
  await tools.create(writer, { ...whole, topics: ['ports'], attributions: [{ role: 'CITED', source: 'ada-holm' }] });
  await asked(
    editor,
    'mutation { saveTopic(input: { slug: "quays", name: "Quays", parent: "ports" }) { __typename } }',
  );
  const uses = { articles: 1, drafts: 1, topics: 0 };
  for (const [what, slug, counts] of [
    ['Topic', 'ports', { ...uses, topics: 1 }],
    ['Source', 'ada-holm', uses],
    ['Source', 'pia-photo', { ...uses, drafts: 0 }],
  ] as const) {
    const { id } = await found(what.toLowerCase() as 'topic' | 'source', slug);
    const refused = await asked(editor, deletion(what), { id, expectedRevision: 1 });
    const message = {
      ports: '1 article, 1 draft, and 1 topic',
      'ada-holm': '1 article and 1 draft',
      'pia-photo': '1 article',
    }[slug];
    expect(refused, slug).toMatchObject({ __typename: 'InUse', ...counts, message: `It is used by ${message}.` });
  }
});

test('a topic or source that nothing uses is deleted by an editor who has read it, with its slugs and suggestions', async () => {
  for (const [what, input] of [
    ['Topic', 'slug: "spare", name: "Spare"'],
    ['Source', 'slug: "spare", name: "Spare", kind: OTHER'],
  ] as const) {
    const type = what.toLowerCase() as 'topic' | 'source';
    const save = `mutation { save${what}(input: { ${input} }) { ... on ${what} { __typename id } } }`;
    const { id } = await asked(editor, save);
    const renamed = `id: "${id}", expectedRevision: 1, ${input.replace('slug: "spare"', 'slug: "sparest"')}`;
    await asked(editor, `mutation { save${what}(input: { ${renamed} }) { __typename } }`);
    const number = Number(Buffer.from(id, 'base64url').toString().split(':')[1]);
    if (what === 'Topic') {
      await newsroom.db
        .updateTable('draft')
        .set({ suggested_topic_ids: [number], declared_topic_ids: [number], settled_topic_ids: [number] })
        .execute();
    }
    const by = { id, expectedRevision: 2 };
    expect(await asked(writer, deletion(what), by)).toEqual({ __typename: 'NotAllowed', requiredRole: 'EDITOR' });
    expect(await asked(editor, deletion(what), { ...by, expectedRevision: 1 })).toEqual({
      __typename: 'StaleRevision',
      currentRevision: 2,
      message: `The ${type} is at revision 2 by now; read it again before changing it.`,
    });
    expect(await asked(editor, deletion(what), by)).toEqual({ __typename: what, id, slug: 'sparest' });
    expect(await lastEvent()).toMatchObject({
      type: `${type.toUpperCase()}_DELETED`,
      [`${type}Id`]: id,
      detail: { slug: 'sparest' },
    });
    expect(await asked(editor, deletion(what), by)).toEqual({ __typename: 'NotFound' });
    expect(await found(type, 'spare')).toBeNull();
    expect(await asked(editor, save)).not.toMatchObject({ id });
  }
  const suggestions = await newsroom.db
    .selectFrom('draft')
    .select(['suggested_topic_ids', 'declared_topic_ids', 'settled_topic_ids'])
    .distinct()
    .execute();
  expect(suggestions).toEqual([{ suggested_topic_ids: [], declared_topic_ids: [], settled_topic_ids: [] }]);
});
