/** Lists of articles: keyset paging in every order, and the `where` conditions. */

import { describe, expect, test } from 'vitest';
import { piece, publish } from '../support/articles.ts';
import { useNewsroom } from '../support/newsroom.ts';

/** Forty pieces on ten days, so that dates tie and the id has to decide. */
const newsroom = useNewsroom(async (db) => {
  await publish(
    db,
    Array.from({ length: 40 }, (_, n) =>
      piece(`piece-${n}`, {
        publishedAt: new Date(Date.UTC(2026, 0, 1 + (n % 10))),
        updatedAt: new Date(Date.UTC(2026, 1, 1 + ((n * 7) % 13))),
        language: n % 4 === 0 ? 'pt-BR' : n % 4 === 1 ? 'pt' : 'en',
        topics: ['All', ...(n % 2 === 0 ? ['Even'] : ['Odd']), ...(n % 5 === 0 ? ['Fives'] : [])],
        attributions: [
          { role: 'PUBLISHER', source: { name: 'The Paper', kind: 'NEWSPAPER' } },
          ...(n % 3 === 0
            ? [{ role: 'CITED' as const, source: { name: 'The Paper', kind: 'NEWSPAPER' as const } }]
            : [{ role: 'QUOTED' as const, source: { name: 'Ada Holm', kind: 'PERSON' as const }, quote: 'So it is.' }]),
        ],
      }),
    ),
  );
  await db
    .updateTable('topic')
    .set({ parent_id: (eb) => eb.selectFrom('topic as t').select('t.id').where('t.slug', '=', 'all') })
    .where('slug', 'in', ['even', 'odd'])
    .execute();
});

interface Page {
  edges: { cursor: string; node: { slug: string }; roles?: string[] }[];
  nodes: { slug: string }[];
  totalCount: number;
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

const pageFields =
  'edges { cursor node { slug } } nodes { slug } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';

async function page(args: string, field = 'articles'): Promise<Page> {
  const answer = await newsroom.ask<{ articles: Page }>(`{ ${field}(${args}) { ${pageFields} } }`);
  expect(answer.errors).toBeUndefined();
  return answer.data?.articles as Page;
}

const slugs = ({ edges }: Page) => edges.map(({ node }) => node.slug);

async function walk(args: string, size: number, backward = false): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const limits: string = backward
      ? `last: ${size}${cursor ? `, before: "${cursor}"` : ''}`
      : `first: ${size}${cursor ? `, after: "${cursor}"` : ''}`;
    const found: Page = await page(`${args} ${limits}`);
    if (backward) seen.unshift(...slugs(found));
    else seen.push(...slugs(found));
    cursor = backward
      ? found.pageInfo.hasPreviousPage
        ? found.pageInfo.startCursor
        : null
      : found.pageInfo.hasNextPage
        ? found.pageInfo.endCursor
        : null;
  } while (cursor !== null);
  return seen;
}

describe('keyset paging neither skips nor repeats an article, forward and backward', () => {
  test.each([
    '',
    'orderBy: { field: PUBLISHED_AT, direction: ASC }',
    'orderBy: { field: UPDATED_AT, direction: DESC }',
    'orderBy: { field: UPDATED_AT, direction: ASC }',
    'where: { search: "piece" }',
    'where: { search: "piece" }, orderBy: { field: RELEVANCE, direction: ASC }',
    'where: { topics: { anyOf: ["even", "odd"] } }',
    'where: { topics: { anyOf: ["all", "fives", "even"] } }, orderBy: { field: PUBLISHED_AT, direction: ASC }',
    'where: { sources: { anyOf: ["the-paper", "ada-holm"] } }',
  ])('articles(%s)', async (args) => {
    const all = slugs(await page(`${args} first: 100`));
    expect(all).toHaveLength(40);
    expect(new Set(all).size).toBe(40);
    expect(await walk(args, 7)).toEqual(all);
    expect(await walk(args, 7, true)).toEqual(all);
    // A page that ends exactly where the list does has none behind it.
    expect((await page(`${args} first: 40`)).pageInfo.hasNextPage).toBe(false);
    expect((await page(`${args} first: 39`)).pageInfo.hasNextPage).toBe(true);
    expect((await page(`${args} last: 40`)).pageInfo.hasPreviousPage).toBe(false);
    expect((await page(`${args} last: 39`)).pageInfo.hasPreviousPage).toBe(true);
  });
});

test('the latest comes first, and of two published at the same moment the one with the higher id', async () => {
  const all = slugs(await page('first: 100'));
  expect(all.slice(0, 5)).toEqual(['piece-39', 'piece-29', 'piece-19', 'piece-9', 'piece-38']);
});

test('a cursor continues at the same place after inserts before it', async () => {
  const first = await page('first: 5');
  const second = slugs(await page(`first: 5, after: "${first.pageInfo.endCursor}"`));
  const [id] = await publish(newsroom.db, [piece('late', { publishedAt: new Date('2026-02-01T00:00:00Z') })]);
  expect(slugs(await page(`first: 5, after: "${first.pageInfo.endCursor}"`))).toEqual(second);
  await newsroom.db
    .deleteFrom('article')
    .where('id', '=', id as number)
    .execute();
});

test('pageInfo has both cursors, hasNextPage and hasPreviousPage', async () => {
  const first = await page('first: 3');
  expect(first.pageInfo).toMatchObject({
    hasNextPage: true,
    hasPreviousPage: false,
    startCursor: first.edges[0]?.cursor,
  });
  const next = await page(`first: 3, after: "${first.pageInfo.endCursor}"`);
  expect(next.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
  const last = await page('last: 3');
  expect(last.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  const before = await page(`last: 3, before: "${last.pageInfo.startCursor}"`);
  expect(before.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
  const none = await page('where: { topics: { anyOf: ["nothing"] } }');
  expect(none).toMatchObject({
    totalCount: 0,
    nodes: [],
    pageInfo: { hasNextPage: false, startCursor: null, endCursor: null },
  });
});

/** By the number of the piece, as the fixture gives topics, sources, languages and dates. */
const isEven = (n: number) => n % 2 === 0;
const isFives = (n: number) => n % 5 === 0;
const isCited = (n: number) => n % 3 === 0;
const all = () => true;
const none = () => false;

describe('where conditions', () => {
  test.each<[string, number, (n: number) => boolean]>([
    ['topics: { anyOf: ["even"] }', 20, isEven],
    ['topics: { anyOf: ["even", "fives"] }', 24, (n) => isEven(n) || isFives(n)],
    ['topics: { anyOf: [] }', 0, none],
    ['topics: { allOf: ["even", "fives"] }', 4, (n) => isEven(n) && isFives(n)],
    ['topics: { allOf: ["even", "nothing"] }', 0, none],
    ['topics: { noneOf: ["even"] }', 20, (n) => !isEven(n)],
    ['topics: { noneOf: ["fives"] }', 32, (n) => !isFives(n)],
    ['topics: { noneOf: ["even", "fives"] }', 16, (n) => !isEven(n) && !isFives(n)],
    ['topics: { anyOf: ["all"], noneOf: ["fives"] }', 32, (n) => !isFives(n)],
    ['topics: { anyOf: ["even"], noneOf: ["fives"] }', 16, (n) => isEven(n) && !isFives(n)],
    ['topics: { anyOf: ["all"], includeDescendants: true }', 40, all],
    ['topics: { noneOf: ["all"], includeDescendants: true }', 0, none],
    ['sources: { anyOf: ["the-paper"] }', 40, all],
    ['sources: { anyOf: ["the-paper"] }, roles: [CITED]', 14, isCited],
    ['sources: { anyOf: ["ada-holm"] }', 26, (n) => !isCited(n)],
    ['sources: { allOf: ["the-paper", "ada-holm"] }', 26, (n) => !isCited(n)],
    ['sources: { noneOf: ["ada-holm"] }', 14, isCited],
    ['sources: { noneOf: ["the-paper"] }, roles: [CITED]', 26, (n) => !isCited(n)],
    ['sources: { anyOf: ["the-paper"], noneOf: ["ada-holm"] }', 14, isCited],
    ['sources: { anyOf: ["the-paper"], allOf: ["the-paper"] }, roles: [CITED]', 14, isCited],
    ['roles: [QUOTED]', 26, (n) => !isCited(n)],
    ['roles: [CITED]', 14, isCited],
    ['roles: [CITED, QUOTED]', 40, all],
    ['roles: [WIRE]', 0, none],
    ['language: "pt"', 20, (n) => n % 4 < 2],
    ['language: "pt-BR"', 10, (n) => n % 4 === 0],
    ['language: "PT-br"', 10, (n) => n % 4 === 0],
    ['language: "de"', 0, none],
    [
      'publishedAt: { from: "2026-01-03T00:00:00Z", before: "2026-01-05T00:00:00Z" }',
      8,
      (n) => [2, 3].includes(n % 10),
    ],
    ['publishedAt: { from: "2026-01-03T00:00:00Z", before: "2026-01-03T00:00:00Z" }', 0, none],
    ['publishedAt: { from: "2026-01-09T00:00:00Z" }', 8, (n) => n % 10 >= 8],
    ['publishedAt: { before: "2026-01-04T00:00:00Z" }', 12, (n) => n % 10 < 3],
    [
      'topics: { anyOf: ["even"] }, sources: { anyOf: ["ada-holm"] }, language: "pt"',
      6,
      (n) => isEven(n) && !isCited(n) && n % 4 < 2,
    ],
  ])('{ %s } leaves %i articles, those of which it is true, and counts as many', async (where, count, isLeft) => {
    const expected = Array.from({ length: 40 }, (_, n) => n).filter(isLeft);
    expect(expected).toHaveLength(count);
    const found = await page(`first: 100, where: { ${where} }`);
    expect(found.totalCount).toBe(count);
    expect(slugs(found).toSorted()).toEqual(expected.map((n) => `piece-${n}`).toSorted());
  });
});

test('a topic lists its own articles and, with includeDescendants, those of the topics below it, each once', async () => {
  const answer = await newsroom.ask<{ topic: { own: Page; parent: { articles: Page } } }>(
    `{ topic(by: { slug: "even" }) { own: articles(first: 100) { ${pageFields} } parent { articles(first: 100, includeDescendants: true) { ${pageFields} } } } }`,
  );
  expect(answer.data?.topic.own.totalCount).toBe(20);
  const all = answer.data?.topic.parent.articles;
  expect(all?.totalCount).toBe(40);
  expect(new Set(all && slugs(all)).size).toBe(40);
});

test('a source lists each article once, with all its roles in it', async () => {
  const query = (args: string) =>
    `{ source(by: { slug: "the-paper" }) { articles(first: 100, ${args}) { totalCount edges { roles node { slug } } } } }`;
  const all = await newsroom.ask<{ source: { articles: Page } }>(query('roles: null'));
  const edges = all.data?.source.articles.edges ?? [];
  expect(edges).toHaveLength(40);
  expect(edges.find(({ node }) => node.slug === 'piece-3')?.roles).toEqual(['PUBLISHER', 'CITED']);
  expect(all.data?.source.articles.totalCount).toBe(40);
  const cited = await newsroom.ask<{ source: { articles: Page } }>(query('roles: [CITED]'));
  expect(cited.data?.source.articles.totalCount).toBe(14);
  const twice = await newsroom.ask(query('roles: [CITED, CITED]'));
  expect(twice.data).toEqual(cited.data);
  const { nodes: once, totalCount } = await page('first: 100, where: { roles: [CITED] }');
  expect(await page('first: 100, where: { roles: [CITED, CITED] }')).toMatchObject({ nodes: once, totalCount });
});

test.each([
  ['articles(after: "nonsense")', 'after'],
  ['articles(before: "WyJuYW1lIiwiYSIsMV0")', 'before'],
  ['articles(first: 0)', 'first'],
  ['articles(first: 101)', 'first'],
  ['articles(last: -1)', 'last'],
  ['articles(first: 1, last: 1)', 'last'],
  ['articles(orderBy: { field: RELEVANCE, direction: DESC })', 'search'],
  ['articles(where: { search: "  " })', 'search'],
])('%s is refused with a message that names the argument', async (field, name) => {
  const answer = await newsroom.ask(`{ ${field} { nodes { slug } } }`);
  expect(answer.data?.articles).toBeUndefined();
  expect(answer.errors?.[0]?.message).toContain(name);
  expect(answer.errors?.[0]?.extensions.code).toMatch(/BAD_USER_INPUT|PAGE/);
});
