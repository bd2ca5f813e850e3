/** Numbers of SQL statements: no N+1 in any list field, and aliases share batches. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createLoaders } from '../../db/loaders.ts';
import { encodeId } from '../../src/ids.ts';
import { useDemoNewsroom } from '../support/demo.ts';
import { admin } from '../support/newsroom.ts';

const newsroom = useDemoNewsroom();

async function statementsOf(query: string, variables?: Record<string, unknown>): Promise<number> {
  newsroom.statements.length = 0;
  const answer = await newsroom.ask(query, variables);
  expect(answer.errors).toBeUndefined();
  return newsroom.statements.length;
}

const operation = (name: string) =>
  readFile(join(import.meta.dirname, `../../schema/operations/${name}.graphql`), 'utf8');

test('an article page costs six statements', async () => {
  expect(await statementsOf(await operation('article-page'), { slug: 'port-and-fishers-agree-on-another-bank' })).toBe(
    6,
  );
});

test('a home page costs as many statements at 2 as at 20 articles', async () => {
  const home = await operation('home');
  const few = await statementsOf(home, { first: 2 });
  expect(await statementsOf(home, { first: 20 })).toBe(few);
  expect(few).toBeLessThanOrEqual(9);
});

describe('as many statements at 2 as at 20 rows:', () => {
  const perArticle = [
    'body',
    'blocks { text } embeds { url }',
    'byline',
    'leadImage { credit { name } }',
    'topics { name parent { name } children { name } }',
    'attributions { source { name } }',
    'corrections { note }',
    'boxes { articles { slug } }',
    'related { edges { score reasons { topics { name } sources { name } } node { topics { name } related { nodes { slug } } } } }',
    'trend { rank }',
    'jsonLd',
    'topics { articles(first: 3) { totalCount nodes { topics { name } } } }',
    'topics { trending { nodes { slug } } }',
    'attributions { source { articles(first: 2) { totalCount edges { roles } } trending { nodes { slug } } } }',
    'attributions { source { quotes(first: 2) { totalCount nodes { source { name } appearanceCount appearances { article { slug } } } } } }',
  ];
  test.each(perArticle)('articles { %s }', async (fields) => {
    const query = `query ($first: Int!) { articles(first: $first) { nodes { ${fields} } } }`;
    const few = await statementsOf(query, { first: 2 });
    expect(await statementsOf(query, { first: 20 })).toBe(few);
  });

  test.each(['children { name }', 'articles(first: 3) { totalCount }', 'trending { nodes { slug } }'])(
    'topics { %s }',
    async (fields) => {
      const query = `query ($first: Int!) { topics(first: $first) { nodes { ${fields} } } }`;
      const few = await statementsOf(query, { first: 2 });
      expect(await statementsOf(query, { first: 12 })).toBe(few);
    },
  );

  test.each(['articles(first: 3) { totalCount edges { roles } }', 'trending { nodes { slug } }'])(
    'sources { %s }',
    async (fields) => {
      const query = `query ($first: Int!) { sources(first: $first) { nodes { ${fields} } } }`;
      const few = await statementsOf(query, { first: 2 });
      expect(await statementsOf(query, { first: 20 })).toBe(few);
    },
  );
});

test('related and trending of a whole list are one statement each, aliases and depths included', async () => {
  const related = `{ articles(first: 10) { nodes {
    a: related(first: 2) { nodes { slug } }
    b: related(first: 5) { nodes { slug } }
  } } }`;
  expect(await statementsOf(related)).toBe(2);
  const trending = `{
    topics { nodes { day: trending(window: DAY) { nodes { slug } } month: trending(window: MONTH, by: VIEWS, first: 9) { nodes { slug } } } }
  }`;
  expect(await statementsOf(trending)).toBe(2);
  const roots = '{ a: trending(first: 3) { nodes { slug } } b: trending(window: HOUR, by: VIEWS) { nodes { slug } } }';
  expect(await statementsOf(roots)).toBe(1);
});

test('totalCount is queried only when it is selected', async () => {
  const without = await statementsOf('{ articles(first: 2) { nodes { slug } } }');
  expect(await statementsOf('{ articles(first: 2) { totalCount nodes { slug } } }')).toBe(without + 1);
});

test('concurrent requests share statements', async () => {
  const query = '{ articles(first: 5) { nodes { topics { name } } } }';
  const alone = await statementsOf(query);
  newsroom.statements.length = 0;
  await Promise.all([newsroom.ask(query), newsroom.ask(query), newsroom.ask(query)]);
  expect(newsroom.statements.length).toBeLessThan(3 * alone);
});

describe('as many statements at 10 aliases as at 1:', () => {
  const asReader = {
    'article by slug': (n: number) => `article(by: { slug: "port-and-fishers-${n}" }) { headline }`,
    'article by an address elsewhere': (n: number) => `article(by: { url: "https://elsewhere.example/${n}" }) { slug }`,
    'topic by slug': (n: number) => `topic(by: { slug: "topic-${n}" }) { name }`,
    'source by slug': (n: number) => `source(by: { slug: "source-${n}" }) { name }`,
    'articles, counted': (n: number) => `articles(first: ${n + 1}) { totalCount nodes { slug } }`,
    'topics, counted': () => 'topics { totalCount }',
    'topics by name': (n: number) => `topics(first: ${n + 1}) { nodes { slug } }`,
    'topics below others': (n: number) =>
      `topics(first: 3, where: { parent: "topic-${n}" }) { totalCount nodes { slug } }`,
    'the same search of topics': () => 'topics(where: { search: "a" }) { totalCount nodes { slug } }',
    'sources, counted': () => 'sources { totalCount }',
    'sources by name': (n: number) => `sources(first: ${n + 1}) { nodes { slug } }`,
    'the same search of sources': () =>
      'sources(where: { search: "a", kinds: [PERSON] }) { totalCount nodes { slug } }',
    'quotes, searched': () => 'quotes(search: "mud") { totalCount nodes { text } }',
    'quotes of a source, counted': (n: number) =>
      `quotes(source: { id: "${encodeId('Source', n + 1)}" }) { totalCount nodes { text } }`,
    'trending among some': () => 'trending(where: { language: "en" }) { nodes { slug } }',
  };
  const asAdmin = {
    draft: (n: number) => `draft(id: "${encodeId('Draft', n + 1)}") { headline }`,
    'drafts, counted': () => 'drafts { totalCount nodes { headline } }',
    events: () => 'events { nodes { type } }',
    webhooks: () => 'webhooks { url }',
    webhookDeliveries: () => 'webhookDeliveries { nodes { status } }',
    tokens: () => 'tokens { name }',
  };
  const aliases = (field: (n: number) => string, count: number) =>
    `{ ${Array.from({ length: count }, (_, n) => `a${n}: ${field(n)}`).join('\n')} }`;

  test.each(Object.entries(asReader))('of %s', async (_, field) => {
    const one = await statementsOf(aliases(field, 1));
    expect(await statementsOf(aliases(field, 10))).toBe(one);
    expect(one).toBeGreaterThan(0);
  });

  test.each(Object.entries(asAdmin))('of %s, for the newsroom', async (_, field) => {
    const counts: number[] = [];
    for (const count of [1, 10]) {
      newsroom.statements.length = 0;
      const answer = await newsroom.askAs(admin, aliases(field, count));
      expect(answer.errors).toBeUndefined();
      counts.push(newsroom.statements.length);
    }
    expect(counts[1]).toBe(counts[0]);
    expect(counts[0]).toBeGreaterThan(0);
  });
});

test.each(['topics', 'sources'])('searches of %s by other words are statements of their own', async (field) => {
  const searches = ['a', 'e', 'i'].map((text) => `${text}: ${field}(where: { search: "${text}" }) { nodes { slug } }`);
  expect(await statementsOf(`{ ${searches.join(' ')} plain: ${field} { nodes { slug } } }`)).toBe(4);
});

test('a search that takes too long fails alone', async () => {
  const isSlow = (node: unknown) => JSON.stringify(node).includes('slow');
  const db = newsroom.db.withPlugin({
    transformQuery: ({ node }) => {
      if (isSlow(node)) throw Object.assign(new Error('canceling statement'), { code: '57014' });
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const { sourceCount, sourceList } = createLoaders(db);
  const page = { take: 3, low: undefined, high: undefined, descending: false };
  const filters = [{}, { search: 'slow' }, { search: 'a' }, { kinds: ['PERSON'] as const }];
  const lists = await Promise.allSettled(filters.map((filter) => sourceList.load({ filter, order: 'NAME', page })));
  const counts = await Promise.allSettled(filters.map((filter) => sourceCount.load(filter)));
  const fates = ['fulfilled', 'rejected', 'fulfilled', 'fulfilled'];
  expect(lists.map(({ status }) => status)).toEqual(fates);
  expect(counts.map(({ status }) => status)).toEqual(fates);
});

test('batched lists by name, in both directions and from any cursor, equal those read one by one', async () => {
  const first = '(first: 3) { totalCount nodes { name } pageInfo { endCursor } }';
  const start = await newsroom.ask<{ sources: { pageInfo: { endCursor: string } } }>(`{ sources${first} }`);
  const after = start.data?.sources.pageInfo.endCursor;
  const lists = [
    'sources(first: 3) { totalCount nodes { name } }',
    `sources(first: 2, after: "${after}") { nodes { name } pageInfo { hasNextPage } }`,
    `sources(last: 2, before: "${after}") { nodes { name } pageInfo { hasPreviousPage } }`,
    'sources(last: 4) { nodes { name } }',
    'sources(first: 5, where: { kinds: [PERSON] }) { totalCount nodes { name } }',
    'sources(first: 5, where: { search: "a" }) { totalCount nodes { name } }',
  ];
  const together = await newsroom.ask(`{ ${lists.map((list, n) => `a${n}: ${list}`).join('\n')} }`);
  for (const [n, list] of lists.entries()) {
    const alone = await newsroom.ask<{ sources: { nodes: unknown[] } }>(`{ ${list} }`);
    expect(alone.data?.sources.nodes.length, list).toBeGreaterThan(1);
    expect(together.data?.[`a${n}`], list).toEqual(alone.data?.sources);
  }
});
