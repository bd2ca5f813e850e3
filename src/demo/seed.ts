/** Fills an empty newsroom with the demo one. */

import { insertHistories, putOffHistories } from '../../db/drafts/histories.ts';
import type { Db, Trx } from '../../db/engine/database.ts';
import {
  articleIds,
  insertArticles,
  insertSatellites,
  insertSources,
  insertTopics,
  insertViews,
  lockIfEmpty,
  markAsTemplate,
  putOffArticles,
  takeTemplateMark,
} from '../../db/seed.ts';
import { rebuildRelated } from '../related/rebuild.ts';
import { indexAll, indexArticles } from '../search/index-articles.ts';
import { bodyWordCount } from '../text/body.ts';
import { sanitiseBody } from '../text/sanitise.ts';
import { MINUTE_MS } from '../time/units.ts';
import { type DemoArticle, type DemoNewsroom, demoNewsroom } from './newsroom.ts';

/** Any whole minute: the dates of what is filled in at the installation, put off to the present at a first start. */
const templateNow = new Date('2000-01-01T00:00Z');

/**
 * All or nothing, and once, however many processes start at the same time. A copy of the template becomes the same as
 * what is made from nothing.
 *
 * @param now the articles' dates are counted back from it
 * @param onBegin called when there is something to be done
 * @returns how many articles were made: 0 when the newsroom wasn't empty
 */
export async function seedDemo(db: Db, now: Date, onBegin: () => void = () => {}): Promise<number> {
  const made = await db.transaction().execute(async (trx) => {
    const isEmpty = await lockIfEmpty(trx);
    if (!isEmpty && !(await takeTemplateMark(trx))) return { articles: 0, isFilled: false };
    onBegin();
    const newsroom = demoNewsroom(now);
    const ids = isEmpty ? await insertContent(trx, newsroom) : await dateContent(trx, newsroom, now);
    const views = newsroom.articles.flatMap(({ slug, views: hours }) =>
      hours.map((hour) => ({ articleId: idIn(ids, slug), ...hour })),
    );
    await insertViews(trx, views);
    return { articles: newsroom.articles.length, isFilled: isEmpty };
  });
  if (made.isFilled) await derive(db);
  return made.articles;
}

/** Everything but how often articles are read, which depends on the hour of the day. */
export async function fillDemoTemplate(db: Db): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await insertContent(trx, demoNewsroom(templateNow));
    await markAsTemplate(trx);
  });
  await derive(db);
}

/** What follows from the content, and else would come in the background: the first search finds what the hundredth does. */
async function derive(db: Db): Promise<void> {
  await rebuildRelated(db);
  await indexAll(db);
}

/** Exact, since all of the demo's dates are whole minutes before its present. */
async function dateContent(trx: Trx, { articles }: DemoNewsroom, now: Date): Promise<Ids> {
  const slugs = articles.map(({ slug }) => slug);
  const ids = await articleIds(trx, slugs);
  const minutes = Math.floor(now.getTime() / MINUTE_MS) - templateNow.getTime() / MINUTE_MS;
  await putOffArticles(trx, [...ids.values()], minutes);
  await putOffHistories(trx, [...ids.values()], minutes);
  return ids;
}

async function insertContent(trx: Trx, newsroom: DemoNewsroom): Promise<Ids> {
  const topics = await insertTopics(trx, newsroom.topics);
  const sources = await insertSources(trx, newsroom.sources.map(sourceRow));
  const oldestFirst = newsroom.articles.toSorted((a, b) => Number(a.publishedAt) - Number(b.publishedAt));
  const articles = await insertArticles(trx, oldestFirst.map(articleRow));
  const made = oldestFirst.map((article) => ({ ...article, id: idIn(articles, article.slug) }));
  await insertSatellites(trx, satellites(made, topics, sources));
  await insertHistories(
    trx,
    made.flatMap(({ id, history }) => (history === null ? [] : [{ articleId: id, ...history }])),
  );
  await indexArticles(trx, [...articles.values()]);
  return articles;
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
