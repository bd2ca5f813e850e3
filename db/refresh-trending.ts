/**
 * Works the trending lists out from hourly view counts. VIEWS is the plain sum over the hours that the window touches;
 * HEAT lets a view count half as much after each half-life. Behind what was viewed come the stories that imported pages
 * showed as hot, the latest page's first. A previous rank is the same list worked out for an hour before (HOUR, DAY) or
 * a day before (WEEK, MONTH).
 */

import { type RawBuilder, sql } from 'kysely';
import type { Db, Trx } from './connect.ts';
import type { TrendingMeasure, TrendingWindow } from './types.ts';

const windows: readonly { window: TrendingWindow; hours: number; halfLifeHours: number; previousHours: number }[] = [
  { window: 'HOUR', hours: 1, halfLifeHours: 1, previousHours: 1 },
  { window: 'DAY', hours: 24, halfLifeHours: 4, previousHours: 1 },
  { window: 'WEEK', hours: 24 * 7, halfLifeHours: 24, previousHours: 24 },
  { window: 'MONTH', hours: 24 * 30, halfLifeHours: 24 * 4, previousHours: 24 },
];
const measures: readonly TrendingMeasure[] = ['HEAT', 'VIEWS'];

/** How long the hot stories of an imported page stand in at the least. */
const hintHours = 24 * 7;

/** How long each list is; trending_rank holds no more. */
const longest = 1000;

/** Any number, the same in all processes: who holds it refreshes, the others leave it to that one. */
const refreshLock = 7_162_348;

/**
 * @param now the time that "now" is; the database's clock by default
 * @returns false when another process was refreshing already
 */
export async function refreshTrending(db: Db, now: RawBuilder<Date> = sql<Date>`now()`): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(${refreshLock}) as mine`.execute(
      trx,
    );
    if (rows[0]?.mine !== true) return false;
    await sql`set local statement_timeout = 0`.execute(trx);
    for (const window of windows) {
      for (const measure of measures) await refreshList(trx, window, measure, now);
    }
    return true;
  });
}

async function refreshList(
  trx: Trx,
  { window, hours, halfLifeHours, previousHours }: (typeof windows)[number],
  measure: TrendingMeasure,
  now: RawBuilder<Date>,
): Promise<void> {
  const ranking = (hoursAgo: number): RawBuilder<unknown> => sql`
    select v.article_id, v.score, v.views,
           row_number() over (
             order by v.score desc, v.hinted_at desc nulls last, v.hint nulls last, v.article_id desc
           )::int as rank
    from (
      select a.id as article_id, coalesce(seen.score, 0) as score, coalesce(seen.views, 0)::int as views,
             h.noted_at as hinted_at, h.rank as hint
      from (
        select article_id, sum(views) as views, sum(views * ${decay(measure, halfLifeHours, now, hoursAgo)}) as score
        from article_views
        where hour >= date_trunc('hour', ${now} - make_interval(hours => ${hours + hoursAgo}::int), 'UTC')
          and hour <= ${now} - make_interval(hours => ${hoursAgo}::int)
        group by article_id
      ) seen
      full join (
        select * from trending_hint where noted_at > ${now} - make_interval(hours => ${Math.max(hours, hintHours)}::int)
      ) h using (article_id)
      join published_article a on a.id = article_id
    ) v
    order by rank limit ${longest}`;
  await sql`
    insert into trending_list ("window", measure, as_of) values (${window}, ${measure}, ${now})
    on conflict ("window", measure) do update set as_of = excluded.as_of
  `.execute(trx);
  await sql`delete from trending_rank where "window" = ${window} and measure = ${measure}`.execute(trx);
  await sql`
    insert into trending_rank ("window", measure, rank, article_id, previous_rank, score, views)
    select ${window}::trending_window, ${measure}::trending_measure, current.rank, current.article_id, previous.rank, current.score, current.views
    from (${ranking(0)}) current
    left join (${ranking(previousHours)}) previous on previous.article_id = current.article_id and previous.views > 0
  `.execute(trx);
}

/** What a view of an hour counts for now: 1, or ½ after each half-life, by the middle of the hour. */
function decay(
  measure: TrendingMeasure,
  halfLifeHours: number,
  now: RawBuilder<Date>,
  hoursAgo: number,
): RawBuilder<number> {
  if (measure === 'VIEWS') return sql<number>`1.0::float8`;
  const age = sql`greatest(extract(epoch from ${now} - hour)::float8 / 3600 - 0.5 - ${hoursAgo}::float8, 0)`;
  return sql<number>`power(0.5, ${age} / ${halfLifeHours}::float8)`;
}
