/** ninjs 1 to 3 as documents: whichever version says a thing, it is said alike. */

import { expect, test } from 'vitest';
import { detectKind } from '../../src/import/detect.ts';
import { readNinjs } from '../../src/import/ninjs/ninjs.ts';

const now = new Date('2026-05-01T00:00:00Z');
const read = (value: unknown) => readNinjs(JSON.stringify(value), { now });
const first = (value: unknown) => read(value).documents[0];

const text = '<p>The eels of Nettle Ford go upstream again, the river keeper said.</p>';
const picture = {
  uri: 'urn:x:eel',
  type: 'picture',
  by: 'Ida Marsh',
  copyrightHolder: 'Ford Pictures',
  descriptions: [
    { role: 'caption', value: 'An eel.' },
    { role: 'alt', value: 'Long and dark' },
  ],
  renditions: [
    { name: 'small', href: 'https://p.example/s.jpg', width: 90, contentType: 'image/jpeg' },
    { name: 'large', href: 'https://p.example/l.jpg', width: 900, height: 600, contentType: 'image/jpeg' },
  ],
};
const whole = {
  headline: 'Eels go up',
  standfirst: 'After nine years.',
  body: text,
  language: 'en',
  publishedAt: new Date('2026-03-02T08:00:00Z'),
  updatedAt: new Date('2026-03-02T10:30:00Z'),
  version: { number: 3, at: new Date('2026-03-02T10:30:00Z') },
  image: {
    url: 'https://p.example/l.jpg',
    width: 900,
    height: 600,
    caption: 'An eel.',
    alt: 'Long and dark',
    creditLine: 'Ida Marsh / Ford Pictures',
  },
  topics: ['Eels'],
  sections: ['Rivers'],
  attributions: [
    { role: 'AUTHOR', source: { name: 'Tobias Wrenfield', kind: 'PERSON' } },
    { role: 'WIRE', source: { name: 'dpa', kind: 'NEWS_AGENCY' } },
  ],
};

test.each([
  [
    1,
    {
      uri: 'urn:x:1',
      version: '3',
      firstcreated: '2026-03-02T09:00:00+01:00',
      versioncreated: '2026-03-02T11:30:00+01:00',
      headline: 'Eels go up',
      headline_short: 'Eels',
      description_summary: 'After nine years.',
      body_text: 'The eels of Nettle Ford.',
      body_xhtml: text,
      byline: 'By Tobias Wrenfield',
      copyrightholder: 'dpa',
      language: 'en',
      subject: [{ name: 'Rivers', scheme: 'https://s.example/', code: '12' }, { name: 'Eels' }],
      associations: {
        mainpic: {
          type: 'picture',
          byline: 'Ida Marsh',
          copyrightholder: 'Ford Pictures',
          description_caption: 'An eel.',
          description_alt: 'Long and dark',
          renditions: {
            small: { href: 'https://p.example/s.jpg', width: 90, mimetype: 'image/jpeg' },
            large: { href: 'https://p.example/l.jpg', width: 900, height: 600, mimetype: 'image/jpeg' },
          },
        },
      },
    },
  ],
  [
    3,
    {
      uri: 'urn:x:1',
      version: '3',
      firstCreated: '2026-03-02T08:00:00Z',
      versionCreated: '2026-03-02T10:30:00Z',
      headlines: [
        { role: 'short', value: 'Eels' },
        { role: 'main', value: 'Eels go up' },
      ],
      descriptions: [{ role: 'summary', value: 'After nine years.' }],
      bodies: [
        { contentType: 'text/plain', value: 'The eels.' },
        { role: 'main', contentType: 'text/html', value: text },
      ],
      by: 'Tobias Wrenfield',
      infoSources: [{ role: 'provider', name: 'dpa' }],
      language: 'en',
      subjects: [{ name: 'Rivers', uri: 'https://s.example/12' }, { name: 'Eels' }],
      associations: [
        { name: 'logo', ...picture },
        { name: 'featured', ...picture },
      ],
    },
  ],
])('version %i is read whole', (_, item) => {
  expect(first(item)).toMatchObject({ origin: 'urn:x:1', ...whole });
});

test.each([
  ['Silicon Valley at night', true],
  ['Icon of a saint', true],
  ['lexicon_page', true],
  ['avatar-premiere', true],
  ['main', true],
  ['siteLogo', false],
  ['LOGO', false],
  ['desk_icon-2', false],
  ['Agency logo', false],
])('an association called “%s” is a picture of the piece: %s', (name, isPicture) => {
  const associations = [{ name, type: 'picture', renditions: [{ href: 'https://p.example/1.jpg' }] }];
  const item = { uri: 'urn:x:1', type: 'text', versioncreated: '2026-03-02T08:00:00Z', headline: 'N', body_html: text };
  expect(first({ ...item, associations })?.image?.url === 'https://p.example/1.jpg').toBe(isPicture);
});

test('lists, lists in an object and lines are read alike; what is no text is refused by itself', () => {
  const item = (n: number) => ({
    uri: `urn:x:${n}`,
    versioncreated: '2026-03-02T08:00:00Z',
    headline: `N ${n}`,
    body_html: text,
  });
  const film = { uri: 'urn:x:film', type: 'video', versioncreated: '2026-03-02T08:00:00Z', headline: 'Film' };
  const lines = `${[item(1), film].map((each) => JSON.stringify(each)).join('\n')}\n{broken\n`;
  expect(detectKind(lines, 'wire.txt')).toBe('ninjs');
  for (const page of [read([item(1), film]), read({ items: [item(1), film] }), readNinjs(lines, { now })]) {
    expect(page.documents.map(({ headline }) => headline)).toEqual(['N 1']);
    expect(page.refused?.[0]).toEqual({ item: 'Film', reason: 'It is a video by itself, and no text.' });
  }
  expect(readNinjs(lines, { now }).refused?.[1]?.item).toBe('line 3');
});

test.each([
  ['2026-06-01T06:00:00+02:00', { publishedAt: new Date('2026-06-01T04:00:00Z'), unsure: undefined }],
  ['2026-04-01T06:00:00', { publishedAt: new Date('2026-04-01T06:00:00Z'), unsure: undefined }],
  ['2026-04-30T20:00:00', { unsure: expect.stringMatching(/no zone/) }],
  ['', { unsure: 'It is under an embargo that has no end.' }],
])('an embargo until "%s" never ends early', (embargoed, expected) => {
  const item = { uri: 'urn:x:1', versioncreated: '2026-03-02T08:00:00Z', headline: 'Eels', body_html: text, embargoed };
  expect(first(item)).toMatchObject(expected);
});

test('a composite without a text is its texts', () => {
  const piece = {
    type: 'text',
    uri: 'urn:x:2',
    versioncreated: '2026-03-02T08:00:00Z',
    headline: 'Two',
    body_xhtml: text,
  };
  const page = read({
    uri: 'urn:x:1',
    type: 'composite',
    versioncreated: '2026-03-02',
    associations: { a: piece, picture },
  });
  expect(page.documents.map(({ origin }) => origin)).toEqual(['urn:x:2']);
});

test('lists under several names are all read', () => {
  const item = (uri: string) => ({ uri, headline: uri, body_html: text, versioncreated: '2026-03-02T08:00:00Z' });
  expect(read({ items: [item('a')], more: [item('b')] }).documents.map(({ headline }) => headline)).toEqual(['a', 'b']);
});
