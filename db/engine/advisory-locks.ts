/**
 * Advisory locks of a newsroom, the same in all processes. A transaction that takes several takes them in this order, so
 * that nobody waits in a circle:
 *
 * 1. that of a name that came with the request (`origin`, `idempotency-key`), or `firstToken`, or `corpus`,
 * 2. `topicTree`,
 * 3. `catalogue`,
 * 4. that of a slug,
 * 5. that of a source of which something new was said, which `utterance_of` takes, in the order of sources,
 * 6. `events`, with which no other lock is taken any more.
 *
 * `trending`, `coverage`, `corpusWords` and `seed` are taken alone. Rows of articles and drafts are locked before `catalogue`, an article's before its
 * draft's and before its topics, attributions and image; rows of webhooks behind `events`, whose holder looks at
 * them, or with nothing else but their deliveries, which come behind them. Marks of what is to be indexed come behind the tables of pieces, and
 * an article is locked so that it may be marked (FOR NO KEY UPDATE).
 */

import { type RawBuilder, sql } from 'kysely';
import type { Trx } from './database.ts';
import { sendAhead } from './transaction-statements.ts';

/** Any numbers, as long as they differ; never given to another lock. */
const numbers = {
  /** Refreshes the trending lists. */
  trending: 7_162_348,
  /** Fills an empty newsroom with the demo. */
  seed: 7_162_349,
  /** Adds topics and sources. */
  catalogue: 7_162_350,
  /** Brings texts into the corpus, or takes them out. */
  corpus: 7_162_351,
  /** Appends to the log of events, so that ids are in the order of commits. */
  events: 7_162_352,
  /** Makes the first token. */
  firstToken: 7_162_353,
  /** Moves topics within their tree, or merges. */
  topicTree: 7_162_355,
  /** Rolls coverage up. */
  coverage: 7_162_356,
  /** Counts the words of the corpus. */
  corpusWords: 7_162_357,
} as const;

export type AdvisoryLock = keyof typeof numbers;

/** Waits for a lock until this transaction has it, and holds it to the end. As an expression, within a statement. */
export function locking(lock: AdvisoryLock): RawBuilder<unknown> {
  return sql`pg_advisory_xact_lock(${numbers[lock]}::bigint)`;
}

/** Waits until this transaction has a lock, and holds it to the end. */
export async function takeLock(trx: Trx, lock: AdvisoryLock): Promise<void> {
  await sql`select ${locking(lock)}`.execute(trx);
}

/** The same for what only its own next statement relies on, which waits for it: the lock is asked for in one write with that. */
export function takeLockAhead(trx: Trx, lock: AdvisoryLock): Promise<void> {
  return sendAhead(trx, sql`select from (select ${locking(lock)}) locked`);
}

/** @returns false when another transaction has it */
export async function tryLock(trx: Trx, lock: AdvisoryLock): Promise<boolean> {
  const { rows } = await sql<{ is_taken: boolean }>`
    select pg_try_advisory_xact_lock(${numbers[lock]}::bigint) as is_taken
  `.execute(trx);
  return rows[0]?.is_taken === true;
}

/** What locks of names are about: the same name in two of them is two locks. */
export type NamedLock = 'origin' | 'idempotency-key' | 'slug';

/** Waits until this transaction has the locks of all the names, and holds them to the end. */
export async function takeNamedLocks(trx: Trx, about: NamedLock, names: readonly string[]): Promise<void> {
  // In the order of their keys, so that of two who want the same names none waits for the other in a circle.
  await sendAhead(
    trx,
    sql`
      select pg_advisory_xact_lock(key) from (
        select distinct hashtextextended(${`${about}:`} || name, 0) as key from unnest(${names}::text[]) name order by key
      ) keys`,
  );
}
