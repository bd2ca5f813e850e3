/** Search by meaning: what shares no word with a search and is about the same, for readers, and nothing that they don't have. */

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createRandom } from '../../bench/random.ts';
import { rebuildRelated } from '../../src/related/rebuild.ts';
import { indexAll } from '../../src/search/index-articles.ts';
import { piece, publish } from '../support/articles.ts';
import { useNewsroom } from '../support/newsroom.ts';

const subjects = [
  'ferry quay harbour pilot tide mooring vessel berth dredger lighthouse',
  'teacher pupil lesson classroom exam homework school textbook blackboard playground',
].map((words) => words.split(' '));
/** Of each subject so many, in words of it that are drawn by lot. */
const ofEach = 140;

/** Two are of the sea, and have none of what is searched for. */
const newsroom = useNewsroom(async (db) => {
  const random = createRandom(5);
  const text = (words: readonly string[]) => `${Array.from({ length: 12 }, () => random.pick(words)).join(' ')}.`;
  const drawn = subjects.flatMap((words, of) =>
    Array.from({ length: ofEach }, (_, n) => piece(`drawn ${of} ${n}`, { body: `<p>${text(words)}</p>` })),
  );
  const sea = 'quay harbour pilot tide mooring vessel quay harbour pilot tide mooring vessel';
  await publish(db, [
    ...drawn,
    piece('shown', { body: `<p>${sea}</p>` }),
    piece('hidden', { body: `<p>${sea} hidden</p>` }),
  ]);
  await indexAll(db);
  await rebuildRelated(db);
  await sql`update article set withdrawn_at = now() where slug = 'hidden'`.execute(db);
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
  return { totalCount, counted: facets?.articles, words: slugsBy('WORDS'), meaning: slugsBy('MEANING') };
}

test('isSemantic takes in what is about the same, though many have the words, and of no other subject', async () => {
  const exact = await found('search: "ferry dredger lighthouse"');
  expect(exact.words.length).toBeGreaterThan(20);
  expect(exact.meaning).toEqual([]);
  const semantic = await found('search: "ferry dredger lighthouse", isSemantic: true');
  expect(semantic.meaning).toContain('shown');
  expect(semantic.meaning.every((slug) => !slug.startsWith('drawn-1'))).toBe(true);
  expect(semantic.totalCount).toBeGreaterThan(exact.totalCount);
  expect(semantic.counted).toBe(semantic.totalCount);
  expect(JSON.stringify(semantic)).not.toContain('hidden');
});

test('where few have all words, what is about the same is in the last places; to the letter there is none', async () => {
  const few = await found('search: "ferry dredger lighthouse berth quay mooring vessel pilot"');
  expect(few.words.length).toBeLessThan(20);
  expect(JSON.stringify(few)).not.toContain('hidden');
  const { totalCount, words, meaning } = await found('search: "ferry xylophones", isLoose: false');
  expect({ totalCount, words, meaning }).toEqual({ totalCount: 0, words: [], meaning: [] });
});
