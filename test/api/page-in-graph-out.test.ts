/** A page of plain text is imported and read back as a graph by one operation. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Database } from '../../db/engine/database.ts';
import { runImport } from '../../src/import/run.ts';
import { newsroomStore } from '../../src/import/store.ts';
import { useNewsroom } from '../support/newsroom.ts';

const page = join(import.meta.dirname, '../fixtures/text/caption-twice-and-stories-in-two-boxes.txt');
const hot = [
  'Lighthouse Keeper Retires After Fifty Winters on Gull Rock',
  'Is the Price of Bread Going to Fall Again This Year?',
];
const boxed = [...hot, 'A Library Boat Comes Back to the Northern Islands'];

async function importPage(database: Database) {
  const store = newsroomStore(database);
  const report = await runImport([page], store, {
    stdin: (async function* () {})(),
    now: new Date(),
    publicUrl: 'https://news.example',
  });
  await store.finish();
  return report;
}

const newsroom = useNewsroom((_, database) => importPage(database));

interface ArticlePage {
  article: {
    publishedAt: string;
    body: string;
    leadImage: { caption: string; creditLine: string; credit: { name: string; kind: string } };
    attributions: { role: string; quote: string | null; source: { name: string; kind: string } }[];
    related: { edges: { node: { headline: string } }[] };
    boxes: { title: string; articles: { headline: string; standfirst: string | null }[] }[];
  };
  hotThisWeek: { nodes: { headline: string; standfirst: string }[] };
  latest: { nodes: { headline: string; standfirst: string | null }[] };
}

test('an imported page of text is read back by one operation, with its picture, sources, related articles and trending list', async () => {
  const query = await readFile(join(import.meta.dirname, '../../schema/operations/article-page.graphql'), 'utf8');
  const slug = 'tram-line-to-kestrel-bay-will-open-two-years-late';
  const { data, errors } = await newsroom.ask<ArticlePage>(query, { slug });
  expect(errors).toBeUndefined();
  const { article, hotThisWeek, latest } = data as ArticlePage;
  expect(article.publishedAt).toBe('2025-03-04T00:00:00.000Z');
  expect(article.leadImage).toMatchObject({
    caption: expect.stringMatching(/^Workers lay track .* city’s transport office .* in 2027\.$/),
    creditLine: 'Reuters',
    credit: { name: 'Reuters', kind: 'NEWS_AGENCY' },
  });
  expect(article.body.match(/<p>/g)).toHaveLength(4);
  expect(article.body).not.toMatch(/Share|Advertisement|Read more|newsletter/);
  expect(article.attributions.map(({ role, source }) => `${role} ${source.name}`).sort()).toEqual([
    'CITED Ellery Herald',
    'IMAGE_CREDIT Reuters',
    'QUOTED Norvik Rail AG',
    'QUOTED Odile Varga',
  ]);
  expect(article.attributions.find(({ source }) => source.name === 'Odile Varga')?.quote).toMatch(
    /^We found sand where the maps showed rock/,
  );
  // Of what the page's box shows only headlines and standfirsts are known.
  expect(hotThisWeek.nodes.slice(0, 3).map(({ headline }) => headline)).toEqual([
    'Tram Line to Kestrel Bay Will Open Two Years Late',
    ...hot,
  ]);
  expect(latest.nodes.map(({ headline }) => headline)).toEqual([
    'Tram Line to Kestrel Bay Will Open Two Years Late',
    ...boxed,
  ]);
  expect(latest.nodes.slice(1).every(({ standfirst }) => standfirst)).toBe(true);
  expect(article.boxes.map(({ title, articles }) => [title, ...articles.map(({ headline }) => headline)])).toEqual([
    ['Hot this week', ...hot],
    ['Topics', ...boxed],
  ]);
  expect(new Set(article.related.edges.map(({ node }) => node.headline))).toEqual(new Set(boxed));
});

test('importing the same page again changes nothing', async () => {
  expect(await importPage(newsroom.database)).toMatchObject({ created: 0, updated: 0, unchanged: 4, refused: [] });
});
