/** Co-citations: sources that stand in the same articles more often than chance would have it, by Dunning's log-likelihood. */

import { sql } from 'kysely';
import type { ArticleFilter } from '../articles/filters.ts';
import { isCited } from '../catalogue/citations.ts';
import type { Db } from '../engine/database.ts';
import { picking } from './citing.ts';
import { logLikelihood } from './log-likelihood.ts';

export interface CoCitationQuery {
  readonly sourceId: number;
  readonly filter: ArticleFilter;
  /** In so many articles both are cited at the least. */
  readonly minArticles: number;
  readonly first: number;
}

export interface CoCitationRow {
  readonly sourceId: number;
  /** That cite both. */
  readonly articles: number;
  /** As many there would be if neither had to do with the other. */
  readonly expected: number;
  readonly lift: number;
  /** G². */
  readonly logLikelihood: number;
}

/** Those with whom it is cited most often; the others can't be the strongest ones of many. */
const MAX_CANDIDATES = 1_000;

/** Of chi-squared with one degree of freedom: chance does as much or more once in a hundred cases. */
const MIN_LOG_LIKELIHOOD = 6.63;

/** Of all articles that cite anybody; the most significant first. */
export async function coCitations(
  db: Db,
  { sourceId, filter, minArticles, first }: CoCitationQuery,
): Promise<readonly CoCitationRow[]> {
  const { head, isPicked } = picking(filter);
  const { rows } = await sql<{ source_id: number; shared: number; theirs: number; own: number; total: number }>`
    with ${head}
    own as materialized (
      select distinct x.article_id from attribution x where x.source_id = ${sourceId} and ${isCited} and ${isPicked}
    ),
    pair as materialized (
      select x.source_id, count(distinct x.article_id)::int as shared
      from own join attribution x on x.article_id = own.article_id
      where ${isCited} and x.source_id <> ${sourceId}
      group by x.source_id having count(distinct x.article_id) >= ${minArticles}
      order by shared desc, x.source_id limit ${MAX_CANDIDATES}
    )
    select pair.source_id, pair.shared, theirs.articles as theirs, (select count(*) from own)::int as own,
           (select count(*) from article_source_count x where x.sources > 0 and ${isPicked})::int as total
    from pair cross join lateral (
      select count(distinct x.article_id)::int as articles from attribution x
      where x.source_id = pair.source_id and ${isCited} and ${isPicked}
    ) theirs
  `.execute(db);
  return rows
    .map(({ source_id, shared, theirs, own, total }) => ({
      sourceId: source_id,
      articles: shared,
      expected: (own * theirs) / total,
      lift: (shared * total) / (own * theirs),
      logLikelihood: logLikelihood({ both: shared, own, other: theirs, all: total }),
    }))
    .filter((row) => row.lift > 1 && row.logLikelihood >= MIN_LOG_LIKELIHOOD)
    .toSorted((a, b) => b.logLikelihood - a.logLikelihood || a.sourceId - b.sourceId)
    .slice(0, first);
}
