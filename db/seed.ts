/** Bulk inserts that fill an empty newsroom, a table in a statement; the dating of a copied template. */

import { type Insertable, sql } from 'kysely';
import { takeLock } from './engine/advisory-locks.ts';
import type { Db, Trx } from './engine/database.ts';
import type { Article, ArticleTopic, Attribution, Correction, LeadImage, Source } from './types.ts';
import type { HourlyViews } from './views/counts.ts';

const isEmpty = sql<boolean>`(
  not exists (select from article) and not exists (select from topic) and not exists (select from source)
)`;

/** Whether there is nothing yet; it stays so for others until the transaction ends. */
export async function lockIfEmpty(trx: Trx): Promise<boolean> {
  await takeLock(trx, 'seed');
  const { rows } = await sql<{ empty: boolean }>`select ${isEmpty} as empty`.execute(trx);
  return rows[0]?.empty === true;
}

const templateMark = 'a template whose dates are still to come';

const isTemplate = sql<boolean>`(
  obj_description('public'::regnamespace, 'pg_namespace') is not distinct from ${sql.lit(templateMark)}
)`;

/** Whether there is nothing yet, or what a template holds; without a lock, so that whoever then fills it asks again. */
export async function awaitsDemo(db: Db): Promise<boolean> {
  const { rows } = await sql<{ awaits: boolean }>`select ${isEmpty} or ${isTemplate} as awaits`.execute(db);
  return rows[0]?.awaits === true;
}

/** Says of the database that it is a template, as copies of it then are until they are dated. */
export async function markAsTemplate(trx: Trx): Promise<void> {
  await sql`comment on schema public is ${sql.lit(templateMark)}`.execute(trx);
}

/** @returns whether it was one, and is no longer */
export async function takeTemplateMark(trx: Trx): Promise<boolean> {
  const { rows } = await sql<{ is_marked: boolean }>`select ${isTemplate} as is_marked`.execute(trx);
  if (rows[0]?.is_marked !== true) return false;
  await sql`comment on schema public is ${sql.lit('standard public schema')}`.execute(trx);
  return true;
}

/** Puts off every date of these articles, which their topics and attributions follow, and dates now what is derived. */
export async function putOffArticles(trx: Trx, ids: readonly number[], minutes: number): Promise<void> {
  const by = sql`make_interval(mins => ${minutes}::int)`;
  const theirs = sql`article_id = any(${ids}::int[])`;
  await sql`
    update article set published_at = published_at + ${by}, first_published_at = first_published_at + ${by},
                       updated_at = updated_at + ${by}
    where id = any(${ids}::int[])
  `.execute(trx);
  await sql`update correction set corrected_at = corrected_at + ${by} where ${theirs}`.execute(trx);
  await sql`update article_text set at = at + ${minutes}::int, analysed_at = now() where ${theirs}`.execute(trx);
  await sql`update article_term set at = at + ${minutes}::int where ${theirs}`.execute(trx);
  await sql`update related_model set trained_at = now()`.execute(trx);
  await sql`update event set at = now() where draft_id is null`.execute(trx);
}

/** @returns ids by slug */
export async function articleIds(trx: Trx, slugs: readonly string[]): Promise<Map<string, number>> {
  const rows = await trx.selectFrom('article').select(['id', 'slug']).where('slug', 'in', slugs).execute();
  return new Map(rows.map(({ id, slug }) => [slug, id]));
}

export interface SeedTopic {
  readonly slug: string;
  readonly name: string;
  readonly description: string | null;
  readonly parent: string | null;
  /** On the masthead, from 0; null for one that isn't there. */
  readonly position: number | null;
}

/** @returns ids by slug */
export async function insertTopics(trx: Trx, topics: readonly SeedTopic[]): Promise<Map<string, number>> {
  const rows = await trx
    .insertInto('topic')
    .values(
      topics.map(({ slug, name, description, position }) => ({
        slug,
        name,
        description,
        position,
        is_featured: position !== null,
      })),
    )
    .returning(['id', 'slug'])
    .execute();
  const children = topics.filter(({ parent }) => parent !== null);
  await sql`
    update topic set parent_id = parent.id
    from unnest(${children.map(({ slug }) => slug)}::text[], ${children.map(({ parent }) => parent)}::text[])
      given (slug, parent)
    join topic parent on parent.slug = given.parent
    where topic.slug = given.slug
  `.execute(trx);
  return new Map(rows.map(({ id, slug }) => [slug, id]));
}

/** @returns ids by slug */
export async function insertSources(trx: Trx, sources: readonly Insertable<Source>[]): Promise<Map<string, number>> {
  const rows = await trx.insertInto('source').values(sources).returning(['id', 'slug']).execute();
  return new Map(rows.map(({ id, slug }) => [slug, id]));
}

/** @returns ids by slug */
export async function insertArticles(trx: Trx, articles: readonly Insertable<Article>[]): Promise<Map<string, number>> {
  const rows = await trx.insertInto('article').values(articles).returning(['id', 'slug']).execute();
  return new Map(rows.map(({ id, slug }) => [slug, id]));
}

export interface Satellites {
  readonly topics: readonly Insertable<ArticleTopic>[];
  readonly attributions: readonly Insertable<Attribution>[];
  readonly images: readonly Insertable<LeadImage>[];
  readonly corrections: readonly Insertable<Correction>[];
}

export async function insertSatellites(
  trx: Trx,
  { topics, attributions, images, corrections }: Satellites,
): Promise<void> {
  await trx.insertInto('article_topic').values(topics).execute();
  await trx.insertInto('attribution').values(attributions).execute();
  await sql`
    insert into quote (article_id, source_id, role, position, text, published_at, language, utterance_id)
    select said.*, utterance_of(said.source_id, said.quote)
    from (
      select at.article_id, at.source_id, at.role, at.position, at.quote, at.published_at, a.language
      from attribution at join article a on a.id = at.article_id
      where at.article_id = any(${attributions.map((each) => each.article_id)}::int[]) and at.quote is not null
      order by at.published_at, at.article_id, at.position
    ) said
  `.execute(trx);
  await trx.insertInto('lead_image').values(images).execute();
  await trx.insertInto('correction').values(corrections).execute();
}

/** As history: trending is worked out from it by `rebuildTrending`. */
export async function insertViews(trx: Trx, counts: readonly HourlyViews[]): Promise<void> {
  await sql`
    insert into article_views (article_id, hour, views)
    select * from unnest(
      ${counts.map(({ articleId }) => articleId)}::int[], ${counts.map(({ hour }) => hour.toISOString())}::timestamptz[],
      ${counts.map(({ views }) => views)}::int[]
    )
  `.execute(trx);
}
