/** Snapshots of the trending lists' order, from which previous ranks are read. */

import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../engine/database.ts';
import { trendAsOf } from './clock.ts';
import { ranking } from './ranks.ts';

type Part = RawBuilder<unknown>;
type Now = RawBuilder<Date>;

/** An hour before for HOUR and DAY, a day before for WEEK and MONTH; and how much older a snapshot may be for that. */
const isQuick = (window: Part) => sql`${window} in ('HOUR', 'DAY')`;
const before = (window: Part) => sql`case when ${isQuick(window)} then interval '1 hour' else interval '1 day' end`;
const slack = (window: Part) =>
  sql`case when ${isQuick(window)} then interval '30 minutes' else interval '6 hours' end`;
const every = (window: Part) => sql`case when ${isQuick(window)} then interval '5 minutes' else interval '1 hour' end`;

const window = sql`s."window"`;

/** Rows of `window, measure, article_id, rank`: where articles stood before. */
export function previousRanks(now: Now): Part {
  return sql`
    select s."window", s.measure, place.article_id, place.rank::int as rank
    from (
      select distinct on (s."window", s.measure) s."window", s.measure, s.article_ids from trending_snapshot s
      where s.taken_at <= ${now} - ${before(window)} and s.taken_at >= ${now} - ${before(window)} - ${slack(window)}
      order by s."window", s.measure, s.taken_at desc
    ) s
    cross join lateral unnest(s.article_ids) with ordinality place (article_id, rank)`;
}

/** Takes those that are due of the lists as they are, and forgets what is too old, or of a clock that was set back. */
export async function takeSnapshots(trx: Trx, now: Now): Promise<void> {
  await sql`
    delete from trending_snapshot s
    where s.taken_at > ${now} or s.taken_at < ${now} - ${before(window)} - ${slack(window)}
  `.execute(trx);
  await sql`
    insert into trending_snapshot ("window", measure, taken_at, article_ids)
    select s."window", s.measure, ${now}, ${viewedIds}
    from trending_list s left join trending_rank r on r."window" = s."window" and r.measure = s.measure
    where not exists (
      select from trending_snapshot t
      where t."window" = s."window" and t.measure = s.measure and t.taken_at > ${now} - ${every(window)}
    )
    group by s."window", s.measure
  `.execute(trx);
}

/** Makes those that would be there if views had been counted here all the time. */
export async function remakeSnapshots(trx: Trx, now: Now): Promise<void> {
  await sql`delete from trending_snapshot`.execute(trx);
  for (const [hoursAgo, windows] of [
    [1, sql`('HOUR', 'DAY')`],
    [24, sql`('WEEK', 'MONTH')`],
  ] as const) {
    const then = sql<Date>`(${now} - make_interval(hours => ${hoursAgo}::int))`;
    await sql`
      insert into trending_snapshot ("window", measure, taken_at, article_ids)
      select r."window", r.measure, date_trunc('milliseconds', ${then}), ${viewedIds}
      from (${ranking(trendAsOf(then), then)}) r
      where r."window" in ${windows}
      group by r."window", r.measure
    `.execute(trx);
  }
}

/** The stories that only a page showed as hot come last and have no rank to tell. */
const viewedIds = sql`
  coalesce(array_agg(r.article_id order by r.rank) filter (where r.views > 0 or r.pinned), '{}')`;
