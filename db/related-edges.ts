/** Writes what is related: whole lists, best first. Reading them is related.ts. */

import { sql } from 'kysely';
import type { Trx } from './connect.ts';

/** As `reasons` stores one. */
export interface StoredReason {
  readonly kind: 'SIMILAR_TEXT' | 'SHARED_TOPICS' | 'SHARED_SOURCES' | 'EDITOR_PICK';
  readonly weight: number;
  readonly terms?: readonly string[];
  readonly topics?: readonly number[];
  readonly sources?: readonly number[];
}

export interface StoredEdge {
  readonly relatedId: number;
  /** 0 to 1. */
  readonly score: number;
  readonly reasons: readonly StoredReason[];
}

export interface RelatedList {
  readonly articleId: number;
  /** Best first. */
  readonly edges: readonly StoredEdge[];
}

/** The lists of these articles, and all lists that an article is in. */
export async function listsAround(trx: Trx, relatedId: number, articleIds: readonly number[]): Promise<RelatedList[]> {
  const { rows } = await sql<StoredEdge & { article_id: number }>`
    select article_id, related_id as "relatedId", score, reasons from related_article
    where article_id = any(${articleIds}::int[])
      or article_id = any(array(select article_id from related_article where related_id = ${relatedId}))
    order by article_id, rank
  `.execute(trx);
  const lists = Map.groupBy(rows, ({ article_id }) => article_id);
  return Array.from(lists, ([articleId, edges]) => ({
    articleId,
    edges: edges.map(({ article_id, ...edge }) => edge),
  }));
}

/** Puts whole lists in the place of those that were there. Articles that are gone by now are left out. */
export async function replaceRelated(trx: Trx, lists: readonly RelatedList[]): Promise<void> {
  const rows = lists.flatMap(({ articleId, edges }) =>
    edges.map((edge, index) => ({ articleId, rank: index + 1, ...edge })),
  );
  await sql`delete from related_article where article_id = any(${lists.map(({ articleId }) => articleId)}::int[])`.execute(
    trx,
  );
  if (rows.length === 0) return;
  await sql`
    insert into related_article (article_id, rank, related_id, score, reasons)
    select given.article_id, given.rank, given.related_id, given.score, given.reasons::jsonb
    from unnest(
      ${rows.map(({ articleId }) => articleId)}::int[], ${rows.map(({ rank }) => rank)}::int[],
      ${rows.map(({ relatedId }) => relatedId)}::int[], ${rows.map(({ score }) => Math.min(score, 1))}::real[],
      ${rows.map(({ reasons }) => JSON.stringify(reasons))}::text[]
    ) given (article_id, rank, related_id, score, reasons)
    where exists (select from article where article.id = given.article_id)
      and exists (select from article where article.id = given.related_id)
  `.execute(trx);
}
