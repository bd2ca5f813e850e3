/** Writes edges between related articles: whole lists, best first. They are read in related.ts. */

import { sql } from 'kysely';
import type { Trx } from '../engine/database.ts';
import { sendAhead } from '../engine/transaction-statements.ts';

/** As `reasons` stores one. */
export interface StoredReason {
  readonly kind: 'SIMILAR_TEXT' | 'SHARED_TOPICS' | 'SHARED_SOURCES' | 'EDITOR_PICK';
  readonly weight: number;
  readonly terms?: readonly string[];
  readonly topics?: readonly number[];
  readonly sources?: readonly number[];
}

/** How sure it is that two articles belong together. */
export type EdgeStrength = 'SAME_STORY' | 'SIMILAR';

export interface StoredEdge {
  readonly relatedId: number;
  /** 0 to 1. */
  readonly score: number;
  readonly strength: EdgeStrength;
  readonly reasons: readonly StoredReason[];
}

export interface RelatedList {
  readonly articleId: number;
  /** Best first. */
  readonly edges: readonly StoredEdge[];
}

/** What an article could be in other lists. */
export interface Offer {
  readonly articleId: number;
  readonly score: number;
}

/**
 * Of these lists those that take a newcomer: there is room without it, or its score is above the last one's.
 *
 * @param edgesPerArticle how long a list is when it is full
 */
export async function listsThatTake(
  trx: Trx,
  newcomer: number,
  offers: readonly Offer[],
  edgesPerArticle: number,
): Promise<Set<number>> {
  const { rows } = await sql<{ article_id: number }>`
    select given.article_id
    from unnest(
      ${offers.map(({ articleId }) => articleId)}::int[], ${offers.map(({ score }) => score)}::real[]
    ) given (article_id, score)
    -- A place holds score and article: the index alone answers.
    where given.score > coalesce((
      select 1 - (r.place >> 31) / 1e6 from related_article r
      where r.article_id = given.article_id and r.place % 2147483648 <> 2147483647 - ${newcomer}::bigint
      order by r.place offset ${edgesPerArticle - 1} limit 1
    ), 0)
  `.execute(trx);
  return new Set(rows.map(({ article_id }) => article_id));
}

/** Which of these lists have which of these articles. */
export async function edgesBetween(
  trx: Trx,
  articleIds: readonly number[],
  relatedIds: readonly number[],
): Promise<(Offer & { readonly relatedId: number })[]> {
  const { rows } = await sql<Offer & { readonly relatedId: number }>`
    select article_id as "articleId", related_id as "relatedId", score from related_article
    where article_id = any(${articleIds}::int[]) and related_id = any(${relatedIds}::int[])
  `.execute(trx);
  return rows;
}

/**
 * Puts an article's own list in the place of the former one, and the article into others' lists, out of which falls who
 * is last there. It leaves every list that isn't given.
 *
 * @param standsFor copies of the article, which leave the lists that it comes into
 * @returns whose lists are another now
 */
export async function replaceAround(
  trx: Trx,
  own: RelatedList,
  others: readonly (StoredEdge & { readonly articleId: number })[],
  standsFor: readonly number[],
  edgesPerArticle: number,
): Promise<number[]> {
  const ids = others.map(({ articleId }) => articleId);
  const { rows } = await sql<{ article_id: number }>`
    with last as (
      select given.id as article_id, r.related_id
      from unnest((select ${ids}::int[])::int[]) given (id) cross join lateral (
        select r.related_id from related_article r
        where r.article_id = given.id and r.related_id <> all((select ${[own.articleId, ...standsFor]}::int[])::int[])
        order by r.place offset ${edgesPerArticle - 1}
      ) r
    ),
    -- Each part by an index of its own.
    removed as (
      select article_id, related_id from related_article where article_id = ${own.articleId}
      union all
      select article_id, related_id from related_article where related_id = ${own.articleId}
      union all
      select given.id, copy.id from unnest((select ${ids}::int[])::int[]) given (id), unnest((select ${standsFor}::int[])::int[]) copy (id)
      union all
      select article_id, related_id from last
    )
    delete from related_article r using removed
    where r.article_id = removed.article_id and r.related_id = removed.related_id
    returning r.article_id
  `.execute(trx);
  await insertEdges(trx, [...own.edges.map((edge) => ({ ...edge, articleId: own.articleId })), ...others]);
  return [...new Set([own.articleId, ...ids, ...rows.map(({ article_id }) => article_id)])];
}

/** Puts whole lists in the place of those that were there. Articles that are gone by now are left out. */
export async function replaceRelated(trx: Trx, lists: readonly RelatedList[]): Promise<void> {
  await sql`delete from related_article where article_id = any(${lists.map(({ articleId }) => articleId)}::int[])`.execute(
    trx,
  );
  await insertEdges(
    trx,
    lists.flatMap(({ articleId, edges }) => edges.map((edge) => ({ ...edge, articleId }))),
  );
}

/** In as many digits as a place has, so that the order of places is the order of scores. */
function asKept(score: number): number {
  return Math.round(Math.min(score, 1) * 1e6) / 1e6;
}

async function insertEdges(trx: Trx, edges: readonly (StoredEdge & { readonly articleId: number })[]): Promise<void> {
  if (edges.length === 0) return;
  await sendAhead(
    trx,
    sql`
    insert into related_article (article_id, related_id, score, strength, reasons)
    select given.article_id, given.related_id, given.score, given.strength::related_strength, given.reasons::jsonb
    from unnest(
      ${edges.map(({ articleId }) => articleId)}::int[], ${edges.map(({ relatedId }) => relatedId)}::int[],
      ${edges.map(({ score }) => asKept(score))}::real[],
      ${edges.map(({ strength }) => strength)}::text[], ${edges.map(({ reasons }) => JSON.stringify(reasons))}::text[]
    ) given (article_id, related_id, score, strength, reasons)
    where exists (select from article where article.id = given.article_id)
      and exists (select from article where article.id = given.related_id)
  `,
  );
}
