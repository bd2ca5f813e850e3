/** Importing feeds: RSS, RDF, Atom and JSON Feed, their quirks, hostile XML, and dates. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { accepted } from '../../src/import/accept.ts';
import { decodeText } from '../../src/import/decode.ts';
import { detectKind } from '../../src/import/detect.ts';
import { readDate } from '../../src/import/feed/date.ts';
import { type FeedPage, readFeed } from '../../src/import/feed.ts';
import { type ImportedDocument, RefusedInput } from '../../src/import/imported-document.ts';
import { piece } from '../support/articles.ts';

const now = new Date('2024-06-01T00:00:00Z');

function read(name: string): FeedPage {
  const text = readFileSync(join(import.meta.dirname, '../fixtures/feeds', name), 'utf8');
  return readFeed(text, undefined, now);
}

const rss = (items: string, channel = '<title>Wire</title>') =>
  readFeed(`<rss version="2.0"><channel>${channel}${items}</channel></rss>`, undefined, now);

function names({ attributions }: ImportedDocument): string[] {
  return attributions.map(({ role, source }) => `${role} ${source.kind} ${source.name} ${source.homepage ?? '-'}`);
}

describe('RSS 2.0', () => {
  const [plan, excerpt, plain] = read('rss-2-with-media-and-relative-links.rss').documents;

  test('has headlines without markup, addresses without tracking, and unique origins', () => {
    expect(plan?.headline).toBe('Mayor’s tidal plan: the <marina> question');
    expect(plan?.url).toBe('https://courier.example/tidal-plan?id=7');
    expect(plan?.origin).toBe('https://courier.example/feed.rss#7');
    expect(plan?.language).toBe('en-GB');
  });

  test('has each author once, and the feed as publisher', () => {
    expect(plan && names(plan)).toEqual([
      'AUTHOR PERSON Ada Quill -',
      'AUTHOR PERSON Tom Reed -',
      'PUBLISHER WEBSITE The Sandbar & Gull https://courier.example/',
    ]);
    expect(excerpt && names(excerpt)[0]).toBe('AUTHOR PERSON Jo Tide -');
    // A mail address is nobody's name.
    expect(plain && names(plain)).toHaveLength(1);
  });

  test('has topics as printed, each once', () => {
    expect(plan?.topics).toEqual(['Climate change', 'Energy', 'Tides', 'Arts, Leisure']);
  });

  test('has absolute links, and pictures with one address', () => {
    expect(plan?.body).toBe(
      '<p>See <a href="https://courier.example/plans?a=1&amp;b=2">the plans</a>, <a href="https://other.example/x">others</a> and ' +
        '<img src="https://courier.example/img/map.png" alt="A &quot;map&quot;" /></p>',
    );
  });

  test('has the widest picture, with its caption and credit', () => {
    expect(plan?.image).toEqual({
      url: 'https://courier.example/large.jpg',
      width: 460,
      height: 276,
      caption: 'The estuary & its gulls.',
      creditLine: 'Photograph: Ian Lens/Coast Pictures',
      credit: { name: 'Ian Lens/Coast Pictures', kind: 'OTHER' },
    });
    expect(excerpt?.image?.url).toBe('https://courier.example/ferry.jpg');
  });

  test('has the description as standfirst, unless it is the beginning of the text', () => {
    expect(plan?.standfirst).toBe('A plan that splits the town.');
    expect(excerpt?.standfirst).toBeUndefined();
    expect(excerpt?.body).toBe('<p>The ferry sailed again on Sunday morning, and was full.</p>');
  });

  test.each([
    ['<p>Open to all.</p><dialog><p>Gone</p></dialog>', 'Open to all.'],
    ['<p>Open to all.</p><div hidden>Gone <b>too</b></div><p>From May.</p>', 'Open to all. From May.'],
    ['<p style="display:none">Gone<br>and gone</p>Open to all.', 'Open to all.'],
    ['Open <span popover="auto">Gone</span>to all.', 'Open to all.'],
    ['<p>Open to all.</p><dialog open>From May.</dialog>', 'Open to all. From May.'],
    ['<p hidden="until-found">Open to all.</p>', 'Open to all.'],
    ['<div style="display:none">Open <b>to all</b>.</div>', 'Open to all.'],
    ['<div hidden><dialog>Gone</dialog><p>Open</p> to all.<style>p {}</style></div>', 'Open to all.'],
    ['<dialog><p>Gone</p></dialog>', undefined],
    ['<img src="https://p.example/q.jpg"><span hidden>Gone</span>', undefined],
  ])('has of %s what is shown', (description, shown) => {
    const content = '<content:encoded><![CDATA[<p>The quay is new.</p>]]></content:encoded>';
    const item = `<item><title>Quay</title><link>https://p.example/q</link><description><![CDATA[${description}]]></description>${content}</item>`;
    const xml = `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Wire</title>${item}</channel></rss>`;
    expect(readFeed(xml, undefined, now).documents[0]?.standfirst).toBe(shown);
  });

  test('has paragraphs for a plain-text description', () => {
    expect(plain?.body).toBe('<p>First line<br />second line</p><p>Fish &amp; chips</p>');
  });

  test('does not take a home page for the address of an item', () => {
    expect(plain?.url).toBeUndefined();
    expect(excerpt?.url).toBe('https://courier.example/excerpt');
  });

  test('has dates, or else the time of the import', () => {
    expect(plan?.publishedAt).toEqual(new Date('2024-05-07T14:05:00Z'));
    expect(excerpt?.publishedAt).toEqual(new Date('2024-05-07T10:00:00Z'));
    expect(plain?.publishedAt).toEqual(now);
  });
});

test.each([
  [
    'a line that leads on',
    '<p>It sails again.</p><p>From Monday.</p><p><a href="https://p.example/1">Continue reading...</a></p>',
  ],
  [
    'the same in German',
    '<p>It sails again.</p><p>From Monday.</p><p><a href="https://p.example/1">Weiterlesen »</a></p>',
  ],
  [
    'a link at the end of a line',
    '<p>It sails again.</p><p>From Monday. <a href="https://p.example/1">Read the full story</a></p>',
  ],
  [
    'where it came first',
    '<p>It sails again.</p><p>From Monday.</p><p>The post <a href="https://p.example/1">Ferry</a> appeared first on <a href="https://p.example/">Post</a>.</p>',
  ],
])('a text ends without %s', (_, html) => {
  const xml = `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Post</title><item><title>Ferry</title><link>https://p.example/1</link><pubDate>Mon, 02 Mar 2026 08:00:00 GMT</pubDate><content:encoded><![CDATA[${html}]]></content:encoded></item></channel></rss>`;
  expect(readFeed(xml, undefined, new Date()).documents[0]?.body).toBe('<p>It sails again.</p><p>From Monday.</p>');
});

test('a title has its author no second time behind a bar, and keeps who else stands there', () => {
  const item = (title: string, id: number) =>
    `<item><title>${title}</title><dc:creator>Ada Archer</dc:creator><link>https://p.example/${id}</link><pubDate>Mon, 02 Mar 2026 08:00:00 GMT</pubDate><description>It sails.</description></item>`;
  const xml = `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Post</title>${item('Ferries are streets | Ada Archer', 1)}${item('Ferries are streets | Ben Bly', 2)}</channel></rss>`;
  const headlines = readFeed(xml, undefined, new Date()).documents.map(({ headline }) => headline);
  expect(headlines).toEqual(['Ferries are streets', 'Ferries are streets | Ben Bly']);
});

test('RSS 0.91 with a DOCTYPE and HTML entities is read', () => {
  const [piece] = read('rss-0.91-with-doctype.xml').documents;
  expect(piece).toMatchObject({
    headline: 'Bandé on the pier',
    standfirst: 'Music — at last.',
    body: '',
    origin: 'https://pier.example/band',
    publishedAt: new Date('2002-05-03T12:00:00Z'),
  });
  expect(piece?.language).toBeUndefined();
});

test('a piece of another publisher is that one’s, of whom the homepage of the feed says nothing', () => {
  const [own, others] = rss(
    `<item><title>Own</title><link>https://wire.example/own</link></item>
     <item><title>Others’</title><link>https://wire.example/others</link><dc:publisher xmlns:dc="http://purl.org/dc/elements/1.1/">The Gull</dc:publisher></item>`,
    '<title>Wire</title><link>https://wire.example/</link>',
  ).documents;
  expect(own && names(own)).toEqual(['PUBLISHER WEBSITE Wire https://wire.example/']);
  expect(others && names(others)).toEqual(['PUBLISHER WEBSITE The Gull -']);
});

test('RSS 1.0 (RDF) is read', () => {
  const [coral, squid] = read('rss-1-rdf.rdf').documents;
  expect(coral).toMatchObject({ origin: 'https://reef.example/coral', language: 'fr-CA', topics: ['Biologie'] });
  expect(coral && names(coral)).toEqual([
    'AUTHOR PERSON C. Brisson -',
    'AUTHOR PERSON Z.-P. Zola -',
    'AUTHOR PERSON P. Ott -',
    'PUBLISHER WEBSITE Reef Review https://reef.example/',
  ]);
  expect(coral?.publishedAt).toEqual(new Date('2019-08-24T00:00:00Z'));
  expect(squid).toMatchObject({ body: '', publishedAt: new Date('2019-08-01T00:00:00Z') });
});

test('Atom with XHTML, nested xml:base and many links is read', () => {
  const [tide, empty] = read('atom-xhtml-with-bases.atom').documents;
  expect(tide).toMatchObject({
    origin: 'tag:deich.example,2024:flut',
    url: 'https://deich.example/blog/flut',
    headline: 'Ebbe & Flut',
    standfirst: 'Warum das Wasser wartet.',
    body: '<p>Ein <img src="https://deich.example/blog/bilder/a.png" /> &lt;Bild&gt;.</p>',
    language: 'de',
    publishedAt: new Date('2024-05-08T08:00:00Z'),
    updatedAt: new Date('2024-05-09T08:00:00Z'),
    topics: ['Meer'],
  });
  expect(tide && names(tide)).toEqual([
    'AUTHOR PERSON Klaas Watt https://deich.example/klaas',
    'PUBLISHER WEBSITE Deich & Düne https://deich.example/blog/',
  ]);
  expect(empty).toMatchObject({ origin: 'tag:deich.example,2024:blog#2', standfirst: 'Nur 1 < 2.', body: '' });
});

test('JSON Feed is read, its valid items beside broken ones', () => {
  const { documents, refused } = read('json-feed-with-broken-items.json');
  expect(documents).toHaveLength(2);
  expect(documents[0]).toMatchObject({
    origin: 'https://harbour.example/feed.json#3',
    url: 'https://harbour.example/seal',
    headline: 'Seal & pontoon',
    standfirst: 'Asleep.',
    body: '<p>a &lt; b</p><p>second</p>',
    image: { url: 'https://harbour.example/seal.jpg' },
    topics: ['Seals', '5'],
    language: 'en-US',
  });
  // Changed before it was published is not changed.
  expect(documents[0]?.updatedAt).toBeUndefined();
  expect(documents[0] && names(documents[0])).toEqual([
    'AUTHOR PERSON Sam Buoy https://harbour.example/sam',
    'PUBLISHER WEBSITE Harbour Log https://harbour.example/',
  ]);
  expect(documents[1]).toMatchObject({ headline: 'It woke.', language: 'de', publishedAt: now });
  expect(refused.map(({ item, reason }) => [item, reason.slice(0, 40)])).toEqual([
    ['5', 'It has neither a title nor a text.'],
    ['NUL\0', 'Its text holds what no text can: NUL, ha'],
    ['Half \ud83d', 'Its text holds what no text can: NUL, ha'],
  ]);
});

test('an item without a title gets its first sentence as headline, and one without words is refused', () => {
  const { documents, refused } = read('microblog-without-titles.rss');
  expect(documents.map(({ headline }) => headline)).toEqual([
    'Tide is out.',
    'A sentence that goes on and on about the weather and the water and the wind and the walls and the willows until nobody…',
  ]);
  expect(documents[1]?.headline.length).toBeLessThanOrEqual(120);
  expect(documents[0]).toMatchObject({
    origin: 'https://waves.example/2024/05/08#a1',
    url: 'https://waves.example/2024/05/08#a1',
  });
  expect(refused).toHaveLength(1);
});

test('different items with the same id or link stay apart in any order, and duplicates are read once', () => {
  const { documents } = read('one-guid-for-all.rss');
  const of = (headline: string) => documents.find((piece) => piece.headline === headline);
  expect(of('One')?.origin).toBe('https://copy.example/1');
  expect(of('Two')?.origin).toBe('https://copy.example/2');
  expect(of('No link')?.origin).toBe('https://copy.example/#No link');
  expect(of('Twice, first')).toBeUndefined();
  expect(of('Twice, corrected')?.origin).toBe('https://copy.example/#Copy Desk#t');
  expect([of('Shares a link')?.url, of('Shares it too')?.url]).toEqual([undefined, undefined]);
  expect(of('Neither')?.origin).toMatch(/^sha256:/);
  expect(of('Neither')?.origin).not.toBe(of('Nor')?.origin);
  expect(new Set(documents.map(({ origin }) => origin)).size).toBe(documents.length);
});

test('an item’s origin does not depend on when and under which address of its site the feed is read', () => {
  const text =
    '<rss version="2.0"><channel><title>Wire</title><link>https://wire.example/</link><item><title>x</title></item><item><guid>1</guid><title>y</title></item></channel></rss>';
  const origins = (address: string | undefined, time: Date) =>
    readFeed(text, address, time).documents.map(({ origin }) => origin);
  const asFile = origins(undefined, now);
  expect(origins('https://www.wire.example/feed?page=1', new Date())).toEqual(asFile);
  for (const origin of origins('https://mirror.example/', now)) expect(asFile).not.toContain(origin);
});

describe('a feed speaks for pages', () => {
  const isForeign = (link: string, home: string, address?: string) =>
    readFeed(
      `<rss version="2.0"><channel><title>A</title><link>${home}</link><item><title>x</title><link>${link}</link></item></channel></rss>`,
      address,
      now,
    ).documents[0]?.isOfAnotherSite === true;

  test.each<[string, string, string, string?]>([
    [
      'of the host from which it was fetched',
      'https://paper.example/x',
      'https://far.example/',
      'https://paper.example/feed',
    ],
    ...['www', 'm', 'amp'].map((prefix): [string, string, string, string] => [
      `of its ${prefix}. host`,
      `https://${prefix}.paper.example/x`,
      'https://a.example/',
      'http://paper.example/feed',
    ]),
    ['of the host that a file names', 'https://www.paper.example/x', 'https://paper.example/'],
  ])('%s', (_, link, home, address) => {
    expect(isForeign(link, home, address)).toBe(false);
  });

  test.each<[string, string, string, string?]>([
    [
      'of the host that it claims, fetched from another',
      'https://www.paper.example/x',
      'https://www.paper.example/',
      'http://127.0.0.1:4898/feed',
    ],
    [
      'of a host above the one from which it was fetched',
      'https://paper.example/x',
      'https://paper.example/',
      'https://feeds.paper.example/',
    ],
    ['of a host below', 'https://ada.github.io/x', 'https://github.io/', 'https://github.io/feed'],
    ['below a domain that a file names', 'https://paper.example/x', 'https://example/'],
    ['of users of a host that a file names', 'https://ada.github.io/x', 'https://github.io/'],
    ['of a country that a file names', 'https://paper.co.uk/x', 'https://co.uk/'],
  ])('never %s', (_, link, home, address) => {
    expect(isForeign(link, home, address)).toBe(true);
  });
});

describe('a feed is refused', () => {
  test.each([
    ['billion-laughs.rss', /doctype defines/],
    ['external-entity.atom', /doctype defines/],
    ['breaks-off.rss', /broken in line 2, column \d+: unclosed tag: title/],
  ])('of the fixture %s', (name, reason) => {
    expect(() => read(name)).toThrow(reason);
  });

  test.each([
    '<rss/>',
    '<feed xmlns="urn:other"><thing/></feed>',
    '{"version": 1}',
    '{',
    '',
    'hello',
    '<rss><channel><item><__proto__>x</__proto__></item></channel></rss>',
  ])('that is none: %s', (text) => {
    expect(() => readFeed(text)).toThrow(RefusedInput);
  });

  test('only in an item that is nested too deep, or too long; the others are read', () => {
    const item = (body: string) =>
      `<item><title>x</title><guid>${body.length}</guid><description><![CDATA[${body}]]></description></item>`;
    const { documents, refused } = rss(
      [item('<div>'.repeat(150_000)), item('a'.repeat(1_000_001)), item('<p>fine</p>')].join(''),
    );
    expect(documents).toHaveLength(1);
    expect(refused.map(({ reason }) => reason)).toEqual([
      'Its HTML is nested deeper than any text.',
      'Its text is longer than 1000000 characters.',
    ]);
  });

  test.each(['author', 'managingEditor'])('within moments where it is a megabyte of brackets as %s', (element) => {
    expect(() => rss(`<item><title>x</title><${element}>${'('.repeat(1_000_000)}</${element}></item>`)).toThrow(
      /brackets/,
    );
  });
});

const eel =
  '<item><title>Eels</title><guid isPermaLink="false">e</guid><description>&lt;p&gt;Up.&lt;/p&gt;&lt;p&gt;&lt;a href="b"&gt;Nine&lt;/a&gt;.&lt;/p&gt;</description></item>';
const eels = (attributes = '') =>
  `<rss version="2.0"${attributes}><channel><title>W</title><link>https://w.example/</link>${eel}</channel></rss>`;
const declaration = '<?xml version="1.0"?>';

test.each([
  ['a comment before its declaration', `<!-- by hand -->\n${declaration}${eels()}`],
  ['a prefix on its elements', eels(' xmlns:r="urn:r"').replace(/<(\/?)(?=[a-z])/g, '<$1r:')],
  [
    'a page around it',
    `${declaration}<html xmlns="http://www.w3.org/1999/xhtml"><body><div>${eels()}</div></body></html>`,
  ],
])('a feed with %s is read', (_, text) => {
  expect(detectKind(text, 'feed.xml')).toBe('feed');
  expect(readFeed(text).documents[0]).toMatchObject({
    headline: 'Eels',
    body: '<p>Up.</p><p><a href="https://w.example/b">Nine</a>.</p>',
  });
});

test('a feed in UTF-32 is read, with and without its mark', () => {
  const bytes = (text: string, isLittle: boolean) => {
    const view = new DataView(new ArrayBuffer([...text].length * 4));
    for (const [at, character] of [...text].entries()) view.setUint32(at * 4, character.codePointAt(0) ?? 0, isLittle);
    return new Uint8Array(view.buffer);
  };
  for (const isLittle of [true, false]) {
    expect(decodeText(bytes(`\ufeff${eels()}`, isLittle))).toBe(eels());
    expect(decodeText(bytes('<p>𝄞</p>', isLittle))).toBe('<p>𝄞</p>');
  }
});

test('RSS has the base that XML gives it, and what it says in Atom’s elements', () => {
  expect(readFeed(eels(' xml:base="https://z.example/z/"')).documents[0]?.body).toContain('https://z.example/z/b');
  const item = `<item><a:title>Eels</a:title><a:id>urn:x:e</a:id><a:published>2026-03-02T09:00:00Z</a:published>
    <a:author><a:name>Ada Quill</a:name></a:author><a:content type="html">&lt;p&gt;Up.&lt;/p&gt;</a:content></item>`;
  const feed = `<rss version="2.0" xmlns:a="http://www.w3.org/2005/Atom"><channel><title>W</title>${item}</channel></rss>`;
  const [piece] = readFeed(feed).documents;
  expect(piece).toMatchObject({
    origin: 'urn:x:e',
    headline: 'Eels',
    body: '<p>Up.</p>',
    publishedAt: new Date('2026-03-02T09:00:00Z'),
  });
  expect(piece && names(piece)[0]).toBe('AUTHOR PERSON Ada Quill -');
});

test('base 64 in Atom is what it stands for, and words are no base 64', () => {
  const entry = (attributes: string, text: string) =>
    `<entry><id>urn:${text.slice(0, 4)}</id><title>Eels</title><updated>2026-03-02T09:00:00Z</updated><content ${attributes}>${text}</content></entry>`;
  const code = Buffer.from('<p>Nine of them went up.</p>').toString('base64');
  const { documents } = readFeed(
    `<feed xmlns="http://www.w3.org/2005/Atom"><title>W</title><id>urn:w</id>${entry('type="text/html" mode="base64"', code)}${entry('type="base64"', `\n${code}\n`)}${entry('type="text"', 'Eelsgouptheriver')}</feed>`,
  );
  expect(documents.map(({ body }) => body)).toEqual(
    expect.arrayContaining(['<p>Nine of them went up.</p>', '<p>Eelsgouptheriver</p>']),
  );
});

test('an empty feed says that it is empty', () => {
  expect(() => rss('')).toThrow('It is a feed that is empty: it has no items.');
});

test('an external DTD is not loaded, and its entities are not resolved', () => {
  expect(read('external-dtd.rss').documents[0]?.headline).toBe('A &passwords; story');
});

describe('dates', () => {
  test.each([
    ['Mon, 26 Jun 2017 19:41:48 GMT', '2017-06-26T19:41:48Z'],
    ['Mon, 26 Jun 2017 19:41:48 +0200', '2017-06-26T17:41:48Z'],
    ['Mon, 26 Jun 2017 19:41:48 +0000 (UTC)', '2017-06-26T19:41:48Z'],
    ['Mon, 26 Jun 17 19:41 EDT', '2017-06-26T23:41:00Z'],
    ['Monday, 26-Jun-17 19:41:48 PST', '2017-06-27T03:41:48Z'],
    ['6 Sept. 1999', '1999-09-06T00:00:00Z'],
    ['06 Jan 24 GMT', '2024-01-06T00:00:00Z'],
    ['Mon Jun 26 19:41:48 2017', '2017-06-26T19:41:48Z'],
    ['Mon Jun 26 19:41:48 PDT 2017', '2017-06-27T02:41:48Z'],
    ['June 26, 2017 7:41 PM', '2017-06-26T19:41:00Z'],
    ['26. Juni 2017 19:41 MESZ', '2017-06-26T17:41:00Z'],
    ['26 de junho de 2017', '2017-06-26T00:00:00Z'],
    ['2 août 2017 12:00', '2017-08-02T12:00:00Z'],
    ['2017-06-26T19:41:48.5-07:00', '2017-06-27T02:41:48.500Z'],
    ['2017-06-26T19:41-0730', '2017-06-27T03:11:00Z'],
    ['2017-06-26T19:41Z', '2017-06-26T19:41:00Z'],
    ['2017-06-26 19:41:48 UTC', '2017-06-26T19:41:48Z'],
    ['2017-06-26', '2017-06-26T00:00:00Z'],
    ['2017/6/3 9:41:48', '2017-06-03T09:41:48Z'],
    ['20170626T194148Z', '2017-06-26T19:41:48Z'],
    ['20170626', '2017-06-26T00:00:00Z'],
    ['1498506108', '2017-06-26T19:41:48Z'],
    ['1498506108000', '2017-06-26T19:41:48Z'],
    ['  Mon,\n 26 Jun 2017 19:41:48 GMT ', '2017-06-26T19:41:48Z'],
  ])('%s is read', (written, expected) => {
    expect(readDate(written)).toEqual(new Date(expected));
  });

  test.each([
    '',
    'soon',
    '31 Feb 2017',
    '2017-13-01',
    '0001-01-01T00:00:00Z',
    '1970-01-01T00:00:00Z',
    '26 Foo 2017',
    '('.repeat(1_000_000),
    '9'.repeat(50),
  ])('%.30s is no date', (written) => {
    expect(readDate(written)).toBeUndefined();
  });
});

test.each([
  ['@jane@social.example', []],
  ['jane@x.example', []],
  ['Jane Roe , and John Doe', ['Jane Roe', 'John Doe']],
  ['Roe, J., Doe, J.', ['J. Roe', 'J. Doe']],
  ['Jane Roe in Springfield, Illinois', ['Jane Roe']],
  ['/u/mudlark_77', []],
  ['admin', []],
  ['Site Admin', []],
  ['jdoe', []],
  ['jdoe42', []],
  ['wp-editor', []],
  ['CW_Desk', []],
  ['https://quay.example/author/jane/', []],
  ['The Quay Post', []],
  ['bell hooks', ['bell hooks']],
  ['JDoe42', []],
  ['ada.quay', []],
  ['ada_quay', []],
  ['root', []],
  ['User 7', []],
  ...[
    'kesm',
    'red',
    'björk',
    'jean-luc',
    'j-hope',
    'deadmau5',
    'Mr_Beast',
    'Anna_Lena',
    'иван-петров',
    'will.i.am',
  ].map((name): [string, string[]] => [name, [name]]),
  ...['Ghost', 'User', 'Root', 'A.Li', 'J.Wu', 'M.Xu', 'L.Yu', 'Dr.Oz'].map((name): [string, string[]] => [
    name,
    [name],
  ]),
  ['Zoë', ['Zoë']],
  ['BY ADA QUILL AND BEN MCBLY', ['Ada Quill', 'Ben McBly']],
  ['Ada Quill, Staff Reporter', ['Ada Quill']],
  ['Ada Quill/AFP', ['Ada Quill']],
  ['AFP', ['AFP']],
  ['Ada Quill, avec AFP', ['Ada Quill']],
  ['Ada Quill / Reuters', ['Ada Quill']],
  ['Unknown', []],
])('an author given as “%s” is read by names', (author, expected) => {
  const item = `<title>A</title><link>https://a.example/1</link><author>${author}</author><description>Words.</description>`;
  const { documents } = readFeed(
    `<rss version="2.0"><channel><title>Quay Post: news of the river</title><item>${item}</item></channel></rss>`,
  );
  const found = documents
    .map(accepted)[0]
    ?.attributions.filter(({ role }) => role === 'AUTHOR')
    .map(({ source }) => source.name);
  expect(found).toEqual(expected);
});

test.each([
  ['Paul Holm', 'Paul Holm | Letters', 'PERSON'],
  ['Paul Holm', 'Paul Holm - Reporter', 'PERSON'],
  ['Paul Holm', 'Paul Holm: notes', 'PERSON'],
  ...['dpa', 'reuters', 'afp', 'dpa-infocom', 'dpa-afx'].map((name): [string, string, string] => [
    name,
    'Quay',
    'NEWS_AGENCY',
  ]),
])('%s writes in a feed that is called %s', (author, title, kind) => {
  const item = `<title>A</title><link>https://a.example/1</link><dc:creator>${author}</dc:creator><description>Words.</description>`;
  const { documents } = readFeed(
    `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>${title}</title><item>${item}</item></channel></rss>`,
  );
  const [document] = documents.map(accepted);
  expect(document?.attributions).toContainEqual({
    role: 'AUTHOR',
    source: expect.objectContaining({ name: author, kind }),
  });
});

test.each([
  ['quay.example', 'Quay Post', ['PUBLISHER NEWSPAPER Quay Post']],
  ['quay.example', undefined, ['PUBLISHER WEBSITE quay.example']],
  ['weir.example', 'Quay Post', ['AUTHOR WEBSITE weir.example', 'PUBLISHER NEWSPAPER Quay Post']],
  ['Quay Post', 'Quay Post', ['PUBLISHER NEWSPAPER Quay Post']],
  ['quay.ada', undefined, []],
  ['A.Li', undefined, ['AUTHOR PERSON A.Li']],
  ['will.i.am', undefined, ['AUTHOR PERSON will.i.am']],
  ['Paul Holm', 'Paul Holm | Letters', ['AUTHOR PERSON Paul Holm', 'PUBLISHER NEWSPAPER Paul Holm | Letters']],
  ['quay_desk', 'Quay Post', ['PUBLISHER NEWSPAPER Quay Post']],
])('%s as a person who wrote for %s is what it is', (author, publisher, expected) => {
  const written = { role: 'AUTHOR', source: { name: author, kind: 'PERSON' } } as const;
  const published = publisher && ({ role: 'PUBLISHER', source: { name: publisher, kind: 'NEWSPAPER' } } as const);
  const document = accepted(
    piece('Tides', {
      url: 'https://www.quay.example/tides',
      attributions: [written, ...(published ? [published] : [])],
    }),
  );
  expect(document.attributions.map(({ role, source: { kind, name } }) => `${role} ${kind} ${name}`)).toEqual(expected);
});

/** What is said of where it is kept, its name, and whether it is a section. */
const categories: readonly [scheme: string, name: string, isSection: boolean][] = [
  ['sections', 'Tides', true],
  ['Tides', 'Tides', true],
  ['https://quay.example/sections', 'Tides', true],
  ['https://quay.example/tides', 'Tides', true],
  ['https://quay.example/tides/tides', 'Tides', true],
  ['https://quay.example/tides/tides/index.html', 'Tides', true],
  ['https://quay.example/sections/tides', 'Tides', true],
  ['https://quay.example/en/sport', 'Sport', true],
  ['/pt-br/esporte/', 'Esporte', true],
  ['/category/news/politics/', 'Politics', true],
  ['/news/politics-category', 'Politics', true],
  ['/rubriken/politik', 'Politik', true],
  ['/cat%C3%A9gories/politique', 'Politique', true],
  ['/secciones/cultura', 'Cultura', true],
  ['/sezioni/cronaca', 'Cronaca', true],
  ['/editorias/cultura', 'Cultura', true],
  ['/рубрики/спорт', 'Спорт', true],
  ['/index.php/sport', 'Sport', true],
  ['/site/index.php/sport', 'Sport', true],
  ['/site/en/sport', 'Sport', true],
  ['/news/politics', 'Politics', true],
  ['/us/politics', 'Politics', true],
  ['https://quay.example/index.php/en/sport/index.html', 'Sport', true],
  ['http://cv.iptc.org/newscodes/mediatopic/', 'Media', true],
  ['http://cv.iptc.org/newscodes/mediatopic/', 'Politics', true],
  ['https://quay.example/namespaces/desks/des', 'Design', true],
  // Of which vowel signs are letters: another word.
  ['https://quay.example/%E0%A4%96%E0%A5%87%E0%A4%B2/%E0%A4%AC%E0%A4%B2', 'बाला', true],
  ['https://quay.example/world/art-of-war', 'Art', true],
  ['urn:quay/harbour/tides', 'Tides', true],
  ['https://quay.example/%E0%A4%A/tides-and-%E0%A4%A', 'Storms', true],
  // A page of its own within another section.
  ['https://quay.example/harbour/tides', 'Tides', false],
  ['https://quay.example/en/harbour/tides.html', 'Tides', false],
  ['/us-news/floods', 'Floods', false],
  ['/world/us/floods', 'Floods', false],
  ['/topics/floods', 'Floods', false],
  ['us-news/floods', 'Floods', false],
  ['//quay.example/us-news/donaldtrump', 'Donald Trump', false],
  ['/world/europe-news', 'Europe', false],
  ['/economie/energie', 'Énergie', false],
  ['/economie/%C3%A9nergie', 'Énergie', false],
  ['/de/politik/muenchen', 'München', false],
  ['/de/politik/munchen', 'München', false],
  ['/de/politik/m%C3%BCnchen', 'München', false],
  [
    'https://quay.example/%D0%BF%D0%BE%D0%BB%D0%B8%D1%82%D0%B8%D0%BA%D0%B0/%D0%B2%D1%8B%D0%B1%D0%BE%D1%80%D1%8B',
    'Выборы',
    false,
  ],
  ['/политика/vybory', 'Выборы', false],
  ['/sport/f1', 'F1', false],
  ['https://quay.example/%E0%A4%96%E0%A5%87%E0%A4%B2/%E0%A4%AC%E0%A4%BE%E0%A4%B2%E0%A4%BE', 'बाला', false],
  // Lists of labels.
  ['https://quay.example/namespaces/keywords/per', 'Quay, Ada', false],
  ['http://www.blogger.com/atom/ns#', 'Tides', false],
  ['https://pictures.example/photos/tags/', 'Tides', false],
];

test.each(['https://quay.example/feed.xml', undefined])(
  'of a feed at %s lists are sections, and labels and pages within a section none',
  (address) => {
    const entries = categories.map(
      ([scheme, name], at) =>
        `<entry><id>tag:q,${at}</id><title>Low tide ${at}</title><updated>2024-03-02T09:00:00Z</updated>
       <content>The tide was low at the ${at}th pier.</content><category scheme="${scheme}" term="${name}"/></entry>`,
    );
    const items = categories.map(
      ([scheme, name], at) =>
        `<item><guid isPermaLink="false">${at}</guid><title>Low tide ${at}</title>
       <description>The tide was low at the ${at}th pier.</description><category domain="${scheme}">${name}</category></item>`,
    );
    const ofAtom = items.map((item, at) =>
      item.replace(/<category.*<\/category>/, () => {
        const [scheme, name] = categories[at] ?? [];
        return `<atom:category scheme="${scheme}" term="${name}"/>`;
      }),
    );
    for (const feed of [
      `<feed xmlns="http://www.w3.org/2005/Atom"><title>Quay</title><id>tag:q</id>${entries.join('')}</feed>`,
      `<rss version="2.0"><channel><title>Quay</title>${items.join('')}</channel></rss>`,
      `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Quay</title>${ofAtom.join('')}</channel></rss>`,
    ]) {
      const { documents } = readFeed(feed, address, now);
      const told = documents.map(({ sections = [], topics = [] }, at) => [categories[at]?.[0], sections, topics]);
      const expected = categories.map(([scheme, name, isSection]) =>
        isSection ? [scheme, [name], []] : [scheme, [], [name]],
      );
      expect(told).toEqual(expected);
    }
  },
);

test('a feed under embargo is read, with a doubt about each of its pieces', () => {
  const items = '<item><title>Pier shut</title></item><item><title>Ferry late</title></item>';
  const { documents, refused } = readFeed(
    `<rss version="2.0"><channel><title>P</title><description>Embargoed until 9 June 2199</description>${items}</channel></rss>`,
  );
  const unsure = 'Its feed says: Embargoed until 9 June 2199';
  expect([documents, refused]).toMatchObject([[{ unsure }, { unsure }], []]);
});

const photo = 'https://quay.example/p.jpg';
const mediaContent = (inner = '', attributes = 'medium="image"') =>
  `<media:content url="${photo}" ${attributes}>${inner}</media:content>`;
const told = '<description>The pier is shut.</description>';

test('an entry without its feed is read, and says that it is a draft', () => {
  const entry = (more: string) =>
    `<?xml version="1.0"?><a:entry xmlns:a="http://www.w3.org/2005/Atom" xmlns:app="http://www.w3.org/2007/app"><a:id>urn:x:1</a:id><a:title>Pier shut</a:title><a:updated>2026-03-04T09:30:00Z</a:updated><a:content type="html">&lt;p>It is shut.&lt;/p>&lt;p>For long.&lt;/p></a:content>${more}</a:entry>`;
  expect(readFeed(entry(''), undefined, now)).toMatchObject({
    documents: [{ headline: 'Pier shut', body: '<p>It is shut.</p><p>For long.</p>' }],
  });
  expect(readFeed(entry('<app:control><app:draft>yes</app:draft></app:control>'), undefined, now)).toMatchObject({
    documents: [],
    refused: [{ item: 'Pier shut' }],
  });
});

test('a summary ends before its request to read on, and an author stands beside a mail address', () => {
  const content = '<content:encoded>&lt;p>The pier is shut for weeks, the keeper said.&lt;/p></content:encoded>';
  const [document] = rss(
    `<item><title>Pier</title><link>https://quay.example/1</link><dc:creator>ada@quay.example (Ada Quay)</dc:creator>
    <description>It leaks. &lt;a href="https://quay.example/1">Read more&lt;/a></description>${content}</item>`,
  ).documents;
  const [, other] = rss(
    `<item><title>a</title></item><item><title>Weir</title><link>https://quay.example/2</link>
    <dc:creator>Ida Marsh &lt;ida@quay.example></dc:creator><description>Children read more. Why they do.</description>${content}</item>`,
  ).documents;
  const authorsOf = (each: typeof document) =>
    each?.attributions.flatMap(({ role, source }) => (role === 'AUTHOR' ? [source.name] : []));
  expect([document?.standfirst, authorsOf(document)]).toEqual(['It leaks.', ['Ada Quay']]);
  expect([other?.standfirst, authorsOf(other)]).toEqual(['Children read more. Why they do.', ['Ida Marsh']]);
});

test('a paragraph with a link to go on is a summary', () => {
  const go = '&lt;p>The pier is shut.&lt;/p> &lt;a href="https://quay.example/1">Continue reading...&lt;/a>';
  const [document] = rss(
    `<item><title>Pier</title><link>https://quay.example/1</link><description>${go}</description></item>`,
  ).documents;
  expect(document).toMatchObject({ standfirst: 'The pier is shut.', body: '' });
  const picture = go.replace('The pier is shut.', '&lt;img src="https://quay.example/p.jpg">');
  const [shown] = rss(`<item><title>Pier</title><description>${picture}</description></item>`).documents;
  expect(shown?.image?.url).toBe('https://quay.example/p.jpg');
});

test.each<[string, string, object]>([
  [
    'a text of the picture',
    `${told}${mediaContent('<media:title>Pier</media:title><media:text type="html">&lt;p>At dusk&lt;/p></media:text>')}`,
    { image: { url: photo, alt: 'Pier', caption: 'At dusk' } },
  ],
  [
    'what a group of one picture is described by',
    `${told}<media:group>${mediaContent('', 'width="900" medium="image"')}${mediaContent('', 'width="90" medium="image"')}<media:description>At dusk</media:description><media:credit>Hob Marl</media:credit></media:group>`,
    { image: { width: 900, caption: 'At dusk', creditLine: 'Hob Marl' } },
  ],
  [
    'what stands beside the picture and the item’s own description',
    `${told}${mediaContent()}<media:credit>Hob Marl</media:credit><media:description>At dusk</media:description>`,
    { standfirst: 'The pier is shut.', image: { caption: 'At dusk', creditLine: 'Hob Marl' } },
  ],
  [
    'what stands beside a small picture',
    `${told}<media:thumbnail url="${photo}"/><media:description>At dusk</media:description>`,
    { image: { caption: 'At dusk' } },
  ],
  [
    'whose picture it is',
    `${told}${mediaContent('<media:copyright>Hob Marl/Quay Agency</media:copyright>')}`,
    { image: { creditLine: 'Hob Marl/Quay Agency' } },
  ],
  [
    'whose picture it is, with a sign',
    `${told}${mediaContent('<media:copyright>© Quay Agency</media:copyright>')}`,
    { image: { creditLine: 'Quay Agency', credit: { name: 'Quay Agency' } } },
  ],
  [
    'a name out of a credit with a sign',
    `${told}${mediaContent('<media:credit>Copyright: Hob Marl</media:credit>')}`,
    { image: { creditLine: 'Copyright: Hob Marl', credit: { name: 'Hob Marl' } } },
  ],
  [
    'a name that begins so',
    `${told}${mediaContent('<media:credit>Copyrights Collective</media:credit>')}`,
    { image: { credit: { name: 'Copyrights Collective' } } },
  ],
  ['keywords of the media', `${told}<media:keywords>piers, storms</media:keywords>`, { topics: ['piers', 'storms'] }],
  [
    'a text of the item',
    '<media:text type="html">&lt;p>The pier is shut.&lt;/p>&lt;p>For long.&lt;/p></media:text>',
    { body: '<p>The pier is shut.</p><p>For long.</p>' },
  ],
  [
    'what a film is described by where nothing else is said',
    '<media:content url="https://quay.example/v.mp4" type="video/mp4"><media:description>The pier is shut.</media:description></media:content>',
    { standfirst: 'The pier is shut.', image: undefined },
  ],
  // What is said of something else.
  [
    'no caption: the item’s description once more, and shorter',
    `<description>The pier is shut. For long.</description>${mediaContent()}<media:description>The pier is shut…</media:description>`,
    { image: { url: photo, caption: undefined } },
  ],
  [
    'no caption: what many pictures are described by',
    `${told}${mediaContent()}${mediaContent('', 'medium="image" isDefault="false"')}<media:description>At dusk</media:description>`,
    { standfirst: 'The pier is shut.', image: { url: photo, caption: undefined } },
  ],
  [
    'no caption: the only description',
    `${mediaContent()}<media:description>The pier is shut.</media:description>`,
    { standfirst: 'The pier is shut.', image: { caption: undefined } },
  ],
  [
    'no caption: a film’s description',
    `${told}${mediaContent('', 'type="video/mp4"')}<media:thumbnail url="${photo}"/><media:description>A film</media:description>`,
    { image: { url: photo, caption: undefined } },
  ],
  [
    'no credit: a notice of the house',
    `${told}${mediaContent('<media:copyright>© 2026 Quay Post Ltd. All rights reserved</media:copyright>')}`,
    { image: { creditLine: undefined } },
  ],
  [
    'no text: a film’s description beside the item’s own',
    `${told}<media:content url="https://quay.example/v.mp4" type="video/mp4"><media:description>A film</media:description></media:content>`,
    { standfirst: 'The pier is shut.', body: '' },
  ],
])('Media RSS gives %s', (_, parts, expected) => {
  const item = `<item xmlns:media="http://search.yahoo.com/mrss/"><title>Pier shut</title><link>https://quay.example/1</link>${parts}</item>`;
  expect(rss(item).documents).toMatchObject([expected]);
});
