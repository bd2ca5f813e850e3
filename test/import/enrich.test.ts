import { describe, expect, test } from 'vitest';
import type { DocumentAttribution } from '../../src/attribution/attribution.ts';
import type { ImportedDocument } from '../../src/import/document.ts';
import { withFoundAttributions } from '../../src/import/enrich.ts';

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

describe('what is declared', () => {
  test('goes under the known name and kind, and keeps the homepage that was declared', () => {
    const homepage = 'https://lantern.example/wire';
    const declared = { ...agency, source: { ...agency.source, homepage } };
    expect(withFoundAttributions(piece([], [declared]), []).attributions).toEqual([
      { role: 'WIRE', source: { name: 'Associated Press', kind: 'NEWS_AGENCY', homepage } },
    ]);
  });

  test('under two names of one source is one', () => {
    expect(names(piece([], [agency, { role: 'WIRE', source: { name: 'AP', kind: 'NEWS_AGENCY' } }]))).toEqual([
      'WIRE Associated Press',
    ]);
  });

  test('goes under the known name in a language that isn’t read for sources too', () => {
    expect(names(piece(['Reuters reported a flood.'], [agency], 'fr'))).toEqual(['WIRE Associated Press']);
  });

  test('nobody known keeps the name as declared', () => {
    expect(names(piece([], [lantern]))).toEqual(['PUBLISHER Marl Valley Free Lantern']);
  });
});

describe('what is found', () => {
  test('is added behind what is declared', () => {
    expect(names(piece(['Reuters reported a flood at the lock.'], [lantern]))).toEqual([
      'PUBLISHER Marl Valley Free Lantern',
      'CITED Reuters',
    ]);
  });

  test('adds nothing where the same source is declared in its role under another name', () => {
    expect(names(piece(['OSLO (AP) - The lock held on Monday.'], [agency]))).toEqual(['WIRE Associated Press']);
  });

  test('adds another role of a declared source', () => {
    expect(names(piece(['A diver told the Associated Press that the lock had moved.'], [agency]))).toEqual([
      'WIRE Associated Press',
      'CITED Associated Press',
    ]);
  });

  test('adds no publisher that cites itself, by its whole name or the end of it', () => {
    const text = ['The gate is shut, the Free Lantern reported.', 'The Marl Valley Free Lantern reported a leak.'];
    expect(names(piece(text, [lantern]))).toEqual(['PUBLISHER Marl Valley Free Lantern']);
  });
});
