/** Wires as documents: NewsML-G2 with XHTML, NITF and plain text, NewsML 1, NITF and IPTC 7901, each by its own oddities. */

import { expect, test } from 'vitest';
import { decodeText } from '../../src/import/decode.ts';
import { detectKind } from '../../src/import/detect.ts';
import type { ImportedPage } from '../../src/import/imported-document.ts';
import { readHere } from '../../src/import/reading.ts';
import { fate, iptc } from '../support/one-piece.ts';

const now = new Date('2026-05-01T00:00:00Z');

async function read(given: string | Uint8Array): Promise<ImportedPage> {
  const text = typeof given === 'string' ? given : decodeText(given);
  const reading = await readHere({ text, name: 'wire', now }, []);
  if (reading.kind === 'views') throw new Error('These are views.');
  return reading.page;
}

const first = async (given: string | Uint8Array) => (await read(given)).documents[0];

const text = 'The eels of Nettle Ford go upstream again, the keeper said.';
const author = { role: 'AUTHOR', source: { name: 'Tobias Wrenfield', kind: 'PERSON' } };
const wire = { role: 'WIRE', source: { name: 'dpa', kind: 'NEWS_AGENCY' } };

const item = (inner: string, meta = '', more = '', attributes = 'version="2"') =>
  `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:wire.example:eels" xml:lang="en" ${attributes}><itemMeta>
  <itemClass qcode="ninat:text"/><provider qcode="x:1"><name>dpa</name></provider><versionCreated>2026-03-02T09:00:00+01:00</versionCreated>
  ${meta}</itemMeta><contentMeta><headline rank="2">Eels</headline><headline rank="1">Eels go up</headline>
  <creator><name>t.wrenfield</name></creator>${more}</contentMeta><contentSet>${inner}</contentSet></newsItem>`;
const xhtml = (body: string) =>
  `<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>${body}</body></html></inlineXML>`;
const nitf = (head: string, docdata: string, content: string, attributes = '') =>
  `<nitf><head><title>wire-eels-2</title><docdata ${attributes}><doc-id id-string="e7" regsrc="W"/><date.issue norm="20260302T090000+0100"/>${docdata}</docdata></head>
  <body><body.head><hedline><hl1>Eels go up</hl1></hedline>${head}</body.head><body.content>${content}</body.content></body></nitf>`;

test('a NewsML-G2 item with XHTML says headline, text and people, without heads, notes and signatures', async () => {
  const body = `<header><h1>Eels go up</h1><ul class="slugline"><li>eels</li></ul></header><section class="main">
    <p class="teaser">After nine years.</p><p>${text}</p></section><section class="notepad"><p>Call 112</p></section><p class="closingline">abc</p>`;
  const more = `<by>By Tobias Wrenfield, dpa</by><dateline>Merrowhaven (dpa) - </dateline><description role="drol:teaser">After nine years.</description>
    <keyword>Eels</keyword><subject qcode="medtop:1"><name>Rivers</name></subject><subject qcode="c:ri"><name>ri</name></subject>
    <subject type="cpnat:person" qcode="p:1"><name>Ida Marsh</name></subject>`;
  const found = await first(item(xhtml(body), '', more));
  expect(found).toMatchObject({
    origin: 'urn:newsml:wire.example:eels',
    headline: 'Eels go up',
    standfirst: 'After nine years.',
    publishedAt: new Date('2026-03-02T08:00:00Z'),
    isDateOfVersion: true,
    version: { number: 2 },
    topics: ['Eels'],
    sections: ['Rivers'],
    attributions: [author, wire],
  });
  expect(found?.body.trim()).toBe(`<p>Merrowhaven (dpa) – ${text}</p>`);
});

test('a house in the byline is the publisher alone, also where a literal names the provider', async () => {
  const given = item(xhtml(`<p>${text}</p>`), '', '<by>Cape Wire</by>').replace(
    /<provider .*<\/provider>/,
    '<provider literal="Cape Wire"/>',
  );
  expect((await first(given))?.attributions).toEqual([
    { role: 'PUBLISHER', source: { name: 'Cape Wire', kind: 'ORGANIZATION' } },
  ]);
});

test.each([
  ['NITF', `<inlineXML contenttype="application/nitf+xml">${nitf('', '', `<p>${text}</p>`)}</inlineXML>`],
  ['plain text', `<inlineData contenttype="text/plain">${text}</inlineData>`],
  ['HTML as text', `<inlineData contenttype="text/html"><![CDATA[<p>${text}</p>]]></inlineData>`],
])('its text may be %s', async (_, inner) => {
  expect(await first(item(inner))).toMatchObject({ headline: 'Eels go up', body: `<p>${text}</p>` });
});

test('a message holds texts and the pictures that are theirs; a text that lies elsewhere is refused by itself', async () => {
  const picture = `<newsItem guid="urn:p"><itemMeta><itemClass qcode="ninat:picture"/></itemMeta><contentMeta><creditline>Ida Marsh</creditline>
    <description role="drol:caption">An eel.</description></contentMeta><contentSet><remoteContent contenttype="image/jpeg" width="80" href="https://p.example/s.jpg"/>
    <remoteContent contenttype="image/jpeg" width="800" href="https://p.example/l.jpg"/></contentSet></newsItem>`;
  const other = item('<remoteContent contenttype="text/html" href="https://w.example/1"/>').replace(':eels"', ':far"');
  const own = item(xhtml(`<p>${text}</p>`), '<link rel="irel:hasPart" residref="urn:p"/>');
  const page = await read(
    `<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>${own}${picture}${other}</itemSet></newsMessage>`,
  );
  expect(page.documents.map(({ image }) => image)).toEqual([
    expect.objectContaining({ url: 'https://p.example/l.jpg', caption: 'An eel.', creditLine: 'Ida Marsh' }),
  ]);
  expect(page.refused).toEqual([{ item: 'Eels go up', reason: 'Its text lies elsewhere: https://w.example/1.' }]);
});

test.each([
  ['<pubStatus qcode="stat:withheld"/>', { takenBack: 'withheld' }],
  ['<pubStatus qcode="stat:canceled"/>', { takenBack: 'canceled', body: '' }],
  ['<embargoed>2026-06-01T06:00:00Z</embargoed>', { publishedAt: new Date('2026-06-01T06:00:00Z') }],
  ['<embargoed/>', { unsure: expect.stringMatching(/no end/) }],
  ['<edNote>Strictly embargoed until Friday</edNote>', { unsure: expect.stringMatching(/note to editors/) }],
  ['<firstCreated>2026-03-01T08:00:00Z</firstCreated>', { publishedAt: new Date('2026-03-01T08:00:00Z') }],
])('%s is kept to', async (meta, expected) => {
  expect(await first(item(xhtml(`<p>${text}</p>`), meta))).toMatchObject(expected);
});

test('NITF says what its head says: people, keys, versions, tables, its picture, and no code of players', async () => {
  const docdata =
    '<du-key key="eels" version="3"/><key-list><keyword key="Eels"/></key-list><doc.copyright holder="dpa"/>';
  const head =
    '<byline>By <person>Tobias Wrenfield</person><byttl>River desk</byttl></byline><dateline>Merrowhaven</dateline>';
  const content = `<media media-type="image"><media-reference source="https://p.example/e.jpg" width="80" alternate-text="Long"/>
    <media-caption>An eel.</media-caption><media-producer>Ida Marsh</media-producer></media><p>${text}</p><hl2>Counts</hl2>
    <table><tr><th>Day</th><td>9</td></tr></table><p>&lt;div data-x="1">&lt;/div></p><note><p>Not for print</p></note>`;
  const latin = Buffer.from(
    `<?xml version="1.0" encoding="iso-8859-1"?>${nitf(head, docdata, content).replace('eels of', '\u00e9els of')}`,
    'latin1',
  );
  const found = await first(latin);
  expect(found).toMatchObject({
    origin: 'nitf:W:eels',
    version: { number: 3 },
    topics: ['Eels'],
    image: { url: 'https://p.example/e.jpg', caption: 'An eel.', alt: 'Long', creditLine: 'Ida Marsh' },
  });
  expect(found?.attributions).toEqual(expect.arrayContaining([author, wire]));
  expect(found?.body.replace(/\s+/g, ' ').trim()).toBe(
    `<p>Merrowhaven – ${text.replace('eels', 'éels')}</p><h2>Counts</h2> <table><tr><th>Day</th><td>9</td></tr></table>`,
  );
});

test('NITF under embargo waits for its release, and without one for an editor', async () => {
  const release = '<date.release norm="20260601T060000Z"/>';
  const status = 'management-status="embargoed"';
  expect(await first(nitf('', release, `<p>${text}</p>`, status))).toMatchObject({
    publishedAt: new Date('2026-06-01T06:00:00Z'),
  });
  expect(await first(nitf('', '', `<p>${text}</p>`, status))).toMatchObject({
    unsure: expect.stringMatching(/no end/),
  });
});

test('NewsML 1 has its text in one component of many', async () => {
  const component = (role: string, inner: string) =>
    `<NewsComponent><Role FormalName="${role}"/>${inner}</NewsComponent>`;
  const content = (html: string) =>
    `<ContentItem><DataContent><html><body>${html}</body></html></DataContent></ContentItem>`;
  const photo = `<NewsLines><HeadLine>An eel.</HeadLine></NewsLines><ContentItem Href="https://p.example/l.jpg"><Characteristics>
    <Property FormalName="PixelWidth" Value="800"/></Characteristics></ContentItem>`;
  const found =
    await first(`<NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>w.example</ProviderId><DateId>20260302</DateId>
    <NewsItemId>E7</NewsItemId><RevisionId>4</RevisionId></NewsIdentifier></Identification><NewsManagement><FirstCreated>20260302T080000Z</FirstCreated>
    <ThisRevisionCreated>20260302T100000Z</ThisRevisionCreated><Status FormalName="Embargoed"/><StatusWillChange><DateAndTime>20260601T060000Z</DateAndTime>
    </StatusWillChange></NewsManagement><NewsComponent><NewsLines><HeadLine>Eels go up</HeadLine><ByLine>By Tobias Wrenfield</ByLine></NewsLines>
    ${component('HeadLine', content('<p>Eels</p>'))}${component('Contact', content('<p>Call</p>'))}${component('Photo', photo)}
    ${component('Body', content(`<p>${text}</p>`))}</NewsComponent></NewsItem></NewsML>`);
  expect(found).toMatchObject({
    origin: 'urn:newsml:w.example:20260302:E7',
    version: { number: 4 },
    headline: 'Eels go up',
    body: `<p>${text}</p>`,
    publishedAt: new Date('2026-06-01T06:00:00Z'),
    image: { url: 'https://p.example/l.jpg', width: 800, caption: 'An eel.' },
    attributions: [author],
  });
});

test.each([
  ['with its signs', (body: string) => Buffer.from(`\x16\x16\x01${body}\x04`, 'latin1')],
  ['without them', (body: string) => body.replace('\x02', '\n').replace('\x03', '')],
])('IPTC 7901 %s is read for its headline, not its routing line', async (_, make) => {
  const message = make(
    `xyz0123 4 ku 84  dpa 0456\r\nRivers/Eels/EELS-UP-2/\r\n\x02Eels go up\r\nafter nine years =\r\nBy Tobias Wrenfield, dpa\r\n(Photo – Archive)\r\n\r\n` +
      `Merrowhaven (dpa) - The eels of Nettle Ford go upstream\r\nagain, the keeper said.\r\n   Nobody had seen them since M\u00e4rz.\r\n\r\n# Notizblock\r\nCall 112\r\n\x03021430 CET Mrz 26\r\n`,
  );
  expect(await first(message)).toMatchObject({
    headline: 'Eels go up after nine years',
    body: '<p>Merrowhaven (dpa) - The eels of Nettle Ford go upstream again, the keeper said.</p>\n<p>Nobody had seen them since März.</p>',
    publishedAt: new Date('2026-03-02T13:30:00Z'),
    topics: ['Rivers', 'Eels'],
    attributions: expect.arrayContaining([author, wire]),
  });
});

test('of IPTC 7901 neither what version it is nor what dpa tells editors below comes in, and a name above the text is its author', async () => {
  const message =
    '\x01bdt0345 3 ku 120 dpa 0212\n\nRivers/Eels/\n(Summary 1015)\n\x02Eels go up again =\n\n   Von Tobias Wrenfield, dpa\n\n' +
    '   Merrowhaven (dpa) - The eels go up, the keeper said.\n\n# dpa-Notizblock\n\n## Places\n- [Weir](Mill Lane 1)\n\x03\n021430 CET Mrz 26\n';
  expect(await first(message)).toMatchObject({
    topics: ['Rivers', 'Eels'],
    body: '<p>Merrowhaven (dpa) - The eels go up, the keeper said.</p>',
    attributions: expect.arrayContaining([author, wire]),
  });
});

test('how other desks reach an author stays out', async () => {
  const inNitf = await first(
    nitf('', '', '<p>The eels go up.</p><p>((tobias@wire.example; +44 20 7946 0000))</p>').replace(
      '</docdata>',
      '<doc.rights owner="dpa"/></docdata>',
    ),
  );
  expect(inNitf?.body).toBe('<p>The eels go up.</p>');
});

test('dpa’s JSON has its text, keywords and rubrics under names of its own, and what is for editors stays out', async () => {
  const piece = {
    uri: 'urn:x:1',
    pubstatus: 'usable',
    versioncreated: '2026-03-02T08:00:00Z',
    headline: 'Eels go up again',
    dateline: 'Merrowhaven (dpa)',
    article_html: '<section class="main"><p>The eels go up.</p></section>',
    categories: [
      { type: 'dnltype:keyword', name: 'Eels' },
      { type: 'dnltype:geosubject', name: 'Merrowhaven' },
    ],
    rubric_names: ['Rivers'],
    notepad: { nonpublic_html: '<p>Call 112</p>' },
    associations: [
      { type: 'picture', alt_text: 'A weir', headline: 'Weir', renditions: [{ href: 'https://p.example/w.jpg' }] },
    ],
  };
  const document = await first(JSON.stringify(piece));
  expect(document).toMatchObject({ topics: ['Eels'], sections: ['Rivers'], image: { alt: 'A weir' } });
  expect(document?.body).toBe('<section class="main"><p>The eels go up.</p></section>');
});

test.each([
  '((Embargoed until 1 June 2026))',
  '((NOT FOR PUBLICATION))',
  '((Sperrfrist: 1. Juni 2026, 10 Uhr; desk@wire.example))',
])('%s among the paragraphs of IPTC 7901 keeps a text back', async (note) => {
  const message = iptc('Pier shut', `${note}\n\n   The pier is shut, the keeper said.\n\n   It leaks.`);
  expect(await fate(message, 'a.txt')).not.toBeNull();
});

test('what stands in two brackets and is no address of a desk is read', async () => {
  const document = await first(iptc('Pier shut', '((This is irony, said the keeper))\n\n   It leaks.'));
  expect(document?.body).toContain('This is irony');
});

test.each([
  ['(EFE)', '<p>ml/ob</p><p>(foto) (vídeo)</p>', ''],
  ['(AFP)', '<p>bur-aq/hm</p>', ''],
  ['(EFE)', '<p>Foto/Video</p>', '<p>Foto/Video</p>'],
  ['(ab)', '<p>ml/ob</p>', '<p>ml/ob</p>'],
])('behind a text of %s, %s is %j for readers', async (agency, end, expected) => {
  const document = await first(nitf('', '', `<p>Merrowhaven ${agency} - The eels go up.</p>${end}`));
  expect(document?.body.split('The eels go up.</p>')[1]).toBe(expected);
});

test('the Associated Press’ slugs are no topics, and its longer headline is no standfirst', async () => {
  const piece = nitf('', '<key-list><keyword key="US--Eels-Weir"/><keyword key="Rivers"/></key-list>', '').replace(
    '</hedline>',
    '<hl2 id="originalHeadline">Eels go up again, keeper says</hl2></hedline>',
  );
  const document = await first(piece);
  expect(document?.topics).toEqual(['Rivers']);
  expect(document?.standfirst).toBeUndefined();
});

test.each([
  ['UPDATE 2-Eels go up', 'Eels go up'],
  ['WRAPUP 1-Eels go up', 'Eels go up'],
  ['UPDATE 2 of the weir plan', 'UPDATE 2 of the weir plan'],
  ['CORRECTED-Eels go up', 'CORRECTED-Eels go up'],
])('Reuters’ headline %s is %s', async (written, expected) => {
  const json = JSON.stringify({
    uri: 'urn:x:1',
    type: 'text',
    headline: written,
    body_text: text,
    versioncreated: '2026-03-02T08:00:00Z',
  });
  expect((await first(json))?.headline).toBe(expected);
});

test('wires are told from pages and feeds by what they hold', () => {
  expect(detectKind(`<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf.dtd">${nitf('', '', '')}`, 'a.html')).toBe(
    'nitf',
  );
  expect(detectKind(item(''), 'a.rss')).toBe('newsml-g2');
  expect(detectKind('<NewsML/>', 'a.txt')).toBe('newsml-1');
});

test.each([
  ['urn:x:eels', undefined, undefined],
  ['urn:x:eels', 'https://other.example/eels', true],
  ['https://other.example/eels', undefined, true],
  ['https://wire.example/eels', 'https://wire.example/eels', undefined],
])('a wire fetched from a site with the id %s and the address %s is another’s word: %s', async (uri, url, expected) => {
  const json = JSON.stringify({ uri, url, headline: 'Eels', body_text: text, versioncreated: '2026-03-02T08:00:00Z' });
  const reading = await readHere({ text: json, name: 'wire', address: 'https://wire.example/w', now }, []);
  const [found] = reading.kind === 'views' ? [] : reading.page.documents;
  expect(found?.isOfAnotherSite).toBe(expected);
  if (uri.startsWith('urn:')) expect(found?.origin).toBe('https://wire.example/#urn:x:eels');
});
