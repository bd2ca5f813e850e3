/** Search by meaning: what shares no word with a search and is about the same, for readers, and nothing that they don't have. */

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createRandom } from '../../bench/random.ts';
import { words } from '../../bench/vocabulary.ts';
import { rebuildRelated } from '../../src/related/rebuild.ts';
import { indexAll } from '../../src/search/index-articles.ts';
import { piece, publish } from '../support/articles.ts';
import { useNewsroom } from '../support/newsroom.ts';

/** As many as make a model: each of ten words of its own. The first is a frequent one. */
const subjects = Array.from({ length: 36 }, (_, of) => words.slice(of * 10, of * 10 + 10));
const [sea = []] = subjects;

/** In words that are drawn by lot. */
const newsroom = useNewsroom(async (db) => {
  const random = createRandom(5);
  const text = (drawn: readonly string[]) => `${Array.from({ length: 12 }, () => random.pick(drawn)).join(' ')}.`;
  const drawn = subjects.flatMap((all, of) =>
    Array.from({ length: of === 0 ? 70 : 7 }, (_, n) => piece(`drawn-${of}-${n}`, { body: `<p>${text(all)}</p>` })),
  );
  await publish(db, drawn);
  await indexAll(db);
  await rebuildRelated(db);
});

interface Found {
  readonly articles: {
    readonly totalCount: number;
    readonly facets: { readonly articles: number };
    readonly edges: readonly { readonly foundBy: string; readonly node: { readonly slug: string } }[];
  };
}

async function found(where: string) {
  const { data, errors } = await newsroom.ask<Found>(
    `{ articles(first: 100, where: { ${where} }) { totalCount facets { articles } edges { foundBy node { slug } } } }`,
  );
  expect(errors).toBeUndefined();
  const { totalCount = 0, facets, edges = [] } = data?.articles ?? {};
  const slugsBy = (by: string) => edges.filter(({ foundBy }) => foundBy === by).map(({ node }) => node.slug);
  const slugs = edges.map(({ node }) => node.slug);
  return { totalCount, counted: facets?.articles, words: slugsBy('WORDS'), meaning: slugsBy('MEANING'), slugs };
}

const few = sea.slice(0, 5).join(' ');

test('isSemantic takes in what is about the same, and nothing that readers have no more', async () => {
  const exact = await found(`search: "${few}", isLoose: false`);
  expect(exact.meaning).toEqual([]);
  const search = `search: "${few}", isLoose: false, isSemantic: true`;
  const semantic = await found(search);
  const [nearest = ''] = semantic.meaning;
  expect(semantic.words.toSorted()).toEqual(exact.words.toSorted());
  expect(nearest).toMatch(/^drawn-0-/);
  expect([semantic.totalCount, semantic.counted]).toEqual([semantic.slugs.length, semantic.slugs.length]);
  await sql`update article set withdrawn_at = now() where slug = ${nearest}`.execute(newsroom.db);
  const after = await found(search);
  expect([after.totalCount, after.counted]).toEqual([semantic.totalCount - 1, semantic.totalCount - 1]);
  expect(after.slugs).not.toContain(nearest);
});

test('where few have all words, what is about the same comes last, and to the letter there is none', async () => {
  const { words: exact, meaning, slugs } = await found(`search: "${few}"`);
  expect(exact.length).toBeLessThan(20);
  expect(slugs).toEqual([...exact, ...meaning]);
  expect(meaning.length).toBeGreaterThan(0);
  const letter = await found(`search: "${few}", isLoose: false`);
  // What is about the same ranks higher among those, too.
  expect(letter.slugs.toSorted()).toEqual(exact.toSorted());
});
