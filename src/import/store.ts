/** Import stores: the newsroom's database, or a dry run's that only tells what would be created or updated. */

import { knownSources } from '../../db/catalogue/find-or-create.ts';
import type { Database } from '../../db/engine/database.ts';
import { finishJobs } from '../../db/engine/job-queue.ts';
import { refreshTrending } from '../../db/trending/refresh.ts';
import { relateJobs } from '../related/jobs.ts';
import type { HoldPolicy } from './candidate.ts';
import { establishSections } from './established-topics.ts';
import type { ImportStore } from './run.ts';
import { planDocument, planFirst, saveDocument, saveHotList } from './save.ts';
import { refuseViews, saveViews } from './save-views.ts';

export interface NewsroomStore extends ImportStore {
  /** Works out what is related to the pieces that changed, as no service may be there to do it, and what trends. */
  finish(): Promise<void>;
}

/** What is in doubt waits for an editor. */
const holdDrafts: HoldPolicy = { held: 'drafts', publishUndated: false, newTopics: 'suggest' };

export function newsroomStore(database: Database, policy: HoldPolicy = holdDrafts): NewsroomStore {
  const { db } = database;
  return {
    knownSources: () => knownSources(db),
    saveDocument: (document) => saveDocument(db, document, policy),
    saveHotList: (page) => saveHotList(db, page),
    saveViews: (lines, refuse) => saveViews(db, lines, refuse),
    async finish() {
      await establishSections(db);
      await finishRelating(database);
      await refreshTrending(db, undefined, true);
    },
  };
}

/** Works out what is related to the pieces that changed. */
export async function finishRelating(database: Database): Promise<void> {
  await finishJobs(database, relateJobs(database.db));
}

/** Says what the newsroom's store would do. A piece that stands twice in the inputs is told as if each were alone. */
export function planningStore({ db }: Database, policy: HoldPolicy = holdDrafts): NewsroomStore {
  return {
    ...emptyStore(policy),
    knownSources: () => knownSources(db),
    saveDocument: (document) => planDocument(db, document, policy),
    saveViews: (lines, refuse) => saveViews(db, lines, refuse, 'plan'),
  };
}

/** Says what would become of pieces in a newsroom that has nothing yet. */
export function emptyStore(policy: HoldPolicy = holdDrafts): NewsroomStore {
  return {
    knownSources: async () => [],
    saveDocument: async (document) => planFirst(document, policy),
    saveHotList: async () => {},
    saveViews: refuseViews,
    finish: async () => {},
  };
}
