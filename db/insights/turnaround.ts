/** Turnaround: how long pieces took from their draft to review and to the page, from the log of events. */

import { type RawBuilder, sql } from 'kysely';
import type { ArticleFilter } from '../articles/filters.ts';
import type { Db } from '../engine/database.ts';
import { type GroupKey, members } from './groups.ts';
import { expectFew, type Interval } from './periods.ts';

export interface TurnaroundQuery {
  readonly filter: ArticleFilter;
  /** Null for one row of all. */
  readonly interval: Interval | null;
  readonly timeZone: string;
  readonly first: number;
}

/** Of those pieces that took the step; hours are null where none did. */
export interface StepTimes {
  readonly articles: number;
  readonly median: number | null;
  readonly p90: number | null;
}

export interface TurnaroundRow extends Pick<GroupKey, 'starts_at'> {
  readonly articles: number;
  readonly draft_to_review: StepTimes;
  readonly review_to_publication: StepTimes;
  readonly draft_to_publication: StepTimes;
}

/**
 * Of pieces that were written here and that readers have: what was imported was never a draft. A piece is published when
 * readers first had it, submitted when it first was. Between two values percentiles lie on the line (`percentile_cont`).
 *
 * @throws {TooManyPeriods} for more than can be counted at once
 */
export async function turnaround(
  db: Db,
  { filter, interval, timeZone, first }: TurnaroundQuery,
): Promise<readonly TurnaroundRow[]> {
  const { rows } = await sql<TurnaroundRow & { readonly periods: number }>`
    with recursive ${members(filter, { byTopic: false, interval, timeZone })},
    timed as materialized (
      select m.starts_at, d.created_at as drafted_at, submitted.at as submitted_at, published.at as published_at
      from member m join draft d on d.article_id = m.article_id
      cross join lateral (
        select min(e.at) as at, bool_or(e.detail ? 'imported') as is_imported from event e
        where e.draft_id = d.id and e.type = 'article.published'
      ) published
      cross join lateral (
        select min(e.at) as at from event e where e.draft_id = d.id and e.type = 'draft.submitted' and e.at <= published.at
      ) submitted
      where not published.is_imported and d.created_at <= published.at
        and not exists (select from import_origin o where o.article_id = m.article_id)
    )
    select (select count(*) from period)::int as periods, nullif(t.starts_at, '-infinity') as starts_at,
           count(*)::int as articles,
           ${timesOf(sql`t.submitted_at - t.drafted_at`)} as draft_to_review,
           ${timesOf(sql`t.published_at - t.submitted_at`)} as review_to_publication,
           ${timesOf(sql`t.published_at - t.drafted_at`)} as draft_to_publication
    from timed t group by t.starts_at order by t.starts_at limit ${first}
  `.execute(db);
  expectFew({ groups: 1, periods: rows[0]?.periods ?? 0 });
  return rows;
}

/** {@link StepTimes} of intervals, in hours. */
function timesOf(interval: RawBuilder<unknown>): RawBuilder<unknown> {
  const hours = sql`(extract(epoch from ${interval}) / 3600)::float8`;
  return sql`jsonb_build_object(
    'articles', count(${interval}),
    'median', percentile_cont(0.5) within group (order by ${hours}),
    'p90', percentile_cont(0.9) within group (order by ${hours})
  )`;
}
