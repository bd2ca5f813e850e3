/** An article as a piece of a feed, by itself. */

import { expect, test } from 'vitest';
import { type Feed, languageOf } from '../../src/feeds/feed.ts';
import { type ArticleParts, pieceOf } from '../../src/feeds/piece.ts';

const at = (day: number) => new Date(Date.UTC(2026, 2, day));
type Given = Partial<Omit<ArticleParts, 'article'>> & { readonly article?: Partial<ArticleParts['article']> };
const parts = (given: Given): ArticleParts => ({
  body: '<p>The bridge is open.</p>',
  topics: [],
  attributions: [],
  image: null,
  corrections: [],
  ...given,
  article: {
    id: 7,
    slug: 'bridge',
    headline: 'Bridge',
    standfirst: null,
    language: 'en',
    word_count: 4,
    published_at: at(1),
    first_published_at: at(1),
    updated_at: at(2),
    ...given.article,
  } as ArticleParts['article'],
});
const correction = (day: number) => ({ note: `Put right on day ${day}.`, corrected_at: at(day) }) as never;
const made = (given: Given = {}, isFull = true) => pieceOf(parts(given), 'https://news.example', isFull);

test.each([
  ['its publication', { article: { published_at: at(9), updated_at: at(2) } }, 9],
  ['its last update', { article: { published_at: at(1), updated_at: at(5) } }, 5],
  ['its last correction', { corrections: [correction(4), correction(8), correction(6)] }, 8],
  ['an update after all corrections', { article: { updated_at: at(12) }, corrections: [correction(8)] }, 12],
] as [string, Given, number][])('a piece was updated at %s, when that came last', (_, given, day) => {
  expect(made(given).updatedAt).toEqual(at(day));
});

test('corrections stand at the end of the text, escaped, and not in a summary', () => {
  const given = { corrections: [{ note: 'Not 3 & 4 <b>', corrected_at: at(3) } as never] };
  expect(made(given).content).toBe(
    '<p>The bridge is open.</p>\n<p><strong>Correction (2026-03-03):</strong> Not 3 &amp; 4 &lt;b&gt;</p>',
  );
  expect(made(given, false).content).toBeNull();
  expect(made({ ...given, article: { language: 'de-AT' } }).content).toContain('<strong>Korrektur (2026-03-03):');
});

test('the summary is the standfirst, else the first words, cut between two of them', () => {
  expect(made({ article: { standfirst: 'In short.' } }).summary).toBe('In short.');
  expect(made().summary).toBe('The bridge is open.');
  expect(made({ body: '' }).summary).toBeNull();
  const { summary } = made({ body: `<p>${'word, '.repeat(100)}</p>` });
  expect(summary).toMatch(/word…$/);
  expect(summary?.length).toBeLessThanOrEqual(280);
});

test.each([
  ['that most pieces are in', ['en', 'de', 'de'], 'de'],
  ['of the newest piece in a draw', ['en', 'de', 'de', 'en'], 'en'],
  ['that is known of fewer pieces than are of an unknown one', ['und', 'und', 'de'], 'de'],
  ['unknown when none is known', ['und'], undefined],
  ['unknown when there are no pieces', [], undefined],
])('the language of a feed is the one %s', (_, languages, expected) => {
  const pieces = languages.map((language) => made({ article: { language } }));
  expect(languageOf({ pieces } as unknown as Feed)).toBe(expected);
});
