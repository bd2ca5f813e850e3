/**
 * Citations: which published articles rest on which sources. An article cites the sources that it has as WIRE, QUOTED or
 * CITED, each once; whoever wrote, published or photographed it is not cited.
 */

import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../engine/database.ts';
import { prepared } from '../engine/prepared.ts';
import type { AttributionRole } from '../types.ts';

/** Roles of a source that is cited, in a literal as the partial index `attribution_cited_order` has it. */
export const citedRoles: readonly AttributionRole[] = ['WIRE', 'QUOTED', 'CITED'];

/** On an attribution called `x`. */
export const isCited: RawBuilder<boolean> = sql<boolean>`x.role in (${sql.join(citedRoles.map((role) => sql.lit(role)))})`;

/** On an edge called `x`, without a look at its article: the few hidden ones are known. */
export const isEdgePublished: RawBuilder<boolean> = sql<boolean>`x.published_at <= now() and x.article_id not in (select id from hidden_article)`;

/** Half-open; RFC 3339. */
export interface Span {
  readonly from?: string | undefined;
  readonly before?: string | undefined;
}

/** On an edge called `x`. */
export function publishedWithin({ from, before }: Span = {}): RawBuilder<boolean>[] {
  return [
    ...(from === undefined ? [] : [sql<boolean>`x.published_at >= ${from}`]),
    ...(before === undefined ? [] : [sql<boolean>`x.published_at < ${before}`]),
  ];
}

/** A source's citations, and the date of the latest article among them. */
export interface CitationCount {
  readonly citations: number;
  readonly last_cited_at: Date | null;
}

/** Of all sources that are cited: `source_id`, `citations`, `last_cited_at`. Reads a range of `attribution_cited_order`. */
export function citationCounts(span: Span | undefined): RawBuilder<unknown> {
  return sql`
    select source_id, count(*)::int as citations, max(published_at) as last_cited_at
    from (
      select distinct x.published_at, x.article_id, x.source_id from attribution x
      where ${sql.join([isCited, isEdgePublished, ...publishedWithin(span)], sql` and `)}
    ) cited
    group by source_id`;
}

/** Of which source, and by articles of which span. */
export interface CitationKey extends Span {
  readonly id: number;
}

const selectCounts = prepared<
  { ids: readonly number[]; from: readonly string[]; before: readonly string[] },
  CitationCount & { key: number }
>(
  'citations_of_sources',
  ({ ids, from, before }) => sql`
    select k.key::int as key, c.citations, c.last_cited_at
    from unnest(${ids}::int[], ${from}::timestamptz[], ${before}::timestamptz[])
      with ordinality as k (id, "from", before, key)
    cross join lateral (
      select count(distinct x.article_id)::int as citations, max(x.published_at) as last_cited_at from attribution x
      where x.source_id = k.id and ${isCited} and x.published_at >= k."from" and x.published_at < k.before
        and ${isEdgePublished}
    ) c
  `,
);

/** By position in `keys`. Relies on the index `attribution_order`. */
export async function citationsOfSources(db: Db, keys: readonly CitationKey[]): Promise<CitationCount[]> {
  const rows = await selectCounts(db, {
    ids: keys.map(({ id }) => id),
    from: keys.map(({ from }) => from ?? '-infinity'),
    before: keys.map(({ before }) => before ?? 'infinity'),
  });
  const byKey = new Map(rows.map(({ key, ...count }) => [key, count]));
  return keys.map((_, index) => byKey.get(index + 1) ?? { citations: 0, last_cited_at: null });
}
