/** Dates as feeds write them, and what a page says of when it was published and updated. */

import { describe, expect, test } from 'vitest';
import { readDate } from '../../src/import/feed/date.ts';
import { readHtmlPage } from '../../src/import/html.ts';

const iso = (text: string) => readDate(text)?.toISOString();

test.each([
  '20 Desember 2026 18.00 WIB',
  '20 mai 2026, ora 18',
  '20. august 2026 o 18.00',
  'August 20, 2026 18.00',
  '2026年4月18日 25時',
])('nothing is taken from %s, whose time isn’t known for sure', (written) => {
  expect(iso(written)).toBeUndefined();
});

describe('a date in a feed', () => {
  test.each([
    ['April 3, 2026 6:00 PM (GMT+2)', '2026-04-03T16:00:00.000Z'],
    ['June 26, 2017 7:41 PM', '2017-06-26T19:41:00.000Z'],
    ['June 26, 2017 7:41 AM', '2017-06-26T07:41:00.000Z'],
    ['June 26, 2017 12:05 PM', '2017-06-26T12:05:00.000Z'],
    ['June 26, 2017 12:05 AM', '2017-06-26T00:05:00.000Z'],
    ['June 26, 2017 11:30 PM EST', '2017-06-27T04:30:00.000Z'],
    ['2017-06-26 10:00 GMT+2', '2017-06-26T08:00:00.000Z'],
    ['2017-06-26 10:00:00+00', '2017-06-26T10:00:00.000Z'],
    ['26 June 2017 12:00 p.m. EST', '2017-06-26T17:00:00.000Z'],
    ['Mon, 26 Jun 2017 19:41:48 +0200', '2017-06-26T17:41:48.000Z'],
    ['Mon, 26 Jun 2017 19:41:48 -0230', '2017-06-26T22:11:48.000Z'],
    ['Mon, 26 Jun 49 10:00:00 GMT', '2049-06-26T10:00:00.000Z'],
    ['Mon, 26 Jun 50 10:00:00 GMT', '1950-06-26T10:00:00.000Z'],
    ['2017-06-26T24:00:00Z', '2017-06-27T00:00:00.000Z'],
    ['2017-06-26 23:59:59.25', '2017-06-26T23:59:59.250Z'],
    ['20170626T194148', '2017-06-26T19:41:48.000Z'],
    ['26.06.2017 19.41', '2017-06-26T19:41:00.000Z'],
    ['Mo., 26.06.2017, 19.41 Uhr MEZ', '2017-06-26T18:41:00.000Z'],
    ['26.06.2017 nachmittags', '2017-06-26T00:00:00.000Z'],
    ['26 June 2017, 6 p.m.', '2017-06-26T18:00:00.000Z'],
    ['26 juin 2017 à 19h41', '2017-06-26T19:41:00.000Z'],
    ['2017-06-26 19 Uhr', '2017-06-26T19:00:00.000Z'],
    ['1498506108', '2017-06-26T19:41:48.000Z'],
    ['1498506108000', '2017-06-26T19:41:48.000Z'],
    ['29 February 2024', '2024-02-29T00:00:00.000Z'],
    ['1900-01-01', '1900-01-01T00:00:00.000Z'],
    ['2200-12-31', '2200-12-31T00:00:00.000Z'],
  ])('%s is %s', (text, expected) => {
    expect(iso(text)).toBe(expected);
  });

  test.each([
    '29 February 2023',
    '31 April 2024',
    '1899-12-31',
    '2201-01-01',
    '0000000000',
    '',
    'soon',
    '32.13.2024',
    '26.06.2017 Seite 7',
    '26.06.2017 1941',
  ])('%j is none', (text) => {
    expect(readDate(text)).toBeUndefined();
  });
});

function datesOf(published: string, modified: string): readonly (string | undefined)[] {
  const data = { '@type': 'NewsArticle', headline: 'Bridge opens', datePublished: published, dateModified: modified };
  const text = '<p>The bridge is open, and people walk across it in the rain.</p>'.repeat(8);
  const html = `<html><head><title>Bridge opens</title><script type="application/ld+json">${JSON.stringify(data)}</script></head>
    <body><article><h1>Bridge opens</h1>${text}</article></body></html>`;
  const [document] = readHtmlPage(html, 'https://gazette.example/bridge').documents;
  return [document?.publishedAt.toISOString(), document?.updatedAt?.toISOString()];
}

describe('a page', () => {
  const published = '2024-05-01T12:30:00Z';

  test('was updated where it says so of a time after its publication', () => {
    expect(datesOf(published, '2024-05-01T12:31:00Z')).toEqual([
      '2024-05-01T12:30:00.000Z',
      '2024-05-01T12:31:00.000Z',
    ]);
  });

  test.each(['2024-05-01T12:30:00Z', '2024-05-01T12:29:00Z', '2023-01-01T00:00:00Z'])(
    'that was published at 12:30 was not updated by what says %s',
    (modified) => {
      expect(datesOf(published, modified)).toEqual(['2024-05-01T12:30:00.000Z', undefined]);
    },
  );
});

/** A page that says nothing of its date but in its words. */
function dateOfPage(head: string, language = 'de'): string | undefined {
  const text = '<p>The lock at Ostersiel is open again, and boats go through it by day and by night.</p>'.repeat(8);
  const html = `<html lang="${language}"><head><title>Lock opens</title></head><body>${head}${text}</body></html>`;
  const [document] = readHtmlPage(html).documents;
  return document?.isDateGuessed === true ? undefined : document?.publishedAt.toISOString();
}

describe('a page with its date only as words near the headline', () => {
  test.each([
    ['<div class="technicalline">Stand: 12.03.2025 | 14:15 Uhr</div>', '2025-03-12T14:15:00.000Z'],
    ['<p>Published 12 March 2025, 14:15 GMT</p>', '2025-03-12T14:15:00.000Z'],
    ['<p>Published on Wednesday, March 12, 2025 at 2:15 p.m. EST</p>', '2025-03-12T19:15:00.000Z'],
    ['<p>Von Ada Holm, veröffentlicht am 12. März 2025 um 14.15 Uhr</p>', '2025-03-12T14:15:00.000Z'],
    ['<p>By Ada Holm<span>12 March 2025</span></p>', '2025-03-12T00:00:00.000Z'],
    ['<p>Mi., 12.03.2025, 14:15 MEZ</p>', '2025-03-12T13:15:00.000Z'],
    ['<p>Publié le 12 mars 2025 à 14h15</p>', '2025-03-12T14:15:00.000Z'],
    ['<p>Publicado el miércoles, 12 de marzo de 2025</p>', '2025-03-12T00:00:00.000Z'],
    ['<p>Publicado em 12 de março de 2025 às 14:15</p>', '2025-03-12T14:15:00.000Z'],
    ['<p>Pubblicato: 12 marzo 2025 alle 14:15</p>', '2025-03-12T14:15:00.000Z'],
    ['<p>Gepubliceerd op 12 maart 2025 om 14:15</p>', '2025-03-12T14:15:00.000Z'],
    ['<p>Publicerad 12 mars 2025 kl. 14.15</p>', '2025-03-12T14:15:00.000Z'],
    ['<p>Publisert 12. mars 2025 kl. 14:15</p>', '2025-03-12T14:15:00.000Z'],
    ['<p>Udgivet den 12. marts 2025</p>', '2025-03-12T00:00:00.000Z'],
    ['<p>Opublikowano: 12 marca 2025, 14:15</p>', '2025-03-12T14:15:00.000Z'],
    ['<p>2025年3月12日 14:15 JST</p>', '2025-03-12T05:15:00.000Z'],
    ['<p>13/03/2025</p>', '2025-03-13T00:00:00.000Z'],
    ['<p>Aktualisiert: 14.03.2025</p><p>Erstellt: 12.03.2025</p>', '2025-03-12T00:00:00.000Z'],
    ['<p>Last updated: 12 March 2025</p>', '2025-03-12T00:00:00.000Z'],
  ])('%s is dated %s', (line, expected) => {
    expect(dateOfPage(`<h1>Lock opens</h1>${line}`)).toBe(expected);
  });

  test.each([
    ['of an event', '<h1>Lock opens</h1><p>Open day at the lock and the pier – 12 March 2025</p>'],
    ['in a sentence', '<h1>Lock opens</h1><p>On 12 March 2025 the lock was shut.</p>'],
    ['at a sentence’s beginning', '<h1>Lock opens</h1><p>12 March 2025 was the day on which the lock was shut.</p>'],
    ['of today, above the page', '<div>Wednesday, 12 March 2025</div><h1>Lock opens</h1>'],
    ['of a picture', '<h1>Lock opens</h1><figure><figcaption>12 March 2025</figcaption></figure>'],
    ['to come', '<h1>Lock opens</h1><p>Published 12 March 2125</p>'],
    ['that isn’t', '<h1>Lock opens</h1><p>Published 31 February 2025</p>'],
    ['of another piece', '<h1>Lock opens</h1><aside>12 March 2025</aside>'],
  ])('doesn’t take a date %s for it', (_, head) => {
    expect(dateOfPage(head)).toBeUndefined();
  });

  test('reads figures in the order of its language, and leaves them where that isn’t known', () => {
    const line = '<h1>Lock opens</h1><p>Published 03/12/2025</p>';
    expect(['en-US', 'en-GB', 'fr', 'en'].map((language) => dateOfPage(line, language))).toEqual([
      '2025-03-12T00:00:00.000Z',
      '2025-12-03T00:00:00.000Z',
      '2025-12-03T00:00:00.000Z',
      undefined,
    ]);
  });
});
