/** Sliding windows of the counts in `article_trend`, moved on with the time; roll-up of old hours into days. */

import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../engine/database.ts';
import { ageOfViews, each, fadingColumns, left, windowNames, windowStarts } from './score.ts';

type Now = RawBuilder<Date>;

/** Hours of so many days stay hours. More than a week, so that a week never needs days. */
export const HOURLY_DAYS = 8;
/** Hours that are rolled up in one statement, and how many of those in one refresh: the next one goes on. */
const ROLL_UP_HOURS = 20_000;
const ROLL_UPS_PER_REFRESH = 3;

/**
 * Takes the hours that have left each window off its counts; a clock that was set back, and a newsroom's first time,
 * count everything anew, until the hours counted by the clock of before have come. Nobody counts views meanwhile.
 */
export async function moveWindows(trx: Trx, now: Now): Promise<void> {
  const { rows } = await sql<{ moved: boolean; anew: boolean }>`
    select ${sql.join(
      windowNames.map((name) => sql`${sql.ref(`${name}_from`)} <> ${windowStarts[name](now)}`),
      sql` or `,
    )} as moved,
           ${sql.join(
             windowNames.map((name) => sql`${sql.ref(`${name}_from`)} > ${windowStarts[name](now)}`),
             sql` or `,
           )} or has_future as anew
    from trend_clock`.execute(trx);
  if (rows[0]?.moved !== true) return;
  if (rows[0].anew) await recount(trx, now);
  else await takeOff(trx, now);
}

async function takeOff(trx: Trx, now: Now): Promise<void> {
  await sql`select from trend_clock for update`.execute(trx);
  const hasLeft = (name: (typeof windowNames)[number]) =>
    sql`(h.starts_at >= c.${sql.ref(`${name}_from`)} and h.starts_at < ${windowStarts[name](now)})`;
  await sql`
    update article_trend t
    set ${each(windowNames, (name) => sql`${sql.ref(`views_${name}`)} = t.${sql.ref(`views_${name}`)} - expired.${sql.ref(name)}`)}
    from (
      select article_id, ${each(windowNames, (name) => sql`coalesce(sum(views) filter (where ${sql.ref(name)}), 0)::int as ${sql.ref(name)}`)}
      from (
        ${sql.join(
          windowNames.map(
            (name) => sql`
              select h.article_id, h.views, ${each(windowNames, (other) => sql`${sql.lit(other === name)} as ${sql.ref(other)}`)}
              from trend_clock c join article_views_history h on ${hasLeft(name)}`,
          ),
          sql` union all `,
        )}
      ) hours
      group by article_id
    ) expired
    where t.article_id = expired.article_id
  `.execute(trx);
  await sql`delete from article_trend where views_month <= 0`.execute(trx);
  await setClock(trx, now);
}

async function setClock(trx: Trx, now: Now): Promise<void> {
  await sql`
    update trend_clock set ${each(windowNames, (name) => sql`${sql.ref(`${name}_from`)} = ${windowStarts[name](now)}`)}
  `.execute(trx);
}

/** Makes the running counts anew from history. Nobody counts views meanwhile. */
export async function recount(trx: Trx, now: Now): Promise<void> {
  await sql`select from trend_clock for update`.execute(trx);
  await sql`delete from article_trend`.execute(trx);
  await sql`insert into article_trend ${trendAsOf(now)}`.execute(trx);
  await setClock(trx, now);
  await sql`
    update trend_clock set has_future = exists (select from article_views_history where starts_at > ${now})
  `.execute(trx);
}

/** Rows of the shape of `article_trend` as of a time, from history; hidden articles too, since they may come back. */
export function trendAsOf(now: Now): RawBuilder<unknown> {
  const age = ageOfViews(sql`h.starts_at`, sql`make_interval(hours => h.hours)`, now);
  return sql`
    select h.article_id, ${now} as at, a.published_at,
           ${each(fadingColumns, (column) => sql`sum(h.views * ${left(column, age)}) as ${sql.ref(column)}`)},
           ${each(
             windowNames,
             (name) => sql`
               coalesce(sum(h.views) filter (where h.starts_at >= ${windowStarts[name](now)}), 0)::int
                 as ${sql.ref(`views_${name}`)}`,
           )}
    from article_views_history h join article a on a.id = h.article_id
    where h.starts_at >= ${windowStarts.month(now)} and h.starts_at <= ${now}
    group by h.article_id, a.published_at`;
}

/** Hours of days that are long past become days, each exactly once. */
export async function rollUp(trx: Trx, now: Now): Promise<void> {
  for (let round = 0; round < ROLL_UPS_PER_REFRESH; round += 1) {
    const { rows } = await sql<{ hours: number }>`
      with old as (
        delete from article_views v using (
          select article_id, hour from article_views
          where hour < date_trunc('day', ${now} - make_interval(days => ${HOURLY_DAYS}::int), 'UTC')
          order by hour limit ${ROLL_UP_HOURS}
        ) o
        where v.article_id = o.article_id and v.hour = o.hour
        returning v.article_id, v.hour, v.views
      ),
      daily as (
        insert into article_views_daily (article_id, day, views)
        select article_id, date_trunc('day', hour, 'UTC'), sum(views) from old group by 1, 2 order by 1, 2
        on conflict (article_id, day) do update set views = article_views_daily.views + excluded.views
      )
      select count(*)::int as hours from old`.execute(trx);
    if ((rows[0]?.hours ?? 0) < ROLL_UP_HOURS) return;
  }
}
