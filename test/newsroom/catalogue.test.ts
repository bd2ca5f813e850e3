/** Mutations of the catalogue: saving and merging topics and sources, who may, and concurrent merges. */

import { expect, test } from 'vitest';
import { encodeId } from '../../src/ids.ts';
import { relateArticles } from '../../src/related/relate.ts';
import type { Viewer } from '../../src/roles.ts';
import { piece, publish } from '../support/articles.ts';
import { toolsOf, whole } from '../support/drafts.ts';
import { admin, analyst, editor, useNewsroom, writer } from '../support/newsroom.ts';

const newsroom = useNewsroom();

const saveTopic = `mutation ($input: TopicInput!) { saveTopic(input: $input) {
  __typename ... on Topic { id slug revision name description parent { slug } } ... on InvalidInput { path } ... on StaleRevision { currentRevision } ... on NotAllowed { requiredRole } } }`;
const saveSource = `mutation ($input: SourceInput!) { saveSource(input: $input) {
  __typename ... on Source { id slug revision name kind homepage country } ... on InvalidInput { path } ... on StaleRevision { currentRevision } ... on NotAllowed { requiredRole } } }`;
const merge = (
  what: 'Topic' | 'Source',
) => `mutation ($from: ID!, $into: ID!) { merge${what}s(from: $from, into: $into) {
  __typename ... on ${what} { id slug } ... on InvalidInput { path } ... on NotAllowed { requiredRole } } }`;

async function asked(viewer: Viewer, query: string, variables: Record<string, unknown>) {
  const { data, errors } = await newsroom.askAs(viewer, query, variables);
  expect(errors).toBeUndefined();
  return Object.values(data ?? {})[0] as { __typename: string; id: string; [field: string]: unknown };
}

/** Makes one, or changes the one that has the slug now. */
const topic = async (slug: string, given: object = {}) => {
  const input = { slug, name: slug, expectedRevision: await revisionOf('topic', slug), ...given };
  return (await asked(editor, saveTopic, { input })).id;
};
const source = async (slug: string, given: object = {}) => {
  const input = { slug, name: slug, kind: 'OTHER', expectedRevision: await revisionOf('source', slug), ...given };
  return (await asked(editor, saveSource, { input })).id;
};

async function revisionOf(type: 'topic' | 'source', slug: string): Promise<number | null> {
  const { data } = await newsroom.ask<Record<string, { revision: number } | null>>(
    `query ($slug: String!) { ${type}(by: { slug: $slug }) { revision } }`,
    { slug },
  );
  return data?.[type]?.revision ?? null;
}

/** The number that a row has. */
const rowId = (id: string) => Number(Buffer.from(id, 'base64url').toString().split(':')[1]);

/** Of the answer's article. */
function reasonsIn(data: unknown): object[] {
  const { article } = data as { article: { related: { edges: { reasons: object[] }[] } } };
  return article.related.edges.flatMap(({ reasons }) => reasons);
}

test('saveTopic creates a topic, or changes the one whose revision is given: omitted fields stay, and null clears', async () => {
  await topic('energy');
  const made = await asked(editor, saveTopic, {
    input: { slug: 'wind-power', name: ' Wind power ', description: 'Turbines.', parent: 'energy' },
  });
  expect(made).toMatchObject({ name: 'Wind power', description: 'Turbines.', parent: { slug: 'energy' } });
  const changed = await asked(editor, saveTopic, { input: { slug: 'wind-power', expectedRevision: 1, name: 'Wind' } });
  expect(changed).toMatchObject({ id: made.id, name: 'Wind', description: 'Turbines.', parent: { slug: 'energy' } });
  const bare = await asked(editor, saveTopic, {
    input: { slug: 'wind-power', expectedRevision: 2, name: 'Wind', description: null, parent: null },
  });
  expect(bare).toMatchObject({ id: made.id, description: null, parent: null });
});

test('saveSource creates a source with aliases, and imports find it by them', async () => {
  const made = await asked(editor, saveSource, {
    input: {
      slug: 'reuters',
      name: 'Reuters',
      kind: 'NEWS_AGENCY',
      homepage: 'https://reuters.example/',
      country: 'GB',
      aliases: ['Reuters News', 'REUTERS', 'reuters news'],
    },
  });
  expect(made).toMatchObject({ name: 'Reuters', homepage: 'https://reuters.example/', country: 'GB' });
  await asked(editor, saveSource, {
    input: { slug: 'reuters', expectedRevision: 1, name: 'Reuters', kind: 'NEWS_AGENCY' },
  });
  const row = await newsroom.db.selectFrom('source').select('aliases').where('slug', '=', 'reuters').execute();
  expect(row).toEqual([{ aliases: ['reuters news'] }]);
});

test('a topic can’t be moved below itself or its descendants', async () => {
  await topic('top');
  await topic('middle', { parent: 'top' });
  await topic('bottom', { parent: 'middle' });
  for (const parent of ['top', 'middle', 'bottom']) {
    const refused = await asked(editor, saveTopic, {
      input: { slug: 'top', expectedRevision: 1, name: 'Top', parent },
    });
    expect(refused).toEqual({ __typename: 'InvalidInput', path: ['input', 'parent'] });
  }
  const [from, into] = [await topic('top'), await topic('bottom')];
  expect(await asked(editor, merge('Topic'), { from, into })).toEqual({ __typename: 'InvalidInput', path: ['into'] });
  expect(await asked(editor, merge('Topic'), { from, into: from })).toMatchObject({ __typename: 'InvalidInput' });
});

test('invalid input is refused by the field’s name', async () => {
  const refusals: [string, object, string[]][] = [
    [saveTopic, { slug: 'Not A Slug', name: 'x' }, ['input', 'slug']],
    [saveTopic, { slug: 'x', name: '  ' }, ['input', 'name']],
    [saveTopic, { slug: 'x', name: 'x'.repeat(201) }, ['input', 'name']],
    [saveTopic, { slug: 'x', name: 'x', parent: 'nowhere' }, ['input', 'parent']],
    [saveSource, { slug: 'x', name: 'x', kind: 'OTHER', homepage: 'ftp://x.example' }, ['input', 'homepage']],
    [saveSource, { slug: 'x', name: 'x', kind: 'OTHER', country: 'no' }, ['input', 'country']],
    [saveSource, { slug: 'x', name: 'x', kind: 'OTHER', aliases: ['y', ''] }, ['input', 'aliases', '1']],
  ];
  for (const [mutation, input, path] of refusals) {
    expect(await asked(editor, mutation, { input })).toEqual({ __typename: 'InvalidInput', path });
  }
});

test('only editors and admins may change the catalogue', async () => {
  const ids = [await topic('role-a'), await topic('role-b'), await source('role-a'), await source('role-b')];
  const reader: Viewer = { role: 'READER', name: 'Rita', id: 'token:9' };
  for (const viewer of [reader, analyst, writer]) {
    const answers = [
      await asked(viewer, saveTopic, { input: { slug: 'BAD', name: '' } }),
      await asked(viewer, saveSource, { input: { slug: 'BAD', name: '', kind: 'OTHER' } }),
      await asked(viewer, merge('Topic'), { from: ids[0], into: encodeId('Topic', 999_999) }),
      await asked(viewer, merge('Source'), { from: ids[2], into: ids[3] }),
    ];
    for (const answer of answers) expect(answer).toEqual({ __typename: 'NotAllowed', requiredRole: 'EDITOR' });
  }
  expect(await asked(admin, merge('Topic'), { from: ids[0], into: ids[1] })).toMatchObject({ slug: 'role-b' });
  expect(await asked(admin, merge('Source'), { from: ids[2], into: ids[3] })).toMatchObject({ slug: 'role-b' });
  const missing = await asked(editor, merge('Topic'), { from: ids[1], into: encodeId('Topic', 999_999) });
  expect(missing).toEqual({ __typename: 'NotFound' });
});

test('merging a topic moves all that refers to it, and its slug, id and name lead to the survivor', async () => {
  const attributions = [{ role: 'CITED' as const, source: { name: 'Ada Holm', kind: 'PERSON' as const } }];
  const ids = await publish(newsroom.db, [
    piece('tunnel', { topics: ['Trams', 'Light rail'], attributions }),
    piece('depot', { topics: ['Light rail', 'Depots'] }),
  ]);
  await relateArticles(newsroom.db, ids);
  const [from, into] = [await topic('light-rail', { name: 'Light rail' }), await topic('trams', { name: 'Trams' })];
  await topic('stops', { parent: 'light-rail' });
  await newsroom.db
    .insertInto('draft')
    .values({
      owner: 'token:1',
      headline: 'Stop',
      language: 'en',
      topic_ids: [rowId(from), rowId(into)],
      suggested_topic_ids: [rowId(from)],
      declared_topic_ids: [rowId(from)],
      settled_topic_ids: [rowId(into), rowId(from)],
    })
    .execute();
  const first = await topic('street-cars', { name: 'Street cars' });
  expect(await asked(editor, merge('Topic'), { from: first, into: from })).toMatchObject({ slug: 'light-rail' });
  expect(await asked(editor, merge('Topic'), { from, into })).toEqual({ __typename: 'Topic', id: into, slug: 'trams' });

  const answer = await newsroom.ask(
    `query ($gone: ID!, $first: ID!) {
      former: topic(by: { slug: "light-rail" }) { id children { slug } articles { nodes { slug } totalCount } }
      before: topic(by: { slug: "street-cars" }) { slug }
      byId: topic(by: { id: $gone }) { slug }
      node(id: $first) { id }
      children: topics(where: { parent: "light-rail" }) { nodes { slug } }
      anyOf: articles(where: { topics: { anyOf: ["street-cars"] } }) { nodes { slug } totalCount }
      allOf: articles(where: { topics: { allOf: ["light-rail", "depots"], includeDescendants: true } }) { nodes { slug } }
      noneOf: articles(where: { topics: { noneOf: ["light-rail"] } }) { nodes { slug } }
      article(by: { slug: "tunnel" }) { topics { slug } related { edges { reasons { kind topics { slug } } } } }
    }`,
    { gone: from, first },
  );
  expect(answer.errors).toBeUndefined();
  const both = [{ slug: 'depot' }, { slug: 'tunnel' }];
  expect(answer.data).toMatchObject({
    former: { id: into, children: [{ slug: 'stops' }], articles: { nodes: both, totalCount: 2 } },
    before: { slug: 'trams' },
    byId: { slug: 'trams' },
    node: { id: into },
    children: { nodes: [{ slug: 'stops' }] },
    anyOf: { nodes: both, totalCount: 2 },
    allOf: { nodes: [{ slug: 'depot' }] },
    noneOf: { nodes: [] },
    article: { topics: [{ slug: 'trams' }] },
  });
  expect(reasonsIn(answer.data)).toContainEqual({ kind: 'SHARED_TOPICS', topics: [{ slug: 'trams' }] });
  const [draft] = await newsroom.db.selectFrom('draft').selectAll().where('headline', '=', 'Stop').execute();
  const survivor = [rowId(into)];
  expect(draft).toMatchObject({
    topic_ids: survivor,
    suggested_topic_ids: survivor,
    declared_topic_ids: survivor,
    settled_topic_ids: survivor,
  });

  const refused = await asked(editor, saveTopic, { input: { slug: 'light-rail', name: 'Anew' } });
  expect(refused).toEqual({ __typename: 'InvalidInput', path: ['input', 'slug'] });
  await publish(newsroom.db, [piece('again', { topics: ['LIGHT RAIL', 'Light-rail!'] })]);
  const later = await newsroom.ask('{ article(by: { slug: "again" }) { topics { slug } } }');
  expect(later.data).toEqual({ article: { topics: [{ slug: 'trams' }] } });
});

test('an article with both topics has the one that is left where it had the first of the two', async () => {
  const ids = await publish(newsroom.db, [
    piece('first of three', { topics: ['Canals', 'Locks', 'Waterways'] }),
    piece('last of three', { topics: ['Locks', 'Waterways', 'Canals'] }),
    piece('middle of three', { topics: ['Locks', 'Canals', 'Waterways'] }),
  ]);
  const query = '{ topics(where: { search: "a" }, first: 100) { nodes { id slug } } }';
  const { data } = await newsroom.ask<{ topics: { nodes: { id: string; slug: string }[] } }>(query);
  const idOf = (slug: string) => data?.topics.nodes.find((each) => each.slug === slug)?.id;
  await asked(editor, merge('Topic'), { from: idOf('canals'), into: idOf('waterways') });
  const topics = async (id: number | undefined) => {
    const answer = await newsroom.ask<{ article: { topics: { slug: string }[] } }>(
      `{ article(by: { id: "${encodeId('Article', id ?? 0)}" }) { topics { slug } } }`,
    );
    return answer.data?.article.topics.map(({ slug }) => slug);
  };
  expect(await topics(ids[0])).toEqual(['waterways', 'locks']);
  expect(await topics(ids[1])).toEqual(['locks', 'waterways']);
  expect(await topics(ids[2])).toEqual(['locks', 'waterways']);
});

test('a revision from before a merge is restored with the survivors of its topics and sources', async () => {
  const [gone, kept] = [await topic('sails'), await topic('rigging')];
  const [goneSource, keptSource] = [await source('sail-guild'), await source('rigging-guild')];
  const tools = toolsOf(newsroom);
  const content = {
    ...whole,
    topics: ['sails'],
    attributions: [{ role: 'CITED', source: 'sail-guild' }],
    leadImage: { url: 'https://pictures.example/sail.jpg', credit: 'sail-guild' },
  };
  const draft = await tools.create(writer, content);
  const emptied = { topics: [], attributions: [], leadImage: null };
  const revised = await tools.step(writer, 'reviseDraft', draft, { content: emptied });
  await asked(editor, merge('Topic'), { from: gone, into: kept });
  await asked(editor, merge('Source'), { from: goneSource, into: keptSource });
  await tools.restore(writer, draft.id, 1, revised.revision);
  const { data } = await newsroom.askAs(
    writer,
    `{ draft(id: "${draft.id}") { topics { slug } attributions { role source { slug } } leadImage { credit { slug } } } }`,
  );
  expect(data).toEqual({
    draft: {
      topics: [{ slug: 'rigging' }],
      attributions: [{ role: 'CITED', source: { slug: 'rigging-guild' } }],
      leadImage: { credit: { slug: 'rigging-guild' } },
    },
  });
});

test('merging a source moves all that refers to it, and its slug, id and names lead to the survivor', async () => {
  const wire = { name: 'Agence Nord', kind: 'NEWS_AGENCY' as const };
  const short = { name: 'AN', kind: 'OTHER' as const };
  const body = '<p>The sea wall gave way at noon, and the crews of two dredgers wait outside the breakwater.</p>';
  const ids = await publish(newsroom.db, [
    piece('harbour', {
      body,
      attributions: [
        { role: 'WIRE', source: short },
        { role: 'WIRE', source: wire },
        { role: 'QUOTED', source: short, quote: 'We saw it.' },
      ],
      image: { url: null, caption: 'The quay', credit: short },
    }),
    piece('ferry', { body, attributions: [{ role: 'WIRE', source: short }] }),
  ]);
  await relateArticles(newsroom.db, ids);
  const from = await source('an', { name: 'AN', aliases: ['Nord News'], homepage: 'https://nord.example/' });
  const into = await source('agence-nord', { name: 'Agence Nord', kind: 'NEWS_AGENCY' });
  const cited = (id: string, role = 'CITED') => ({ role, source_id: rowId(id), quote: null });
  await newsroom.db
    .insertInto('draft')
    .values({
      owner: 'token:1',
      headline: 'Quay',
      language: 'en',
      image: JSON.stringify({ url: null, caption: 'Quay', credit_source_id: rowId(from) }),
      attributions: JSON.stringify([cited(from), cited(from, 'WIRE'), cited(into)]),
    })
    .execute();
  expect(await asked(editor, merge('Source'), { from, into })).toEqual({
    __typename: 'Source',
    id: into,
    slug: 'agence-nord',
  });

  const answer = await newsroom.ask(
    `query ($gone: ID!) {
      former: source(by: { slug: "an" }) { id homepage articles { edges { node { slug } roles } totalCount } }
      node(id: $gone) { id }
      anyOf: articles(where: { sources: { anyOf: ["an"] } }) { nodes { slug } }
      named: sources(where: { search: "nord news" }) { nodes { slug } }
      article(by: { slug: "harbour" }) {
        attributions { role quote source { slug } } leadImage { credit { slug } }
        related { edges { reasons { kind sources { slug } } } }
      }
    }`,
    { gone: from },
  );
  expect(answer.errors).toBeUndefined();
  expect(answer.data).toMatchObject({
    former: {
      id: into,
      homepage: 'https://nord.example/',
      articles: { edges: [{ roles: ['WIRE'] }, { roles: ['WIRE', 'QUOTED'] }], totalCount: 2 },
    },
    node: { id: into },
    anyOf: { nodes: [{ slug: 'ferry' }, { slug: 'harbour' }] },
    named: { nodes: [{ slug: 'agence-nord' }] },
    article: {
      attributions: [
        { role: 'WIRE', quote: null, source: { slug: 'agence-nord' } },
        { role: 'QUOTED', quote: 'We saw it.', source: { slug: 'agence-nord' } },
      ],
      leadImage: { credit: { slug: 'agence-nord' } },
    },
  });
  expect(reasonsIn(answer.data)).toContainEqual({ kind: 'SHARED_SOURCES', sources: [{ slug: 'agence-nord' }] });
  const [draft] = await newsroom.db.selectFrom('draft').selectAll().where('headline', '=', 'Quay').execute();
  expect(draft).toMatchObject({
    image: { credit_source_id: rowId(into), caption: 'Quay' },
    attributions: [cited(into), cited(into, 'WIRE')],
  });
  await publish(newsroom.db, [piece('pier', { attributions: [{ role: 'WIRE', source: short }] })]);
  const later = await newsroom.ask('{ article(by: { slug: "pier" }) { attributions { source { slug } } } }');
  expect(later.data).toEqual({ article: { attributions: [{ source: { slug: 'agence-nord' } }] } });
});

test('of two opposite merges at the same time one wins, and no reference of an article is lost', async () => {
  for (let round = 0; round < 10; round += 1) {
    const names = [`Left ${round}`, `Right ${round}`];
    await publish(
      newsroom.db,
      names.map((name) => piece(name, { topics: [name] })),
    );
    const [left, right] = [await topic(`left-${round}`), await topic(`right-${round}`)];
    const importing = publish(newsroom.db, [piece(`Late ${round}`, { topics: [`left-${round}`, `right-${round}`] })]);
    const answers = await Promise.all([
      asked(editor, merge('Topic'), { from: left, into: right }),
      asked(editor, merge('Topic'), { from: right, into: left }),
    ]);
    await importing;
    expect(answers.map(({ __typename }) => __typename).toSorted()).toEqual(['NotFound', 'Topic']);
    const found = await newsroom.ask<Record<string, { articles: { totalCount: number } }>>(
      `{ left: topic(by: { slug: "left-${round}" }) { articles { totalCount } }
         right: topic(by: { slug: "right-${round}" }) { articles { totalCount } } }`,
    );
    expect(found.data).toEqual({ left: { articles: { totalCount: 3 } }, right: { articles: { totalCount: 3 } } });
  }
});

test('merging while articles are written, published and imported loses nothing and fails nothing', async () => {
  const tools = toolsOf(newsroom);
  for (let round = 0; round < 5; round += 1) {
    const [from, into] = [await topic(`gone-${round}`), await topic(`kept-${round}`)];
    const [agency, paper] = [await source(`agency-${round}`), await source(`paper-${round}`)];
    const content = (headline: string) => ({
      ...whole,
      headline,
      topics: [`gone-${round}`],
      attributions: [{ role: 'WIRE', source: `agency-${round}` }],
    });
    const approved = await Promise.all(
      [1, 2].map((number) => tools.approved(writer, editor, content(`Ready ${round} ${number}`))),
    );
    const text = `Tram stops ${round}\n\nThe tram stops, according to Agency-${round}. The depot stays shut for the whole of the night.\n`;
    const work = await Promise.all([
      ...approved.map((draft) => tools.step(editor, 'publishDraft', draft)),
      tools.create(writer, content(`New ${round}`)),
      asked(editor, merge('Topic'), { from, into }),
      asked(editor, merge('Source'), { from: agency, into: paper }),
      asked(
        editor,
        'mutation ($input: ImportDocumentInput!) { importDocument(input: $input) { __typename ... on InvalidInput { message } } }',
        { input: { text, publish: true } },
      ),
      publish(newsroom.db, [
        piece(`Wire ${round}`, {
          topics: [`gone-${round}`],
          attributions: [{ role: 'WIRE', source: { name: `agency-${round}`, kind: 'OTHER' } }],
        }),
      ]),
    ]);
    const result = work.flatMap((each) => ('__typename' in each ? [each.__typename] : []));
    expect(result).toEqual(['Draft', 'Draft', 'Draft', 'Topic', 'Source', 'Draft']);
    const found = await newsroom.askAs(
      editor,
      `query ($search: String!) {
        topic(by: { slug: "gone-${round}" }) { slug articles { totalCount } }
        source(by: { slug: "agency-${round}" }) { slug articles(roles: [WIRE]) { totalCount } }
        drafts(where: { search: $search }) { nodes { topics { slug } attributions { source { slug } } } }
      }`,
      { search: `New ${round}` },
    );
    expect(found.data).toEqual({
      topic: { slug: `kept-${round}`, articles: { totalCount: 3 } },
      source: { slug: `paper-${round}`, articles: { totalCount: 3 } },
      drafts: {
        nodes: [{ topics: [{ slug: `kept-${round}` }], attributions: [{ source: { slug: `paper-${round}` } }] }],
      },
    });
  }
});

test('the event log has who saved and merged what', async () => {
  const rows = await newsroom.db
    .selectFrom('event')
    .select(['type', 'actor', 'role', 'detail'])
    .where('type', 'in', ['topic.saved', 'topic.merged', 'source.saved', 'source.merged'])
    .execute();
  expect(new Set(rows.map(({ type }) => type)).size).toBe(4);
  expect(rows).toContainEqual({
    type: 'source.merged',
    actor: 'token:3',
    role: 'EDITOR',
    detail: { from: { id: expect.any(Number), slug: 'an', name: 'AN' }, articles: 2 },
  });
});
