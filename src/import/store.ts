/** Import stores: the newsroom's database, or a dry run's that only tells what would be created or updated. */

import { knownSources } from '../../db/catalogue/find-or-create.ts';
import type { Database } from '../../db/engine/database.ts';
import { finishJobs } from '../../db/engine/job-queue.ts';
import { refreshTrending } from '../../db/trending/refresh.ts';
import { relateJobs } from '../related/jobs.ts';
import { accepted } from './accept.ts';
import type { ImportStore } from './run.ts';
import { planDocument, saveDocument, saveHotList } from './save.ts';
import { refuseViews, saveViews } from './save-views.ts';

export interface NewsroomStore extends ImportStore {
  /** Works out what is related to the pieces that changed, as no service may be there to do it, and what trends. */
  finish(): Promise<void>;
}

export function newsroomStore(database: Database): NewsroomStore {
  const { db } = database;
  return {
    knownSources: () => knownSources(db),
    saveDocument: async (document) => (await saveDocument(db, document)).outcome,
    saveHotList: (page) => saveHotList(db, page),
    saveViews: (lines, refuse) => saveViews(db, lines, refuse),
    async finish() {
      await finishJobs(database, relateJobs(db));
      await refreshTrending(db, undefined, true);
    },
  };
}

/** Says what the newsroom's store would do. A piece that stands twice in the inputs is told as if each were alone. */
export function planningStore({ db }: Database): NewsroomStore {
  return {
    ...emptyStore(),
    knownSources: () => knownSources(db),
    saveDocument: (document) => planDocument(db, document),
    saveViews: (lines, refuse) => saveViews(db, lines, refuse, 'plan'),
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
    saveViews: refuseViews,
    finish: async () => {},
  };
}
