/** Hostile and odd arguments: typed errors, empty lists or answers, but no unexpected errors. */

import { expect, test } from 'vitest';
import { piece, publish } from '../support/articles.ts';
import { useNewsroom } from '../support/newsroom.ts';

const newsroom = useNewsroom((db) =>
  publish(
    db,
    Array.from({ length: 4 }, (_, n) => piece(`piece-${n}`, { topics: ['Ships'] })),
  ),
);

const cursor = (...values: unknown[]) => Buffer.from(JSON.stringify(values)).toString('base64url');
const slugs = (count: number) => JSON.stringify(Array.from({ length: count }, (_, n) => `s${n}`));

const refused: [string, string][] = [
  ['articles(where: { publishedAt: { from: "0000-01-01T00:00:00Z" } })', 'where.publishedAt.from'],
  ['articles(where: { publishedAt: { from: "0001-01-01T00:00:00+12:00" } })', 'where.publishedAt.from'],
  [
    'articles(where: { publishedAt: { from: "2026-01-02T00:00:00Z", before: "2026-01-01T00:00:00Z" } })',
    'where.publishedAt.from',
  ],
  ['articles(where: { publishedAt: { before: "9999-12-31T23:59:59-12:00" } })', 'where.publishedAt.before'],
  ['trending(where: { publishedAt: { before: "9999-12-31T23:59:59-12:00" } })', 'where.publishedAt.before'],
  [`articles(where: { topics: { allOf: ${slugs(11)} } })`, 'where.topics.allOf'],
  [`articles(where: { topics: { anyOf: ${slugs(101)} } })`, 'where.topics.anyOf'],
  [`articles(where: { sources: { noneOf: ${slugs(101)} } })`, 'where.sources.noneOf'],
  [`articles(where: { search: "${'x '.repeat(300)}" })`, 'where.search'],
  [`topics(where: { search: "${'x'.repeat(501)}" })`, 'where.search'],
  [`sources(where: { search: "${'x'.repeat(501)}" })`, 'where.search'],
  [`articles(where: { search: "ferry", language: "${'x'.repeat(5000)}" })`, 'where.language'],
  ['articles(where: { language: "english, please" })', 'where.language'],
  [`articles(after: "${cursor('PUBLISHED_AT', '0000-01-01T00:00:00Z', 5)}")`, 'after'],
  [`articles(after: "${cursor('PUBLISHED_AT', '2026-01-01T00:00:00Z', -1)}")`, 'after'],
  [`articles(after: "${cursor('UPDATED_AT', '2026-01-01T00:00:00Z', 1)}")`, 'after'],
  [`trending(after: "${cursor('trending WEEK HEAT', 1, '0000-01-01T00:00:00Z', 1)}")`, 'after'],
  [`trending(window: HOUR, after: "${cursor('trending WEEK HEAT', 1)}")`, 'after'],
  [`topics(after: "${cursor('topics', 'a\0b', 1)}")`, 'after'],
  [`topics(after: "${cursor('sources', 'a', 1)}")`, 'after'],
];

test.each(refused)('%s is refused by the argument’s name, not with an unexpected error', async (field, name) => {
  const answer = await newsroom.ask(`{ ${field} { nodes { id } } }`);
  expect(answer.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect(answer.errors?.[0]?.message).toContain(name);
});

test.each([
  'article(by: { slug: "\\u0001" })',
  'article(by: { url: "https://news.example/articles/%00" })',
  `article(by: { slug: "${'x'.repeat(5000)}" })`,
  `article(by: { url: "https://long.example/${'x'.repeat(5000)}" })`,
])('%s is null, not an error', async (field) => {
  expect(await newsroom.ask(`{ ${field} { id } }`)).toMatchObject({ status: 200, data: { article: null } });
});

test.each([
  'search: "-x"',
  `search: "${'-x '.repeat(160)}"`,
  `search: "${'x or '.repeat(90)}x"`,
  'search: "\\"a the the the b\\""',
])('articles(where: { %s }) is answered without an error', async (where) => {
  expect((await newsroom.ask(`{ articles(where: { ${where} }) { totalCount } }`)).errors).toBeUndefined();
});

test('errors that graphql-js raises during execution have a code', async () => {
  const answer = await newsroom.ask('query ($slug: String) { article(by: { slug: $slug }) { id } }', { slug: null });
  expect(answer.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
});

test('a key that the database refuses fails for its own request, not for others in the same batch', async () => {
  const { batchInOrder } = await import('../../db/engine/loader.ts');
  const asked: number[][] = [];
  const loader = batchInOrder(async (keys: readonly number[]) => {
    asked.push([...keys]);
    if (keys.includes(13)) throw Object.assign(new Error('out of range'), { code: '22008' });
    return keys.map((key) => key * 2);
  });
  const answers = await Promise.allSettled([1, 13, 3].map((key) => loader.load(key)));
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(asked).toEqual([[1, 13, 3], [1], [13], [3]]);
});

test('a filter on roles is the same with an empty filter on sources beside it', async () => {
  const count = async (where: string) =>
    (await newsroom.ask<{ articles: { totalCount: number } }>(`{ articles(where: { ${where} }) { totalCount } }`)).data
      ?.articles.totalCount;
  expect(await count('roles: [WIRE]')).toBe(0);
  expect(await count('roles: [WIRE], sources: {}')).toBe(0);
  expect(await count('roles: [WIRE], sources: { allOf: [] }')).toBe(0);
});

test('trending.asOf is the same on an empty page as on a full one', async () => {
  const { refreshTrending } = await import('../../db/trending/refresh.ts');
  await refreshTrending(newsroom.db);
  const answer = await newsroom.ask<Record<string, { asOf: string }>>(
    '{ full: trending { asOf } none: trending(where: { topics: { anyOf: [] } }) { asOf } }',
  );
  expect(answer.data?.none?.asOf).toBe(answer.data?.full?.asOf);
});
