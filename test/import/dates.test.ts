/** Dates as feeds write them, and what a page says of when it was published and updated. */

import { describe, expect, test } from 'vitest';
import { readDate } from '../../src/import/feed/date.ts';
import { readHtmlPage } from '../../src/import/html.ts';

const iso = (text: string) => readDate(text)?.toISOString();

describe('a date in a feed', () => {
  test.each([
    ['June 26, 2017 7:41 PM', '2017-06-26T19:41:00.000Z'],
    ['June 26, 2017 7:41 AM', '2017-06-26T07:41:00.000Z'],
    ['June 26, 2017 12:05 PM', '2017-06-26T12:05:00.000Z'],
    ['June 26, 2017 12:05 AM', '2017-06-26T00:05:00.000Z'],
    ['26 June 2017 12:00 p.m. EST', '2017-06-26T17:00:00.000Z'],
    ['Mon, 26 Jun 2017 19:41:48 +0200', '2017-06-26T17:41:48.000Z'],
    ['Mon, 26 Jun 2017 19:41:48 -0230', '2017-06-26T22:11:48.000Z'],
    ['Mon, 26 Jun 49 10:00:00 GMT', '2049-06-26T10:00:00.000Z'],
    ['Mon, 26 Jun 50 10:00:00 GMT', '1950-06-26T10:00:00.000Z'],
    ['2017-06-26T24:00:00Z', '2017-06-27T00:00:00.000Z'],
    ['2017-06-26 23:59:59.25', '2017-06-26T23:59:59.250Z'],
    ['20170626T194148', '2017-06-26T19:41:48.000Z'],
    ['1498506108', '2017-06-26T19:41:48.000Z'],
    ['1498506108000', '2017-06-26T19:41:48.000Z'],
    ['29 February 2024', '2024-02-29T00:00:00.000Z'],
    ['1900-01-01', '1900-01-01T00:00:00.000Z'],
    ['2200-12-31', '2200-12-31T00:00:00.000Z'],
  ])('%s is %s', (text, expected) => {
    expect(iso(text)).toBe(expected);
  });

  test.each(['29 February 2023', '31 April 2024', '1899-12-31', '2201-01-01', '0000000000', '', 'soon', '32.13.2024'])(
    '%j is none',
    (text) => {
      expect(readDate(text)).toBeUndefined();
    },
  );
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
