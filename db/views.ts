/** Hourly view counts. */

import { sql } from 'kysely';
import type { Db } from './connect.ts';

export interface HourlyViews {
  readonly articleId: number;
  /** Start of the hour, UTC. */
  readonly hour: Date;
  readonly views: number;
}

/** Adds to what is counted already. */
export async function addViews(db: Db, counts: readonly HourlyViews[]): Promise<void> {
  await sql`
    insert into article_views (article_id, hour, views)
    select article_id, hour, sum(views) from unnest(
      ${counts.map(({ articleId }) => articleId)}::int[], ${counts.map(({ hour }) => hour.toISOString())}::timestamptz[],
      ${counts.map(({ views }) => views)}::int[]
    ) given (article_id, hour, views)
    group by article_id, hour
    order by article_id, hour
    on conflict (article_id, hour) do update set views = article_views.views + excluded.views
  `.execute(db);
}
