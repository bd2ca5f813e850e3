/** Indexes articles for search: at once what is published or imported, and in the background whatever else waits for it. */

import { countArticleWords, saveWordKeys } from '../../db/articles/corpus-words.ts';
import { lockArticlesToIndex, nextArticlesToIndex, saveArticleWords } from '../../db/articles/search-index.ts';
import type { Db, Trx } from '../../db/engine/database.ts';
import { transact } from '../../db/engine/transact.ts';
import { wordsOfArticle } from './article-words.ts';
import { keysOf } from './near-words.ts';

/** In one transaction, behind which the next process may go on. */
const ARTICLES_AT_ONCE = 100;

/** To be called when all that they are found by is written: topics, sources, quotes and the lead image as well. */
export async function indexArticles(trx: Trx, ids: readonly number[]): Promise<void> {
  const articles = await lockArticlesToIndex(trx, ids);
  await saveArticleWords(trx, articles.map(wordsOfArticle));
}

/** Some of those that wait, the latest first; any process may do it, and stop in between. @returns how many */
export function indexSome(db: Db): Promise<number> {
  return transact(db, async (trx) => {
    const ids = await nextArticlesToIndex(trx, ARTICLES_AT_ONCE);
    if (ids.length > 0) await indexArticles(trx, ids);
    return ids.length;
  });
}

/** Brings the words of some articles into the corpus', behind their publication. @returns of how many */
export function countSome(db: Db): Promise<number> {
  return transact(db, async (trx) => {
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
