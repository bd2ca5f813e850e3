/** Pages of search results, forth and back, over more hits than are ranked. */

import { sql } from 'kysely';
import { expect, test } from 'vitest';
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
    piece('lamps', { body: '<p>A lantern.</p>' }),
  ]);
  await sql`
    with copied as (
      insert into article (slug, headline, body, language, word_count, published_at, first_published_at, updated_at)
      select slug || n, headline, body, language, word_count, at, at, at
      from article, generate_series(1, ${sql.lit(copies)}) n, lateral (select published_at - (n / 3) * interval '1 minute' as at) t
      where slug = 'lamps' returning id, published_at
    )
    insert into article_words (article_id, published_at, length, words)
    select copied.id, copied.published_at, w.length, w.words
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
    expect(new Set(slugs).size).toBe(copies + 4);
    expect(slugs).toHaveLength(copies + 4);
    const ofTopic = await page(`first: 10, ${order}`, ', topics: { anyOf: ["crafts"] }');
    expect(ofTopic.map(({ node: { slug } }) => slug)).toEqual(['crafts']);
    for (const at of [1, 999, 1_003]) {
      const before = await page(`last: 50, before: "${all[at]?.cursor}", ${order}`);
      expect(before.map(({ node: { slug } }) => slug)).toEqual(slugs.slice(Math.max(0, at - 50), at));
    }
  },
);
