/**
 * Roll-up of coverage by day (UTC) and topic. Each day that is marked as stale is counted again; until then questions
 * count it from the articles, so that no answer is ever behind.
 */

import { sql } from 'kysely';
import { tryLock } from '../engine/advisory-locks.ts';
import type { Db, Trx } from '../engine/database.ts';
import { lockNotAvailable, withoutStatementTimeout } from '../engine/timeouts.ts';
import { again } from '../engine/transact.ts';
import { topicsAbove, topicsOf } from './topic-tree.ts';

/** Of one transaction: about a second's work where a day has three hundred articles. */
const MAX_DAYS_AT_ONCE = 400;
/** More marks than these are left for the next time. */
const MAX_MARKS_AT_ONCE = 20_000;

/**
 * Counts days of the past that are stale; today's and later ones aren't rolled up, since the clock alone changes them. Any
 * process may do it, as often as it likes.
 *
 * @returns how many days it counted; 0 also when another process was at it, or a topic was being changed
 */
export async function rollUpCoverage(db: Db): Promise<number> {
  try {
    return await again(() => db.transaction().execute(rollUp));
  } catch (error) {
    if ((error as { code?: unknown }).code === lockNotAvailable) return 0;
    throw error;
  }
}

async function rollUp(trx: Trx): Promise<number> {
  if (!(await tryLock(trx, 'coverage'))) return 0;
  await withoutStatementTimeout(trx);
  // NOTE: who moves a topic marks the days that it sees tagged. A day that is tagged meanwhile has a mark of its own, which must
  // stay until the move is there to be counted. Not waited for, since others would wait behind.
  await sql`lock table topic in share mode nowait`.execute(trx);
  const marks = await oldestMarks(trx);
  const days = [...new Set(marks.map(({ day }) => day))];
  if (days.length > 0) await countAgain(trx, days);
  // NOTE: only the marks that were seen before counting. A later one, whose change may be counted already, stays.
  await sql`
    delete from stale_coverage_day where id = any(${marks.map(({ id }) => id)}::bigint[])
  `.execute(trx);
  return days.length;
}

/** Clears away what marks left: a server's Postgres does by itself, the embedded one never. */
export async function tidyCoverage(db: Db): Promise<void> {
  await sql`vacuum coverage_day, stale_coverage_day`.execute(db);
}

async function oldestMarks(trx: Trx): Promise<{ id: string; day: string }[]> {
  const { rows } = await sql<{ id: string; day: string }>`
    select id::text as id, day::text as day from (
      select id, day, dense_rank() over (order by day) as place from (
        select id, day from stale_coverage_day where day < (now() at time zone 'UTC')::date
        order by day, id limit ${MAX_MARKS_AT_ONCE}
      ) oldest
    ) placed where place <= ${MAX_DAYS_AT_ONCE}
  `.execute(trx);
  return rows;
}

async function countAgain(trx: Trx, days: readonly string[]): Promise<void> {
  await sql`delete from coverage_day where day = any(${days}::date[])`.execute(trx);
  await sql`
    insert into coverage_day (day, topic_id, articles, words, quotes)
    with recursive ${topicsAbove},
    counted as materialized (
      select d.day, a.id, a.word_count from unnest(${days}::date[]) d (day)
      cross join lateral (select d.day::timestamp at time zone 'UTC' as starts_at) s
      join published_article a on a.published_at >= s.starts_at and a.published_at < s.starts_at + interval '1 day'
    ),
    whole as materialized (
      select c.*, (select count(*) from quote q where q.article_id = c.id) as quotes from counted c
    )
    select day, 0, count(*), sum(word_count), sum(quotes) from whole group by day
    union all
    select day, topic, count(*), sum(word_count), sum(quotes)
    from (
      select distinct w.day, w.id, w.word_count, w.quotes, a.topic
      from whole w
      cross join lateral (${topicsOf(sql`w.id`)}) t
      join above a on a.topic_id = t.topic_id
    ) of_topic
    group by day, topic
  `.execute(trx);
}
