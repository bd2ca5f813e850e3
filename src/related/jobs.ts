/** Job handlers for related articles. */

import type { Db } from '../../db/engine/database.ts';
import type { JobHandlers } from '../../db/engine/job-queue.ts';
import { enqueueRebuildIfOutdated, rebuildQueue } from '../../db/related/model.ts';
import { countAlive } from '../../db/related/rebuild.ts';
import { articleToRelate, dropWaitingToRelate, relateQueue, waitingToRelate } from '../../db/related/relate-queue.ts';
import { ANALYSIS } from './analyse.ts';
import { type RebuildProgress, rebuildRelated } from './rebuild.ts';
import { relateArticles } from './relate.ts';
import { MIN_ARTICLES_FOR_MODEL } from './train.ts';

/** A larger newsroom's rebuild takes so long that it is for whoever runs it to choose the hour. */
const MAX_BY_ITSELF = 5_000;

/** From here on all texts are weighed anew each time their number has doubled: the first were weighed among hardly any. */
const MIN_ARTICLES_TO_WEIGH = 16;

/** Has everything related anew where that is due: to be called at the start, and as the newsroom grows. */
export async function enqueueDueRebuild(db: Db): Promise<void> {
  await enqueueRebuildIfOutdated(db, {
    least: MIN_ARTICLES_TO_WEIGH,
    most: MAX_BY_ITSELF,
    modelFrom: MIN_ARTICLES_FOR_MODEL,
    analysis: ANALYSIS,
  });
}

/** Fewer are related one by one. */
const MIN_AT_ONCE = 100;
/** Relating everything anew costs a third of relating all of it one by one: `npm run import` of 1,355 articles, 10 and 33 ms of CPU each. */
const GAIN_AT_ONCE = 3;
/** A larger newsroom's corpus is more than a command should have in memory unasked. */
const MAX_AT_ONCE = 100_000;

/**
 * Where much of the newsroom waits to be related, as behind the import of an archive, relates all of it anew.
 *
 * @param least how many have to wait
 */
export async function relateManyAtOnce(
  db: Db,
  onProgress?: (progress: RebuildProgress) => void,
  least = MIN_AT_ONCE,
): Promise<void> {
  const { articles, until } = await waitingToRelate(db);
  if (articles < least) return;
  const all = await countAlive(db);
  if (articles * GAIN_AT_ONCE < all || all > MAX_AT_ONCE) return;
  // From the beginning: one that was stopped knows nothing of what has come since.
  await rebuildRelated(db, onProgress, true);
  await dropWaitingToRelate(db, until);
}

/** Relates what changed; and everything anew, with a model of it, each time the newsroom has doubled. */
export function relateJobs(db: Db): JobHandlers {
  return {
    async [relateQueue](payloads) {
      const ids = payloads.map(articleToRelate);
      const failures = new Map<number, Error>();
      // One that was saved several times is related once; one that fails keeps none of the others back.
      for (const id of new Set(ids)) {
        await relateArticles(db, [id]).catch((error: Error) => failures.set(id, error));
      }
      await enqueueDueRebuild(db);
      return ids.map((id) => failures.get(id) ?? null);
    },
    async [rebuildQueue]() {
      await rebuildRelated(db);
    },
  };
}
