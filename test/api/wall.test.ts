/** The wall in the database: readers’ queries use the view published_article, and not the table. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { readExamples } from '../../src/graphql/example-operations.ts';
import { fillWithDemo, useDemoNewsroom } from '../support/demo.ts';
import { feedsAndMaps } from '../support/feeds.ts';
import { openCopy, yogaOver } from '../support/newsroom.ts';

const operations = await readExamples(join(import.meta.dirname, '../../schema/operations'));
const demo = useDemoNewsroom();

/** What the golden operations don't reach. */
const others = [
  '{ node(id: "QXJ0aWNsZTox") { id } nodes(ids: ["QXJ0aWNsZTox", "VG9waWM6MQ", "U291cmNlOjE"]) { id } }',
  '{ article(by: { url: "https://elsewhere.example/a" }) { slug } }',
  '{ articles(where: { search: "harbour -tin", language: "en", roles: [QUOTED], publishedAt: { from: "2026-01-01T00:00:00Z" } }) { totalCount nodes { body jsonLd trend { rank } } } }',
  '{ articles(where: { topics: { anyOf: ["harbour"], noneOf: ["culture"] }, sources: { allOf: ["harbour-courier"] } }, orderBy: { field: UPDATED_AT, direction: ASC }) { nodes { slug } } }',
  '{ articles(where: { sources: { anyOf: ["harbour-courier"], noneOf: ["priya-salt"] }, roles: [PUBLISHER] }) { totalCount nodes { slug } } }',
  '{ insights { coverage(groupBy: [TOPIC, SOURCE, PERIOD]) { articles words views quotes share change } } }',
  `{ insights {
    coCitations(source: { slug: "harbour-courier" }) { articles } trends(of: SOURCE) { articles } singleSource { totalCount }
    diversity(groupBy: [TOPIC, PERIOD]) { articles } corrections(groupBy: [TOPIC]) { rate } } }`,
  `{ sources(where: { citedIn: { from: "2020-01-01T00:00:00Z" } }, orderBy: { field: LAST_CITED, direction: DESC }) { edges { citations } }
     topics(orderBy: { field: ARTICLES, direction: DESC }) { nodes { slug } } trending(orderBy: RISE) { nodes { slug } }
     articles(where: { sourceCount: { min: 2 } }) { totalCount } few: articles(where: { sourceCount: { max: 1 } }) { totalCount } }`,
  `{ articles(where: { search: "harbour source:port-of-merrowhaven -topic:culture quote:mud", sourceKinds: [ORGANIZATION], updatedAt: { from: "2020-01-01" } }) {
    search { operators { topics { slug } sources { slug } } drops { articles } } edges { highlights { headline { html } passages { html } } }
    facets { articles topics { articles } sources { articles roles { articles } } sourceKinds { articles } languages { articles } years { articles } months { articles } } } }`,
  '{ articles(where: { search: "harbuor dregding", isSemantic: true }) { totalCount search { corrected } edges { foundBy node { slug } } } askedSearches { text } }',
  '{ articles(where: { search: "harbuor xylophone" }) { totalCount search { corrected } facets { articles } edges { foundBy node { slug } } } }',
  '{ suggest(prefix: "ha") { text offset length topic { slug } source { slug } article { slug } } }',
  '{ articles(where: { or: [{ topics: { anyOf: ["harbour"] } }, { quote: "mud" }] }) { totalCount nodes { slug } } }',
  '{ trending(where: { topics: { anyOf: ["harbour"], includeDescendants: true } }) { nodes { slug } } }',
  '{ sources(where: { search: "courier" }) { nodes { trending { nodes { slug } } articles(where: { search: "mud" }) { totalCount edges { roles } } } } }',
  '{ quotes(search: "mud", where: { search: "harbour", topics: { anyOf: ["harbour"] } }) { totalCount nodes { appearanceCount appearances { article { slug } } } } }',
  '{ quotes(where: { topics: { anyOf: ["harbour"] } }) { totalCount nodes { text } } sources { nodes { quotes { totalCount nodes { text } } } } }',
  '{ topics(where: { parent: "environment" }) { nodes { articles(includeDescendants: true, orderBy: { field: UPDATED_AT, direction: DESC }) { totalCount nodes { slug } } } } }',
];

test('every reader’s query works as a database role that may read the view but not the table', async () => {
  const copy = await openCopy({ beginsAs: 'demo' });
  try {
    await fillWithDemo(copy.db);
    await sql`create role dateline_wall_reader`.execute(copy.db).catch(() => {});
    await sql`grant select on all tables in schema public to dateline_wall_reader`.execute(copy.db);
    await sql`revoke all on article from dateline_wall_reader`.execute(copy.db);
    const queries = [...operations, ...others.map((query) => ({ name: query, query, variables: {} }))];
    await copy.db.connection().execute(async (connection) => {
      await sql`set role dateline_wall_reader`.execute(connection);
      await expect(sql`select from article`.execute(connection)).rejects.toThrow(/permission denied/);
      const yoga = yogaOver(connection);
      for (const { name, query, variables } of queries) {
        const response = await yoga.fetch('http://yoga/graphql', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query, variables }),
        });
        const answer = await response.json();
        expect(answer.errors, `${name}: ${JSON.stringify(answer.errors)}`).toBeUndefined();
      }
      const lists = ['latest', 'topics/harbour', 'sources/harbour-courier'];
      expect(await feedsAndMaps(connection, lists)).toContain('/sitemap-sources-1.xml');
      await sql`reset role`.execute(connection);
    });
  } finally {
    await sql`drop owned by dateline_wall_reader`.execute(copy.db).catch(() => {});
    await copy.close();
    await copy.remove?.();
  }
});

const slug = 'who-owns-the-mud';
const lookingFor = `query ($slug: String!, $id: ID!) {
  article(by: { slug: $slug }) { slug }
  byId: article(by: { id: $id }) { slug }
  node(id: $id) { id }
  nodes(ids: [$id]) { id }
  byUrl: article(by: { url: "https://news.example/articles/${slug}" }) { slug }
  articles(first: 100) { totalCount nodes { slug related(first: 20) { nodes { slug } } } }
  search: articles(first: 100, where: { search: "mud" }) { totalCount nodes { slug } }
  some: articles(first: 100, where: { search: "mud xylophone" }) { totalCount search { drops { articles } } edges { foundBy node { slug } } }
  mistyped: articles(first: 100, where: { search: "ownss hte mmud" }) { totalCount search { corrected } facets { articles } edges { foundBy highlights { headline { text } } node { slug } } }
  meant: articles(first: 100, where: { search: "who owns the mud", isSemantic: true }) { totalCount facets { articles } edges { foundBy node { slug } } }
  topic(by: { slug: "harbour" }) { articles(first: 100) { totalCount nodes { slug } } trending(first: 100, window: MONTH) { nodes { slug } } }
  source(by: { slug: "harbour-courier" }) { articles(first: 100) { totalCount nodes { slug } } trending(first: 100) { nodes { slug } } }
  trending(first: 100, window: MONTH) { nodes { slug } }
  found: articles(first: 100, where: { search: "mud" }) { edges { highlights { headline { text } passages { text } } node { slug } } search { drops { articles } } facets { articles topics { articles } sources { articles } languages { articles } months { from articles } } }
  suggest(prefix: "who") { text article { slug } }
  quotes(first: 100) { totalCount nodes { appearances { article { slug } } } }
}`;

interface Found {
  readonly found: { readonly facets: { readonly articles: number } };
}

test.each([
  ['withdrawn', sql`withdrawn_at = now()`],
  ['killed', sql`killed_at = now()`],
  ['scheduled for tomorrow', sql`published_at = now() + interval '1 day', updated_at = now() + interval '1 day'`],
])('an article that is %s is in no list and no count', async (_, change) => {
  const found = await demo.ask<{ article: { id: string } }>(`{ article(by: { slug: "${slug}" }) { id } }`);
  const id = found.data?.article.id;
  const before = await demo.ask<{ articles: { totalCount: number } } & Found>(lookingFor, { slug, id });
  expect(JSON.stringify(before.data)).toContain(slug);
  const saved = await sql<{ published_at: Date; updated_at: Date }>`
    select published_at, updated_at from article where slug = ${slug}`.execute(demo.db);
  await sql`update article set ${change} where slug = ${slug}`.execute(demo.db);
  try {
    const after = await demo.ask<{ article: null; byId: null; node: null; articles: { totalCount: number } } & Found>(
      lookingFor,
      { slug, id },
    );
    expect(after.errors).toBeUndefined();
    const [was, is] = [before, after].map(({ data }) => data?.found.facets.articles ?? 0);
    expect(is).toBe((was ?? 0) - 1);
    expect(JSON.stringify(after.data)).not.toContain(slug);
    expect(after.data).toMatchObject({ article: null, byId: null, byUrl: null, node: null, nodes: [null] });
    expect(after.data?.articles.totalCount).toBe((before.data?.articles.totalCount ?? 0) - 1);
  } finally {
    const [row] = saved.rows;
    await sql`update article set withdrawn_at = null, killed_at = null, published_at = ${row?.published_at}, updated_at = ${row?.updated_at} where slug = ${slug}`.execute(
      demo.db,
    );
  }
});

test('no file with readers’ queries names the table', async () => {
  const readers = [
    'articles/articles',
    'articles/lists',
    'articles/counts',
    'articles/filters',
    'articles/facets',
    'catalogue/completion',
    'catalogue/named',
    'articles/search',
    'articles/search-pages',
    'articles/found-words',
    'articles/loose-matches',
    'articles/corpus-words',
    'related/meaning',
    'usage/asked-searches',
    'quotes/quotes',
    'quotes/lists',
    'quotes/pages',
    'quotes/selections',
    'quotes/counts',
    'related/related',
    'trending/trending',
    'trending/within',
  ];
  for (const name of readers) {
    const text = await readFile(join(import.meta.dirname, `../../db/${name}.ts`), 'utf8');
    expect(text, name).not.toMatch(/\b(from|join)\s+article\b(?!_)/);
  }
});
