/** Whoever fills a feed or a page with another site's addresses and ids changes nothing of what that site gave. */

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runImport } from '../../src/import/run.ts';
import { newsroomStore } from '../../src/import/store.ts';
import type { NameLookup } from '../../src/outbound/address-guard.ts';
import { publicUrl, useNewsroom } from '../support/newsroom.ts';

const newsroom = useNewsroom();
const pages = new Map<string, string>();
const server = createServer(({ url = '' }, response) => void response.end(pages.get(url)));
let port = 0;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => void server.close());

const lookup: NameLookup = (_host, _options, answer) => answer(null, [{ address: '127.0.0.1', family: 4 }]);
const now = new Date('2026-03-02T09:00:00Z');
const fetching = { mayConnect: () => true, lookup };

async function* nothing() {
  yield Buffer.from('');
}

/** What becomes of the one piece that an address answers with. */
async function imported(host: string, text: string): Promise<string> {
  const path = `/${pages.size}`;
  pages.set(path, text);
  const options = { stdin: nothing(), now, publicUrl, fetching };
  const { items, refused } = await runImport(
    [`http://${host}:${port}${path}`],
    newsroomStore(newsroom.database),
    options,
  );
  expect(refused).toEqual([]);
  return items.map(({ outcome }) => outcome).join();
}

const bodiesOf = async (headline: string) => {
  const { rows } = await sql<{
    body: string;
  }>`select body from article where headline = ${headline} order by id`.execute(newsroom.db);
  return rows.map(({ body }) => body);
};

interface Piece {
  readonly title: string;
  /** Of the paper. */
  readonly url: string;
}

const own = 'The ferries stayed in.';
const forged = `The ferries sank. ${'Nobody was found. '.repeat(20)}`.trim();
const date = '2026-03-01T09:00:00Z';
const home = 'https://www.paper.example/';
const channel = (
  items: string,
  title = 'Paper',
) => `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>${title}</title>
  <link>${home}</link><atom:link rel="self" href="${home}feed"/>${items}</channel></rss>`;
const item = (title: string, body: string, links: string) =>
  `<item><title>${title}</title>${links}<pubDate>Sun, 01 Mar 2026 09:00:00 GMT</pubDate>
  <content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/">&lt;p&gt;${body}&lt;/p&gt;</content:encoded></item>`;
const rss = (links: (piece: Piece) => string) => (piece: Piece, body: string) =>
  channel(item(piece.title, body, links(piece)));
const guid = (id: string) => `<guid isPermaLink="false">${id}</guid>`;
const atom = (
  { title, url }: Piece,
  body: string,
) => `<feed xmlns="http://www.w3.org/2005/Atom"><title>Paper</title><id>tag:paper.example,2026:feed</id>
  <link rel="alternate" href="${home}"/><link rel="self" href="${home}atom"/><updated>${date}</updated>
  <entry><id>tag:paper.example,2026:${title}</id><link href="${url}"/><title>${title}</title><published>${date}</published>
  <content type="html">&lt;p&gt;${body}&lt;/p&gt;</content></entry></feed>`;
const json = ({ title, url }: Piece, body: string) =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Paper',
    home_page_url: home,
    feed_url: `${home}json`,
    items: [{ id: url, url, title, content_html: `<p>${body}</p>`, date_published: date }],
  });
const page = ({ title, url }: Piece, body: string) =>
  `<!doctype html><html lang="en"><head><title>${title}</title><link rel="canonical" href="${url}"><meta property="article:published_time" content="${date}">
  </head><body><article><h1>${title}</h1><p>${body}</p></article></body></html>`;

const forms: Readonly<Record<string, (piece: Piece, body: string) => string>> = {
  'RSS with a link': rss(({ url }) => `<link>${url}</link>`),
  'RSS with a permanent link': rss(({ url }) => `<guid>${url}</guid>`),
  'RSS with an address for its id': rss(({ url }) => guid(url)),
  'RSS with a number': rss(({ title }) => guid(title)),
  'RSS with a tag': rss(({ title }) => guid(`tag:paper.example,2026:${title}`)),
  'RSS with a URN': rss(({ title }) => guid(`urn:paper:${title}`)),
  'RSS with a tag and a link': rss(({ title, url }) => `<link>${url}</link>${guid(`tag:paper.example,2026:${title}`)}`),
  'RSS without an id': rss(() => ''),
  Atom: atom,
  'JSON Feed': json,
  'a page': page,
};
const thief = 'http://thief.example';

/** Links to itself, with the paper's ids. */
const mixed = rss(
  ({ title, url }) =>
    `<link>${thief}/${title}</link>${guid(`tag:paper.example,2026:${title}`)}<source url="${url}">P</source>`,
);

test.each(Object.keys(forms))('as %s, a copy with another text from another host changes nothing', async (form) => {
  const make = forms[form] as (typeof forms)[string];
  const piece = { title: `Kept as ${form}`, url: `${home}kept/${form.replaceAll(' ', '-')}` };
  expect(await imported('www.paper.example', make(piece, form === 'a page' ? `${own} `.repeat(30) : own))).toBe(
    'created',
  );
  const before = (await bodiesOf(piece.title))[0];
  await imported('127.0.0.1', make(piece, forged));
  await imported('example', make(piece, forged));
  await imported('thief.paper.example', make(piece, forged));
  expect((await bodiesOf(piece.title))[0]).toBe(before);
  expect(await imported('www.paper.example', make(piece, form === 'a page' ? `${own} `.repeat(30) : own))).toBe(
    'unchanged',
  );
});

test('a copy that links to itself under the paper’s ids is a piece of its own', async () => {
  const piece = { title: 'Mixed', url: `${home}mixed` };
  await imported('paper.example', (forms['RSS with a tag and a link'] as typeof atom)(piece, own));
  expect(await imported('thief.example', mixed(piece, forged))).toBe('created');
  expect(await bodiesOf('Mixed')).toEqual([`<p>${own}</p>`, `<p>${forged}</p>`]);
});

test('copies under one id for all change nothing', async () => {
  const pieces = ['One', 'Two'].map((title) => ({ title: `${title} of many`, url: `${home}many/${title}` }));
  const all = (body: string) =>
    channel(pieces.map(({ title, url }) => item(title, body, `<link>${url}</link>${guid('all')}`)).join(''));
  expect(await imported('paper.example', all(own))).toBe('created,created');
  expect(await imported('thief.example', all(forged))).toBe('unchanged,unchanged');
  expect(await bodiesOf('One of many')).toEqual([`<p>${own}</p>`]);
});

test.each(['RSS with a link', 'RSS with a tag and a link', 'Atom', 'JSON Feed', 'a page'])(
  'as %s, the own site’s shorter text takes the place of a copy that came first, for good',
  async (form) => {
    const make = forms[form] as (typeof forms)[string];
    const piece = { title: `Restored as ${form}`, url: `${home}restored/${form.replaceAll(' ', '-')}` };
    const long = `${forged} ${forged} ${forged}`;
    expect(await imported('thief.example', make(piece, long))).toBe('created');
    expect(await imported('m.paper.example', make(piece, form === 'a page' ? `${own} `.repeat(30) : own))).toBe(
      'updated',
    );
    expect(await imported('thief.example', make(piece, `${long} Again.`))).toBe('unchanged');
    const bodies = await bodiesOf(piece.title);
    expect(bodies).toEqual([expect.stringContaining(own)]);
    expect(bodies[0]).not.toContain('sank');
  },
);

test('the own site’s correction that shortens a text isn’t kept out by a copy elsewhere', async () => {
  const make = forms['RSS with a link'] as (typeof forms)[string];
  const piece = { title: 'Corrected', url: `${home}corrected` };
  await imported('paper.example', make(piece, `${own} All of them did so.`));
  await imported('thief.example', make(piece, forged));
  expect(await imported('paper.example', make(piece, own))).toBe('updated');
  expect(await bodiesOf('Corrected')).toEqual([`<p>${own}</p>`]);
});

test('what is held for an editor of the own site isn’t published by a copy with a date', async () => {
  const piece = { title: 'Held', url: `${home}held` };
  const undated = channel(item(piece.title, own, `<link>${piece.url}</link>`).replace(/<pubDate>.*<\/pubDate>/, ''));
  expect(await imported('paper.example', undated)).toBe('held');
  expect(await imported('thief.example', (forms['RSS with a link'] as typeof atom)(piece, forged))).toBe('unchanged');
  expect(await bodiesOf('Held')).toEqual([]);
});
