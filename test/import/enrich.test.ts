/** Enrichment of imported pieces: declared sources are matched with known ones, and found ones are added. */

import { describe, expect, test } from 'vitest';
import type { DocumentAttribution } from '../../src/attribution/attribution.ts';
import { withFoundAttributions } from '../../src/import/enrich.ts';
import type { ImportedDocument } from '../../src/import/imported-document.ts';

function piece(
  paragraphs: readonly string[],
  declared: readonly DocumentAttribution[],
  language = 'en',
): ImportedDocument {
  return {
    origin: 'https://lantern.example/1',
    headline: 'The lock at Skarvoy holds',
    body: paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n'),
    language,
    publishedAt: new Date('2026-03-01T00:00:00Z'),
    topics: [],
    attributions: declared,
  };
}

function names(document: ImportedDocument): string[] {
  return withFoundAttributions(document, []).attributions.map(({ role, source }) => `${role} ${source.name}`);
}

const agency: DocumentAttribution = { role: 'WIRE', source: { name: 'The Associated Press', kind: 'OTHER' } };
const lantern: DocumentAttribution = {
  role: 'PUBLISHER',
  source: { name: 'Marl Valley Free Lantern', kind: 'NEWSPAPER' },
};

describe('a declared source', () => {
  test('gets the known name and kind, and keeps its declared homepage', () => {
    const homepage = 'https://lantern.example/wire';
    const declared = { ...agency, source: { ...agency.source, homepage } };
    expect(withFoundAttributions(piece([], [declared]), []).attributions).toEqual([
      { role: 'WIRE', source: { name: 'Associated Press', kind: 'NEWS_AGENCY', homepage } },
    ]);
  });

  test('under two names of one known source is one source', () => {
    expect(names(piece([], [agency, { role: 'WIRE', source: { name: 'AP', kind: 'NEWS_AGENCY' } }]))).toEqual([
      'WIRE Associated Press',
    ]);
  });

  test('gets the known name in languages without cue tables, too', () => {
    expect(names(piece(['Reuters reported a flood.'], [agency], 'fr'))).toEqual(['WIRE Associated Press']);
  });

  test('that is unknown keeps its declared name', () => {
    expect(names(piece([], [lantern]))).toEqual(['PUBLISHER Marl Valley Free Lantern']);
  });
});

describe('a found source', () => {
  test('is added after the declared ones', () => {
    expect(names(piece(['Reuters reported a flood at the lock.'], [lantern]))).toEqual([
      'PUBLISHER Marl Valley Free Lantern',
      'CITED Reuters',
    ]);
  });

  test('is not added where it is declared in its role under another name', () => {
    expect(names(piece(['OSLO (AP) - The lock held on Monday.'], [agency]))).toEqual(['WIRE Associated Press']);
  });

  test('is added in another role than the declared one', () => {
    expect(names(piece(['A diver told the Associated Press that the lock had moved.'], [agency]))).toEqual([
      'WIRE Associated Press',
      'CITED Associated Press',
    ]);
  });

  test('is not added where it is the publisher, by the whole name or the end of it', () => {
    const text = ['The gate is shut, the Free Lantern reported.', 'The Marl Valley Free Lantern reported a leak.'];
    expect(names(piece(text, [lantern]))).toEqual(['PUBLISHER Marl Valley Free Lantern']);
  });
});
