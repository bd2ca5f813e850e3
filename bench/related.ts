/**
 * Related articles: the time of a rebuild, of one published article and of a page that shows them, and bytes on disk.
 */

import { sql } from 'kysely';
import type { Db } from '../db/engine/database.ts';
import { relatedArticles } from '../db/related/related.ts';
import { rebuildRelated } from '../src/related/rebuild.ts';
import { relateArticles } from '../src/related/relate.ts';
import { benchArticles } from './articles.ts';
import { type BenchPlace, withDatabase } from './database.ts';
import { insertBatch } from './load.ts';

/** Articles a second that a rebuild has to do, and milliseconds that one published article may take. */
const MIN_REBUILT_PER_SECOND = 400;
const MAX_PUBLISHED_MS = 50;
const PUBLISHED_ARTICLES = 60;
const PAGES_READ = 200;
const ARTICLES_PER_PAGE = 20;
const tables = ['article_text', 'article_term', 'term_frequency', 'related_model', 'related_article'] as const;

export interface RelatedCost {
  readonly articles: number;
  readonly rebuildSeconds: number;
  /** Median and 95th percentile of the milliseconds for a new article, its neighbours' lists included. */
  readonly publishedMs: { readonly median: number; readonly p95: number };
  /** The same for one of any age that was changed, which may lie where nobody has read for long. */
  readonly changedMs: { readonly median: number; readonly p95: number };
  readonly statementsOfPublished: number;
  /** Of the related articles of 20 articles. */
  readonly readMs: { readonly median: number; readonly p95: number };
  readonly statementsOfRead: number;
  /** Bytes an article, indexes included. */
  readonly bytes: Readonly<Record<(typeof tables)[number], number>>;
}

export async function measureRelated(place: BenchPlace, onProgress: (name: string) => void): Promise<RelatedCost> {
  let statements = 0;
  const options = { poolSize: 4, onStatement: () => (statements += 1) };
  return withDatabase(place, options, async ({ db }) => {
    onProgress('a rebuild of all related articles');
    const start = performance.now();
    const { articles } = await rebuildRelated(
      db,
      ({ phase, done, all }) => {
        if (done % 100_000 === 0) onProgress(`${phase} ${done} of ${all}`);
      },
      true,
    );
    const rebuildSeconds = (performance.now() - start) / 1000;
    await sql`vacuum analyze article_text, article_term, term_frequency, related_article`.execute(db);
    const ids = await spreadIds(db, Math.max(PUBLISHED_ARTICLES + 10, 1000));
    const relate = (id: number) => relateArticles(db, [id]);

    onProgress('one published article');
    const newIds = await insertNew(db, 10 + PUBLISHED_ARTICLES);
    // The first ones fill caches and read the model.
    for (const id of newIds.slice(0, 10)) await relate(id);
    statements = 0;
    const publishedMs = await timed(newIds.slice(10), relate);
    const statementsOfPublished = statements / PUBLISHED_ARTICLES;
    await takeBack(db, newIds);
    const changedMs = await timed(ids.slice(0, PUBLISHED_ARTICLES), relate);

    onProgress('related articles of a page');
    const pageOf = (page: number) =>
      Array.from({ length: ARTICLES_PER_PAGE }, (_, place) => ids[(page * 7 + place * 31) % ids.length] as number);
    const read = (page: number) =>
      relatedArticles(
        db,
        pageOf(page).map((id) => ({ id, first: 6 })),
      );
    for (let page = 0; page < 20; page += 1) await read(page);
    statements = 0;
    const readMs = await timed([...Array(PAGES_READ).keys()], read);
    return {
      articles,
      rebuildSeconds,
      publishedMs,
      changedMs,
      statementsOfPublished,
      readMs,
      statementsOfRead: statements / PAGES_READ,
      bytes: await bytesAnArticle(db, articles),
    };
  });
}

/** Articles like the others, published now. */
async function insertNew(db: Db, count: number): Promise<number[]> {
  const { rows } = await sql<{ last: number; now: Date }>`select max(id) as last, now() as now from article`.execute(
    db,
  );
  const { last, now } = rows[0] ?? { last: 0, now: new Date() };
  const made = Array.from(benchArticles(count, now, 14), (article) => {
    const id = last + article.id;
    return {
      ...article,
      id,
      slug: `new-${id}`,
      publishedAt: now,
      updatedAt: now,
      withdrawnAt: null,
      hasFormerSlug: false,
    };
  });
  await insertBatch(db, made);
  return made.map(({ id }) => id);
}

async function takeBack(db: Db, ids: readonly number[]): Promise<void> {
  await sql`update article set withdrawn_at = now() where id = any(${ids}::int[])`.execute(db);
  await relateArticles(db, ids);
  await sql`delete from article where id = any(${ids}::int[])`.execute(db);
}

/** The same at every run, evenly over all articles, in a mixed order. */
async function spreadIds(db: Db, count: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from article
    where withdrawn_at is null and published_at <= now() and id % greatest((select max(id) from article) / ${count}::int, 1) = 0
    order by md5(id::text) limit ${count}
  `.execute(db);
  return rows.map(({ id }) => id);
}

async function timed<Item>(items: readonly Item[], work: (item: Item) => Promise<unknown>) {
  const times: number[] = [];
  for (const item of items) {
    const start = performance.now();
    await work(item);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(share * (times.length - 1))] ?? 0;
  return { median: at(0.5), p95: at(0.95) };
}

async function bytesAnArticle(db: Db, articles: number): Promise<RelatedCost['bytes']> {
  const { rows } = await sql<{ name: string; bytes: number }>`
    select name, pg_total_relation_size(name::regclass)::float8 as bytes from unnest(${[...tables]}::text[]) name
  `.execute(db);
  return Object.fromEntries(rows.map(({ name, bytes }) => [name, bytes / articles])) as RelatedCost['bytes'];
}

export function isRelatedFastEnough({ articles, rebuildSeconds, publishedMs }: RelatedCost): boolean {
  return articles / rebuildSeconds >= MIN_REBUILT_PER_SECOND && publishedMs.median <= MAX_PUBLISHED_MS;
}

export function relatedText(cost: RelatedCost): string {
  const { articles, rebuildSeconds, publishedMs, readMs, bytes } = cost;
  const all = Object.values(bytes).reduce((sum, each) => sum + each, 0);
  const ms = ({ median, p95 }: RelatedCost['readMs']) => `${median.toFixed(1)} ms median, ${p95.toFixed(1)} ms p95`;
  return [
    `Related articles, ${articles} articles`,
    `rebuild          ${Math.round(articles / rebuildSeconds)} articles/s (${rebuildSeconds.toFixed(0)} s; wanted ${MIN_REBUILT_PER_SECOND})`,
    `one published    ${ms(publishedMs)} (wanted ${MAX_PUBLISHED_MS}), ${cost.statementsOfPublished.toFixed(1)} statements`,
    `one changed      ${ms(cost.changedMs)}`,
    `read for ${ARTICLES_PER_PAGE}      ${ms(readMs)}, ${cost.statementsOfRead} statement`,
    `on disk          ${Math.round(all)} bytes an article: ${tables.map((name) => `${name} ${Math.round(bytes[name])}`).join(', ')}`,
  ].join('\n');
}
