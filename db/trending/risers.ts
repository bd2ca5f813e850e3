/** Rising articles: those of a trending list that stand higher than they did before, by how many times. */

import { sql } from 'kysely';
import { cardColumns } from '../articles/articles.ts';
import { withQuery } from '../articles/lists.ts';
import type { Db } from '../engine/database.ts';
import { type Rows, upTo } from '../engine/keyset.ts';
import type { TrendingRow } from './trending.ts';
import { placedAmong, type TrendingWithinKey } from './within.ts';

export interface RisersKey extends Omit<TrendingWithinKey, 'after' | 'exclude'> {
  /** The place behind which the page begins; 0 for the start. */
  readonly after: number;
  readonly exclude: readonly number[];
}

export type Riser = TrendingRow & {
  /** In the list of risers, from 1. */
  readonly place: number;
};

export interface RisersList extends Rows<Riser> {
  /** When the ranks were worked out; null before the first time. */
  readonly asOf: Date | null;
}

/**
 * By the quotient of the place before and the place now, since places far down change by many for little. A newcomer comes
 * from the place behind the last that there was; where there was none, nothing rose.
 */
export async function risers(
  db: Db,
  { window, measure, first, after, exclude, filter }: RisersKey,
): Promise<RisersList> {
  const { rows } = await sql<{ as_of: Date | null } & (Riser | { id: null })>`
    with ${withQuery(filter, ',')}
    ${placedAmong({ window, measure }, filter)},
    moved as (
      select p.*, coalesce(p.previous_rank, (select coalesce(max(previous_rank), 0) + 1 from placed)) as former
      from placed p
    ),
    risen as (
      select m.*, row_number() over (order by m.former::float8 / m.rank desc, m.rank)::int as place
      from moved m where m.former > m.rank and not m.pinned
    )
    select ${cardColumns}, r.place, r.rank, r.previous_rank, r.score, r.views, r.pinned, true as is_of_window,
           ${window}::trending_window as "window", null::timestamptz as at, asked.as_of
    from (
      select (select as_of from trending_list t where t."window" = ${window} and t.measure = ${measure}) as as_of
    ) asked
    left join (risen r join published_article a on a.id = r.id)
      on r.place > ${after} and r.id <> all(${exclude}::int[])
    order by r.place limit ${first + 1}
  `.execute(db);
  const listed = rows.filter((row): row is (typeof rows)[number] & Riser => row.id !== null);
  return { ...upTo(first, listed), asOf: rows[0]?.as_of ?? null };
}
