/** Import stores: the newsroom's database, or a dry run's that only tells what would be created or updated. */

import { knownSources } from '../../db/catalogue/find-or-create.ts';
import type { Database } from '../../db/engine/database.ts';
import { finishJobs } from '../../db/engine/job-queue.ts';
import { refreshTrending } from '../../db/trending/refresh.ts';
import { relateJobs, relateManyAtOnce } from '../related/jobs.ts';
import type { RebuildProgress } from '../related/rebuild.ts';
import { indexSome } from '../search/index-articles.ts';
import type { HoldPolicy } from './candidate.ts';
import { establishSections } from './established-topics.ts';
import { hasReaders } from './identity.ts';
import type { ImportStore } from './run.ts';
import { planDocument, planFirst, saveDocument, saveHotList } from './save.ts';
import { refuseViews, saveViews } from './save-views.ts';

export interface NewsroomStore extends ImportStore {
  /** Does what no service may be there to do: indexes what waits, works out what is related to the pieces that changed, and what trends. */
  finish(onProgress?: (progress: RebuildProgress) => void): Promise<void>;
}

/** So many pieces are indexed for search together; a service that is there does so within seconds as well. */
const PIECES_PER_INDEXING = 100;

/** What is in doubt waits for an editor. */
const holdDrafts: HoldPolicy = { held: 'drafts', publishUndated: false, newTopics: 'suggest' };

export function newsroomStore(database: Database, policy: HoldPolicy = holdDrafts): NewsroomStore {
  const { db } = database;
  let unindexed = 0;
  return {
    knownSources: () => knownSources(db),
    async saveDocument(document) {
      const saved = await saveDocument(db, document, { ...policy, isIndexedLater: true });
      if (saved.outcome === 'created' || saved.outcome === 'updated') unindexed += 1;
      if (unindexed >= PIECES_PER_INDEXING) {
        unindexed = 0;
        await indexSome(db);
      }
      return saved;
    },
    hasReaders: (piece) => hasReaders(db, piece),
    saveHotList: (page) => saveHotList(db, page),
    saveViews: (lines, refuse) => saveViews(db, lines, refuse),
    async finish(onProgress) {
      while ((await indexSome(db)) > 0);
      await establishSections(db);
      await finishRelating(database, onProgress);
      await refreshTrending(db, undefined, true);
    },
  };
}

/** Works out what is related to the pieces that changed. */
export async function finishRelating(
  database: Database,
  onProgress?: (progress: RebuildProgress) => void,
): Promise<void> {
  await relateManyAtOnce(database.db, onProgress);
  await finishJobs(database, relateJobs(database.db));
}

/** Says what the newsroom's store would do. Of a piece that stands twice in the inputs each has the outcome that it had alone. */
export function planningStore({ db }: Database, policy: HoldPolicy = holdDrafts): NewsroomStore {
  return {
    ...emptyStore(policy),
    knownSources: () => knownSources(db),
    saveDocument: (document) => planDocument(db, document, policy),
    hasReaders: (piece) => hasReaders(db, piece),
    saveViews: (lines, refuse) => saveViews(db, lines, refuse, 'plan'),
  };
}

/** Says what would become of pieces in a newsroom that has nothing yet. */
export function emptyStore(policy: HoldPolicy = holdDrafts): NewsroomStore {
  return {
    knownSources: async () => [],
    saveDocument: async (document) => planFirst(document, policy),
    hasReaders: async () => false,
    saveHotList: async () => {},
    saveViews: refuseViews,
    finish: async () => {},
  };
}
