/** View counts: added by hour for history, and to the running counts that trending lists are made from. */

import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../engine/database.ts';
import { each, fadingColumns, left, windowNames } from '../trending/score.ts';

export interface HourlyViews {
  readonly articleId: number;
  /** Start of the hour, UTC. */
  readonly hour: Date;
  readonly views: number;
}

/**
 * Adds to what is counted already, in one statement. Articles that readers can't see are left out. Views of the current
 * hour count as of now, those of past hours (history) by their age.
 *
 * @param now the time that "now" is; the database's clock by default
 */
export async function addViews(
  db: Db,
  counts: readonly HourlyViews[],
  now: RawBuilder<Date> = sql<Date>`now()`,
): Promise<void> {
  // An hour that ended just now was counted towards its end; of an older one only the middle is known.
  const age = sql`case when ${now} < v.hour + interval '65 minutes' then ${now} - v.hour - interval '1 hour'
                       else ${now} - v.hour - interval '30 minutes' end`;
  // NOTE: the clock's row is locked before any other and rows of articles in the order of their ids: nobody deadlocks.
  await sql`
    with clock as materialized (select * from trend_clock for share),
    given as materialized (
      select v.article_id, v.hour, sum(v.views)::int as views, a.published_at
      from unnest(
        ${counts.map(({ articleId }) => articleId)}::int[], ${counts.map(({ hour }) => hour.toISOString())}::timestamptz[],
        ${counts.map(({ views }) => views)}::int[]
      ) v (article_id, hour, views)
      join published_article a on a.id = v.article_id
      where exists (select from clock)
      group by v.article_id, v.hour, a.published_at
    ),
    counted as (
      insert into article_views (article_id, hour, views)
      select article_id, hour, views from given order by article_id, hour
      on conflict (article_id, hour) do update set views = article_views.views + excluded.views
    )
    insert into article_trend (
      article_id, at, published_at, ${each(fadingColumns, (column) => sql.ref(column))},
      ${each(windowNames, (name) => sql.ref(`views_${name}`))}
    )
    select v.article_id, ${now}, v.published_at, ${each(fadingColumns, (column) => sql`sum(v.views * ${left(column, age)})`)},
           ${each(windowNames, (name) => sql`coalesce(sum(v.views) filter (where v.hour >= c.${sql.ref(`${name}_from`)}), 0)`)}
    from given v cross join clock c
    group by v.article_id, v.published_at, c.month_from
    having bool_or(v.hour >= c.month_from)
    order by v.article_id
    on conflict (article_id) do update set
      at = excluded.at, published_at = excluded.published_at,
      ${each(
        fadingColumns,
        (column) => sql`${sql.ref(column)} =
          article_trend.${sql.ref(column)} * ${left(column, sql`excluded.at - article_trend.at`)} + excluded.${sql.ref(column)}`,
      )},
      ${each(windowNames, (name) => {
        const column = sql.ref(`views_${name}`);
        return sql`${column} = article_trend.${column} + excluded.${column}`;
      })}
  `.execute(db);
}
