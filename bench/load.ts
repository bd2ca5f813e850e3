/** Fills an empty newsroom with benchmark articles, topics, sources, views and related edges. */

import { sql } from 'kysely';
import type { Db } from '../db/engine/database.ts';
import { rebuildTrending } from '../db/trending/refresh.ts';
import { indexAll } from '../src/search/index-articles.ts';
import { type BenchArticle, benchArticles } from './articles.ts';
import { withoutIndexes } from './bulk.ts';
import { type BenchSource, hotSource, sources, topics } from './catalogue.ts';
import { relateByTopic } from './edges.ts';
import { continueIds, insertRows } from './insert-rows.ts';
import { loadViews } from './page-views.ts';
import { insertQuotes } from './quotes.ts';

/** Articles a statement; so many statements are on their way at once, so that both cores of a small machine work. */
const ARTICLES_PER_BATCH = 1000;
const BATCHES_AT_ONCE = 2;
const articleTables = ['article', 'article_topic', 'attribution', 'lead_image', 'correction', 'former_slug'];

export interface LoadTimes {
  readonly articles: number;
  readonly insertSeconds: number;
  readonly quotesSeconds: number;
  readonly wordsSeconds: number;
  readonly edgesSeconds: number;
  readonly trendingSeconds: number;
  readonly analyzeSeconds: number;
}

/**
 * @param onProgress told how many articles are in and, behind them, how many have their edges
 * @param known sources, among them all of the articles'
 */
export async function loadNewsroom(
  db: Db,
  count: number,
  now: Date,
  onProgress: (done: number) => void = () => {},
  known: readonly BenchSource[] = sources,
): Promise<LoadTimes> {
  await insertTopics(db);
  await insertSources(db, known);
  const insertSeconds = await seconds(() =>
    withoutIndexes(db, articleTables, () => insertArticles(db, count, now, onProgress)),
  );
  await sql`analyze`.execute(db);
  const quotesSeconds = await seconds(() => insertQuotes(db, count));
  const wordsSeconds = await seconds(() => withoutIndexes(db, ['article_words'], () => indexAll(db)));
  await loadViews(db, now);
  const edgesSeconds = await seconds(() => withoutIndexes(db, ['related_article'], () => relateByTopic(db, count)));
  const trendingSeconds = await seconds(() => rebuildTrending(db));
  // Vacuumed, so that scans of an index only needn't look at the table.
  const analyzeSeconds = await seconds(() => sql`vacuum analyze`.execute(db));
  return { articles: count, insertSeconds, quotesSeconds, wordsSeconds, edgesSeconds, trendingSeconds, analyzeSeconds };
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

export async function insertTopics(db: Db): Promise<void> {
  await insertRows(
    db,
    'topic',
    { id: 'int[]', slug: 'text[]', name: 'text[]', parent_id: 'int[]' },
    topics,
    (topic) => [topic.id, topic.slug, topic.name, topic.parentId],
  );
  await continueIds(db, 'topic', topics.length);
}

export async function insertSources(db: Db, known: readonly BenchSource[] = sources): Promise<void> {
  await insertRows(
    db,
    'source',
    { id: 'int[]', slug: 'text[]', name: 'text[]', kind: 'text[]::source_kind[]' },
    known,
    (source) => [source.id, source.slug, source.name, source.kind],
  );
  await continueIds(db, 'source', sources.length);
}

async function insertArticles(db: Db, count: number, now: Date, onProgress: (done: number) => void): Promise<void> {
  const batches = batchesOf(benchArticles(count, now), ARTICLES_PER_BATCH);
  let done = 0;
  const work = async (): Promise<void> => {
    for (const batch of batches) {
      await db.transaction().execute((trx) => insertBatch(trx, batch));
      done += batch.length;
      onProgress(done);
    }
  };
  // Workers share the one iterator: each takes the next batch when it is through with its own.
  await Promise.all(Array.from({ length: BATCHES_AT_ONCE }, work));
  await continueIds(db, 'article', count);
}

function* batchesOf<Item>(items: Iterable<Item>, size: number): Generator<Item[], void> {
  let batch: Item[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

export async function insertBatch(db: Db, batch: readonly BenchArticle[]): Promise<void> {
  await insertRows(db, 'article', articleColumns, batch, (a) => [
    a.id,
    a.slug,
    a.headline,
    a.standfirst,
    a.body,
    a.language,
    a.wordCount,
    a.publishedAt.toISOString(),
    a.publishedAt.toISOString(),
    a.updatedAt.toISOString(),
    a.withdrawnAt?.toISOString() ?? null,
  ]);
  const edge = { article_id: 'int[]', position: 'int[]', published_at: 'timestamptz[]' };
  const topicEdges = batch.flatMap((a) =>
    a.topicIds.map((id, position) => [a.id, position, a.publishedAt.toISOString(), id]),
  );
  await insertRows(db, 'article_topic', { ...edge, topic_id: 'int[]' }, topicEdges, (row) => row);
  const attributions = batch.flatMap((a) =>
    a.attributions.map(({ role, sourceId, quote }, position) => [
      a.id,
      position,
      a.publishedAt.toISOString(),
      sourceId,
      role,
      quote,
    ]),
  );
  const attributionColumns = { ...edge, source_id: 'int[]', role: 'text[]::attribution_role[]', quote: 'text[]' };
  await insertRows(db, 'attribution', attributionColumns, attributions, (row) => row);
  await insertSatellites(db, batch);
}

const articleColumns = {
  id: 'int[]',
  slug: 'text[]',
  headline: 'text[]',
  standfirst: 'text[]',
  body: 'text[]',
  language: 'text[]',
  word_count: 'int[]',
  published_at: 'timestamptz[]',
  first_published_at: 'timestamptz[]',
  updated_at: 'timestamptz[]',
  withdrawn_at: 'timestamptz[]',
};

async function insertSatellites(db: Db, batch: readonly BenchArticle[]): Promise<void> {
  const images = batch.filter(({ hasImage }) => hasImage);
  const imageColumns = {
    article_id: 'int[]',
    url: 'text[]',
    width: 'int[]',
    height: 'int[]',
    alt: 'text[]',
    credit_line: 'text[]',
    credit_source_id: 'int[]',
  };
  await insertRows(db, 'lead_image', imageColumns, images, (a) => [
    a.id,
    `https://pictures.example/${a.slug}.jpg`,
    1600,
    900,
    a.headline,
    `Photo: ${hotSource.name}`,
    hotSource.id,
  ]);
  const corrected = batch.filter(({ hasCorrection }) => hasCorrection);
  const correctionColumns = { article_id: 'int[]', note: 'text[]', corrected_at: 'timestamptz[]' };
  await insertRows(db, 'correction', correctionColumns, corrected, (a) => [
    a.id,
    a.standfirst,
    a.updatedAt.toISOString(),
  ]);
  const renamed = batch.filter(({ hasFormerSlug }) => hasFormerSlug);
  await insertRows(db, 'former_slug', { slug: 'text[]', article_id: 'int[]' }, renamed, (a) => [
    `former-${a.slug}`,
    a.id,
  ]);
}
