/** Importing web pages: JSON-LD, microdata, meta tags, dates, bylines, and the article’s body without furniture. */

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { namesOfByline } from '../../src/import/html/byline.ts';
import { isSamePicture } from '../../src/import/html/same-picture.ts';
import { readHtmlPage } from '../../src/import/html.ts';
import { type ImportedDocument, RefusedInput } from '../../src/import/imported-document.ts';
import { bodyAsText } from '../../src/text/body.ts';

function fixture(quirk: string): string {
  return readFileSync(new URL(`../fixtures/html/${quirk}.html`, import.meta.url), 'utf8');
}

function imported(quirk: string, address?: string): ImportedDocument {
  const [document] = readHtmlPage(fixture(quirk), address).documents;
  if (document === undefined) throw new Error(`${quirk} gave no document`);
  return document;
}

function named(document: ImportedDocument, role: string): string[] {
  return document.attributions.filter((one) => one.role === role).map(({ source }) => `${source.name}, ${source.kind}`);
}

describe('a page with broken JSON-LD of nodes that refer to each other', () => {
  const document = imported('graph-with-references', 'https://gazette.example/found/here');

  test('has headline, standfirst and dates from the repaired JSON', () => {
    expect(document.headline).toBe('Old pier closes "for good"');
    expect(document.standfirst).toBe('Divers found that eleven oak piles are gone.');
    expect(document.publishedAt.toISOString()).toBe('2024-03-05T17:30:00.000Z');
    expect(document.updatedAt?.toISOString()).toBe('2024-03-05T19:00:00.000Z');
    expect(document.language).toBe('en-GB');
  });

  test('has author, publisher and picture by their references', () => {
    expect(named(document, 'AUTHOR')).toEqual(['Ada Quist, PERSON', 'Nils Borg, PERSON']);
    expect(named(document, 'PUBLISHER')).toEqual(['The Harbour Gazette, NEWSPAPER']);
    expect(document.image).toEqual({
      url: 'https://pictures.example/pier-at-dusk-1200x800.jpg',
      width: 1200,
      height: 800,
      alt: 'A wooden pier',
      caption: 'The pier last autumn.',
      creditLine: 'Photo: Mia Holt / Reuters',
      credit: { name: 'Reuters', kind: 'NEWS_AGENCY' },
    });
    expect(named(document, 'IMAGE_CREDIT')).toEqual(['Reuters, NEWS_AGENCY']);
  });

  test('has the canonical address, resolved and without tracking', () => {
    expect(document.url).toBe('https://gazette.example/news/old-pier?id=7');
    expect(document.origin).toBe(document.url);
  });

  test('has each topic once, sections apart, and no machine tags', () => {
    expect(document.topics).toEqual(['Harbours', 'Insurance']);
    expect(document.sections).toEqual(['Coast']);
  });

  test('has subheads in the body, but neither the headline nor the lead picture', () => {
    expect(document.body).toContain('<h2>What the fishermen say</h2>');
    expect(document.body).not.toMatch(/for good"|<img|last autumn/);
  });
});

test('meta tags alone give separate author names, the title without the site’s name and an absolute picture', () => {
  const document = imported('meta-tags-only');
  expect(document.headline).toBe('Mole wird gesperrt');
  expect(named(document, 'AUTHOR')).toEqual(['Lena Graf, PERSON', 'Tom Ahlers, PERSON', 'Pia Voss, PERSON']);
  expect(document.image?.url).toBe('https://kuestenbote.example/bilder/mole-am-abend.jpg');
  expect(document.language).toBe('de-DE');
  expect(document.topics).toEqual(['Hafen', 'Fischerei']);
});

test('microdata alone gives author and time, and a page without an address has a hash as origin', () => {
  const document = imported('microdata-only');
  expect(named(document, 'AUTHOR')).toEqual(['Ida Falk, PERSON']);
  expect(document.publishedAt.toISOString()).toBe('2024-04-01T09:15:00.000Z');
  expect(document.origin).toMatch(/^html:[0-9a-f]{64}$/);
  expect(document.url).toBeUndefined();
  expect(imported('microdata-only').origin).toBe(document.origin);
});

test('a time without a zone is read in the zone of the other times on the page', () => {
  expect(imported('date-without-zone').publishedAt.toISOString()).toBe('2024-07-01T06:00:00.000Z');
});

test('an organisation as the only author gives way to the byline, in which an agency is the wire', () => {
  const document = imported('byline-names-only-the-house');
  expect(named(document, 'AUTHOR')).toEqual(['Jon Reed, PERSON']);
  expect(named(document, 'WIRE')).toEqual(['Reuters, NEWS_AGENCY']);
});

describe('a page with furniture between the paragraphs', () => {
  const document = imported('furniture-between-paragraphs', 'https://coast.example/herring');

  test('has none of it in any field', () => {
    expect(JSON.stringify(document)).not.toContain('FURNITURE');
  });

  test('has its lists, quotations, subheads and links in sentences', () => {
    const text = bodyAsText(document.body);
    for (const kept of [
      'eleven of its oak piles',
      'herring season',
      'Prices',
      '- Herring: 2',
      'nine years',
      'another winter',
    ]) {
      expect(text).toContain(kept);
    }
    expect(document.body).toContain('<a href="https://coast.example/report">The report</a>');
  });
});

test('a body that only the JSON-LD has is taken from there, with its paragraphs', () => {
  const { body } = imported('body-only-in-json-ld');
  expect(body.match(/<p>/g)).toHaveLength(3);
  expect(body).not.toContain('account');
});

test('of two headlines the printed one counts, not the title for search engines', () => {
  expect(imported('headline-for-search-engines').headline).toBe('What the pier closure costs the harbour, and when');
});

test('a page without an article is refused with the reason', () => {
  expect(() => readHtmlPage(fixture('list-of-links'))).toThrow(/no running text/);
  expect(() => readHtmlPage('Just a line of text.')).toThrow(/not HTML/);
  expect(() => readHtmlPage('<p>Text without any headline, however long it may be.</p>')).toThrow(/no headline/);
  expect(() => readHtmlPage('')).toThrow(RefusedInput);
});

test('a page nested too deep is refused within moments, and JSON-LD nested too deep is ignored', () => {
  const text = '<p>'.concat('The harbour board voted on Tuesday. '.repeat(20), '</p>');
  expect(() => readHtmlPage(`<h1>Pier</h1>${'<div>'.repeat(5_000)}${text}`)).toThrow(/nested more than/);
  const deep = `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Pier","author":${'[[],'.repeat(20_000)}[]${']'.repeat(20_000)}}</script>`;
  expect(
    readHtmlPage(`<html><head>${deep}</head><body><h1>Pier</h1>${text}</body></html>`).documents[0]?.headline,
  ).toBe('Pier');
});

test('two addresses that differ in the size alone, wherever it stands, are one picture', () => {
  const original = 'https://pictures.example/2024/pier-at-dusk.jpg';
  expect(isSamePicture('https://cdn.example/w_640,h_360/2024/pier-at-dusk-640x360.jpg?q=80', original)).toBe(true);
  expect(
    isSamePicture('https://cdn.example/resize?url=https%3A%2F%2Fpictures.example%2F2024%2Fpier-at-dusk.jpg', original),
  ).toBe(true);
  expect(isSamePicture('https://pictures.example/2024/pier-at-dawn.jpg', original)).toBe(false);
  expect(
    isSamePicture('https://a.example/1234567-1.jpg', 'https://a.example/1234567-2.jpg', [
      'https://a.example/1234567-3.jpg',
    ]),
  ).toBe(false);
});

test.each([
  ['Jane Roe jane@x.example/john@x.example', ['Jane Roe']],
  ['Jane Roe (jane@x.example), John Doe', ['Jane Roe', 'John Doe']],
  ['Ann Bly @annbly, Bob Cole @bobcole', ['Ann Bly', 'Bob Cole']],
  ['By Ann Bly,ann@x.example and Bob Cole (in Paris)', ['Ann Bly', 'Bob Cole']],
])('the byline “%s” names people without their addresses', (line, names) => {
  expect(namesOfByline(line)).toEqual(names);
});
