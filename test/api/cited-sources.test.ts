/** Lists of articles by their number of sources, of sources by their citations, and of topics by their articles. */

import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import {
  type CorpusArticle,
  citedBy,
  corpus,
  corpusSources,
  corpusTopics,
  saveCorpus,
} from '../support/insight-corpus.ts';
import { useNewsroom } from '../support/newsroom.ts';

const newsroom = useNewsroom(saveCorpus);

interface Page {
  readonly totalCount: number;
  readonly edges: readonly {
    readonly cursor: string;
    readonly node: { readonly slug: string };
    readonly citations?: number;
    readonly lastCitedAt?: string | null;
  }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean };
}

async function page(list: string, fields = ''): Promise<Page> {
  const query = `{ list: ${list} { totalCount edges { cursor ${fields} node { slug } } pageInfo { hasNextPage hasPreviousPage } } }`;
  const { data, errors } = await newsroom.ask<{ list: Page }>(query);
  expect(errors).toBeUndefined();
  return data?.list as Page;
}

const slugsOf = ({ edges }: Page) => edges.map(({ node }) => node.slug);

/** Every page of a list, from its start and from its end, shows what the whole does. */
async function expectPages(name: string, args: string, whole: readonly string[]): Promise<void> {
  const forward: string[] = [];
  const backward: string[] = [];
  let next: Page = await page(`${name}(${args} first: 3)`);
  for (forward.push(...slugsOf(next)); next.pageInfo.hasNextPage; forward.push(...slugsOf(next)))
    next = await page(`${name}(${args} first: 3, after: "${next.edges.at(-1)?.cursor}")`);
  let former: Page = await page(`${name}(${args} last: 4)`);
  for (backward.unshift(...slugsOf(former)); former.pageInfo.hasPreviousPage; backward.unshift(...slugsOf(former)))
    former = await page(`${name}(${args} last: 4, before: "${former.edges[0]?.cursor}")`);
  expect(forward).toEqual(whole);
  expect(backward).toEqual(whole);
}

describe('articles by sourceCount', () => {
  const latestFirst = corpus.toSorted((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime());
  const isHarbours = ({ topics }: CorpusArticle) => topics.some((topic) => topic === 'harbour' || topic === 'ferries');

  test.each<[string, (article: CorpusArticle) => boolean]>([
    ['sourceCount: { min: 1, max: 1 }', (article) => citedBy(article).length === 1],
    ['sourceCount: { min: 2 }', (article) => citedBy(article).length >= 2],
    ['sourceCount: { min: 0, max: 0 }', (article) => citedBy(article).length === 0],
    ['sourceCount: { max: 1 }', (article) => citedBy(article).length <= 1],
    ['sourceCount: { min: 0 }', () => true],
    [
      'sourceCount: { min: 1, max: 2 }, topics: { anyOf: ["harbour", "ferries"] }',
      (article) => [1, 2].includes(citedBy(article).length) && isHarbours(article),
    ],
    [
      'sourceCount: { min: 3 }, sources: { anyOf: ["ada-holm"] }',
      (article) => citedBy(article).length >= 3 && citedBy(article).includes('ada-holm'),
    ],
    ['sourceCount: { min: 2 }, search: "nothing"', (article) => citedBy(article).length >= 2],
  ])('{ %s } leaves those of which it is true, in order, and counts them', async (where, isLeft) => {
    const expected = latestFirst.filter(isLeft).map(({ slug }) => slug);
    expect(expected.length).toBeGreaterThan(1);
    const order = 'orderBy: { field: PUBLISHED_AT, direction: DESC }';
    const found = await page(`articles(first: 100, where: { ${where} }, ${order})`);
    expect(slugsOf(found)).toEqual(expected);
    expect(found.totalCount).toBe(expected.length);
  });

  test('pages of articles with at least so many sources neither skip nor repeat one', async () => {
    const expected = latestFirst.filter((article) => citedBy(article).length >= 1).map(({ slug }) => slug);
    await expectPages('articles', 'where: { sourceCount: { min: 1 } },', expected);
  });

  test.each([
    ['{ min: -1 }', 'where.sourceCount.min'],
    ['{ max: 40000 }', 'where.sourceCount.max'],
    ['{ min: 3, max: 2 }', 'where.sourceCount.max'],
  ])('sourceCount: %s is refused by name', async (range, field) => {
    const { errors } = await newsroom.ask(`{ articles(where: { sourceCount: ${range} }) { totalCount } }`);
    expect(errors?.[0]?.message).toContain(field);
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  test('counts follow attributions that change, go, or are all of one source by now', async () => {
    const counted = async () => {
      const { rows } = await sql<{ kept: unknown; counted: unknown }>`
        select (select jsonb_agg(n order by article_id) from article_source_count n) as kept,
               (select jsonb_agg(c order by article_id) from (
                 select article_id, count(distinct source_id) filter (where role <> all('{AUTHOR,PUBLISHER,IMAGE_CREDIT}')) as sources,
                        published_at
                 from attribution group by article_id, published_at
               ) c) as counted
      `.execute(trx);
      expect(rows[0]?.kept).toEqual(rows[0]?.counted);
    };
    const trx = await newsroom.db.startTransaction().execute();
    await counted();
    await sql`update article set published_at = published_at + interval '1 hour', first_published_at = first_published_at where id % 2 = 0`.execute(
      trx,
    );
    await counted();
    await sql`delete from attribution where article_id % 3 = 0`.execute(trx);
    await counted();
    await sql`delete from attribution where role = 'QUOTED'`.execute(trx);
    await counted();
    await sql`update attribution set role = 'CITED' where role = 'PUBLISHER'`.execute(trx);
    await counted();
    await sql`delete from article where id % 5 = 0`.execute(trx);
    await counted();
    await trx.rollback().execute();
  });
});

describe('sources by citations', () => {
  const within =
    (from: string, before: string) =>
    ({ publishedAt }: CorpusArticle) =>
      publishedAt >= new Date(from) && publishedAt < new Date(before);
  const february = within('2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z');
  const citedIn = 'citedIn: { from: "2026-02-01T00:00:00Z", before: "2026-03-01T00:00:00Z" }';

  /** What cites each source, worked out from the corpus alone. */
  function citations(isIn: (article: CorpusArticle) => boolean = () => true) {
    return Object.entries(corpusSources).map(([slug, [, kind]]) => {
      const citing = corpus.filter((article) => isIn(article) && citedBy(article).includes(slug));
      const last = Math.max(...citing.map(({ publishedAt }) => publishedAt.getTime()));
      return {
        slug,
        kind,
        citations: citing.length,
        lastCitedAt: citing.length === 0 ? null : new Date(last).toISOString(),
      };
    });
  }

  test('of all time: how often, and when last; whoever wrote or published is cited by nobody', async () => {
    const found = await page(
      'sources(first: 100, orderBy: { field: CITATIONS, direction: DESC })',
      'citations lastCitedAt',
    );
    const counts = found.edges.map(({ citations: count }) => count);
    expect(counts).toEqual(counts.toSorted((a = 0, b = 0) => b - a));
    const rows = found.edges.map(({ node: { slug }, citations: count, lastCitedAt }) => [slug, count, lastCitedAt]);
    expect(new Set(rows)).toEqual(
      new Set(citations().map(({ slug, citations: count, lastCitedAt }) => [slug, count, lastCitedAt])),
    );
    expect(found.edges.slice(-2).map(({ citations: count, lastCitedAt }) => [count, lastCitedAt])).toEqual([
      [0, null],
      [0, null],
    ]);
    expect(found.totalCount).toBe(10);
  });

  test('of a month, the same numbers in every order', async () => {
    const expected = new Set(
      citations(february)
        .filter(({ citations: count }) => count > 0)
        .map(({ slug, citations: count, lastCitedAt }) => [slug, count, lastCitedAt]),
    );
    for (const field of ['NAME', 'CITATIONS', 'LAST_CITED']) {
      const list = `sources(first: 100, where: { ${citedIn} }, orderBy: { field: ${field}, direction: DESC })`;
      const found = await page(list, 'citations lastCitedAt');
      const rows = found.edges.map(({ node: { slug }, citations: count, lastCitedAt }) => [slug, count, lastCitedAt]);
      expect(new Set(rows), field).toEqual(expected);
      expect(found.totalCount).toBe(expected.size);
    }
  });

  test('kinds and names leave some of them out', async () => {
    const found = await page(
      `sources(first: 100, where: { ${citedIn}, kinds: [PERSON], search: "a" }, orderBy: { field: LAST_CITED, direction: DESC })`,
    );
    const expected = citations(february)
      .filter(
        ({ slug, kind, citations: count }) =>
          count > 0 && kind === 'PERSON' && corpusSources[slug]?.[0].toLowerCase().includes('a'),
      )
      .toSorted((a, b) => String(b.lastCitedAt).localeCompare(String(a.lastCitedAt)))
      .map(({ slug }) => slug);
    expect(expected.length).toBeGreaterThan(1);
    expect(slugsOf(found)).toEqual(expected);
  });

  test.each(['CITATIONS', 'LAST_CITED', 'NAME'])(
    'pages by %s neither skip nor repeat one, in both directions',
    async (field) => {
      for (const direction of ['DESC', 'ASC']) {
        const args = `where: { ${citedIn} }, orderBy: { field: ${field}, direction: ${direction} },`;
        const whole = slugsOf(await page(`sources(${args} first: 100)`));
        expect(whole.length).toBeGreaterThan(6);
        await expectPages('sources', args, whole);
      }
    },
  );

  test('a cursor of another order is refused', async () => {
    const { edges } = await page('sources(first: 1, orderBy: { field: CITATIONS, direction: DESC })');
    const { errors } = await newsroom.ask(
      `{ sources(after: "${edges[0]?.cursor}", orderBy: { field: LAST_CITED, direction: DESC }) { totalCount } }`,
    );
    expect(errors?.[0]?.message).toContain('after');
  });

  test.each([2, 8])('citations of %i sources by name cost one statement more than the list', async (first) => {
    newsroom.statements.length = 0;
    await newsroom.ask(`{ sources(first: ${first}) { edges { citations lastCitedAt } } }`);
    expect(newsroom.statements).toHaveLength(2);
  });
});

test('topics by their own articles, most first, and by pages', async () => {
  const expected = Object.keys(corpusTopics).map((slug) => ({
    slug,
    articles: corpus.filter(({ topics }) => topics.includes(slug)).length,
  }));
  expect(new Set(expected.map(({ articles }) => articles)).size).toBe(expected.length);
  const whole = expected.toSorted((a, b) => b.articles - a.articles).map(({ slug }) => slug);
  const args = 'orderBy: { field: ARTICLES, direction: DESC },';
  expect(slugsOf(await page(`topics(${args} first: 100)`))).toEqual(whole);
  await expectPages('topics', args, whole);
  expect(slugsOf(await page(`topics(${args} where: { rootsOnly: true })`))).toEqual(
    whole.filter((slug) => corpusTopics[slug]?.[1] === null),
  );
});
