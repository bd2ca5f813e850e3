/** Members of a list of articles: the topics, the sources in their roles, or the numbers of sources, from whose edges it is merged. */

import { type RawBuilder, sql } from 'kysely';
import { descendantIds, sourceIds, topicIds } from '../catalogue/slug-ids.ts';
import type { AttributionRole } from '../types.ts';
import type { ArticleFilter } from './filters.ts';
import { countsInUse } from './source-counts.ts';

export type ListScope =
  | { readonly of: 'all' }
  | { readonly of: 'topic'; readonly includeDescendants: boolean }
  | { readonly of: 'source'; readonly roles?: readonly AttributionRole[] | undefined };

interface Members {
  readonly select: RawBuilder<unknown>;
  readonly edges: RawBuilder<unknown>;
  readonly join: RawBuilder<unknown>;
  /** What the members don't say yet. */
  readonly rest: ArticleFilter;
}

/** Null when the list isn't about topics, sources, or at least so many sources. */
export function membersOf({ scope, filter }: { scope: ListScope; filter: ArticleFilter }): Members | null {
  const topics = { edges: sql`article_topic`, join: sql`e.topic_id = m.id` };
  const sources = { edges: sql`attribution`, join: sql`e.source_id = m.id and e.role = m.role` };
  if (scope.of === 'topic') {
    const own = sql`select k.id`;
    return { ...topics, select: scope.includeDescendants ? descendantIds(own) : own, rest: filter };
  }
  if (scope.of === 'source')
    return { ...sources, select: sql`select k.id, role from ${roleRows(scope.roles)}`, rest: filter };
  if (filter.topics?.anyOf !== undefined) {
    const { anyOf, ...rest } = filter.topics;
    const select = topicIds(anyOf, filter.topics.includeDescendants);
    return { ...topics, select, rest: { ...filter, topics: rest } };
  }
  if (filter.sources?.anyOf !== undefined) {
    const { anyOf, ...rest } = filter.sources;
    const select = sql`select s.id, role from (${sourceIds(anyOf)}) s cross join ${roleRows(filter.roles)}`;
    const restFilter = { ...filter, sources: rest };
    return { ...sources, select, rest: needsRoles(restFilter) ? restFilter : withoutRoles(restFilter) };
  }
  if (filter.sourceCount?.min !== undefined && filter.sourceCount.min > 0) {
    const { sourceCount, ...rest } = filter;
    return {
      select: countsInUse(sourceCount),
      edges: sql`article_source_count`,
      join: sql`e.sources = m.sources`,
      rest,
    };
  }
  return null;
}

function needsRoles({ sources: { allOf, noneOf } = {}, sourceKinds }: ArticleFilter): boolean {
  return allOf !== undefined || noneOf !== undefined || sourceKinds !== undefined;
}

/** The members have the roles already. */
function withoutRoles({ roles: _, sources: __, ...filter }: ArticleFilter): ArticleFilter {
  return filter;
}

function roleRows(roles: readonly AttributionRole[] | undefined): RawBuilder<unknown> {
  return roles === undefined
    ? sql`unnest(enum_range(null::attribution_role)) role`
    : sql`unnest(${roles}::text[]::attribution_role[]) role`;
}
