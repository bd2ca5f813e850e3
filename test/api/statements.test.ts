import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fillWithDemo } from '../support/demo.ts';
import { useNewsroom } from '../support/newsroom.ts';

const newsroom = useNewsroom(fillWithDemo);

async function statementsOf(query: string, variables?: Record<string, unknown>): Promise<number> {
  newsroom.statements.length = 0;
  const answer = await newsroom.ask(query, variables);
  expect(answer.errors).toBeUndefined();
  return newsroom.statements.length;
}

const operation = (name: string) =>
  readFile(join(import.meta.dirname, `../../schema/operations/${name}.graphql`), 'utf8');

test('an article page costs at most eight statements', async () => {
  expect(await statementsOf(await operation('article-page'), { slug: 'port-and-fishers-agree-on-another-bank' })).toBe(
    8,
  );
});

test('a home page costs the same at 2 and at 20 articles', async () => {
  const home = await operation('home');
  const few = await statementsOf(home, { first: 2 });
  expect(await statementsOf(home, { first: 20 })).toBe(few);
  expect(few).toBeLessThanOrEqual(9);
});

describe('every list field is batched: as many statements at 2 as at 20 rows', () => {
  const perArticle = [
    'body',
    'byline',
    'leadImage { credit { name } }',
    'topics { name parent { name } children { name } }',
    'attributions { source { name } }',
    'corrections { note }',
    'related { edges { score reasons { topics { name } sources { name } } node { topics { name } related { nodes { slug } } } } }',
    'trend { rank }',
    'jsonLd',
    'topics { articles(first: 3) { totalCount nodes { topics { name } } } }',
    'topics { trending { nodes { slug } } }',
    'attributions { source { articles(first: 2) { totalCount edges { roles } } trending { nodes { slug } } } }',
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

test('related and trending are one statement for a whole list, aliases and depths included', async () => {
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

test('counts are read only when they are asked for', async () => {
  const without = await statementsOf('{ articles(first: 2) { nodes { slug } } }');
  expect(await statementsOf('{ articles(first: 2) { totalCount nodes { slug } } }')).toBe(without + 1);
});

test('requests that wait at the same time share their statements', async () => {
  const query = '{ articles(first: 5) { nodes { topics { name } } } }';
  const alone = await statementsOf(query);
  newsroom.statements.length = 0;
  await Promise.all([newsroom.ask(query), newsroom.ask(query), newsroom.ask(query)]);
  expect(newsroom.statements.length).toBeLessThan(3 * alone);
});
