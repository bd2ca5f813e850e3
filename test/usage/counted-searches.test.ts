/** Which searches are counted: once each, with their first page, and in vain where no article has all of the text. */

import { graphql } from 'graphql';
import { expect, test } from 'vitest';
import { createLoaders } from '../../db/loaders.ts';
import { schema } from '../../schema/schema.ts';
import { noReads } from '../../src/caching/reads.ts';
import { reader } from '../../src/roles.ts';
import { indexAll } from '../../src/search/index-articles.ts';
import { piece, publish } from '../support/articles.ts';
import { useNewsroom } from '../support/newsroom.ts';

const newsroom = useNewsroom(async (db) => {
  await publish(db, [
    piece('Lantern lit', {
      topics: ['Lamps'],
      attributions: [{ role: 'WIRE', source: { name: 'Coast Wire', kind: 'NEWS_AGENCY' } }],
    }),
    piece('Harbour shut', { body: '<p>By the lock.</p>' }),
    ...Array.from({ length: 30 }, (_, n) => piece(`Beacon ${n}`, { body: '<p>A keeper.</p>' })),
  ]);
  await indexAll(db);
});

async function counted(args: string): Promise<[text: string, isFound: boolean][]> {
  const found: [string, boolean][] = [];
  const { errors } = await graphql({
    schema,
    source: `{ articles(${args}) { nodes { id } } }`,
    contextValue: {
      loaders: createLoaders(newsroom.db),
      reads: noReads,
      viewer: reader,
      countSearch: (text: string, isFound: boolean) => found.push([text, isFound]),
    },
  });
  expect(errors).toBeUndefined();
  return found;
}

const relevant = 'orderBy: { field: RELEVANCE, direction: ASC }';

test.each([
  ['first: 1, where: { search: "lantern" }', true],
  ['where: { search: "lantern", isSemantic: true }', true],
  ['where: { search: "lantern", isLoose: false, topics: {} }', true],
  ['where: { search: "lantern source:\\"coast wire\\"" }', true],
  [`first: 1, ${relevant}, where: { search: "lantern or harbuor" }`, true],
  ['first: 2, where: { search: "beacon" }', true],
  ['where: { search: "lantern keeper" }', false],
  ['where: { search: "lantern keeper", isLoose: true }', false],
  ['where: { search: "lantern keeper", isSemantic: true }', false],
  ['where: { search: "lantern keeper", isLoose: false }', false],
  ['where: { search: "harbuor" }', false],
  ['where: { search: "beacon source:\\"coast wire\\"" }', false],
  ['orderBy: { field: PUBLISHED_AT, direction: ASC }, where: { search: "lantern keeper" }', false],
])('articles(%s) is counted, and that it finds is %s', async (args, isFound) => {
  expect(await counted(args)).toEqual([[expect.any(String), isFound]]);
});

test.each([
  'last: 5, where: { search: "lantern" }',
  'where: { search: "lantern", language: "de" }',
  'where: { search: "lantern", topics: { anyOf: ["harbour"] } }',
  'where: { search: "lantern", isTeaser: true }',
  'where: { search: "lantern", publishedAt: { before: "1990-01-01" } }',
  'where: { search: "lantern", or: [{ isTeaser: true }] }',
  'where: { isTeaser: false }',
])('articles(%s) says nothing of a text alone, and is not counted', async (args) => {
  expect(await counted(args)).toEqual([]);
});
