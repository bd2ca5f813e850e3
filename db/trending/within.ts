/** Trending among the articles that a filter leaves, with ranks that count only those. */

import { type RawBuilder, sql } from 'kysely';
import { cardColumns } from '../articles/articles.ts';
import { type ArticleFilter, filterConditions } from '../articles/filters.ts';
import { withQuery } from '../articles/lists.ts';
import type { Db } from '../engine/database.ts';
import { MAX_INTEGER, upTo } from '../engine/keyset.ts';
import { and } from '../engine/names.ts';
import { cursorBounds, cursorJoins, fillBounds, isOfWindow, spans, type TailParts, tail, tailOrder } from './tail.ts';
import type { TrendingKey, TrendingList, TrendingRow } from './trending.ts';

export interface TrendingWithinKey extends Omit<TrendingKey, 'of' | 'id'> {
  readonly filter: ArticleFilter;
}

/**
 * The common table expression `placed`: ranks that count only the articles that the filter leaves. They are looked up by
 * their ids, a thousand at the most, where a language or a topic alone would be read whole.
 */
export function placedAmong(
  { window, measure }: Pick<TrendingWithinKey, 'window' | 'measure'>,
  filter: ArticleFilter,
): RawBuilder<unknown> {
  return sql`placed as materialized (
    select a.id, r.score, r.views, r.pinned,
           row_number() over (order by r.rank)::int as rank,
           case when r.previous_rank is not null then
             row_number() over (order by r.previous_rank nulls last)::int
           end as previous_rank
    from trending_rank r cross join lateral (
      select * from published_article a where a.id = r.article_id offset 0
    ) a
    where r."window" = ${window} and r.measure = ${measure} and ${and(filterConditions(filter))}
  )`;
}

export async function trendingWithin(
  db: Db,
  { window, measure, first, after, exclude = [], filter }: TrendingWithinKey,
): Promise<TrendingList> {
  const position = after && 'at' in after ? after : undefined;
  const afterRank = after?.rank ?? 0;
  const read = first + 1;
  const fills = sql`a.id not in (select id from placed) and a.id <> all(${exclude}::int[])
    and ${and(filterConditions(filter))}
    and not exists (
      select from trending_choice c
      where c.article_id = a.id and c.is_hidden and (c.until is null or c.until > now())
    )`;
  const filling: TailParts = {
    latest: (condition) => sql`
      select a.id as article_id, a.published_at as at from published_article a
      where ${condition} and ${fills}
      order by a.published_at desc, a.id desc limit ${read}`,
    columns: { at: sql`a.published_at`, id: sql`a.id`, isTeaser: sql`a.is_teaser` },
    fills,
    read: sql`${read}::int`,
  };
  const asOf = sql`(select as_of from trending_list t where t."window" = ${window} and t.measure = ${measure})`;
  const { rows } = await sql<{ as_of: Date | null } & (TrendingRow | { id: null })>`
    with ${withQuery(filter, ',')}
    ${placedAmong({ window, measure }, filter)},
    k as materialized (
      select k.*, ${cursorBounds}
      from (
        select ${position?.at ?? 'infinity'}::timestamptz as after_at, ${position?.id ?? MAX_INTEGER}::int as after_id,
               ${spans(sql`${window}::trending_window`, sql`coalesce(${asOf}, now())`)}
      ) k
      ${cursorJoins}
    ),
    ranked as materialized (
      select id, rank, previous_rank, score, views, pinned, true as is_of_window, null::timestamptz as at from placed
      where ${position === undefined} and rank > ${afterRank} and id <> all(${exclude}::int[])
      order by rank limit ${read}
    ),
    fill as materialized (
      select k.*, f.* from k cross join lateral (
        ${fillBounds(filling, sql`exists (select from placed where id <> all(${exclude}::int[]))`)}
      ) f
      where ${read}::int > (select count(*) from ranked)
    ),
    listed as (
      select * from ranked
      union all
      select tail.article_id,
             (greatest(${afterRank}::int, (select coalesce(max(rank), 0) from placed))
               + row_number() over (order by ${tailOrder}))::int,
             null, 0, 0, false, ${isOfWindow}, tail.at
      from fill k cross join lateral (${tail(filling)}) tail
    )
    select ${cardColumns}, l.rank, l.previous_rank, l.score, l.views, l.pinned, l.is_of_window, ${window}::trending_window as "window", l.at,
           asked.as_of
    from (select ${asOf} as as_of) asked
    left join (listed l join published_article a on a.id = l.id) on true
    order by l.rank limit ${read}
  `.execute(db);
  const listed = rows.filter((row): row is (typeof rows)[number] & TrendingRow => row.id !== null);
  return { ...upTo(first, listed), asOf: rows[0]?.as_of ?? null };
}
