/** Topics and sources are saved by revision, and keep leading from their former slugs. */

import { expect, test } from 'vitest';
import type { Viewer } from '../../src/roles.ts';
import { piece, publish } from '../support/articles.ts';
import { toolsOf, whole } from '../support/drafts.ts';
import { admin, editor, useNewsroom, writer } from '../support/newsroom.ts';

const newsroom = useNewsroom((db) =>
  publish(db, [
    piece('Tunnel', {
      topics: ['Trams', 'Depots'],
      attributions: [{ role: 'QUOTED', source: { name: 'Ada Holm', kind: 'PERSON' } }],
    }),
  ]),
);

interface Answer {
  readonly __typename: string;
  readonly id: string;
  readonly slug: string;
  readonly revision: number;
  readonly [field: string]: unknown;
}

async function saved(what: 'Topic' | 'Source', input: object, viewer: Viewer = editor): Promise<Answer> {
  const { data, errors } = await newsroom.askAs<{ saved: Answer }>(
    viewer,
    `mutation ($input: ${what}Input!) { saved: save${what}(input: $input) {
      __typename ... on ${what} { id slug revision } ... on InvalidInput { path } ... on StaleRevision { currentRevision }
    } }`,
    { input: { name: 'Some', ...(what === 'Source' && { kind: 'OTHER' }), ...input } },
  );
  expect(errors).toBeUndefined();
  return data?.saved as Answer;
}

const refused = { __typename: 'InvalidInput', path: ['input', 'slug'] };

test.each(['Topic', 'Source'] as const)(
  'save%s makes what there isn’t, and changes what the caller has read',
  async (what) => {
    const slug = 'lamp-posts';
    const made = await saved(what, { slug });
    expect(made).toMatchObject({ __typename: what, slug, revision: 1 });
    expect(await saved(what, { slug })).toEqual(refused);
    expect(await saved(what, { slug, expectedRevision: 1 })).toEqual({ ...made, revision: 2 });
    const stale = { __typename: 'StaleRevision', currentRevision: 2 };
    expect(await saved(what, { slug, expectedRevision: 1 })).toEqual(stale);
    expect(await saved(what, { slug, id: made.id })).toEqual(stale);
    expect(await saved(what, { slug, id: made.id, expectedRevision: 1 })).toEqual(stale);
    expect(await saved(what, { slug: 'nowhere', expectedRevision: 1 })).toEqual(refused);
    const unknown = Buffer.from(`${what}:999999`).toString('base64url');
    expect(await saved(what, { slug, id: unknown, expectedRevision: 1 })).toEqual({ __typename: 'NotFound' });
  },
);

test.each(['Topic', 'Source'] as const)(
  'of two who save the same %s at once one wins, whether it is there or not',
  async (what) => {
    for (const [index, expectedRevision] of [null, 1, 2].entries()) {
      const input = { slug: 'contested', expectedRevision };
      const both = await Promise.all([editor, admin].map((viewer) => saved(what, input, viewer)));
      const [won, ...others] = both.filter(({ __typename }) => __typename === what);
      expect([won?.revision, others]).toEqual([index + 1, []]);
      const late = expectedRevision === null ? refused : { __typename: 'StaleRevision', currentRevision: index + 1 };
      expect(both.find(({ __typename }) => __typename !== what)).toEqual(late);
    }
  },
);

test('a topic’s former slug resolves wherever a slug is taken', async () => {
  const { data } = await newsroom.ask<{ topic: { id: string } }>('{ topic(by: { slug: "trams" }) { id } }');
  const id = data?.topic.id;
  const tools = toolsOf(newsroom);
  const draft = await tools.create(writer, { ...whole, topics: ['trams'] });
  const emptied = await tools.step(writer, 'reviseDraft', draft, { content: { topics: [] } });
  expect(await saved('Topic', { id, slug: 'light-rail', expectedRevision: 1 })).toMatchObject({ slug: 'light-rail' });
  await saved('Topic', { slug: 'stops', parent: 'trams' });
  const covered = [{ slug: 'tunnel' }];
  for (const slug of ['trams', 'light-rail']) {
    const answer = await newsroom.ask(
      `query ($slug: String!) {
        topic(by: { slug: $slug }) { id slug articles { nodes { slug } } children { slug } }
        topics(where: { parent: $slug }) { nodes { slug } }
        any: articles(where: { topics: { anyOf: [$slug] } }) { totalCount nodes { slug } }
        all: articles(where: { topics: { allOf: [$slug, "depots"] } }) { nodes { slug } }
        below: articles(where: { topics: { anyOf: [$slug], includeDescendants: true } }) { nodes { slug } }
        none: articles(where: { topics: { noneOf: [$slug] } }) { nodes { slug } }
        trending(where: { topics: { anyOf: [$slug] } }) { nodes { slug } }
      }`,
      { slug },
    );
    expect(answer.errors).toBeUndefined();
    expect(answer.data, slug).toMatchObject({
      topic: { id, slug: 'light-rail', articles: { nodes: covered }, children: [{ slug: 'stops' }] },
      topics: { nodes: [{ slug: 'stops' }] },
      any: { totalCount: 1, nodes: covered },
      all: { nodes: covered },
      below: { nodes: covered },
      none: { nodes: [] },
    });
  }
  // Nobody else takes it, and content may name it, a restored revision too.
  expect(await saved('Topic', { slug: 'trams' })).toEqual(refused);
  await tools.restore(writer, draft.id, 1, emptied.revision);
  const restored = await newsroom.askAs(writer, 'query ($id: ID!) { draft(id: $id) { topics { slug } } }', {
    id: draft.id,
  });
  expect(restored.data).toEqual({ draft: { topics: [{ slug: 'light-rail' }] } });
  expect(await tools.create(writer, { ...whole, topics: ['trams'] })).toMatchObject({ __typename: 'Draft' });
  await publish(newsroom.db, [piece('Late', { topics: ['Trams!'] })]);
  const late = await newsroom.ask('{ article(by: { slug: "late" }) { topics { slug } } }');
  expect(late.data).toEqual({ article: { topics: [{ slug: 'trams-2' }] } });
});

test('a topic takes its own former slug back, also that of one it took in; another’s is refused', async () => {
  const [gone, kept, other] = [
    await saved('Topic', { slug: 'canals' }),
    await saved('Topic', { slug: 'waterways' }),
    await saved('Topic', { slug: 'locks' }),
  ];
  const merge = `mutation { mergeTopics(from: "${gone.id}", into: "${kept.id}") { ... on Topic { revision } } }`;
  expect((await newsroom.askAs(editor, merge)).data).toEqual({ mergeTopics: { revision: 2 } });
  expect(await saved('Topic', { id: other.id, slug: 'canals', expectedRevision: 1 })).toEqual(refused);
  expect(await saved('Topic', { id: other.id, slug: 'waterways', expectedRevision: 1 })).toEqual(refused);
  expect(await saved('Topic', { id: gone.id, slug: 'canals', expectedRevision: 1 })).toEqual({
    __typename: 'NotFound',
  });
  for (const [slug, revision] of [
    ['canals', 3],
    ['rivers', 4],
    ['waterways', 5],
    ['canals', 6],
  ] as const) {
    const told = await saved('Topic', { id: kept.id, slug, expectedRevision: revision - 1 });
    expect(told).toMatchObject({ __typename: 'Topic', slug, revision });
  }
  for (const key of [`slug: "rivers"`, `slug: "waterways"`, `slug: "canals"`, `id: "${gone.id}"`]) {
    const { data } = await newsroom.ask(`{ topic(by: { ${key} }) { id slug } }`);
    expect(data, key).toEqual({ topic: { id: kept.id, slug: 'canals' } });
  }
});

test('a source’s former slug resolves wherever a slug is taken, and the event names it', async () => {
  const { data } = await newsroom.ask<{ source: { id: string } }>('{ source(by: { slug: "ada-holm" }) { id } }');
  const id = data?.source.id;
  const change = { id, slug: 'professor-holm', name: 'Ada Holm', expectedRevision: 1 };
  expect(await saved('Source', change)).toMatchObject({ id, slug: 'professor-holm', revision: 2 });
  const answer = await newsroom.ask(`{
    source(by: { slug: "ada-holm" }) { id slug articles { nodes { slug } } }
    articles(where: { sources: { anyOf: ["ada-holm"] } }) { nodes { slug } }
  }`);
  const covered = { nodes: [{ slug: 'tunnel' }] };
  expect(answer.data).toEqual({ source: { id, slug: 'professor-holm', articles: covered }, articles: covered });
  const attributions = [{ role: 'CITED', source: 'ada-holm' }];
  const created = await toolsOf(newsroom).create(writer, { ...whole, attributions });
  expect(created).toMatchObject({ __typename: 'Draft' });
  const event = await newsroom.db
    .selectFrom('event')
    .select(['detail', 'changes'])
    .where('type', '=', 'source.saved')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  expect(event).toEqual({
    detail: { isNew: false, revision: 2, formerSlug: 'ada-holm' },
    changes: { topics: [], sources: ['ada-holm', 'professor-holm'] },
  });
});
