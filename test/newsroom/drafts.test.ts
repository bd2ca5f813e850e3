/** Drafts: content in and out, validation, idempotency, revisions, and who sees them. */

import { describe, expect, test } from 'vitest';
import { reader, type Viewer } from '../../src/roles.ts';
import { oneLine } from '../../src/text/line.ts';
import { piece, publish } from '../support/articles.ts';
import { type Told, toolsOf, whole } from '../support/drafts.ts';
import { admin, analyst, editor, otherWriter, useNewsroom, writer } from '../support/newsroom.ts';

const newsroom = useNewsroom((db) =>
  publish(db, [
    piece('Imported', {
      topics: ['Bridges', 'Harbour'],
      attributions: [{ role: 'PUBLISHER', source: { name: 'Harbour Courier', kind: 'NEWSPAPER' } }],
    }),
  ]),
);
const tools = toolsOf(newsroom);

const fields = `state revision headline standfirst body language slug droppedFromBody killedAt
  leadImage { url width height alt caption creditLine credit { slug } }
  topics { slug } attributions { role quote source { slug } }
  suggestedTopics { slug } suggestedAttributions { role }`;

async function read(viewer: Viewer, id: string, selection = fields): Promise<Record<string, unknown> | null> {
  const answer = await newsroom.askAs<{ draft: Record<string, unknown> | null }>(
    viewer,
    `query ($id: ID!) { draft(id: $id) { ${selection} } }`,
    { id },
  );
  expect(answer.errors).toBeUndefined();
  return answer.data?.draft ?? null;
}

const image = {
  url: 'https://pictures.example/a.jpg',
  width: 640,
  height: 480,
  alt: 'A bridge',
  caption: 'The bridge at noon',
  creditLine: 'Photo: A. Person',
  credit: 'harbour-courier',
};
const everything = {
  headline: 'Bridge opens',
  standfirst: 'At last.',
  body: '<p>The bridge is open.</p>',
  language: 'en-gb',
  slug: 'bridge-of-all',
  leadImage: image,
  topics: ['harbour', 'bridges', 'harbour'],
  attributions: [
    { role: 'QUOTED', source: 'harbour-courier', quote: 'At last' },
    { role: 'CITED', source: 'harbour-courier' },
  ],
};

test('content is read as it was given, and cleared by null', async () => {
  const draft = await tools.create(writer, everything);
  expect(await read(writer, draft.id)).toMatchObject({
    ...everything,
    language: 'en-GB',
    leadImage: { ...image, credit: { slug: 'harbour-courier' } },
    topics: [{ slug: 'harbour' }, { slug: 'bridges' }],
    attributions: [
      { role: 'QUOTED', quote: 'At last', source: { slug: 'harbour-courier' } },
      { role: 'CITED', quote: null, source: { slug: 'harbour-courier' } },
    ],
    suggestedTopics: [],
    suggestedAttributions: [],
  });
  const cleared = Object.fromEntries(Object.keys(everything).map((key) => [key, null]));
  const revised = await tools.step(writer, 'reviseDraft', draft, { content: cleared });
  expect(revised.__typename).toBe('Draft');
  expect(await read(writer, draft.id)).toMatchObject({
    headline: '',
    standfirst: null,
    body: '',
    language: 'und',
    slug: null,
    leadImage: null,
    topics: [],
    attributions: [],
  });
  const restored = await tools.restore(writer, draft.id, 1, revised.revision);
  expect(restored.revision).toBe(3);
  expect(await read(writer, draft.id)).toMatchObject({
    headline: everything.headline,
    slug: everything.slug,
    leadImage: { ...image, credit: { slug: 'harbour-courier' } },
    topics: [{ slug: 'harbour' }, { slug: 'bridges' }],
  });
});

test('publishing copies all content to the article', async () => {
  const { slug: _, ...content } = everything;
  const published = await tools.published(writer, editor, { ...content, headline: 'All of it' });
  const { data } = await newsroom.ask<{ article: Record<string, unknown> }>(
    `{ article(by: { slug: "all-of-it" }) {
      standfirst language leadImage { url width height alt caption creditLine credit { slug } } topics { slug }
      attributions { role quote source { slug } }
    } }`,
  );
  expect(published.article?.slug).toBe('all-of-it');
  expect(data?.article).toEqual({
    standfirst: 'At last.',
    language: 'en-GB',
    leadImage: { ...image, credit: { slug: 'harbour-courier' } },
    topics: [{ slug: 'harbour' }, { slug: 'bridges' }],
    attributions: [
      { role: 'QUOTED', quote: 'At last', source: { slug: 'harbour-courier' } },
      { role: 'CITED', quote: null, source: { slug: 'harbour-courier' } },
    ],
  });
});

test.each([
  ['headline', 'x'.repeat(501)],
  ['headline', 'x'.repeat(900_000)],
  ['standfirst', 'x'.repeat(2001)],
  // Escaped it is too long.
  ['body', '&'.repeat(300_000)],
  ['body', '<blockquote>'.repeat(50_000)],
  ['language', 'not a language'],
  ['slug', 'with space'],
  ['slug', 'a/b'],
  ['slug', '..'],
  ['slug', 'x'.repeat(201)],
  ['slug', 'imported'],
  ['topics.1', ['bridges', 'nowhere']],
  ['topics', Array.from({ length: 21 }, (_, index) => `t-${index}`)],
  ['attributions.0.source', [{ role: 'CITED', source: 'nobody' }]],
  ['attributions.0.quote', [{ role: 'QUOTED', source: 'harbour-courier', quote: 'x'.repeat(5001) }]],
  ['leadImage.url', { url: 'ftp://pictures.example/a.jpg' }],
  ['leadImage.url', { url: 'javascript:alert(1)' }],
  ['leadImage.width', { url: image.url, width: 0 }],
  ['leadImage.caption', { url: image.url, caption: 'x'.repeat(5001) }],
  ['leadImage.credit', { url: image.url, credit: 'nobody' }],
])('an invalid %s is refused by the field’s name (%#)', async (path, value) => {
  const place = path.split('.');
  const content = { [place[0] as string]: value };
  const refused = { __typename: 'InvalidInput', path: ['input', 'content', ...place] };
  expect(await tools.create(writer, content)).toMatchObject(refused);
  const draft = await tools.create(writer);
  expect(await tools.step(writer, 'reviseDraft', draft, { content })).toMatchObject(refused);
  expect(await read(writer, draft.id, 'revision')).toEqual({ revision: 1 });
});

test.each([
  ['right to left', 'גשר חדש נפתח בנמל'],
  ['emoji', '👩‍👩‍👧‍👦 cross the 🌉'],
  ['not composed', 'Café'],
  ['bidi overrides', 'a\u202eb\u202c\u2066c\u2069'],
  ['markup', '<script>alert("1")</script> & <b>'],
  ['white space', '  two  spaces\tand a tab  '],
  ['quotes and backslashes', String.raw`\u0000 '' "" \\ $1 :x %s`],
])('text with %s is stored unchanged, and a headline on one line', async (_, text) => {
  const content = {
    headline: text,
    standfirst: text,
    body: text,
    bodyFormat: 'TEXT',
    leadImage: { url: image.url, alt: text, caption: text, creditLine: text },
    attributions: [{ role: 'QUOTED', source: 'harbour-courier', quote: text }],
  };
  const published = await tools.published(writer, editor, content);
  expect(published.__typename).toBe('Draft');
  const { data } = await newsroom.ask<{ article: Record<string, unknown> }>(
    `query ($id: ID!) { article(by: { id: $id }) {
      headline standfirst body(format: TEXT) leadImage { alt caption creditLine } attributions { quote }
    } }`,
    { id: published.article?.id },
  );
  expect(data?.article).toMatchObject({
    headline: oneLine(text),
    standfirst: text,
    leadImage: { alt: text, caption: text, creditLine: text },
    attributions: [{ quote: text }],
  });
  // White space means nothing in HTML.
  const folded = (given: unknown) => String(given).replace(/\s+/g, ' ').trim();
  expect(folded(data?.article.body)).toBe(folded(text));
});

test.each([
  ['NUL', 'a\0b'],
  ['half a surrogate pair', 'a\ud800b'],
])('%s is refused by the field’s name', async (_, text) => {
  const answer = await newsroom.askAs(
    writer,
    'mutation ($input: CreateDraftInput!) { createDraft(input: $input) { __typename } }',
    { input: { content: { headline: text } } },
  );
  expect(JSON.stringify(answer)).toContain('headline');
  expect(answer.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
});

test('a body is sanitised in each format, and what was dropped is listed', async () => {
  const bodies = {
    HTML: '<p onclick="x()">One <a href="javascript:x()">link</a></p><script>x()</script><form>x</form><iframe></iframe>',
    MARKDOWN: 'One **word**\n\n<script>x()</script>\n\n- item',
    TEXT: 'One <b>\nline\n\nTwo',
  };
  const of = async (bodyFormat: keyof typeof bodies) => {
    const draft = await tools.create(writer, { headline: 'Formats', body: bodies[bodyFormat], bodyFormat });
    return read(writer, draft.id, 'body droppedFromBody');
  };
  const html = await of('HTML');
  expect(html?.body).not.toMatch(/script|onclick|form/);
  expect(html?.droppedFromBody).toEqual(
    expect.arrayContaining(['<script>', '<p onclick>', '<a href="javascript:">', '<iframe>']),
  );
  expect(await of('MARKDOWN')).toEqual({
    body: '<p>One <strong>word</strong></p><ul><li>item</li></ul>',
    droppedFromBody: ['<script>'],
  });
  expect(await of('TEXT')).toEqual({ body: '<p>One &lt;b&gt;<br />line</p><p>Two</p>', droppedFromBody: [] });
});

test('a link within the site leads to it, and one within the text to its place', async () => {
  const body = '<p><a href="/pier">The pier</a> <a href="#x">lost</a></p><p id="x"><img src="/a.jpg" alt="" /></p>';
  const draft = await tools.create(writer, { headline: 'Links', body });
  const created = await read(writer, draft.id, 'body');
  expect(created?.body).toMatch(
    /^<p><a href="https?:[^"]+\/pier">The pier<\/a> <a href="#text-x">lost<\/a><\/p><p id="text-x"><img src="https?:[^"]+\/a.jpg" alt="" \/><\/p>$/,
  );
});

test('a draft without a headline or a body can’t be submitted', async () => {
  const headless = await tools.step(writer, 'submitDraft', await tools.create(writer, { body: 'Words.' }));
  expect(headless).toMatchObject({ __typename: 'WrongState', state: 'IN_PROGRESS' });
  const empty = await tools.step(writer, 'submitDraft', await tools.create(writer, { headline: 'Words' }));
  expect(empty).toMatchObject({ __typename: 'WrongState', state: 'IN_PROGRESS' });
});

test('a draft that was emptied in review can’t be approved', async () => {
  const submitted = await tools.step(writer, 'submitDraft', await tools.create(writer));
  const emptied = await tools.step(editor, 'reviseDraft', submitted, { content: { body: '' } });
  expect(emptied).toMatchObject({ __typename: 'Draft', state: 'IN_REVIEW' });
  const refused = await tools.step(editor, 'approveDraft', emptied);
  expect(refused).toMatchObject({ __typename: 'WrongState', state: 'IN_REVIEW' });
  const filled = await tools.step(editor, 'reviseDraft', emptied, { content: { standfirst: 'It is open.' } });
  expect(await tools.step(editor, 'approveDraft', filled)).toMatchObject({ state: 'APPROVED' });
});

test('every save is a revision with editor, note and changed fields', async () => {
  const draft = await tools.create(writer, { ...whole, topics: ['bridges'] });
  const revised = await tools.step(editor, 'reviseDraft', draft, {
    note: 'Shorter.',
    content: { headline: 'Open', topics: ['bridges'], standfirst: 'New.' },
  });
  const returned = await tools.step(editor, 'returnDraft', await tools.step(writer, 'submitDraft', revised), {
    note: 'More of it.',
  });
  const { revisions } = (await read(
    writer,
    draft.id,
    'revisions { totalCount nodes { id revision editor note changedFields snapshot } }',
  )) as { revisions: { totalCount: number; nodes: Record<string, unknown>[] } };
  expect(revisions.totalCount).toBe(returned.revision);
  expect(revisions.nodes).toMatchObject([
    { revision: 4, editor: editor.name, note: 'More of it.', changedFields: ['state'] },
    { revision: 3, editor: writer.name, note: null, changedFields: ['state'] },
    { revision: 2, editor: editor.name, note: 'Shorter.', changedFields: ['headline', 'standfirst'] },
    { revision: 1, editor: writer.name, note: null, changedFields: ['headline', 'body', 'language', 'topics'] },
  ]);
  expect(revisions.nodes[2]?.snapshot).toEqual({
    headline: 'Open',
    standfirst: 'New.',
    body: whole.body,
    language: 'en',
    slug: null,
    leadImage: null,
    topics: ['bridges'],
    attributions: [],
  });
  const page = await read(writer, draft.id, 'revisions(first: 2) { pageInfo { endCursor hasNextPage } }');
  const { endCursor } = (page as { revisions: { pageInfo: { endCursor: string } } }).revisions.pageInfo;
  const rest = await read(writer, draft.id, `revisions(last: 1, before: "${endCursor}") { nodes { revision } }`);
  expect(rest).toEqual({ revisions: { nodes: [{ revision: 4 }] } });
});

describe('a viewer who may not see a draft gets the answer for one that doesn’t exist', () => {
  const asked = `query ($draft: ID!, $revision: ID!) {
    draft(id: $draft) { headline } node(id: $draft) { id } nodes(ids: [$draft, $revision]) { id }
    drafts { totalCount edges { cursor } nodes { headline } pageInfo { hasNextPage endCursor } }
  }`;
  const idOf = (type: string, id: number) => Buffer.from(`${type}:${id}`).toString('base64url');
  const nowhere = { draft: idOf('Draft', 999_999), revision: idOf('Revision', 999_999) };

  test.each([reader, analyst, otherWriter])('when reading, as $role $name', async (viewer) => {
    const draft = await tools.create(writer, whole);
    const { revisions } = (await read(writer, draft.id, 'revisions { nodes { id } }')) as {
      revisions: { nodes: { id: string }[] };
    };
    const own = await newsroom.askAs(viewer, asked, nowhere);
    const there = await newsroom.askAs(viewer, asked, { draft: draft.id, revision: revisions.nodes[0]?.id });
    expect(JSON.stringify(there)).toBe(JSON.stringify(own));
    expect(there.data).toMatchObject({ draft: null, node: null, nodes: [null, null] });
    const found = await newsroom.askAs(editor, asked, { draft: draft.id, revision: revisions.nodes[0]?.id });
    expect(JSON.stringify(found.data)).toContain(whole.headline);
  });

  test('when writing, as another writer', async () => {
    const draft = await tools.create(writer, whole);
    const missing = { ...draft, id: nowhere.draft } as Told;
    for (const mutation of ['reviseDraft', 'submitDraft'] as const) {
      const rest = mutation === 'reviseDraft' ? { content: { headline: 'Mine' } } : {};
      const result = await tools.step(otherWriter, mutation, draft, rest);
      expect(result).toEqual(await tools.step(otherWriter, mutation, missing, rest));
      expect(result.__typename).toBe('NotFound');
    }
  });
});

test('lists of drafts are filtered by state and words, and paged without gaps', async () => {
  const made: string[] = [];
  for (const name of ['one', 'two', 'three', 'four', 'five']) {
    made.unshift((await tools.create(otherWriter, { headline: `Zither ${name}`, body: 'x' })).id);
  }
  const submitted = await tools.take(otherWriter, 'submitDraft', { draft: made[4], expectedRevision: 1 });
  const order = [submitted.id, ...made.slice(0, 4)];
  const list = async (args: string) => {
    const answer = await newsroom.askAs<{
      drafts: { totalCount: number; nodes: { id: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } };
    }>(admin, `{ drafts(${args}) { totalCount nodes { id } pageInfo { endCursor hasNextPage } } }`);
    expect(answer.errors).toBeUndefined();
    return answer.data?.drafts as NonNullable<typeof answer.data>['drafts'];
  };
  const first = await list('first: 3, where: { search: "zither" }');
  expect(first.totalCount).toBe(5);
  const rest = await list(`first: 3, where: { search: "zither" }, after: "${first.pageInfo.endCursor}"`);
  expect([...first.nodes, ...rest.nodes].map(({ id }) => id)).toEqual(order);
  expect(rest.pageInfo.hasNextPage).toBe(false);
  expect((await list('where: { search: "zither", states: [IN_REVIEW] }')).nodes).toEqual([{ id: submitted.id }]);
});

test('a list of drafts takes as many statements at 2 as at 20', async () => {
  for (let count = 0; count < 20; count += 1) await tools.create(writer, { ...everything, slug: null });
  const statementsAt = async (first: number) => {
    newsroom.statements.length = 0;
    const answer = await newsroom.askAs(
      editor,
      `query ($first: Int!) { drafts(first: $first) { nodes {
        ${fields} article { slug } revisions(first: 2) { totalCount nodes { snapshot } }
      } } }`,
      { first },
    );
    expect(answer.errors).toBeUndefined();
    return newsroom.statements.length;
  };
  const few = await statementsAt(2);
  expect(await statementsAt(20)).toBe(few);
});
