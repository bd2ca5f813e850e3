/** Invalidation of answers to questions that name a merged topic or source by its former slug. */

import { beforeAll, expect, test } from 'vitest';
import { piece, publish } from '../support/articles.ts';
import { useCache } from '../support/cached-newsroom.ts';
import { editor, useNewsroom } from '../support/newsroom.ts';

const publishedBy = (name: string) => ({ role: 'PUBLISHER' as const, source: { name, kind: 'NEWSPAPER' as const } });
const attributions = [publishedBy('Ada Agency')];

const newsroom = useNewsroom((db) =>
  publish(db, [
    piece('One', { topics: ['Spans', 'Bridges', 'Drawbridges'] }),
    piece('Two', { attributions: [...attributions, publishedBy('Ada News')] }),
  ]),
);
const cache = useCache(newsroom);

async function done(mutation: string): Promise<void> {
  const answer = await newsroom.askAs<{ done: object }>(
    editor,
    `mutation { done: ${mutation} { __typename ... on UserError { message } } }`,
  );
  expect(answer.errors).toBeUndefined();
  expect(answer.data?.done).not.toHaveProperty('message');
}

beforeAll(async () => {
  const { data } = await newsroom.ask<Record<string, { id: string }>>(`{
    spans: topic(by: { slug: "spans" }) { id } bridges: topic(by: { slug: "bridges" }) { id }
    news: source(by: { slug: "ada-news" }) { id } agency: source(by: { slug: "ada-agency" }) { id }
  }`);
  await done('saveTopic(input: { slug: "drawbridges", expectedRevision: 1, name: "Drawbridges", parent: "bridges" })');
  await done(`mergeTopics(from: "${data?.spans?.id}", into: "${data?.bridges?.id}")`);
  await done(`mergeSources(from: "${data?.news?.id}", into: "${data?.agency?.id}")`);
});

test.each([
  ['a topic', '{ articles(where: { topics: { anyOf: ["spans"] } }) { totalCount } }', { topics: ['Bridges'] }],
  [
    'a topic above the article’s',
    '{ articles(where: { topics: { anyOf: ["spans"], includeDescendants: true } }) { totalCount } }',
    { topics: ['Drawbridges'] },
  ],
  [
    'a topic that is found by it',
    '{ topic(by: { slug: "spans" }) { articles { totalCount } } }',
    { topics: ['Bridges'] },
  ],
  ['a source', '{ articles(where: { sources: { anyOf: ["ada-news"] } }) { totalCount } }', { attributions }],
  [
    'a source that is found by it',
    '{ source(by: { slug: "ada-news" }) { articles { totalCount } } }',
    { attributions },
  ],
])('a new article invalidates the cached list by the former slug of %s', async (origin, query, given) => {
  await cache.settled();
  const before = await (await cache.get(query)).text();
  expect(cache.answers.get(cache.keyOf(query)), 'it is cached').toBeDefined();
  await publish(newsroom.db, [piece(origin, given)]);
  await cache.settled();
  expect(cache.answers.get(cache.keyOf(query))).toBeUndefined();
  expect(await (await cache.get(query)).text()).not.toBe(before);
});
