/** Correction rates: which part of the articles had to be corrected, and how long that took. */

import { sql } from 'kysely';
import type { ArticleFilter } from '../articles/filters.ts';
import type { Db } from '../engine/database.ts';
import { cells, type Found, type Grouping, type GroupKey, groupKey, inCells, members, rowsOf } from './groups.ts';

export interface CorrectionQuery extends Grouping {
  readonly filter: ArticleFilter;
  readonly first: number;
}

export interface CorrectionRateRow extends GroupKey {
  readonly articles: number;
  /** Articles that have a correction. */
  readonly corrected: number;
  /** Notes in all. */
  readonly corrections: number;
  readonly rate: number;
  /** From first publication to the first correction; null where nothing was corrected. */
  readonly median_hours: number | null;
  readonly p90_hours: number | null;
}

/** By when articles were published, not corrected, so that a rate is of the same articles above and below the line. */
export async function correctionRates(
  db: Db,
  { filter, first, ...grouping }: CorrectionQuery,
): Promise<readonly CorrectionRateRow[]> {
  const hours = sql`(extract(epoch from c.first_at - c.first_published_at) / 3600)::float8`;
  const rates = sql`
    select ${groupKey('c')}, coalesce(s.articles, 0) as articles, coalesce(s.corrected, 0) as corrected,
           coalesce(s.corrections, 0) as corrections, coalesce(s.corrected::float8 / s.articles, 0) as rate,
           s.median_hours, s.p90_hours
    from cell c left join summed s on s.topic = c.topic and s.starts_at = c.starts_at`;
  const { rows } = await sql<Found<CorrectionRateRow>>`
    with recursive ${members(filter, grouping, sql`, a.first_published_at`)},
    ${cells(grouping)},
    corrected as materialized (
      select c.article_id, count(*)::int as corrections, min(c.corrected_at) as first_at, p.first_published_at
      from picked p join correction c on c.article_id = p.id group by c.article_id, p.first_published_at
    ),
    summed as (
      select m.topic, m.starts_at, count(*)::int as articles, count(c.article_id)::int as corrected,
             coalesce(sum(c.corrections), 0)::int as corrections,
             percentile_cont(0.5) within group (order by ${hours}) as median_hours,
             percentile_cont(0.9) within group (order by ${hours}) as p90_hours
      from member m left join corrected c on c.article_id = m.article_id
      group by m.topic, m.starts_at
    )
    ${inCells(rates, first)}
  `.execute(db);
  return rowsOf(rows);
}
