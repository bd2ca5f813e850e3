/** Where imports go: the newsroom's database, and what has to be worked out anew behind them. */

import type { Db } from '../../db/connect.ts';
import { refreshTrending } from '../../db/refresh-trending.ts';
import { relateArticles } from '../../db/relate.ts';
import type { ImportStore } from './run.ts';
import { saveDocument, saveHotList } from './save.ts';

/** How many articles are related to each other in one transaction. */
const batchSize = 200;

export interface NewsroomStore extends ImportStore {
  /** Works out what is related to the pieces that changed, and what trends. */
  finish(): Promise<void>;
}

export function newsroomStore(db: Db): NewsroomStore {
  const changed = new Set<number>();
  return {
    async saveDocument(document) {
      const { outcome, articleId } = await saveDocument(db, document);
      if (outcome !== 'unchanged') changed.add(articleId);
      return outcome;
    },
    saveHotList: (page) => saveHotList(db, page),
    async finish() {
      const ids = [...changed];
      for (let start = 0; start < ids.length; start += batchSize) {
        await relateArticles(db, ids.slice(start, start + batchSize));
      }
      await refreshTrending(db);
    },
  };
}
