/** Diversity of sources: how many there are to a piece, how evenly they are cited, and of what kind they are. */

import { sql } from 'kysely';
import type { ArticleFilter } from '../articles/filters.ts';
import { isCited } from '../catalogue/citations.ts';
import type { Db } from '../engine/database.ts';
import { cells, type Found, type Grouping, type GroupKey, groupKey, inCells, members, rowsOf } from './groups.ts';

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
    with recursive ${members(filter, grouping)},
    ${cells(filter, grouping)},
    cited as materialized (
      select x.article_id, x.source_id, bool_or(x.role <> 'WIRE') as is_named, s.kind = 'PERSON' as is_person
      from picked p join attribution x on x.article_id = p.id join source s on s.id = x.source_id
      where ${isCited}
      group by x.article_id, x.source_id, s.kind
    ),
    by_source as (
      select m.topic, m.starts_at, c.source_id, count(*)::float8 as citations,
             count(*) filter (where c.is_named) as named, count(*) filter (where c.is_person) as people
      from member m join cited c on c.article_id = m.article_id
      group by m.topic, m.starts_at, c.source_id
    ),
    ranked as (
      select b.*, row_number() over (partition by b.topic, b.starts_at order by b.citations desc) as place from by_source b
    ),
    spread as (
      select r.topic, r.starts_at, sum(r.citations) as citations, count(*) as sources,
             sum(r.citations * ln(r.citations)) as information, sum(r.citations) filter (where r.place <= 5) as top_five,
             sum(r.named) as named, sum(r.people) as people
      from ranked r group by r.topic, r.starts_at
    ),
    sized as (
      select m.topic, m.starts_at, count(*)::int as articles, count(*) filter (where n.sources = 1) as single
      from member m left join article_source_count n on n.article_id = m.article_id
      group by m.topic, m.starts_at
    )
    ${inCells(figures, first)}
  `.execute(db);
  return rowsOf(rows);
}
