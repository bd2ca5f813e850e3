/** Trending among the articles that a filter leaves, with ranks that count only those. */

import { sql } from 'kysely';
import { cardColumns } from '../articles/articles.ts';
import { type ArticleFilter, filterConditions } from '../articles/filters.ts';
import { withQuery } from '../articles/lists.ts';
import type { Db } from '../engine/database.ts';
import { MAX_INTEGER, upTo } from '../engine/keyset.ts';
import { and } from '../engine/names.ts';
import type { TrendingKey, TrendingList, TrendingRow } from './trending.ts';

export interface TrendingWithinKey extends Omit<TrendingKey, 'of' | 'id'> {
  readonly filter: ArticleFilter;
}

export async function trendingWithin(
  db: Db,
  { window, measure, first, after, filter }: TrendingWithinKey,
): Promise<TrendingList> {
  const conditions = and(filterConditions(filter));
  const tail = after && 'at' in after ? after : undefined;
  const afterRank = after?.rank ?? 0;
  const read = first + 1;
  const { rows } = await sql<{ as_of: Date | null } & (TrendingRow | { id: null })>`
    with ${withQuery(filter, ',')}
    placed as materialized (
      select a.id, r.score, r.views, r.pinned,
             row_number() over (order by r.rank)::int as rank,
             case when r.previous_rank is not null then
               row_number() over (order by r.previous_rank nulls last)::int
             end as previous_rank
      from trending_rank r join published_article a on a.id = r.article_id
      where r."window" = ${window} and r.measure = ${measure} and ${conditions}
    ),
    recent as (
      select a.id, a.published_at as at from published_article a
      where (a.published_at, a.id) < (${tail?.at ?? 'infinity'}::timestamptz, ${tail?.id ?? MAX_INTEGER}::int)
        and a.id not in (select id from placed) and ${conditions}
        and not exists (
          select from trending_choice c
          where c.article_id = a.id and c.is_hidden and (c.until is null or c.until > now())
        )
      order by a.published_at desc, a.id desc limit ${read}
    ),
    listed as (
      select id, rank, previous_rank, score, views, pinned, null::timestamptz as at from placed
      where ${tail === undefined} and rank > ${afterRank}
      union all
      select id,
             (greatest(${afterRank}::int, (select coalesce(max(rank), 0) from placed))
               + row_number() over (order by at desc, id desc))::int,
             null, 0, 0, false, at
      from recent
    )
    select ${cardColumns}, l.rank, l.previous_rank, l.score, l.views, l.pinned, ${window}::trending_window as "window", l.at,
           asked.as_of
    from (
      select (select as_of from trending_list t where t."window" = ${window} and t.measure = ${measure}) as as_of
    ) asked
    left join (listed l join published_article a on a.id = l.id) on true
    order by l.rank limit ${read}
  `.execute(db);
  const listed = rows.filter((row): row is (typeof rows)[number] & TrendingRow => row.id !== null);
  return { ...upTo(first, listed), asOf: rows[0]?.as_of ?? null };
}
