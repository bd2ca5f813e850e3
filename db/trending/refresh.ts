/** Refresh of the trending lists from the running counts: incremental, and once however many processes run. */

import { type RawBuilder, sql } from 'kysely';
import { takeLock, tryLock } from '../engine/advisory-locks.ts';
import type { Db, Trx } from '../engine/database.ts';
import { withoutStatementTimeout } from '../engine/timeouts.ts';
import { again } from '../engine/transact.ts';
import { moveWindows, recount, rollUp } from './clock.ts';
import { ranking } from './ranks.ts';
import { lists } from './score.ts';
import { previousRanks, remakeSnapshots, takeSnapshots } from './snapshots.ts';

/** The channel on which every refresh tells that the lists are new. */
export const trendingChannel = 'dateline_trending';

/** Lists of less than so many seconds are fresh: a bit less than the pace at which each process asks. */
const FRESH_SECONDS = 29;

/**
 * Brings the lists to a time. A previous rank is that of an hour before (HOUR, DAY) or a day before (WEEK, MONTH).
 *
 * @param now the time that "now" is; the database's clock by default
 * @param isForced whether lists that are fresh are made anew too: after an import, or an editor's choice
 * @returns false when another process was at it already, or the lists are fresh
 */
export async function refreshTrending(
  db: Db,
  now: RawBuilder<Date> = sql<Date>`now()`,
  isForced = false,
): Promise<boolean> {
  const refresh = async (trx: Trx) => {
    // Whoever has it refreshes; the others leave it to that one.
    if (!(await tryLock(trx, 'trending'))) return false;
    if (!isForced && (await areFresh(trx, now))) return false;
    await withoutStatementTimeout(trx);
    await moveWindows(trx, now);
    await rollUp(trx, now);
    await writeLists(trx, now);
    return true;
  };
  return again(() => db.transaction().execute(refresh));
}

/**
 * Works everything out from the history of views, as if it had been counted here all the time: for a newsroom made just
 * now, and after an import of views. Waits for a refresh that is at it.
 *
 * @param now the time that "now" is; the database's clock by default
 */
export async function rebuildTrending(db: Db, now: RawBuilder<Date> = sql<Date>`now()`): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await withoutStatementTimeout(trx);
    await takeLock(trx, 'trending');
    await recount(trx, now);
    await remakeSnapshots(trx, now);
    await rollUp(trx, now);
    await writeLists(trx, now);
  });
}

/** Clears away what past refreshes left: a server's Postgres does by itself, the embedded one never. */
export async function tidyTrending(db: Db): Promise<void> {
  await sql`vacuum trending_rank, article_trend, trending_snapshot`.execute(db);
}

/** A time to come is a clock that was set back: it keeps nothing fresh. */
async function areFresh(trx: Trx, now: RawBuilder<Date>): Promise<boolean> {
  const { rows } = await sql<{ fresh: boolean }>`
    select exists (
      select from trending_list
      where as_of > ${now} - make_interval(secs => ${FRESH_SECONDS}::int) and as_of <= ${now}
    ) as fresh`.execute(trx);
  return rows[0]?.fresh === true;
}

async function writeLists(trx: Trx, now: RawBuilder<Date>): Promise<void> {
  await sql`
    insert into trending_list ("window", measure, as_of)
    values ${sql.join(lists.map(({ window, measure }) => sql`(${window}, ${measure}, date_trunc('milliseconds', ${now}))`))}
    on conflict ("window", measure) do update set as_of = excluded.as_of
  `.execute(trx);
  await sql`delete from trending_rank`.execute(trx);
  await sql`
    insert into trending_rank ("window", measure, rank, article_id, previous_rank, score, views, pinned)
    select r."window", r.measure, r.rank, r.article_id, p.rank, r.score, r.views, r.pinned
    from (${ranking(sql`select * from article_trend`, now)}) r
    left join (${previousRanks(now)}) p
      on p."window" = r."window" and p.measure = r.measure and p.article_id = r.article_id
  `.execute(trx);
  await takeSnapshots(trx, now);
  await sql`select pg_notify(${trendingChannel}, '')`.execute(trx);
}
