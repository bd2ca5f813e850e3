/** Fills an empty newsroom with the demo one. */

import type { Db, Trx } from '../../db/connect.ts';
import {
  insertArticle,
  insertCorrections,
  replaceAttributions,
  replaceLeadImage,
  replaceTopics,
} from '../../db/publishing.ts';
import { relateArticles } from '../../db/relate.ts';
import { insertSources, insertTopics, lockIfEmpty } from '../../db/seed.ts';
import { addViews } from '../../db/views.ts';
import { bodyAsText, sanitiseBody, wordCount } from '../body.ts';
import { type DemoArticle, demoNewsroom } from './newsroom.ts';

/**
 * All or nothing, and once, however many processes start at the same time.
 *
 * @param now the articles' dates are counted back from it
 * @returns how many articles were made: 0 when the newsroom wasn't empty
 */
export async function seedDemo(db: Db, now: Date): Promise<number> {
  const { topics, sources, articles } = demoNewsroom(now);
  const ids = await db.transaction().execute(async (trx) => {
    if (!(await lockIfEmpty(trx))) return [];
    const catalogue = { topics: await insertTopics(trx, topics), sources: await insertSources(trx, sources) };
    const made: number[] = [];
    for (const article of articles.toSorted((a, b) => Number(a.publishedAt) - Number(b.publishedAt))) {
      made.push(await insertDemoArticle(trx, article, catalogue));
    }
    return made;
  });
  await relateArticles(db, ids);
  return ids.length;
}

interface Catalogue {
  readonly topics: ReadonlyMap<string, number>;
  readonly sources: ReadonlyMap<string, number>;
}

async function insertDemoArticle(trx: Trx, article: DemoArticle, catalogue: Catalogue): Promise<number> {
  const body = sanitiseBody(article.body);
  const id = await insertArticle(trx, {
    slug: article.slug,
    headline: article.headline,
    standfirst: article.standfirst,
    body,
    language: article.language,
    word_count: wordCount(bodyAsText(body)),
    published_at: article.publishedAt,
    updated_at: article.updatedAt,
  });
  await replaceTopics(
    trx,
    id,
    article.topics.map((slug) => known(catalogue.topics, slug)),
  );
  await replaceAttributions(
    trx,
    id,
    article.attributions.map(({ role, source, quote }) => ({
      role,
      sourceId: known(catalogue.sources, source),
      quote,
    })),
  );
  if (article.image !== null) {
    const { path, width, height, alt, caption, creditLine, credit } = article.image;
    const credit_source_id = credit === null ? null : known(catalogue.sources, credit);
    await replaceLeadImage(trx, id, {
      url: path,
      width,
      height,
      alt,
      caption,
      credit_line: creditLine,
      credit_source_id,
    });
  }
  await insertCorrections(trx, id, article.corrections);
  await addViews(
    trx,
    article.views.map(({ hour, views }) => ({ articleId: id, hour, views })),
  );
  return id;
}

function known(ids: ReadonlyMap<string, number>, slug: string): number {
  const id = ids.get(slug);
  if (id === undefined) throw new Error(`The demo newsroom has no "${slug}".`);
  return id;
}
