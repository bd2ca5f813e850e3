/** Articles as readers may see them, by id, slug or address. Lists are in lists.ts. */

import { type Selectable, sql } from 'kysely';
import type { Db } from '../engine/database.ts';
import { prepared } from '../engine/prepared.ts';
import type { Article } from '../types.ts';
import { type ArticleParts, partsAsJson, partsOf, type StoredParts } from './parts.ts';

/** What a card shows; never the body, which is long. */
export type ArticleCard = Pick<
  Selectable<Article>,
  | 'id'
  | 'slug'
  | 'headline'
  | 'standfirst'
  | 'language'
  | 'word_count'
  | 'is_teaser'
  | 'published_at'
  | 'published_date_only'
  | 'first_published_at'
  | 'updated_at'
>;

/** An article read for its page brings its body with it. */
export type ArticlePage = ArticleCard & { readonly body: string; readonly brought?: ArticleParts };

/** The columns of a card, of a `published_article` called `a`. */
export const cardColumns = sql`
  a.id, a.slug, a.headline, a.standfirst, a.language, a.word_count, a.is_teaser, a.published_at, a.published_date_only,
  a.first_published_at,
  a.updated_at`;

const selectByIds = prepared<{ ids: readonly number[] }, ArticleCard>(
  'articles_by_ids',
  ({ ids }) => sql`select ${cardColumns} from published_article a where a.id = any(${ids}::int[])`,
);

export async function articlesByIds(db: Db, ids: readonly number[]): Promise<Map<number, ArticleCard>> {
  const rows = await selectByIds(db, { ids });
  return new Map(rows.map((row) => [row.id, row]));
}

/** An article by its slug, or a former one. */
export interface SlugKey {
  readonly slug: string;
  /** Whether it brings its parts, for a page that shows several of them. */
  readonly withParts: boolean;
}

type FoundBySlug = ArticlePage & { readonly key: number; readonly brought: StoredParts | null };

const selectBySlugs = prepared<{ slugs: readonly string[]; withParts: readonly boolean[] }, FoundBySlug>(
  'articles_by_slugs',
  ({ slugs, withParts }) => sql`
    select k.key::int as key, a.*, case when k.with_parts then ${partsAsJson(sql`a.id`)} end as brought
    from unnest(${slugs}::text[], ${withParts}::bool[]) with ordinality k (slug, with_parts, key) cross join lateral (
      select ${cardColumns}, a.body from published_article a where a.slug = k.slug
      union all
      select ${cardColumns}, a.body from published_article a
      where a.id = (select f.article_id from former_slug f where f.slug = k.slug)
    ) a
  `,
);

/** By position in `keys`; a former slug finds the article too. */
export async function articlesBySlugs(db: Db, keys: readonly SlugKey[]): Promise<(ArticlePage | null)[]> {
  const rows = await selectBySlugs(db, {
    slugs: keys.map(({ slug }) => slug),
    withParts: keys.map(({ withParts }) => withParts),
  });
  const found = new Map(
    rows.map(({ key, brought, ...row }) => [key, brought === null ? row : { ...row, brought: partsOf(brought) }]),
  );
  return keys.map((_, index) => found.get(index + 1) ?? null);
}

const selectByOriginUrls = prepared<{ urls: readonly string[] }, ArticlePage & { key: string }>(
  'articles_by_origin_urls',
  ({ urls }) => sql`
    select k.url as key, a.* from unnest(${urls}::text[]) k (url) cross join lateral (
      select ${cardColumns}, a.body from published_article a
      where a.id in (select article_id from import_origin where url = k.url)
      order by a.id limit 1
    ) a
  `,
);

/** By the address where an imported piece was found. */
export async function articlesByOriginUrls(db: Db, urls: readonly string[]): Promise<Map<string, ArticlePage>> {
  return new Map((await selectByOriginUrls(db, { urls })).map((row) => [row.key, row]));
}

const selectBodies = prepared<{ ids: readonly number[] }, { id: number; body: string }>(
  'article_bodies',
  ({ ids }) => sql`select a.id, a.body from published_article a where a.id = any(${ids}::int[])`,
);

export async function bodiesByArticleIds(db: Db, ids: readonly number[]): Promise<Map<number, string>> {
  const rows = await selectBodies(db, { ids });
  return new Map(rows.map((row) => [row.id, row.body]));
}
