/** Diversity of sources: how many there are to a piece, how evenly they are cited, and of what kind they are. */

import { type RawBuilder, sql } from 'kysely';
import { type ArticleFilter, isUnfiltered } from '../articles/filters.ts';
import { isCited, isEdgePublished, publishedWithin } from '../catalogue/citations.ts';
import type { Db } from '../engine/database.ts';
import { and } from '../engine/names.ts';
import {
  cells,
  type Found,
  type Grouping,
  type GroupKey,
  groupKey,
  inCells,
  members,
  periods,
  rowsOf,
} from './groups.ts';

export interface DiversityQuery extends Grouping {
  readonly filter: ArticleFilter;
  readonly first: number;
}

/** A citation is a source in an article, once in whatever roles. Parts are from 0 to 1, and 0 where nobody is cited. */
export interface DiversityRow extends GroupKey {
  readonly articles: number;
  readonly citations: number;
  /** Different ones. */
  readonly sources: number;
  readonly sources_per_article: number;
  readonly effective_sources: number;
  readonly top_five_share: number;
  readonly single_source_share: number;
  readonly people_share: number;
  readonly named_share: number;
}

/**
 * `effective_sources` is exp(H), with Shannon's entropy H = -Σ p ln p over the parts p that each source has of all
 * citations: the number of sources that, cited equally often, would be as diverse (Hill's number of order 1: M. O. Hill,
 * "Diversity and Evenness", Ecology 54, 1973; L. Jost, "Entropy and diversity", Oikos 113, 2006).
 */
export async function diversity(
  db: Db,
  { filter, first, ...grouping }: DiversityQuery,
): Promise<readonly DiversityRow[]> {
  const figures = sql`
    select ${groupKey('c')}, coalesce(g.articles, 0) as articles, coalesce(s.citations, 0)::int as citations,
           coalesce(s.sources, 0)::int as sources,
           coalesce(s.citations / g.articles, 0) as sources_per_article,
           coalesce(exp(ln(s.citations) - s.information / s.citations), 0) as effective_sources,
           coalesce(s.top_five / s.citations, 0) as top_five_share,
           coalesce(g.single::float8 / g.articles, 0) as single_source_share,
           coalesce(s.people::float8 / s.citations, 0) as people_share,
           coalesce(s.named::float8 / s.citations, 0) as named_share
    from cell c
    left join sized g on g.topic = c.topic and g.starts_at = c.starts_at
    left join spread s on s.topic = c.topic and s.starts_at = c.starts_at`;
  const { rows } = await sql<Found<DiversityRow>>`
    with recursive ${isByDate(filter, grouping) ? pickedByDate(filter, grouping) : members(filter, grouping)},
    ${cells(grouping)},
    ${isByDate(filter, grouping) ? countedByDate(filter) : counted},
    ranked as (
      select b.*, s.kind = 'PERSON' as is_person,
             row_number() over (partition by b.topic, b.starts_at order by b.citations desc) as place
      from by_source b join source s on s.id = b.source_id
    ),
    spread as (
      select r.topic, r.starts_at, sum(r.citations) as citations, count(*) as sources,
             sum(r.citations * ln(r.citations)) as information, sum(r.citations) filter (where r.place <= 5) as top_five,
             sum(r.named) as named, sum(r.citations) filter (where r.is_person) as people
      from ranked r group by r.topic, r.starts_at
    )
    ${inCells(figures, first)}
  `.execute(db);
  return rowsOf(rows);
}

/** `by_source`: how often each group cites each source, and by name; `sized`: its articles, and those that cite just one. */
const counted = sql`
  cited as materialized (
    select x.article_id, x.source_id, bool_or(x.role <> 'WIRE') as is_named
    from picked p join attribution x on x.article_id = p.id
    where ${isCited}
    group by x.article_id, x.source_id
  ),
  by_source as (
    select m.topic, m.starts_at, c.source_id, count(*)::float8 as citations, count(*) filter (where c.is_named) as named
    from member m join cited c on c.article_id = m.article_id
    group by m.topic, m.starts_at, c.source_id
  ),
  sized as (
    select m.topic, m.starts_at, count(*)::int as articles, count(*) filter (where n.sources = 1) as single
    from member m left join article_source_count n on n.article_id = m.article_id
    group by m.topic, m.starts_at
  )`;

/** Whether dates, which stand on the edges, tell all that is asked: three indexes are read, and no article is looked up. */
function isByDate({ publishedAt: _, ...rest }: ArticleFilter, { byTopic }: Grouping): boolean {
  return !byTopic && isUnfiltered(rest);
}

/** Read only for its ends, and to be counted. */
function pickedByDate(filter: ArticleFilter, grouping: Grouping): RawBuilder<unknown> {
  const { publishedAt } = filter;
  return sql`
    picked as not materialized (
      select x.published_at from published_article x where ${and([sql<boolean>`true`, ...publishedWithin(publishedAt)])}
    ),
    ${periods(filter, grouping)}`;
}

/** As {@link counted}. Relies on `attribution_cited_order`, `article_source_count_order` and `article_published_order`. */
function countedByDate({ publishedAt }: ArticleFilter): RawBuilder<unknown> {
  const isWithin = and([isEdgePublished, ...publishedWithin(publishedAt)]);
  const start = sql`b.starts[width_bucket(c.published_at, b.starts)]`;
  return sql`
    by_source as (
      select 0 as topic, ${start} as starts_at, c.source_id, count(*)::float8 as citations,
             count(*) filter (where c.is_named) as named
      from bounds b cross join (
        select x.published_at, x.article_id, x.source_id, bool_or(x.role <> 'WIRE') as is_named
        from attribution x where ${isCited} and ${isWithin}
        group by x.published_at, x.article_id, x.source_id
      ) c
      group by 2, 3
    ),
    sized as (
      select 0 as topic, s.starts_at, sum(s.articles)::int as articles, sum(s.single) as single
      from (
        select ${start} as starts_at, count(*) as articles, 0 as single from bounds b cross join picked c group by 1
        union all
        select ${start}, 0, count(*)
        from bounds b cross join (select x.published_at from article_source_count x where x.sources = 1 and ${isWithin}) c
        group by 1
      ) s
      group by s.starts_at
    )`;
}
