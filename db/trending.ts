/**
 * What readers turn to: ranked lists worked out by refresh-trending.ts, whole or within a topic or source, filled by
 * recency behind the last ranked article.
 */

import { sql } from 'kysely';
import { type ArticleCard, cardColumns } from './articles.ts';
import type { Db } from './connect.ts';
import { largest, type Rows, upTo } from './keyset.ts';
import { prepared } from './prepared.ts';
import type { TrendingMeasure, TrendingWindow } from './types.ts';

/** Where a list goes on: behind a place and, in its tail of recent articles, behind a date. */
export type TrendingPosition =
  | { readonly rank: number }
  | { readonly rank: number; readonly at: string; readonly id: number };

export interface TrendingKey {
  /** Whose list; `all` is everybody's. */
  readonly of: 'all' | 'topic' | 'source';
  /** The topic's or source's; 0 for all. */
  readonly id: number;
  readonly window: TrendingWindow;
  readonly measure: TrendingMeasure;
  readonly first: number;
  readonly after?: TrendingPosition | undefined;
}

export interface TrendRow {
  /** Place in the list, from 1. */
  readonly rank: number;
  readonly previous_rank: number | null;
  readonly score: number;
  readonly views: number;
  readonly pinned: boolean;
  readonly window: TrendingWindow;
}

export type TrendingRow = ArticleCard &
  TrendRow & {
    /** Set in the tail: the list's order there. */
    readonly at: Date | null;
  };

export interface TrendingList extends Rows<TrendingRow> {
  /** When the ranks were worked out; null before the first time. */
  readonly asOf: Date | null;
}

interface Parameters extends Record<string, unknown> {
  scopes: string[];
  ids: number[];
  windows: TrendingWindow[];
  measures: TrendingMeasure[];
  ranks: number[];
  dates: string[];
  rowIds: number[];
  read: number;
}

type FoundRow = { key: number; as_of: Date | null } & (TrendingRow | { id: null });

/**
 * The ranked part of each page first, then, where that is too short, the latest that aren't ranked. Ranks within a topic
 * or source count only its own; the list of all keeps the ranks as they were worked out.
 */
const selectTrending = prepared<Parameters, FoundRow>(
  'trending',
  ({ scopes, ids, windows, measures, ranks, dates, rowIds, read }) => sql`
    with k as materialized (
      select * from unnest(
        ${scopes}::text[], ${ids}::int[], ${windows}::text[]::trending_window[], ${measures}::text[]::trending_measure[],
        ${ranks}::int[], ${dates}::timestamptz[], ${rowIds}::int[]
      ) with ordinality as k (scope, id, "window", measure, after_rank, after_at, after_id, key)
    ),
    placed as materialized (${placedWithinScopes}),
    ranked as materialized (
      select k.key, r.article_id, r.rank, r.previous_rank, r.score, r.views, r.pinned
      from k cross join lateral (
        select r.* from trending_rank r join published_article p on p.id = r.article_id
        where r."window" = k."window" and r.measure = k.measure and r.rank > k.after_rank
        order by r.rank limit ${read}
      ) r
      where k.scope = 'all' and k.after_at = 'infinity'
      union all
      select k.key, r.article_id, r.rank, r.previous_rank, r.score, r.views, r.pinned
      from k join placed r on r.key = k.key and r.rank > k.after_rank and r.rank <= k.after_rank + ${read}
      where k.after_at = 'infinity'
    ),
    wanting as materialized (
      select k.*, greatest(k.after_rank, coalesce(
               (select max(r.rank) from placed r where r.key = k.key),
               (select max(r.rank) from trending_rank r
                where k.scope = 'all' and r."window" = k."window" and r.measure = k.measure), 0)) as last_rank
      from k where ${read} > (select count(*) from ranked r where r.key = k.key)
    ),
    listed as (
      select key, article_id, rank, previous_rank, score, views, pinned, null::timestamptz as at from ranked
      union all
      select k.key, recent.article_id,
             (k.last_rank + row_number() over (partition by k.key order by recent.at desc, recent.article_id desc))::int,
             null, 0, 0, false, recent.at
      from wanting k cross join lateral (${recentOfScope(read)}) recent
    )
    select k.key::int as key, l.as_of, ${cardColumns}, e.rank, e.previous_rank, e.score, e.views, e.pinned,
           k."window", e.at
    from k
    left join trending_list l on l."window" = k."window" and l.measure = k.measure
    left join listed e on e.key = k.key
    left join published_article a on a.id = e.article_id
    order by k.key, e.rank
  `,
);

/** The ranked articles of each topic and source, with the places that they have there. */
const placedWithinScopes = sql`
  select own.key, p.id as article_id, own.score, own.views, own.pinned,
         row_number() over (partition by own.key order by own.rank)::int as rank,
         case when own.previous_rank is not null then
           row_number() over (partition by own.key order by own.previous_rank nulls last)::int
         end as previous_rank
  from (
    select k.key, r.*
    from k
    join trending_rank r on r."window" = k."window" and r.measure = k.measure
    join article_topic x on x.article_id = r.article_id and x.topic_id = k.id
    where k.scope = 'topic'
    union all
    select distinct on (k.key, r.rank) k.key, r.*
    from k
    join trending_rank r on r."window" = k."window" and r.measure = k.measure
    join attribution x on x.article_id = r.article_id and x.source_id = k.id
    where k.scope = 'source'
  ) own
  join published_article p on p.id = own.article_id`;

const isUnranked = sql`not exists (
  select from trending_rank r where r.article_id = x.article_id and r."window" = k."window" and r.measure = k.measure
)`;

/** The latest published of the list's scope that are not ranked. */
function recentOfScope(read: ReturnType<typeof sql>) {
  return sql`
    (
      select x.article_id, x.published_at as at
      from (select id as article_id, published_at from published_article) x
      where k.scope = 'all' and (x.published_at, x.article_id) < (k.after_at, k.after_id) and ${isUnranked}
      order by x.published_at desc, x.article_id desc limit ${read}
    )
    union all
    (
      select x.article_id, x.published_at
      from article_topic x join published_article p on p.id = x.article_id
      where k.scope = 'topic' and x.topic_id = k.id
        and (x.published_at, x.article_id) < (k.after_at, k.after_id) and ${isUnranked}
      order by x.published_at desc, x.article_id desc limit ${read}
    )
    union all
    (
      select distinct on (latest.published_at, latest.article_id) latest.article_id, latest.published_at
      from unnest(enum_range(null::attribution_role)) role cross join lateral (
        select x.article_id, x.published_at
        from attribution x join published_article p on p.id = x.article_id
        where x.source_id = k.id and x.role = role.role
          and (x.published_at, x.article_id) < (k.after_at, k.after_id) and ${isUnranked}
        order by x.published_at desc, x.article_id desc limit ${read}
      ) latest
      where k.scope = 'source'
      order by latest.published_at desc, latest.article_id desc limit ${read}
    )`;
}

/** One statement for any number of lists, pages and lengths; by position in `keys`. */
export async function trendingArticles(db: Db, keys: readonly TrendingKey[]): Promise<TrendingList[]> {
  const rows = await selectTrending(db, {
    scopes: keys.map((key) => key.of),
    ids: keys.map(({ id }) => id),
    windows: keys.map(({ window }) => window),
    measures: keys.map(({ measure }) => measure),
    ranks: keys.map(({ after }) => after?.rank ?? 0),
    dates: keys.map(({ after }) => (after && 'at' in after ? after.at : 'infinity')),
    rowIds: keys.map(({ after }) => (after && 'at' in after ? after.id : largest)),
    read: Math.max(...keys.map(({ first }) => first)) + 1,
  });
  const byKey = Map.groupBy(rows, (row) => row.key);
  return keys.map(({ first }, index) => {
    const found = byKey.get(index + 1) ?? [];
    const listed = found.filter((row): row is FoundRow & TrendingRow => row.id !== null);
    return { ...upTo(first, listed), asOf: found[0]?.as_of ?? null };
  });
}

export interface TrendKey {
  readonly id: number;
  readonly window: TrendingWindow;
}

const selectTrends = prepared<{ ids: number[]; windows: TrendingWindow[] }, TrendRow & { article_id: number }>(
  'article_trends',
  ({ ids, windows }) => sql`
    select r.article_id, r.rank, r.previous_rank, r.score, r.views, r.pinned, r."window"
    from unnest(${ids}::int[], ${windows}::text[]::trending_window[]) as k (id, "window")
    join trending_rank r on r.article_id = k.id and r."window" = k."window" and r.measure = 'HEAT'
  `,
);

/** Where articles stand in the list of all by HEAT; by `{id, window}` as JSON. */
export async function trendsByArticles(db: Db, keys: readonly TrendKey[]): Promise<Map<string, TrendRow>> {
  const rows = await selectTrends(db, { ids: keys.map(({ id }) => id), windows: keys.map(({ window }) => window) });
  return new Map(rows.map((row) => [JSON.stringify({ id: row.article_id, window: row.window }), row]));
}
