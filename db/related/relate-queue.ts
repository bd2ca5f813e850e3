/** Job queue of articles whose related ones are to be worked out. */

import { sql } from 'kysely';
import type { Db, Trx } from '../engine/database.ts';
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

interface Waiting {
  readonly articles: number;
  /** By the database's clock, to the microsecond. */
  readonly until: string;
}

/** Articles that are to be related by now, and that nobody has in hand. */
export async function waitingToRelate(db: Db): Promise<Waiting> {
  const { rows } = await sql<Waiting>`
    select count(distinct data ->> 'articleId')::int as articles, clock_timestamp()::text as until
    from pgboss.job where name = ${relateQueue} and state in ('created', 'retry') and start_after <= now()
  `.execute(db);
  return rows[0] ?? { articles: 0, until: 'epoch' };
}

/** Everything was related anew since. */
export async function dropWaitingToRelate(db: Db, until: string): Promise<void> {
  await sql`
    delete from pgboss.job
    where name = ${relateQueue} and state in ('created', 'retry') and start_after <= ${until}::timestamptz
      and created_on <= ${until}::timestamptz
  `.execute(db);
}
