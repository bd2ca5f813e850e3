/**
 * Reads trending lists: ranks that refresh.ts worked out, whole or within a topic or source, filled by
 * recency behind the last ranked article. What editors hid is in neither.
 */

import { type RawBuilder, sql } from 'kysely';
import { type ArticleCard, cardColumns } from '../articles/articles.ts';
import type { Db } from '../engine/database.ts';
import { type RankedRange, type Rows, rankedArrays, upTo } from '../engine/keyset.ts';
import { prepared } from '../engine/prepared.ts';
import { byVariant } from '../engine/statement-variants.ts';
import type { TrendingMeasure, TrendingWindow } from '../types.ts';
import { cursorBounds, cursorJoins, fillBounds, isOfWindow, spans, type TailParts, tail, tailOrder } from './tail.ts';

export interface TrendingKey extends RankedRange {
  /** Whose list; `all` is everybody's. */
  readonly of: 'all' | 'topic' | 'source';
  /** The topic's or source's; 0 for all. */
  readonly id: number;
  readonly window: TrendingWindow;
  readonly measure: TrendingMeasure;
}

export interface TrendRow {
  /** Place in the list, from 1. */
  readonly rank: number;
  readonly previous_rank: number | null;
  readonly score: number;
  readonly views: number;
  readonly pinned: boolean;
  /** False for what fills a list in which nothing is of its window. */
  readonly is_of_window: boolean;
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
  ids: number[];
  windows: TrendingWindow[];
  measures: TrendingMeasure[];
  ranks: number[];
  dates: string[];
  rowIds: number[];
  excluded: string[];
  read: number;
}

type FoundRow = { key: number; as_of: Date | null } & (TrendingRow | { id: null });
type Part = RawBuilder<unknown>;

interface StatementParts {
  /** Common table expressions that the others use, each with a comma behind it. */
  readonly head?: Part;
  /** Yields `key` and the columns of a rank, no more than a page of each key. */
  readonly ranked: Part;
  /** All ranks of the list of `k`: `article_id` and `rank` of a row `r`. */
  readonly ranks: Part;
  /** Of `k`: `article_id` and `at` of the latest under a condition on `x`, at most `read`. */
  readonly latest: (condition: Part) => Part;
  readonly isTeaser: Part;
  /** Whether the article `a` is one of the list of `k`. */
  readonly isListed: Part;
}

/** The ranked part of each page first, then, where that is too short, what fills it. */
function trendingStatement(name: string, partsOf: (read: Part) => StatementParts) {
  return prepared<Parameters, FoundRow>(name, ({ ids, windows, measures, ranks, dates, rowIds, excluded, read }) => {
    const parts = partsOf(read);
    const filling: TailParts = {
      latest: (condition) => parts.latest(sql`${condition} and ${isUnranked(sql`x.article_id`)}`),
      columns: { at: sql`x.published_at`, id: sql`x.article_id`, isTeaser: parts.isTeaser },
      fills: sql`${parts.isListed} and ${isUnranked(sql`a.id`)}`,
      read,
    };
    return sql`
      with k as materialized (
        select k.*, ${cursorBounds}
        from (
          select k.id, k."window", k.measure, k.after_rank, k.after_at, k.after_id, k.excluded::int[] as excluded, k.key,
                 ${spans(sql`k."window"`, sql`coalesce(l.as_of, now())`)}
          from unnest(
            ${ids}::int[], ${windows}::text[]::trending_window[], ${measures}::text[]::trending_measure[],
            ${ranks}::float8[]::bigint[], ${dates}::timestamptz[], ${rowIds}::int[], ${excluded}::text[]
          ) with ordinality as k (id, "window", measure, after_rank, after_at, after_id, excluded, key)
          left join trending_list l on l."window" = k."window" and l.measure = k.measure
        ) k
        ${cursorJoins}
      ),
      ${parts.head ?? sql``}
      ranked as materialized (${parts.ranked}),
      fill as materialized (
        select k.*, coalesce((select max(r.rank) from (${parts.ranks}) r), 0) as last_rank, f.*
        from k cross join lateral (
          ${fillBounds(filling, sql`exists (select from (${parts.ranks}) r where r.article_id <> all(k.excluded))`)}
        ) f
        where ${read} > (select count(*) from ranked r where r.key = k.key)
      ),
      listed as (
        select key, article_id, rank, previous_rank, score, views, pinned, true as is_of_window, null::timestamptz as at
        from ranked
        union all
        select k.key, tail.article_id,
               (greatest(k.after_rank, k.last_rank) + row_number() over (partition by k.key order by ${tailOrder}))::int,
               null, 0, 0, false, ${isOfWindow}, tail.at
        from fill k cross join lateral (${tail(filling)}) tail
      )
      select k.key::int as key, l.as_of, ${cardColumns}, e.rank, e.previous_rank, e.score, e.views, e.pinned,
             e.is_of_window, k."window", e.at
      from k
      left join trending_list l on l."window" = k."window" and l.measure = k.measure
      left join listed e on e.key = k.key
      left join published_article a on a.id = e.article_id
      order by k.key, e.rank`;
  });
}

const isUnranked = (id: Part) => sql`${id} <> all(k.excluded) and not exists (
  select from trending_rank r where r.article_id = ${id} and r."window" = k."window" and r.measure = k.measure
) and not exists (
  select from trending_choice c
  where c.article_id = ${id} and c.is_hidden and (c.until is null or c.until > now())
)`;

/** The list of all keeps the ranks as they were worked out. */
const selectOfAll = trendingStatement('trending_of_all', (read) => ({
  ranked: sql`
    select k.key, r.article_id, r.rank, r.previous_rank, r.score, r.views, r.pinned
    from k cross join lateral (
      select r.* from trending_rank r join published_article p on p.id = r.article_id
      where r."window" = k."window" and r.measure = k.measure and r.rank > k.after_rank
        and r.article_id <> all(k.excluded)
      order by r.rank limit ${read}
    ) r
    where k.after_at = 'infinity'`,
  ranks: sql`
    select r.article_id, r.rank from trending_rank r join published_article p on p.id = r.article_id
    where r."window" = k."window" and r.measure = k.measure`,
  latest: (condition) => sql`
    select x.article_id, x.published_at as at
    from (select id as article_id, published_at, is_teaser from published_article) x
    where ${condition}
    order by x.published_at desc, x.article_id desc limit ${read}`,
  isTeaser: sql`x.is_teaser`,
  isListed: sql`true`,
}));

/**
 * Ranks within a topic or source count only its own: the ranks of each list asked for are read once, with whose they
 * are, and dealt out to the keys.
 *
 * @param edges yields `owner_id`, once an article, of the rank row `r`
 */
function ranksWithin(edges: Part): Part {
  return sql`
    published_rank as materialized (
      select r.* from (select distinct "window", measure from k) asked
      join trending_rank r on r."window" = asked."window" and r.measure = asked.measure
      join published_article p on p.id = r.article_id
    ),
    owned as materialized (select r.*, own.owner_id from published_rank r cross join lateral (${edges} offset 0) own),
    placed as materialized (
      select k.key, r.article_id, r.score, r.views, r.pinned,
             row_number() over (partition by k.key order by r.rank)::int as rank,
             case when r.previous_rank is not null then
               row_number() over (partition by k.key order by r.previous_rank nulls last)::int
             end as previous_rank
      from owned r join k on k.id = r.owner_id and k."window" = r."window" and k.measure = r.measure
    ),`;
}

const placedOfPage = (read: Part) => sql`
  select key, article_id, rank, previous_rank, score, views, pinned
  from (
    select r.*, row_number() over (partition by r.key order by r.rank) as place_on_page
    from k join placed r on r.key = k.key and r.rank > k.after_rank and r.article_id <> all(k.excluded)
    where k.after_at = 'infinity'
  ) r
  where place_on_page <= ${read}`;

const places = sql`select r.article_id, r.rank from placed r where r.key = k.key`;

const selectOfTopics = trendingStatement('trending_of_topics', (read) => ({
  head: ranksWithin(sql`select x.topic_id as owner_id from article_topic x where x.article_id = r.article_id`),
  ranked: placedOfPage(read),
  ranks: places,
  latest: (condition) => sql`
    select x.article_id, x.published_at as at
    from article_topic x join published_article p on p.id = x.article_id
    where x.topic_id = k.id and ${condition}
    order by x.published_at desc, x.article_id desc limit ${read}`,
  isTeaser: sql`p.is_teaser`,
  isListed: sql`exists (select from article_topic x where x.article_id = a.id and x.topic_id = k.id)`,
}));

const selectOfSources = trendingStatement('trending_of_sources', (read) => ({
  head: ranksWithin(sql`select distinct x.source_id as owner_id from attribution x where x.article_id = r.article_id`),
  ranked: placedOfPage(read),
  ranks: places,
  latest: (condition) => sql`
    select distinct on (latest.at, latest.article_id) latest.article_id, latest.at
    from unnest(enum_range(null::attribution_role)) role cross join lateral (
      select x.article_id, x.published_at as at
      from attribution x join published_article p on p.id = x.article_id
      where x.source_id = k.id and x.role = role.role and ${condition}
      order by x.published_at desc, x.article_id desc limit ${read}
    ) latest
    order by latest.at desc, latest.article_id desc limit ${read}`,
  isTeaser: sql`p.is_teaser`,
  isListed: sql`exists (select from attribution x where x.article_id = a.id and x.source_id = k.id)`,
}));

const statements = { all: selectOfAll, topic: selectOfTopics, source: selectOfSources };

/** One statement for all lists of everybody, one for those of topics, one for those of sources; by position in `keys`. */
export async function trendingArticles(db: Db, keys: readonly TrendingKey[]): Promise<TrendingList[]> {
  const lists = await byVariant(
    keys,
    ({ of }) => of,
    (alike) => readLists(db, alike),
  );
  return lists.map((list) => list ?? { rows: [], hasMore: false, asOf: null });
}

async function readLists(db: Db, keys: readonly TrendingKey[]): Promise<Map<number, TrendingList>> {
  const rows = await statements[keys[0]?.of ?? 'all'](db, {
    ids: keys.map(({ id }) => id),
    windows: keys.map(({ window }) => window),
    measures: keys.map(({ measure }) => measure),
    ...rankedArrays(keys),
  });
  const byKey = Map.groupBy(rows, (row) => row.key);
  const toList = ({ first }: TrendingKey, found: readonly FoundRow[] = []): TrendingList => {
    const listed = found.filter((row): row is FoundRow & TrendingRow => row.id !== null);
    return { ...upTo(first, listed), asOf: found[0]?.as_of ?? null };
  };
  return new Map(keys.map((key, index) => [index + 1, toList(key, byKey.get(index + 1))]));
}

export interface TrendKey {
  readonly id: number;
  readonly window: TrendingWindow;
}

const selectTrends = prepared<{ ids: number[]; windows: TrendingWindow[] }, TrendRow & { article_id: number }>(
  'article_trends',
  ({ ids, windows }) => sql`
    select r.article_id, r.rank, r.previous_rank, r.score, r.views, r.pinned, true as is_of_window, r."window"
    from unnest(${ids}::int[], ${windows}::text[]::trending_window[]) as k (id, "window")
    join trending_rank r on r.article_id = k.id and r."window" = k."window" and r.measure = 'HEAT'
  `,
);

/** Where articles stand in the list of all by HEAT; by `{id, window}` as JSON. */
export async function trendsByArticles(db: Db, keys: readonly TrendKey[]): Promise<Map<string, TrendRow>> {
  const rows = await selectTrends(db, { ids: keys.map(({ id }) => id), windows: keys.map(({ window }) => window) });
  return new Map(rows.map((row) => [JSON.stringify({ id: row.article_id, window: row.window }), row]));
}
