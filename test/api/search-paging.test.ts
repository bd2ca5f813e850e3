/** Pages of search results, forth and back, over more hits than are ranked, and what is read for them. */

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Plan, PlanNode } from '../../bench/plan-tree.ts';
import { articleCounts, countUpTo } from '../../db/articles/counts.ts';
import type { ArticleFilter } from '../../db/articles/filters.ts';
import { foundWords } from '../../db/articles/found-words.ts';
import type { CountBounds } from '../../db/articles/match-counts.ts';
import { type Search, searchQuery } from '../../db/articles/search.ts';
import { readSearch } from '../../src/search/read-search.ts';
import { piece, publish } from '../support/articles.ts';
import { useNewsroom } from '../support/newsroom.ts';

const copies = 1_150;

/** Two that say it in the headline are older than a great many that say it in the body, some of them at the same time. */
const newsroom = useNewsroom(async (db) => {
  await publish(db, [
    piece('Lantern maker', { publishedAt: new Date('2020-03-01T12:00:00Z') }),
    piece('Crafts', {
      body: '<p>Of a lantern.</p>',
      topics: ['Crafts'],
      publishedAt: new Date('2020-02-01T12:00:00Z'),
    }),
    piece('Lantern seller', { publishedAt: new Date('2020-03-02T12:00:00Z') }),
    piece('lamps', { body: '<p>A lantern, a harbour.</p>' }),
    piece('pair', { body: '<p>The lanterns harbour moths.</p>', publishedAt: new Date('2020-01-01T12:00:00Z') }),
  ]);
  await sql`
    with copied as (
      insert into article (slug, headline, body, language, word_count, published_at, first_published_at, updated_at)
      select slug || n, headline, body, language, word_count, at, at, at
      from article, generate_series(1, ${sql.lit(copies)}) n, lateral (select published_at - (n / 3) * interval '1 minute' as at) t
      where slug = 'lamps' returning id, published_at
    )
    insert into article_words (article_id, published_at, length, words, pairs)
    select copied.id, copied.published_at, w.length, w.words, w.pairs
    from copied, article a join article_words w on w.article_id = a.id where a.slug = 'lamps'
  `.execute(db);
});

interface Page {
  readonly articles: { readonly edges: { readonly cursor: string; readonly node: { readonly slug: string } }[] };
}

const page = async (args: string, where = '') => {
  const answer = await newsroom.ask<Page>(
    `{ articles(${args}, where: { search: "lantern" ${where} }) { edges { cursor node { slug } } } }`,
  );
  expect(answer.errors).toBeUndefined();
  return answer.data?.articles.edges ?? [];
};

test.for(['RELEVANCE', 'RELEVANCE_RECENT', 'PUBLISHED_AT'])(
  'ordered by %s, each hit is on one page, and pages are the same on the way back',
  async (field) => {
    const order = `orderBy: { field: ${field}, direction: DESC }`;
    const all: { cursor: string; slug: string }[] = [];
    for (let after = ''; ; after = `after: "${all.at(-1)?.cursor}",`) {
      const edges = await page(`first: 100, ${after} ${order}`);
      all.push(...edges.map(({ cursor, node: { slug } }) => ({ cursor, slug })));
      if (edges.length < 100) break;
    }
    const slugs = all.map(({ slug }) => slug);
    expect(new Set(slugs).size).toBe(copies + 5);
    expect(slugs).toHaveLength(copies + 5);
    const ofTopic = await page(`first: 10, ${order}`, ', topics: { anyOf: ["crafts"] }');
    expect(ofTopic.map(({ node: { slug } }) => slug)).toEqual(['crafts']);
    for (const at of [1, 999, 1_003]) {
      const before = await page(`last: 50, before: "${all[at]?.cursor}", ${order}`);
      expect(before.map(({ node: { slug } }) => slug)).toEqual(slugs.slice(Math.max(0, at - 50), at));
    }
  },
);

/** Pages of 8 kB that are read to find what matches, and how many rows are thrown away again. */
async function readFor(search: Search): Promise<{ pages: number; inVain: number }> {
  return newsroom.db.connection().execute(async (db) => {
    // As on a large newsroom: small tables are read from end to end, whatever indexes they have.
    await sql`set enable_seqscan = off`.execute(db);
    const { rows } = await sql<{ 'QUERY PLAN': [Plan] }>`
      explain (analyze, buffers, format json)
      with ${searchQuery(search, undefined)} select article_id from (${foundWords(search)}) found
    `
      .execute(db)
      .finally(() => sql`reset enable_seqscan`.execute(db));
    const root = rows[0]?.['QUERY PLAN'][0].Plan;
    return {
      pages: (root?.['Shared Hit Blocks'] ?? 0) + (root?.['Shared Read Blocks'] ?? 0),
      inVain: thrownAway(root),
    };
  });
}

function thrownAway(node: PlanNode | undefined): number {
  if (node === undefined) return 0;
  const own = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
  const below = (node.Plans ?? []).reduce((sum, each) => sum + thrownAway(each), 0);
  return below + (node['Relation Name'] === 'article_words' ? own * node['Actual Loops'] : 0);
}

test.each(['"lantern harbour"', '"a lantern moths" or "lantern harbour"', 'the lantern-harbour'])(
  'the phrase %s of words that all have is looked for where they stand side by side',
  async (text) => {
    const search = readSearch(text);
    const { pages, inVain } = await readFor(search);
    const withoutPairs = await readFor({ ...search, phrases: [], wholePairs: [] });
    const isNarrowed = search.phrases.length > 0;
    expect(isNarrowed).toBe(!text.includes(' or '));
    expect(withoutPairs.inVain).toBeGreaterThan(copies - 1);
    if (isNarrowed) expect(inVain).toBeLessThan(5);
    if (isNarrowed) expect(pages).toBeLessThan(withoutPairs.pages);
    const found = await newsroom.ask<Page>(
      'query ($text: String!) { articles(first: 2, where: { search: $text, isLoose: false }) { edges { node { slug } } } }',
      { text },
    );
    expect(found.data?.articles.edges.map(({ node: { slug } }) => slug)).toEqual(['pair']);
  },
);

test.for<[string, Omit<ArticleFilter, 'search'>, number, boolean, CountBounds?]>([
  ['moths', { language: 'en' }, 1, false],
  ['lantern', { topics: { anyOf: ['crafts'], includeDescendants: true } }, 1, false],
  ['lantern', { topics: { anyOf: ['crafts'], includeDescendants: true }, language: 'en' }, 1, false],
  ['lantern', { topics: { noneOf: ['crafts'], includeDescendants: true }, language: 'en' }, 10, true],
  // The first that meet this haven't the word.
  ['harbour', { language: 'en' }, 3, true, { rare: 0, words: 6, chosen: 3, seen: 3 }],
  ['"lanterns harbour"', { language: 'en' }, 1, false],
  ['"a harbour"', { language: 'en' }, 10, true],
  ['"a harbour"', { topics: { anyOf: ['crafts'], includeDescendants: true } }, 0, false],
  ['nothing-like-it', { language: 'en' }, 0, false],
])(
  'of %s with %j no more is read to count it than to a limit',
  async ([text, conditions, articles, isLowerBound, given]) => {
    const filter = { ...conditions, search: readSearch(text) };
    const bounds = given ?? { rare: 10, words: 200, chosen: 100, seen: 20 };
    const [counted] = await articleCounts(newsroom.db, [{ scope: { of: 'all' }, id: 0, filter }], bounds);
    expect(counted?.isLowerBound).toBe(isLowerBound);
    if (isLowerBound) expect(counted?.articles).toBeGreaterThanOrEqual(articles);
    else expect(counted?.articles).toBe(articles);
    expect(counted?.articles).toBeLessThan(copies);
  },
);

test.for<[string, Omit<ArticleFilter, 'search'>]>([
  ['harbour', { language: 'en' }],
  ['lantern', { topics: { noneOf: ['crafts'], includeDescendants: true }, language: 'en' }],
  ['moths', { language: 'en' }],
  ['moths', { topics: { anyOf: ['crafts'], includeDescendants: true } }],
  ['"a harbour"', { topics: { anyOf: ['crafts'], includeDescendants: true } }],
  ['nothing-like-it', { language: 'en' }],
])(
  'of %s with %j none is told where there are none, and fewer where there are fewer, however little is read first',
  async ([text, conditions]) => {
    const key = { scope: { of: 'all' }, id: 0, filter: { ...conditions, search: readSearch(text) } } as const;
    const [all] = await articleCounts(newsroom.db, [key]);
    const bounds = { rare: 0, words: 1, chosen: 1, seen: 1 };
    for (const most of [1, 3, copies * 2]) {
      const exact = Math.min(most, all?.articles ?? -1);
      expect(await countUpTo(newsroom.db, { ...key, most }, bounds)).toBe(exact);
      const rough = await countUpTo(newsroom.db, { ...key, most, isRough: true }, bounds);
      expect(rough > 0).toBe(exact > 0);
      expect(rough).toBeLessThanOrEqual(exact);
    }
  },
);

test('a count has what is found otherwise than by the words, once', async () => {
  const loose = await newsroom.db.selectFrom('article').select('id').where('slug', 'in', ['crafts', 'pair']).execute();
  const search = { ...readSearch('moths'), loose: loose.map(({ id }) => ({ id, score: 1, by: 'MEANING' as const })) };
  const counts = await articleCounts(
    newsroom.db,
    [{ language: 'en' }, { language: 'de' }].map((each) => ({
      scope: { of: 'all' },
      id: 0,
      filter: { ...each, search },
    })),
  );
  expect(counts.map((each) => each.articles)).toEqual([2, 0]);
});
