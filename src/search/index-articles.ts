/** Indexes articles for search: at once what is published or imported, and in the background whatever else waits for it. */

import { setImmediate } from 'node:timers/promises';
import { countArticleWords, saveWordKeys } from '../../db/articles/corpus-words.ts';
import {
  type ArticleToIndex,
  forgetToIndex,
  type IndexedArticle,
  lockArticlesToIndex,
  saveArticleWords,
  takeArticlesToIndex,
} from '../../db/articles/search-index.ts';
import type { Db, Trx } from '../../db/engine/database.ts';
import { awaitWithin, withoutStatementTimeout } from '../../db/engine/timeouts.ts';
import { transact } from '../../db/engine/transact.ts';
import { recordIndexed } from '../../db/events/append.ts';
import { wordsOfArticle } from './article-words.ts';
import { keysOf } from './near-words.ts';

/** In one transaction, behind which the next process may go on. */
const ARTICLES_AT_ONCE = 100;

/** To be called when all that they are found by is written: topics, sources, quotes and the lead image as well. */
export async function indexArticles(trx: Trx, ids: readonly number[]): Promise<void> {
  const articles = await lockArticlesToIndex(trx, ids);
  await saveArticleWords(trx, await awaitWithin(trx, wordsOf(articles)));
}

/** A hundred long ones take seconds, in which others have to be answered, and the server has to know that it goes on. */
async function wordsOf(articles: readonly ArticleToIndex[]): Promise<IndexedArticle[]> {
  const words: IndexedArticle[] = [];
  for (const article of articles) {
    if (words.length > 0) await setImmediate();
    words.push(wordsOfArticle(article));
  }
  return words;
}

/**
 * Some of those that wait, the latest first; any process may do it, and stop in between. Where they can't be indexed
 * together, one is by itself, so that the others don't wait for ever behind one that takes too long or is refused.
 *
 * @returns how many
 */
export async function indexSome(db: Db): Promise<number> {
  try {
    return await indexNext(db, ARTICLES_AT_ONCE);
  } catch {
    return indexNext(db, 1);
  }
}

/** @throws what Postgres says of a text that it can't index, which doesn't wait any longer then */
async function indexNext(db: Db, most: number): Promise<number> {
  let ids: readonly number[] = [];
  const index = async (trx: Trx) => {
    await withoutStatementTimeout(trx);
    ids = await takeArticlesToIndex(trx, most);
    if (ids.length > 0) {
      await indexArticles(trx, ids);
      await recordIndexed(trx);
    }
    return ids.length;
  };
  try {
    return await transact(db, index);
  } catch (error) {
    if (most === 1 && isOfText(error)) await transact(db, (trx) => forgetToIndex(trx, ids));
    throw error;
  }
}

/** SQLSTATE of data that isn't taken, and of limits of the program; not of what may go well the next time. */
function isOfText(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^(?:22|54)...$/.test(String(error.code));
}

/** Brings the words of some articles into the corpus', behind their publication. @returns of how many */
export function countSome(db: Db): Promise<number> {
  return transact(db, async (trx) => {
    await withoutStatementTimeout(trx);
    const { articles, newWords } = await countArticleWords(trx, ARTICLES_AT_ONCE);
    const keyed = newWords.map((word) => ({ word, keys: keysOf(word) })).filter(({ keys }) => keys.length > 0);
    if (keyed.length > 0) await saveWordKeys(trx, keyed);
    return articles;
  });
}

/** Everything that waits. */
export async function indexAll(db: Db): Promise<void> {
  while ((await indexSome(db)) > 0);
  while ((await countSome(db)) > 0);
}
