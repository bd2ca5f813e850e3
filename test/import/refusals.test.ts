/** What an import refuses by name: items and pages that say they aren't public, and what other systems export. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ImportReport, runImport } from '../../src/import/run.ts';
import { newsroomStore } from '../../src/import/store.ts';
import { useNewsroom } from '../support/newsroom.ts';

const newsroom = useNewsroom();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-refusals-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function imported(file: string, text: string): Promise<ImportReport> {
  const path = join(folder, file);
  await writeFile(path, text);
  return runImport([path], newsroomStore(newsroom.database), {
    stdin: Readable.from([]),
    now: new Date('2026-05-01T00:00:00Z'),
    publicUrl: 'https://news.example',
  });
}

async function headlines(): Promise<string[]> {
  const { data } = await newsroom.ask<{ articles: { nodes: { headline: string }[] } }>(
    '{ articles(first: 100) { nodes { headline } } }',
  );
  return data?.articles.nodes.map(({ headline }) => headline) ?? [];
}

const paragraphs =
  'The weir at Nettle Ford holds, and the miller walks over it every morning to count the eels. '.repeat(8);
const rssItem = (title: string, more = '', attribute = '') =>
  `<item${attribute}><title>${title}</title><guid isPermaLink="false">${title}</guid><pubDate>Tue, 03 Mar 2026 10:00:00 GMT</pubDate>
  <description>The weir holds at ${title}.</description>${more}</item>`;
const atomEntry = (title: string, more = '') =>
  `<entry><title>${title}</title><id>urn:x:${title}</id><updated>2026-03-03T10:00:00Z</updated>
  <content type="html">The weir holds.</content>${more}</entry>`;
const jsonItem = (title: string, more: object = {}) => ({
  id: title,
  title,
  content_text: 'The weir holds.',
  date_published: '2026-03-03T10:00:00Z',
  ...more,
});

const inRss: readonly string[] = [
  '<x:postStatus>draft</x:postStatus>',
  '<x:status>private</x:status>',
  '<x:post_password>eel</x:post_password>',
  '<x:state>In review</x:state>',
  '<x:isDraft>true</x:isDraft>',
  '<x:published>false</x:published>',
  '<x:visibility>members-only</x:visibility>',
  '<x:embargo>2099-01-01T00:00:00Z</x:embargo>',
  '<x:meta><x:status value="withheld"/></x:meta>',
  '<dcterms:accessRights>info:eu-repo/semantics/closedAccess</dcterms:accessRights>',
  '<media:restriction relationship="deny">all</media:restriction>',
  '<media:status state="blocked"/>',
];

test.each(inRss)('an RSS item with %s is refused by name, and its neighbours come in', async (sign) => {
  const n = inRss.indexOf(sign);
  const [first, hidden, last] = [`First ${n}`, `Hidden ${n}`, `Last ${n}`];
  const names = 'x dcterms media'.split(' ').map((name) => `xmlns:${name}="urn:${name}"`);
  const report = await imported(
    `${n}.rss`,
    `<rss version="2.0" ${names.join(' ')}><channel><title>Weir</title>${rssItem(first)}${rssItem(hidden, sign)}${rssItem(last)}</channel></rss>`,
  );
  expect(report).toMatchObject({
    created: 2,
    refused: [{ item: hidden, reason: expect.stringMatching(/isn’t public/) }],
  });
  const out = await headlines();
  expect(out).toEqual(expect.arrayContaining([first, last]));
  expect(out).not.toContain(hidden);
});

test('so are entries of Atom and items of JSON Feed', async () => {
  const atom = await imported(
    'weir.atom',
    `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:app="http://www.w3.org/2007/app"><title>Weir</title><id>urn:w</id>
    ${atomEntry('Atom draft', '<app:control><app:draft>yes</app:draft></app:control>')}${atomEntry('Atom whole')}</feed>`,
  );
  expect(atom).toMatchObject({ created: 1, refused: [{ item: 'Atom draft' }] });
  const hidden = [{ status: 'draft' }, { _cms: { visibility: 'private' } }, { is_public: false }, { draft: true }];
  const items = [...hidden.map((more, n) => jsonItem(`JSON hidden ${n}`, more)), jsonItem('JSON whole')];
  const json = await imported(
    'weir.json',
    JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'Weir', items }),
  );
  expect(json.refused.map(({ item }) => item)).toEqual(hidden.map((_, n) => `JSON hidden ${n}`));
  const out = await headlines();
  expect(out).toEqual(expect.arrayContaining(['Atom whole', 'JSON whole']));
  expect(out.filter((headline) => /draft|hidden/.test(headline))).toEqual([]);
});

test('what only sounds so is public', async () => {
  const signs = '<x:commentStatus>closed</x:commentStatus><x:category>private</x:category><x:draft>no</x:draft>';
  const report = await imported(
    'open.rss',
    `<rss version="2.0" xmlns:x="urn:x"><channel><title>W</title>${rssItem('Draft horses return', signs)}</channel></rss>`,
  );
  expect(report).toMatchObject({ created: 1, refused: [] });
});

const page = (head: string, body: string) =>
  `<!doctype html><html lang="en"><head><title>Weir page</title><meta property="article:published_time" content="2026-03-03T10:00:00Z">${head}</head><body>${body}</body></html>`;
const whole = (attribute = '') => `<article${attribute}><h1>Weir page</h1><p>${paragraphs}</p></article>`;

test.each([
  [
    'asks for a password',
    page('', `<article><h1>Weir page</h1><form class="post-password-form"></form><p>${paragraphs}</p></article>`),
  ],
  ['is marked as a draft', page('', whole(' class="post status-draft"'))],
  ['is marked as private', page('', whole(' class="status-private"'))],
  [
    'says so in its linked data',
    page(
      '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Weir page","creativeWorkStatus":"Draft"}</script>',
      whole(),
    ),
  ],
])('a page that %s is refused', async (name, html) => {
  const report = await imported(`${name}.html`, html);
  expect(report).toMatchObject({ created: 0, held: 0, refused: [{ reason: expect.stringMatching(/isn’t public/) }] });
  expect(await headlines()).not.toContain('Weir page');
});

const said = `\n\n${paragraphs}\n`;

test.each<[string, string, RegExp]>([
  [
    'blog.xml',
    `<feed xmlns="http://www.w3.org/2005/Atom"><title>B</title><category scheme="s" term="http://schemas.google.com/blogger/2008/kind#settings"/>${atomEntry('Foreign')}</feed>`,
    /Blogger/,
  ],
  ['contentful.json', JSON.stringify({ entries: [{ sys: { id: '1' }, fields: {} }] }), /Contentful, without a piece/],
  ['ld.json', JSON.stringify({ '@context': 'https://schema.org', headline: 'Foreign' }), /JSON-LD/],
  ['person.json', JSON.stringify({ '@context': 'https://schema.org', '@type': 'Person', name: 'Foreign' }), /JSON-LD/],
  ['wire2.xml', '<conceptItem xmlns="http://iptc.org/std/nar/2006-10-01/"><concept/></conceptItem>', /NewsML-G2/],
  [
    'letter.eml',
    `From: Ada <ada@weir.example>\nTo: desk@weir.example\nSubject: Foreign\nMessage-ID: <1@weir.example>${said}`,
    /e-mail/,
  ],
  ['table.txt', `a,b,c\nForeign,"${paragraphs}",draft\n`, /No column holds a headline or a text. It has: a, b, c/],
  ['table.csv', 'a,b,c\nForeign,x,draft\n', /No column holds/],
  ['tabs.txt', `a\tb\tc\nForeign\t${paragraphs}\tdraft\n`, /No column holds/],
  ['note.rtf', `{\\rtf1\\ansi Foreign\\par ${paragraphs}}`, /RTF/],
  ['paper.txt', `%PDF-1.7${said}`, /PDF/],
  ['dates.ics', `BEGIN:VCALENDAR\nSUMMARY:Foreign${said}`, /iCalendar/],
  ['people.vcf', `BEGIN:VCARD\nFN:Foreign${said}`, /vCard/],
  ['film.vtt', `WEBVTT\n\n00:01.000 --> 00:02.000${said}`, /subtitles/],
])('%s is refused by the name of its format', async (file, text, name) => {
  const before = await headlines();
  const { created, updated, held, refused } = await imported(file, text);
  expect({ created, updated, held }).toEqual({ created: 0, updated: 0, held: 0 });
  expect(refused).toEqual([expect.objectContaining({ reason: expect.stringMatching(name) })]);
  expect(await headlines()).toEqual(before);
});
