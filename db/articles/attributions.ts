/** Attributions of articles: the sources that they rest on, with their roles and quotes. */

import { type RawBuilder, sql } from 'kysely';
import { type SourceRow, sourceColumns } from '../catalogue/sources.ts';
import type { Db } from '../engine/database.ts';
import { prepared } from '../engine/prepared.ts';
import type { AttributionRole } from '../types.ts';

/** An attribution with its source, which it is never shown without. */
export interface AttributionRow {
  readonly article_id: number;
  readonly role: AttributionRole;
  readonly quote: string | null;
  readonly source: SourceRow;
}

/** As it is read: the source's columns beside the attribution's. */
export type FlatAttribution = Omit<AttributionRow, 'source'> & SourceRow;

/** @param those a condition on the article's id, from the operator on */
export const attributionsOfArticles = (those: RawBuilder<unknown>) => sql<FlatAttribution>`
  select at.article_id, at.role, at.quote, ${sourceColumns}
  from attribution at cross join lateral (select * from source s where s.id = at.source_id offset 0) s
  where at.article_id ${those}
  order by at.article_id, at.position, at.role, s.id`;

const selectByArticles = prepared<{ ids: readonly number[] }, FlatAttribution>('attributions_by_articles', ({ ids }) =>
  attributionsOfArticles(sql`= any(${ids}::int[])`),
);

/** In the order in which the newsroom put them. */
export async function attributionsByArticleIds(db: Db, ids: readonly number[]): Promise<Map<number, AttributionRow[]>> {
  const rows = await selectByArticles(db, { ids });
  return Map.groupBy(rows.map(withSource), (row) => row.article_id);
}

export function withSource({ article_id, role, quote, ...source }: FlatAttribution): AttributionRow {
  return { article_id, role, quote, source };
}

/** Words of a source in an article. */
export interface QuoteRow {
  readonly article_id: number;
  readonly source_id: number;
  readonly role: AttributionRole;
  readonly text: string;
}

const selectQuotes = prepared<{ ids: readonly number[] }, QuoteRow>(
  'quotes_by_articles',
  ({ ids }) => sql`
    select q.article_id, q.source_id, q.role, q.text from quote q
    where q.article_id = any(${ids}::int[])
    order by q.article_id, q.position, q.id
  `,
);

/** In the order in which each article has them. */
export async function quotesByArticleIds(db: Db, ids: readonly number[]): Promise<Map<number, QuoteRow[]>> {
  return Map.groupBy(await selectQuotes(db, { ids }), (row) => row.article_id);
}
