/**
 * Whichever door a piece comes by, it is one article; and a source that is only spelt otherwise is the one that the newsroom
 * has.
 */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { sourceIdsByName } from '../../db/catalogue/find-or-create.ts';
import type { SourceKind } from '../../db/types.ts';
import { namesInOtherLanguages } from '../../src/attribution/names-in-languages.ts';
import { runImport } from '../../src/import/run.ts';
import { newsroomStore } from '../../src/import/store.ts';
import { indexAll } from '../../src/search/index-articles.ts';
import { slugOf } from '../../src/text/slug.ts';
import { toolsOf, whole } from '../support/drafts.ts';
import { editor, publicUrl, useNewsroom, writer } from '../support/newsroom.ts';

const kept = [
  { slug: 'the-namibian', name: 'The Namibian', kind: 'NEWSPAPER' },
  { slug: 'jose-perez', name: 'José Pérez', kind: 'PERSON' },
  { slug: 'tide-office', name: 'Tide Office', kind: 'GOVERNMENT' },
] as const;

const newsroom = useNewsroom((db) => db.insertInto('source').values(kept).execute());
const tools = toolsOf(newsroom);

const sourceNames = async () =>
  (await newsroom.db.selectFrom('source').select('name').orderBy('id').execute()).map(({ name }) => name);

const date = '2026-03-02T09:00:00Z';
const sentence =
  'The quay was closed on Monday after the storm, and the ferries stayed in the harbour until the evening.';
const body = `<p>${sentence}</p><p>${sentence} The “Tide-Office” had warned of the wind, said Jose Perez.</p><p>${sentence}</p>`;
const meta = `<meta property="og:site_name" content="Namibian"><meta name="author" content="Jose Perez"><meta property="article:published_time" content="${date}">`;
const page = (headline: string, more = '') =>
  `<!doctype html><html lang="en"><head><title>${headline}</title><meta property="og:title" content="${headline}">${meta}${more}</head>
  <body><article><h1>${headline}</h1>${body}</article></body></html>`;

const files: Readonly<Record<string, string>> = {
  html: page('A page'),
  rss: `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>NAMIBIAN</title><link>https://namibian.example/</link>
    <item><title>An item</title><guid>1</guid><dc:creator>Jose Perez</dc:creator><pubDate>Mon, 02 Mar 2026 09:00:00 GMT</pubDate>
    <description>${body.replaceAll('<', '&lt;')}</description></item></channel></rss>`,
  atom: `<feed xmlns="http://www.w3.org/2005/Atom"><title>Namibian</title><id>tag:n</id><updated>${date}</updated>
    <entry><id>tag:n,1</id><title>An entry</title><published>${date}</published><author><name>Jose Perez</name></author>
    <content type="html">${body.replaceAll('<', '&lt;')}</content></entry></feed>`,
  'JSON feed': JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Namibian',
    items: [
      { id: '1', title: 'A JSON item', content_html: body, date_published: date, authors: [{ name: 'Jose Perez' }] },
    ],
  }),
  text: `A text\n\nBy Jose Perez\n\n2 March 2026\n\n${sentence}\n\nFerries wait. ${sentence}\n\n${sentence}\n`,
};

async function* bytes(text: string) {
  yield Buffer.from(text);
}

const attributionsOf = async (headline: string) => {
  const { data } = await newsroom.ask<{
    articles: { nodes: { attributions: { role: string; source: { slug: string } }[] }[] };
  }>(
    'query ($search: String!) { articles(where: { search: $search }) { nodes { attributions { role source { slug } } } } }',
    { search: `"${headline}"` },
  );
  return data?.articles.nodes[0]?.attributions.map(({ role, source }) => `${role} ${source.slug}`);
};

test.each([
  ['html', 'A page', ['AUTHOR jose-perez', 'PUBLISHER the-namibian']],
  ['rss', 'An item', ['AUTHOR jose-perez', 'PUBLISHER the-namibian']],
  ['atom', 'An entry', ['AUTHOR jose-perez', 'PUBLISHER the-namibian']],
  ['JSON feed', 'A JSON item', ['AUTHOR jose-perez', 'PUBLISHER the-namibian']],
  ['text', 'A text', ['AUTHOR jose-perez']],
])('an import of %s makes no twin of a source', async (format, headline, expected) => {
  const options = { stdin: bytes(files[format] as string), now: new Date(date), publicUrl };
  const { refused, held } = await runImport(['-'], newsroomStore(newsroom.database), options);
  expect([refused, held]).toEqual([[], 0]);
  await indexAll(newsroom.db);
  expect(await attributionsOf(headline)).toEqual(expect.arrayContaining(expected));
  expect(await sourceNames()).toEqual(kept.map(({ name }) => name));
});

/** An item of a feed of links: its own page, and elsewhere what it is about. */
interface Item {
  readonly title: string;
  readonly own: string;
  readonly about: string;
}

const escapedBody = body.replaceAll('<', '&lt;');
const dated = '<pubDate>Mon, 02 Mar 2026 09:00:00 GMT</pubDate>';
const rssOf = (title: string, links: string) =>
  `<rss version="2.0"><channel><title>NAMIBIAN</title><link>https://namibian.example/</link>
    <item><title>${title}</title>${links}${dated}<description>${escapedBody}</description></item></channel></rss>`;
const atomOf = (title: string, links: string) =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><title>Namibian</title><id>tag:n</id><updated>${date}</updated>
    <link rel="alternate" href="https://www.namibian.example/"/><link rel="self" href="https://namibian.example/atom"/>
    <entry>${links}<title>${title}</title><published>${date}</published><content type="html">${escapedBody}</content></entry></feed>`;
const jsonOf = (title: string, links: object) =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Namibian',
    home_page_url: 'https://namibian.example/',
    feed_url: 'https://namibian.example/json',
    items: [{ title, content_html: body, date_published: date, ...links }],
  });

const forms = {
  'RSS, its guid a permanent link': ({ title, own, about }) => rssOf(title, `<link>${about}</link><guid>${own}</guid>`),
  'RSS, its guid an address alone': ({ title, own }) => rssOf(title, `<guid isPermaLink="false">${own}</guid>`),
  'RDF, its about an address': ({ title, own }) =>
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel rdf:about="https://namibian.example/rdf"><title>Namibian</title><link>https://namibian.example/</link></channel>
      <item rdf:about="${own}"><title>${title}</title><link>${own}</link><dc:date>${date}</dc:date><description>${escapedBody}</description></item></rdf:RDF>`,
  'Atom, its id a tag': ({ title, own, about }) =>
    atomOf(
      title,
      `<id>tag:namibian.example,2026:${title}</id><link href="${about}"/><link rel="related" href="${own}"/>`,
    ),
  'JSON Feed, its id an address': ({ title, own, about }) => jsonOf(title, { id: own, url: own, external_url: about }),
  'a page, its canonical address': ({ title, own }) => page(title, `<link rel="canonical" href="${own}">`),
} as const satisfies Readonly<Record<string, (item: Item) => string>>;
type Form = keyof typeof forms;

const articlesCalled = async (headline: string) => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from article where headline = ${headline}`.execute(newsroom.db);
  return rows[0]?.count;
};

describe('one piece is one article', () => {
  const names = Object.keys(forms) as Form[];
  // The one first, or the other.
  const pairs = names
    .flatMap((one, index) => names.slice(index + 1).map((other) => [one, other] as const))
    .map(([one, other], place) => (place % 2 === 0 ? ([one, other] as const) : ([other, one] as const)));
  const itemOf = (title: string) => {
    const path = title.replaceAll(' ', '-');
    return { title, own: `https://namibian.example/links/${path}`, about: `https://far.example/${path}` };
  };
  const ofPairs = pairs.flatMap(([one, other], place) => {
    const item = itemOf(`Linked ${place}`);
    // A site that moved to https in between.
    return [forms[one](item), forms[other](item).replaceAll(item.own, item.own.replace('https', 'http'))];
  });
  const show = 'https://namibian.example/show';
  const atomOfShow = ({ title, own }: Item) =>
    atomOf(title, `<id>tag:n,${title}</id><link href="${show}/${title}"/><link rel="related" href="${own}"/>`);
  const jsonOfShow = ({ title, own }: Item) => jsonOf(title, { id: own, url: own, external_url: `${show}/${title}` });
  const about = itemOf('About');

  const foreign = 'https://far.example/story';
  const isOnDossier = (id: string, title: string) =>
    atomOf(
      title,
      `<id>tag:n,${id}</id><link href="https://sister.example/${id}"/><link rel="related" href="${show}/dossier"/>`,
    );
  const section = (name: string, title: string, self = '') =>
    rssOf(title, '<guid isPermaLink="false">1</guid>').replace('NAMIBIAN</title>', `${name}</title>${self}`);
  const selfOf = (name: string) =>
    `<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="self" href="https://namibian.example/${name}"/>`;
  const others = [
    ...[rssOf('Theirs', `<link>${foreign}</link><guid isPermaLink="false">b-1</guid>`)],
    ...[page('Theirs as a page', `<link rel="canonical" href="${foreign}/page">`)],
    ...['', '/page'].map((path) =>
      rssOf(`Note on${path}`, `<link>${show}/note${path}</link><guid isPermaLink="false">${foreign}${path}</guid>`),
    ),
    atomOf('Note on it', `<id>${foreign}</id><link href="${foreign}"/><link rel="related" href="${show}/on-it"/>`),
    jsonOf('Note without a page', { id: '9', external_url: foreign }),
    ...[section('Namibian', 'Of politics'), section('The Namibian', 'Of sport')],
    ...[section('NAMIBIAN', 'Of the town', selfOf('town')), section('NAMIBIAN', 'Of the country', selfOf('country'))],
    ...[isOnDossier('one', 'First of two'), isOnDossier('two', 'Second of two')],
    page('The dossier', `<link rel="canonical" href="${show}/dossier">`),
  ];

  /** Feeds' items that lead to another host of the site, and the page, the one first or the other. */
  const sisters = [
    ['RSS', 'https://m.namibian.example/', rssOf],
    ['Atom', 'https://amp.namibian.example/', (title: string, link: string) => atomOf(title, link)],
    [
      'JSON Feed',
      'http://www.namibian.example/',
      (title: string, link: string) => jsonOf(title, { id: title, url: link }),
    ],
  ] as const;
  const ofSister = (form: (typeof sisters)[number], title: string) => {
    const [name, host, make] = form;
    const link = `${host}sister/${title.replaceAll(' ', '-')}${name === 'Atom' ? '/amp/' : ''}`;
    const links = {
      RSS: `<link>${link}</link>`,
      Atom: `<id>tag:n,${title}</id><link href="${link}"/>`,
      'JSON Feed': link,
    };
    return make(title, links[name]);
  };
  const pageOf = (title: string) =>
    page(title, `<link rel="canonical" href="https://namibian.example/sister/${title.replaceAll(' ', '-')}">`);
  const ofSisters = sisters.flatMap((form) => [
    ...[ofSister(form, `${form[0]} first`), pageOf(`${form[0]} first`)],
    ...[pageOf(`${form[0]} behind`), ofSister(form, `${form[0]} behind`)],
  ]);
  const linkToOurs = rssOf('A word on ours', '<link>https://namibian.example/sister/ours</link>')
    .replace('https://namibian.example/<', 'https://far.example/<')
    .replaceAll('The quay', 'Their quay, as far as we have heard,');
  const ours = page('Ours', '<link rel="canonical" href="https://namibian.example/sister/ours">');

  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dateline-forms-'));
    const texts = [
      ...ofPairs,
      ...[atomOfShow(itemOf('Atom')), jsonOfShow(itemOf('Atom'))],
      ...[jsonOfShow(itemOf('JSON')), atomOfShow(itemOf('JSON'))],
      ...[page('The show itself', `<link rel="canonical" href="${show}/Named">`), jsonOfShow(itemOf('Named'))],
      ...[rssOf('Linkless', '<guid isPermaLink="false">post-7</guid>'), jsonOf('Linkless', { id: 'post-7' })],
      ...Object.values(forms).map((form) => form(about)),
      page(about.title, `<link rel="canonical" href="${about.about}">`),
      ...others,
      ...ofSisters,
      ...[ours, linkToOurs],
    ];
    const files = texts.map((_, place) => join(folder, String(place)));
    await Promise.all(files.map((file, place) => writeFile(file, texts[place] as string)));
    const options = { stdin: bytes(''), now: new Date(date), publicUrl };
    const { refused, held } = await runImport(files, newsroomStore(newsroom.database), options);
    await rm(folder, { recursive: true });
    expect([refused, held]).toEqual([[], 0]);
  });

  test.each(pairs.map((pair, place) => [...pair, place] as const))('as %s, then as %s', async (_, __, place) => {
    expect(await articlesCalled(`Linked ${place}`)).toBe(1);
  });

  test('where Atom leads to another page of the site that JSON names as external, whichever comes first', async () => {
    expect([await articlesCalled('Atom'), await articlesCalled('JSON')]).toEqual([1, 1]);
  });

  test('and another page that it names on its site is another, being called otherwise', async () => {
    expect([await articlesCalled('The show itself'), await articlesCalled('Named')]).toEqual([1, 1]);
  });

  test('where feeds of one site know it by an id without a link', async () => {
    expect(await articlesCalled('Linkless')).toBe(1);
  });

  test.each([
    ['a feed’s id is the address of another site’s piece', ['Theirs', 'Note on']],
    ['a feed’s id is the origin of another site’s piece', ['Theirs as a page', 'Note on/page']],
    ['an Atom entry’s id is that of what it is about', ['Theirs', 'Note on it']],
    ['JSON names nothing but another site’s piece, as external', ['Theirs', 'Note without a page']],
    ['two feeds of one site count from 1, and don’t say where they are', ['Of politics', 'Of sport']],
    ['two feeds of one site count from 1, and are called the same', ['Of the town', 'Of the country']],
    ['entries and a page are related to one dossier', ['First of two', 'Second of two', 'The dossier']],
  ])('and pieces stay apart where %s', async (_, headlines) => {
    expect(await Promise.all(headlines.map(articlesCalled))).toEqual(headlines.map(() => 1));
  });

  test.each(sisters.map(([name, host]) => [name, host] as const))(
    'where an item of %s leads to %s, and the page is on another host of the site',
    async (name) => {
      expect(await Promise.all([`${name} first`, `${name} behind`].map(articlesCalled))).toEqual([1, 1]);
    },
  );

  test('and another site’s feed that leads to it doesn’t change it', async () => {
    expect([await articlesCalled('Ours'), await articlesCalled('A word on ours')]).toEqual([1, 0]);
    const { rows } = await sql<{ body: string }>`select body from article where headline = 'Ours'`.execute(newsroom.db);
    expect(rows[0]?.body).not.toContain('Their quay');
  });

  test('and what it is about, on another site, is another', async () => {
    expect(await articlesCalled('About')).toBe(2);
  });
});

test('a page that is published at once makes no twin, and one that becomes a draft suggests the source that there is', async () => {
  const mutation = `mutation ($html: String!, $publish: Boolean!) { importDocument(input: { html: $html, publish: $publish }) {
    ... on Draft { suggestions { role source { slug } newSource { name } } article { attributions { role source { slug } } } } } }`;
  const imported = async (headline: string, publish: boolean) =>
    (await newsroom.askAs<Record<string, object>>(editor, mutation, { html: page(headline), publish })).data
      ?.importDocument;
  const published = await imported('At once', true);
  expect(published).toMatchObject({
    article: { attributions: expect.arrayContaining([{ role: 'AUTHOR', source: { slug: 'jose-perez' } }]) },
  });
  const drafted = await imported('A draft', false);
  expect(drafted).toMatchObject({
    suggestions: expect.arrayContaining([
      { role: 'AUTHOR', source: { slug: 'jose-perez' }, newSource: null },
      { role: 'PUBLISHER', source: { slug: 'the-namibian' }, newSource: null },
    ]),
  });
  expect(await sourceNames()).toEqual(kept.map(({ name }) => name));
});

test('what is accepted under another spelling is the source that there is', async () => {
  const draft = await tools.create(writer, { ...whole, topics: [], attributions: [] });
  const { data } = await newsroom.askAs(
    writer,
    `mutation { acceptSuggestions(input: { draft: "${draft.id}", expectedRevision: 1,
      attributions: [{ role: CITED, source: "TIDE-OFFICE", kind: GOVERNMENT }] }) {
      ... on Draft { attributions { role source { slug } } } } }`,
  );
  expect(data).toEqual({ acceptSuggestions: { attributions: [{ role: 'CITED', source: { slug: 'tide-office' } }] } });
  expect(await sourceNames()).toEqual(kept.map(({ name }) => name));
});

test.each<[string, SourceKind, string]>([
  ['a person', 'PERSON', 'Namibian'],
  ['one with a legal form', 'COMPANY', 'Tide Office Ltd'],
  ['one of other letters', 'PERSON', 'Päl Berg'],
  ['one whose few letters may be an acronym', 'ORGANIZATION', 'The Tide'],
])('%s isn’t taken for a source that is spelt nearly so', async (_, kind, name) => {
  await newsroom.db
    .transaction()
    .execute(async (trx) => {
      const near = [
        { slug: 'tide', name: 'TIDE', kind: 'ORGANIZATION' },
        { slug: 'paal-berg', name: 'Pål Berg', kind: 'PERSON' },
      ] as const;
      await trx.insertInto('source').values(near).execute();
      const ids = await sourceIdsByName(trx, [{ slug: 'new', name, kind, homepage: null }]);
      const { slug } = await trx
        .selectFrom('source')
        .select('slug')
        .where('id', '=', ids.get(name) ?? 0)
        .executeTakeFirstOrThrow();
      expect(slug).toBe('new');
      throw new Error('Enough.');
    })
    .catch((error: Error) => expect(error.message).toBe('Enough.'));
});

test('which of two is meant that are spelt so isn’t guessed, and two new ones of one piece are one', async () => {
  const wanted = (slug: string, name: string) => ({ slug, name, kind: 'ORGANIZATION' as const, homepage: null });
  await newsroom.db
    .transaction()
    .execute(async (trx) => {
      const made = await sourceIdsByName(trx, [wanted('a', 'The Ferry-Guild'), wanted('b', 'FERRY GUILD')]);
      expect(new Set(made.values()).size).toBe(1);
      await trx.insertInto('source').values({ slug: 'c', name: 'Ferry Guild', kind: 'COMPANY' }).execute();
      const unsure = await sourceIdsByName(trx, [wanted('d', 'The Ferry Guild')]);
      expect([...made.values()]).not.toContain(unsure.get('The Ferry Guild'));
      throw new Error('Enough.');
    })
    .catch((error: Error) => expect(error.message).toBe('Enough.'));
});

test('a body that pieces call as their languages do is one source, by the name of the first', async () => {
  const before = await sourceNames();
  const say = { en: 'according to the White House', de: 'wie das Weiße Haus mitteilte', fr: 'selon la Maison-Blanche' };
  const piece = (language: keyof typeof say, place: number) => ({
    id: `tongues-${language}-${place}`,
    title: `Tongues ${language} ${place}`,
    language,
    content_html: `<p>${sentence}</p><p>${sentence.slice(0, -1)}, ${say[language]}.</p>`,
    date_published: date,
  });
  const items = [piece('de', 1), piece('en', 2), piece('fr', 3), piece('de', 4)];
  const feed = JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'Namibian', items });
  const options = { stdin: bytes(feed), now: new Date(date), publicUrl };
  const { refused, held } = await runImport(['-'], newsroomStore(newsroom.database), options);
  expect([refused, held]).toEqual([[], 0]);
  expect((await sourceNames()).filter((name) => !before.includes(name))).toEqual(['Weißes Haus']);
  await indexAll(newsroom.db);
  for (const { title } of items)
    expect(await attributionsOf(title), title).toEqual(expect.arrayContaining(['CITED weisses-haus']));
});

test('what is called so in another language and is of another kind is somebody else', async () => {
  const wanted = (name: string, kind: SourceKind) => ({
    slug: slugOf(name, 'source'),
    name,
    kind,
    homepage: null,
    otherNames: namesInOtherLanguages(name, kind),
  });
  await newsroom.db
    .transaction()
    .execute(async (trx) => {
      const hotel = [wanted('Casa Bianca', 'COMPANY'), wanted('Cremlino', 'PERSON')];
      const others = await sourceIdsByName(trx, hotel);
      const bodies = await sourceIdsByName(trx, [
        wanted('Kremlin', 'GOVERNMENT'),
        wanted('European Parliament', 'ORGANIZATION'),
        wanted('The European Parliament', 'ORGANIZATION'),
        wanted('Europäisches Parlament', 'ORGANIZATION'),
      ]);
      expect([...others.values()]).not.toContain(bodies.get('Kremlin'));
      expect(new Set(bodies.values()).size).toBe(2);
      const { rows } = await sql`select from source where aliases <> '{}'`.execute(trx);
      expect(rows).toEqual([]);
      throw new Error('Enough.');
    })
    .catch((error: Error) => expect(error.message).toBe('Enough.'));
});
