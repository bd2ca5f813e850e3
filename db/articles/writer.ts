/** Puts articles on the published side: the row and everything that hangs on it. Always within a transaction. */

import { type Insertable, sql } from 'kysely';
import { firstFree } from '../catalogue/find-or-create.ts';
import type { Trx } from '../engine/connect.ts';
import type { AttributionRole, LeadImage } from '../types.ts';

export interface ArticleValues {
  readonly slug: string;
  readonly headline: string;
  readonly standfirst: string | null;
  /** Sanitised HTML. */
  readonly body: string;
  readonly language: string;
  readonly word_count: number;
  readonly published_at: Date;
  readonly updated_at: Date;
}

/** @returns the new article's id */
export async function insertArticle(trx: Trx, values: ArticleValues): Promise<number> {
  const row = await trx
    .insertInto('article')
    .values({ ...values, first_published_at: values.published_at })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Everything but the slug; the date of first publication only ever moves back. */
export async function updateArticle(
  trx: Trx,
  id: number,
  values: Omit<ArticleValues, 'slug' | 'published_at'> & { readonly published_at?: Date },
): Promise<void> {
  await trx
    .updateTable('article')
    .set({
      ...values,
      ...(values.published_at && { first_published_at: sql<Date>`least(first_published_at, ${values.published_at})` }),
    })
    .where('id', '=', id)
    .execute();
}

/**
 * The wanted slug, or with the first free number behind it: neither another article's nor a former one's. It stays this
 * transaction's until it ends, and so does every other number behind the same words.
 *
 * @param articleId which may take one of its own former slugs back
 */
export async function freeSlug(trx: Trx, wanted: string, articleId: number | null = null): Promise<string> {
  const words = wanted.replace(/-\d+$/, '');
  await sql`select pg_advisory_xact_lock(hashtextextended(${`slug:${words}`}, 0))`.execute(trx);
  const { rows } = await sql<{ slug: string }>`
    select slug from article where slug = ${wanted} or slug like ${`${wanted}-%`}
    union all
    select slug from former_slug
    where (slug = ${wanted} or slug like ${`${wanted}-%`}) and article_id is distinct from ${articleId}::int
  `.execute(trx);
  return firstFree(wanted, new Set(rows.map(({ slug }) => slug)));
}

/**
 * @param topicIds most important first; one that was merged since they were looked up stands for what took it in
 * @returns those of before
 */
export async function replaceTopics(trx: Trx, articleId: number, topicIds: readonly number[]): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    delete from article_topic where article_id = ${articleId} returning topic_id as id`.execute(trx);
  await sql`
    insert into article_topic (article_id, topic_id, position, published_at)
    select a.id, coalesce(f.topic_id, given.id), min(given.position) - 1, a.published_at
    from unnest(${topicIds}::int[]) with ordinality given (id, position)
    left join former_topic_slug f on f.former_id = given.id, article a
    where a.id = ${articleId}
    group by a.id, coalesce(f.topic_id, given.id)
  `.execute(trx);
  return rows.map(({ id }) => id);
}

export interface AttributionValues {
  readonly role: AttributionRole;
  readonly sourceId: number;
  readonly quote: string | null;
}

/**
 * @param attributions in the order of the piece; of two with the same role and source the first stands
 * @returns the sources of before
 */
export async function replaceAttributions(
  trx: Trx,
  articleId: number,
  attributions: readonly AttributionValues[],
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    delete from attribution where article_id = ${articleId} returning source_id as id`.execute(trx);
  await sql`
    insert into attribution (article_id, source_id, role, quote, position, published_at)
    select distinct on (coalesce(f.source_id, given.source_id), given.role)
           a.id, coalesce(f.source_id, given.source_id), given.role, given.quote, given.position - 1, a.published_at
    from unnest(
      ${attributions.map(({ sourceId }) => sourceId)}::int[], ${attributions.map(({ role }) => role)}::text[]::attribution_role[],
      ${attributions.map(({ quote }) => quote)}::text[]
    ) with ordinality given (source_id, role, quote, position)
    left join former_source_slug f on f.former_id = given.source_id, article a
    where a.id = ${articleId}
    order by coalesce(f.source_id, given.source_id), given.role, given.position
  `.execute(trx);
  return rows.map(({ id }) => id);
}

export async function replaceLeadImage(
  trx: Trx,
  articleId: number,
  image: Omit<Insertable<LeadImage>, 'article_id'> | null,
): Promise<void> {
  await trx.deleteFrom('lead_image').where('article_id', '=', articleId).execute();
  if (image !== null) {
    await trx
      .insertInto('lead_image')
      .values({ ...image, article_id: articleId, credit_source_id: survivor(image.credit_source_id ?? null) })
      .execute();
  }
}

/** Who took the source in, if it was merged since it was looked up. */
function survivor(sourceId: number | null) {
  return sql<number | null>`
    coalesce((select source_id from former_source_slug where former_id = ${sourceId}::int), ${sourceId}::int)`;
}
