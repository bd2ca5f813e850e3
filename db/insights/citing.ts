/** SQL that insights into sources share: which articles a filter leaves, and which of them cite whom. */

import { type RawBuilder, sql } from 'kysely';
import { type ArticleFilter, filterConditions, isUnfiltered } from '../articles/filters.ts';
import { withQuery } from '../articles/lists.ts';
import { isEdgePublished, publishedWithin } from '../catalogue/citations.ts';
import { and } from '../engine/names.ts';

interface Picking {
  /** Common table expressions, each with a comma behind it. */
  readonly head: RawBuilder<unknown>;
  /** On an edge called `x` (of `attribution` or `article_source_count`): whether its article is left. */
  readonly isPicked: RawBuilder<boolean>;
}

/** Dates alone are on the edges; for everything else the articles are picked first, once. */
export function picking(filter: ArticleFilter): Picking {
  const { publishedAt, ...rest } = filter;
  const within = and([isEdgePublished, ...publishedWithin(publishedAt)]);
  if (isUnfiltered(rest)) return { head: sql``, isPicked: within };
  return {
    head: sql`${withQuery(filter, ',')} ${picked(filter)},`,
    isPicked: sql<boolean>`x.article_id in (select id from picked)`,
  };
}

/** The common table expression `picked`: the articles that the filter leaves; it stands behind {@link withQuery}. */
export function picked(filter: ArticleFilter, columns: RawBuilder<unknown> = sql`a.id`): RawBuilder<unknown> {
  return sql`picked as materialized (select ${columns} from published_article a where ${and(filterConditions(filter))})`;
}
