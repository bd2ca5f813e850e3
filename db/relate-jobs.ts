/** The queue in which articles wait for their related ones to be worked out. */

import type { Db, Trx } from './connect.ts';
import { enqueue, type JobHandlers } from './jobs.ts';
import { relateArticles } from './relate.ts';

const queue = 'relate';

interface Payload {
  readonly articleId: number;
}

/** Has the articles related once the transaction is through, with those that they turn out to be near to. */
export async function enqueueRelate(trx: Trx, articleIds: readonly number[]): Promise<void> {
  const payloads = articleIds.map((articleId): Payload => ({ articleId }));
  await enqueue(trx, queue, payloads);
}

export function relateJobs(db: Db): JobHandlers {
  return {
    [queue]: async (payloads) => {
      // An article that was saved several times is worked out once.
      const ids = new Set((payloads as readonly Payload[]).map(({ articleId }) => articleId));
      await relateArticles(db, [...ids]);
    },
  };
}
