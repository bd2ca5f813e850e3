/** GraphiQL's examples in a newsroom that isn't the demo: they ask for what is there. */

import type { KyselyPlugin } from 'kysely';
import { expect, test } from 'vitest';
import { ownExamples, ownExamplesOf } from '../../src/graphiql/own-examples.ts';
import { saveDocument } from '../../src/import/save.ts';
import { piece } from '../support/articles.ts';
import { useNewsroom } from '../support/newsroom.ts';

const newsroom = useNewsroom();
const example = (name: string, variables?: Record<string, unknown>) => ({ name, query: '{ a }', variables });
const examples = [
  example('article-page', { slug: 'gone' }),
  example('topic-page', { slug: 'gone' }),
  example('source-page', { slug: 'gone' }),
  example('most-cited', { topics: ['gone'] }),
  example('what-they-said', { source: { slug: 'gone' } }),
  example('search', { text: 'harbour' }),
  example('hot'),
];
const variablesOf = async () => (await ownExamples(newsroom.db, examples)).map(({ variables }) => variables);

test('an empty newsroom keeps them, but for a filter by topics', async () => {
  const given = examples.map(({ variables }) => variables);
  expect(await variablesOf()).toEqual(given.with(3, {}));
});

test('what is asked for by a slug that isn’t there is the latest article, and what most are about and rest on', async () => {
  const said = { role: 'QUOTED', source: { name: 'Ida Marsh', kind: 'PERSON' } } as const;
  const by = { role: 'AUTHOR', source: { name: 'Ada Quay', kind: 'PERSON' } } as const;
  const of = (title: string, day: number, more: object) =>
    saveDocument(newsroom.db, piece(title, { publishedAt: new Date(Date.UTC(2026, 2, day)), ...more }));
  await of('Eels', 1, { topics: ['Rivers', 'Eels'], attributions: [by, said] });
  await of('Weirs', 2, { topics: ['Rivers'], attributions: [by] });
  await of('Teaser', 3, { body: '', isCard: true, topics: [] });
  const [article, topic, source, cited, quotes, ...rest] = await variablesOf();
  expect([article, topic, source, cited, quotes]).toEqual([
    { slug: expect.stringContaining('weirs') },
    { slug: 'rivers' },
    { slug: 'ida-marsh' },
    { topics: ['rivers'] },
    { source: { slug: 'ida-marsh' } },
  ]);
  expect(rest).toEqual([{ text: 'harbour' }, undefined]);
  const known = [example('topic-page', { slug: 'eels' })];
  expect(await ownExamples(newsroom.db, known)).toEqual(known);
});

const unanswered = { transformQuery: ({ node }) => node, transformResult: () => new Promise(() => {}) } as KyselyPlugin;

test.each([
  ['before there is a newsroom', () => undefined],
  ['where the database takes its time', () => newsroom.db.withPlugin(unanswered)],
])('%s they are as they come', { timeout: 2_000 }, async (_, dbOf) => {
  expect(await ownExamplesOf(dbOf, examples)()).toBe(examples);
});
