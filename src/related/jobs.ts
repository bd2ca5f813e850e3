/** What background jobs do for related articles. */

import type { Db } from '../../db/connect.ts';
import type { JobHandlers } from '../../db/jobs.ts';
import { articlesToRelate, relateQueue } from '../../db/relate-jobs.ts';
import { relateArticles } from './relate.ts';

export function relateJobs(db: Db): JobHandlers {
  return { [relateQueue]: (payloads) => relateArticles(db, articlesToRelate(payloads)) };
}
