/** Job queue of articles whose related ones are to be worked out. */

import type { Trx } from '../engine/database.ts';
import { enqueue } from '../engine/job-queue.ts';

export const relateQueue = 'relate';

interface Payload {
  readonly articleId: number;
}

/**
 * Has the articles related once the transaction is through, with those that they turn out to be near to.
 *
 * @param from not before: for what comes out later, which nobody's list may show a trace of until then
 */
export async function enqueueRelate(trx: Trx, articleIds: readonly number[], from?: Date): Promise<void> {
  const payloads = articleIds.map((articleId): Payload => ({ articleId }));
  await enqueue(trx, relateQueue, payloads, from);
}

/** Which article a job is about. */
export function articleToRelate(payload: unknown): number {
  return (payload as Payload).articleId;
}
