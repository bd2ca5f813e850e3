/** Filter of articles by the number of different sources that they rest on, as `article_source_count` keeps it. */

import { type RawBuilder, sql } from 'kysely';

/** Both ends inclusive; open where undefined. */
export interface SourceCount {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

/** On a `published_article` called `a`; one without a row rests on nobody. */
export function sourceCountConditions(count: SourceCount | undefined): RawBuilder<boolean>[] {
  if (count === undefined) return [];
  const { min = 0, max } = count;
  if (min > 0) {
    return [
      sql<boolean>`exists (
        select from article_source_count n where n.article_id = a.id and ${within(sql`n.sources`, min, max)}
      )`,
    ];
  }
  if (max === undefined) return [];
  return [
    sql<boolean>`not exists (select from article_source_count n where n.article_id = a.id and n.sources > ${max})`,
  ];
}

/** Numbers of sources in the range that any article has, found by hopping along the index rather than reading it. */
export function countsInUse({ min = 0, max }: SourceCount = {}): RawBuilder<{ sources: number }> {
  return sql<{ sources: number }>`
    with recursive used (sources) as (
      (select n.sources from article_source_count n where ${within(sql`n.sources`, min, max)} order by 1 limit 1)
      union all
      select (
        select n.sources from article_source_count n
        where n.sources > used.sources and ${within(sql`n.sources`, min, max)} order by 1 limit 1
      ) from used where used.sources is not null
    ) select sources from used where sources is not null`;
}

function within(sources: RawBuilder<unknown>, min: number, max: number | undefined): RawBuilder<boolean> {
  return max === undefined ? sql`${sources} >= ${min}` : sql`${sources} between ${min} and ${max}`;
}
