/** `importDocument`: a page or text becomes a draft with suggestions, or is published at once. */

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importDocument } from '../../src/newsroom/draft-from-document.ts';
import { isPublicAddress } from '../../src/outbound/address-guard.ts';
import { relateArticles } from '../../src/related/relate.ts';
import { reader, type Viewer } from '../../src/roles.ts';
import { piece, publish } from '../support/articles.ts';
import { toolsOf, whole } from '../support/drafts.ts';
import { analyst, editor, otherWriter, useNewsroom, writer } from '../support/newsroom.ts';

const newsroom = useNewsroom(async (db) => {
  const trams = (name: string, extra = '') =>
    piece(name, {
      headline: `${name}: tram drivers walk out`,
      body: `<p>Tram drivers on the harbour line walked out over night shifts and depot rosters. ${extra}</p>`,
      topics: ['Public transport', 'Strikes'],
      attributions: [{ role: 'CITED', source: { name: 'Harbour Transit', kind: 'COMPANY' } }],
    });
  const ids = await publish(db, [
    trams('first', 'The depot at Quay Street stood still.'),
    trams('second', 'Rosters had been changed without notice.'),
    piece('chess', { body: '<p>A grandmaster sacrificed two rooks and a bishop.</p>', topics: ['Chess'] }),
    piece('garden', { body: '<p>Roses want pruning before the frost.</p>', topics: ['Gardens'] }),
  ]);
  await relateArticles(db, ids);
});

const tools = toolsOf(newsroom);

let pages: ReturnType<typeof createServer>;
let base: string;
beforeAll(async () => {
  pages = createServer((req, res) => {
    const isFeed = req.url === '/feed';
    res.setHeader('content-type', isFeed ? 'application/rss+xml' : 'text/html; charset=utf-8');
    if (req.url === '/gone') res.writeHead(404).end();
    else res.end(isFeed ? '<rss version="2.0"><channel><title>x</title></channel></rss>' : html);
  });
  await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`;
});
afterAll(() => pages.close());

const sentence = 'The tram drivers of the harbour line say that night shifts and rosters at the depot wear them down.';
const html = `<!doctype html><html lang="en"><head><title>Night trams stop – Daily</title>
  <meta property="og:title" content="Night trams stop"><meta name="description" content="Drivers want other rosters.">
  <meta name="author" content="Ines Falk"></head><body><article><h1>Night trams stop</h1>
  <p>${sentence}</p><p>${sentence.replace('say', 'told Harbour Transit')} <script>alert(1)</script></p>
  <p>“We can’t go on,” said Berit Storm, who speaks for them. ${sentence}</p></article></body></html>`;
const text = `Night trams stop

Drivers want other rosters

By Ines Falk

20 March 2026

${sentence}

According to Harbour Transit, no trams run at night. ${sentence}

Berit Storm, who speaks for the drivers, said: “We can’t go on.” ${sentence}
`;

interface Imported {
  readonly __typename: string;
  readonly id: string;
  readonly headline: string;
  readonly message: string;
  readonly suggestedSourceNames: readonly string[];
  readonly [field: string]: unknown;
}

const query = `mutation ($input: ImportDocumentInput!) { importDocument(input: $input) {
  __typename
  ... on Draft { id state holdReason headline standfirst body language topics { name } attributions { role source { name } }
    suggestedAttributions { role source { name } } suggestedTopics { name } suggestedSourceNames
    leadImage { caption creditLine } article { slug } revisions { totalCount } }
  ... on NotAllowed { requiredRole }
  ... on InvalidInput { path message } } }`;

async function imported(viewer: Viewer, input: object): Promise<Imported> {
  const answer = await newsroom.askAs<{ importDocument: Imported }>(viewer, query, { input });
  expect(answer.errors).toBeUndefined();
  return answer.data?.importDocument as Imported;
}

const countSources = () =>
  newsroom.ask('{ sources { totalCount } topics { totalCount } articles { totalCount } }').then(({ data }) => data);

test('a text becomes a draft: known sources and near topics are suggested, unknown names stay names', async () => {
  const before = await countSources();
  const draft = await imported(writer, { text });
  expect(draft).toMatchObject({
    __typename: 'Draft',
    state: 'IN_PROGRESS',
    headline: 'Night trams stop',
    language: 'en',
    topics: [],
    attributions: [],
    article: null,
    revisions: { totalCount: 1 },
  });
  expect(draft.body).toContain('<p>According to Harbour Transit');
  expect(draft.suggestedAttributions).toContainEqual({ role: 'CITED', source: { name: 'Harbour Transit' } });
  expect(draft.suggestedTopics).toEqual([{ name: 'Public transport' }, { name: 'Strikes' }]);
  expect(draft.suggestedSourceNames).toContain('Ines Falk');
  expect(draft.suggestedSourceNames).not.toContain('Harbour Transit');
  expect(await countSources()).toEqual(before);
  const seen = await newsroom.askAs(otherWriter, 'query ($id: ID!) { draft(id: $id) { id } }', { id: draft.id });
  expect(seen.data).toEqual({ draft: null });
});

test('a page becomes the same sanitised draft by its HTML and by its address', async () => {
  for (const input of [{ html }, { url: `${base}/page` }]) {
    const draft = await imported(writer, input);
    expect(draft).toMatchObject({ __typename: 'Draft', headline: 'Night trams stop', article: null });
    expect(draft.body).toContain('wear them down');
    expect(draft.body).not.toContain('script');
    expect(draft.suggestedSourceNames).toContain('Ines Falk');
    expect(draft.suggestedTopics).toContainEqual({ name: 'Public transport' });
  }
});

test('an editor may publish at once, with all suggestions', async () => {
  expect(await imported(writer, { text, publish: true })).toEqual({ __typename: 'NotAllowed', requiredRole: 'EDITOR' });
  const draft = await imported(editor, { text, publish: true });
  expect(draft).toMatchObject({ state: 'PUBLISHED', article: { slug: 'night-trams-stop' }, suggestedSourceNames: [] });
  const { data } = await newsroom.ask(
    '{ article(by: { slug: "night-trams-stop" }) { headline byline publishedAt attributions(roles: [CITED]) { source { slug } } } }',
  );
  expect(data).toEqual({
    article: {
      headline: 'Night trams stop',
      byline: 'Ines Falk',
      // Under the date that it has.
      publishedAt: '2026-03-20T00:00:00.000Z',
      attributions: expect.arrayContaining([{ source: { slug: 'harbour-transit' } }]),
    },
  });
  const events = await newsroom.db.selectFrom('event').select('type').orderBy('id', 'desc').limit(2).execute();
  expect(events.map(({ type }) => type)).toEqual(['article.published', 'draft.created']);
});

test.each<[string, object, RegExp]>([
  ['a text without a date', { text: text.replace('20 March 2026', '') }, /^It has no date of its own\.$/],
  ['a page without a date', { html }, /^It has no date of its own\.$/],
  [
    'a licence',
    { text: `Rope Licence\n\n1 May 2026\n\nThis license lets you use the rope. ${sentence}` },
    /not like news/,
  ],
  [
    'a text under embargo',
    { text: text.replace('Drivers want', 'Embargoed until Friday: drivers want') },
    /to be published yet/,
  ],
])('%s isn’t published at once but waits in review with the reason', async (_, input, reason) => {
  const count = '{ articles { totalCount } }';
  const before = await newsroom.ask(count);
  const draft = await imported(editor, { ...input, publish: true });
  expect(draft).toMatchObject({ __typename: 'Draft', state: 'IN_REVIEW', article: null });
  expect(draft.holdReason).toMatch(reason);
  expect((await newsroom.ask(count)).data).toEqual(before.data);
});

describe('what a text lost on its way in', () => {
  const lost = async (viewer: Viewer, slug: string) => {
    const asked = 'query ($slug: String!) { article(by: { slug: $slug }) { droppedFromBody } }';
    const { data } = await newsroom.askAs<{ article: { droppedFromBody: string[] | null } }>(viewer, asked, { slug });
    return data?.article.droppedFromBody;
  };
  const dropping = '<p><a href="ftp://quay.example/">The quay</a> is shut.</p>';
  const dropped = ['<a href="ftp:">'];

  test('stays with the article for the newsroom, and readers never see it', async () => {
    await publish(newsroom.db, [piece('imported with a link', { body: dropping })]);
    const dated = html.replace(
      '<meta name="author"',
      '<meta property="article:published_time" content="2026-03-21T09:00:00Z"><meta name="author"',
    );
    const page = dated
      .replaceAll('Night trams stop', 'Night trams go')
      .replace('“We can’t', '“<a href="ftp://trams.example/">We</a> can’t');
    await imported(editor, { html: page, publish: true });
    await tools.published(writer, editor, { ...whole, headline: 'Written with a link', body: dropping });
    for (const slug of ['imported-with-a-link', 'written-with-a-link']) {
      for (const viewer of [writer, analyst, editor]) expect(await lost(viewer, slug)).toEqual(dropped);
      expect(await lost(reader, slug)).toBeNull();
    }
    expect(await lost(analyst, 'night-trams-go')).toEqual(dropped);
    expect(await lost(analyst, 'first-tram-drivers-walk-out')).toEqual([]);
  });

  test('stays through a correction of something else, also for the draft, until the text is given anew', async () => {
    const { data } = await newsroom.ask<{ article: { id: string } }>(
      '{ article(by: { slug: "imported-with-a-link" }) { id } }',
    );
    const correct = (expectedRevision: number, content: object) =>
      tools.correct(editor, { article: data?.article.id, note: 'Put right.', expectedRevision, content });
    await correct(1, { standfirst: 'It is shut.' });
    expect(await lost(editor, 'imported-with-a-link')).toEqual(dropped);
    const drafts = 'query ($id: ID!) { drafts(where: { article: $id }) { nodes { droppedFromBody } } }';
    const ofDraft = await newsroom.askAs(editor, drafts, { id: data?.article.id });
    expect(ofDraft.data).toEqual({ drafts: { nodes: [{ droppedFromBody: dropped }] } });
    await correct(2, { body: '<p>The quay is shut, and <s>open</s>.</p><script>x()</script>' });
    expect(await lost(editor, 'imported-with-a-link')).toEqual(['<script>']);
  });
});

test('a refused import has the reason, and writes nothing', async () => {
  const before = await newsroom.db.selectFrom('draft').select('id').execute();
  const refusals: [object, string[]][] = [
    [{}, ['input']],
    [{ text, html }, ['input']],
    [{ text: ' ' }, ['input', 'text']],
    [{ html: 'no tags at all' }, ['input', 'html']],
    [{ html: '<!doctype html><html><body><h1>Only this</h1></body></html>' }, ['input', 'html']],
    [{ url: `${base}/gone` }, ['input', 'url']],
    [{ url: `${base}/feed` }, ['input', 'url']],
    [{ url: 'ftp://127.0.0.1/x' }, ['input', 'url']],
  ];
  for (const [input, path] of refusals) {
    const refused = await imported(writer, input);
    expect(refused, JSON.stringify(input).slice(0, 80)).toMatchObject({ __typename: 'InvalidInput', path });
    expect(refused.message).toMatch(/\S/);
  }
  // As the service has it unless it is told otherwise: nothing of a private network is reached.
  const url = new URL(`${base}/page`);
  const inside = importDocument(newsroom.db, writer, { url }, isPublicAddress);
  await expect(inside).rejects.toMatchObject({ name: 'InvalidInput', path: ['input', 'url'] });
  expect(await newsroom.db.selectFrom('draft').select('id').execute()).toEqual(before);
});

test('only writers and above may import', async () => {
  const readerWithToken: Viewer = { role: 'READER', name: 'Rita', id: 'token:9' };
  for (const viewer of [readerWithToken, analyst]) {
    expect(await imported(viewer, {})).toEqual({ __typename: 'NotAllowed', requiredRole: 'WRITER' });
  }
});
