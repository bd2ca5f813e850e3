/** Fills an empty newsroom with the demo one. */

import type { Db } from '../../db/engine/connect.ts';
import {
  insertArticles,
  insertSatellites,
  insertSources,
  insertTopics,
  insertViews,
  lockIfEmpty,
} from '../../db/seed.ts';
import { rebuildRelated } from '../related/rebuild.ts';
import { bodyWordCount, sanitiseBody } from '../text/body.ts';
import { type DemoArticle, type DemoNewsroom, demoNewsroom } from './newsroom.ts';

/**
 * All or nothing, and once, however many processes start at the same time.
 *
 * @param now the articles' dates are counted back from it
 * @returns how many articles were made: 0 when the newsroom wasn't empty
 */
export async function seedDemo(db: Db, now: Date): Promise<number> {
  const newsroom = demoNewsroom(now);
  const ids = await db.transaction().execute(async (trx) => {
    if (!(await lockIfEmpty(trx))) return [];
    const topics = await insertTopics(trx, newsroom.topics);
    const sources = await insertSources(trx, newsroom.sources.map(sourceRow));
    const oldestFirst = newsroom.articles.toSorted((a, b) => Number(a.publishedAt) - Number(b.publishedAt));
    const articles = await insertArticles(trx, oldestFirst.map(articleRow));
    const made = oldestFirst.map((article) => ({ ...article, id: idIn(articles, article.slug) }));
    await insertSatellites(trx, satellites(made, topics, sources));
    await insertViews(
      trx,
      made.flatMap(({ id, views }) => views.map((each) => ({ articleId: id, ...each }))),
    );
    return made.map(({ id }) => id);
  });
  if (ids.length > 0) await rebuildRelated(db);
  return ids.length;
}

function sourceRow({ aliases, ...source }: DemoNewsroom['sources'][number]) {
  return { ...source, aliases: aliases.map((alias) => alias.toLowerCase()) };
}

function articleRow(article: DemoArticle) {
  const body = sanitiseBody(article.body);
  return {
    slug: article.slug,
    headline: article.headline,
    standfirst: article.standfirst,
    body,
    language: article.language,
    word_count: bodyWordCount(body),
    published_at: article.publishedAt,
    first_published_at: article.publishedAt,
    updated_at: article.updatedAt,
  };
}

type Ids = ReadonlyMap<string, number>;

function satellites(articles: readonly (DemoArticle & { readonly id: number })[], topics: Ids, sources: Ids) {
  return {
    topics: articles.flatMap(({ id, publishedAt, topics: slugs }) =>
      slugs.map((slug, position) => ({
        article_id: id,
        topic_id: idIn(topics, slug),
        position,
        published_at: publishedAt,
      })),
    ),
    attributions: articles.flatMap(({ id, publishedAt, attributions }) =>
      attributions.map(({ role, source, quote }, position) => ({
        article_id: id,
        source_id: idIn(sources, source),
        role,
        quote,
        position,
        published_at: publishedAt,
      })),
    ),
    images: articles.flatMap(({ id, image }) => {
      if (image === null) return [];
      const { path, creditLine, credit, ...rest } = image;
      const credit_source_id = credit === null ? null : idIn(sources, credit);
      return [{ ...rest, article_id: id, url: path, credit_line: creditLine, credit_source_id }];
    }),
    corrections: articles.flatMap(({ id, corrections }) =>
      corrections.map(({ note, correctedAt }) => ({ article_id: id, note, corrected_at: correctedAt })),
    ),
  };
}

function idIn(ids: Ids, slug: string): number {
  const id = ids.get(slug);
  if (id === undefined) throw new Error(`The demo newsroom has no "${slug}".`);
  return id;
}
