/** Where imports go: the newsroom's database, or nowhere when someone only wants to know what would become of them. */

import { knownSources } from '../../db/catalogue.ts';
import type { Db } from '../../db/connect.ts';
import { refreshTrending } from '../../db/refresh-trending.ts';
import { relateArticles } from '../../db/relate.ts';
import { accepted } from './accept.ts';
import type { ImportStore } from './run.ts';
import { planDocument, saveDocument, saveHotList } from './save.ts';

/** How many articles are related to each other in one transaction. */
const batchSize = 200;

export interface NewsroomStore extends ImportStore {
  /** Works out what is related to the pieces that changed, and what trends. */
  finish(): Promise<void>;
}

export function newsroomStore(db: Db): NewsroomStore {
  const changed = new Set<number>();
  return {
    knownSources: () => knownSources(db),
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

/** Says what the newsroom's store would do. A piece that stands twice in the inputs is told as if each were alone. */
export function planningStore(db: Db): NewsroomStore {
  return {
    ...emptyStore(),
    knownSources: () => knownSources(db),
    saveDocument: (document) => planDocument(db, document),
  };
}

/** Says what would become of pieces in a newsroom that has nothing yet. */
export function emptyStore(): NewsroomStore {
  return {
    knownSources: async () => [],
    saveDocument: async (document) => {
      accepted(document);
      return 'created';
    },
    saveHotList: async () => {},
    finish: async () => {},
  };
}
