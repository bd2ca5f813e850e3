/** Full-text search: ranking, operators, stemming, and odd queries. */

import { expect, test } from 'vitest';
import { piece, publish } from '../support/articles.ts';
import { useNewsroom } from '../support/newsroom.ts';

const day = (n: number) => new Date(Date.UTC(2026, 2, n));

const newsroom = useNewsroom((db) =>
  publish(db, [
    piece('body', { body: '<p>Of lanterns and other lights: lanterns, lanterns, lanterns.</p>', publishedAt: day(9) }),
    piece('body-older', { body: '<p>A lantern.</p>', publishedAt: day(2) }),
    piece('standfirst', { standfirst: 'They hung lanterns in the trees.', publishedAt: day(3) }),
    piece('headline', { headline: 'The lantern maker', publishedAt: day(1) }),
    piece('both', { headline: 'Lanterns for all', standfirst: 'A lantern each.', publishedAt: day(1) }),
    piece('phrase', { body: '<p>The tax on climate, not the climate tax.</p>' }),
    piece('words', { body: '<p>A tax that changes the climate.</p>' }),
    piece('deutsch', { language: 'de', headline: 'Die alten Häuser', body: '<p>Im Haus brennt Licht.</p>' }),
    piece('francais', { language: 'fr', headline: 'Les maisons', body: '<p>Une maison.</p>' }),
    piece('entities', { body: '<p>Fish &amp; chips <a href="https://hidden.example/nowhere">here</a></p>' }),
  ]),
);

async function found(search: string, rest = ''): Promise<string[]> {
  const answer = await newsroom.ask<{ articles: { nodes: { slug: string }[] } }>(
    `query ($search: String!) { articles(first: 50, where: { search: $search, isLoose: false ${rest} }) { nodes { slug } } }`,
    { search },
  );
  expect(answer.errors).toBeUndefined();
  return answer.data?.articles.nodes.map(({ slug }) => slug) ?? [];
}

test('a match in the headline ranks before one in the standfirst before one in the body, and as it was typed before another form', async () => {
  expect(await found('lantern')).toEqual(['the-lantern-maker', 'lanterns-for-all', 'standfirst', 'body', 'body-older']);
});

test('all words are required, in any order and inflection', async () => {
  expect(new Set(await found('taxes climate'))).toEqual(new Set(['phrase', 'words']));
  expect(await found('tax lantern')).toEqual([]);
});

test('a quoted phrase matches adjacent words only', async () => {
  expect(await found('"climate tax"')).toEqual(['phrase']);
});

test('`or` joins alternatives and `-` excludes a word', async () => {
  expect(new Set(await found('chips or tax'))).toEqual(new Set(['entities', 'phrase', 'words']));
  expect(await found('lantern -tree -maker -light')).toEqual(['lanterns-for-all', 'body-older']);
});

test('words are stemmed by the article’s language', async () => {
  expect(await found('haus')).toEqual(['die-alten-haeuser']);
  expect(await found('maison')).toEqual(['les-maisons']);
  expect(await found('Haus', ', language: "de"')).toEqual(['die-alten-haeuser']);
  expect(await found('Haus', ', language: "fr"')).toEqual([]);
});

test('tags and addresses in markup do not match', async () => {
  expect(await found('fish chips')).toEqual(['entities']);
  expect(await found('hidden nowhere')).toEqual([]);
  expect(await found('href')).toEqual([]);
});

test.each(['the and of', '"', '!!!', '- -', ':*', "' or 1=1 --", '\\', '🙂', '&amp; <b>'])(
  'a search without words, or of odd characters, is an empty list: %s',
  async (search) => {
    expect(await found(search)).toEqual([]);
  },
);
