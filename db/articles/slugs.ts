/** Slugs of articles: which are free, which are another's or were once, and whose piece was killed. */

import { sql } from 'kysely';
import { firstFree } from '../catalogue/find-or-create.ts';
import { takeNamedLocks } from '../engine/advisory-locks.ts';
import type { Db, Trx } from '../engine/database.ts';

/**
 * The wanted slug, or with the first free number behind it: neither another article's nor a former one's. It stays this
 * transaction's until it ends, and so does every other number behind the same words.
 *
 * @param articleId which may take one of its own former slugs back
 * @param former which it will be given besides, so that all locks are taken at once
 */
export async function freeSlug(
  trx: Trx,
  wanted: string,
  articleId: number | null = null,
  former: readonly string[] = [],
): Promise<string> {
  await lockSlugs(trx, [wanted, ...former]);
  // NOTE: a range, which one plan does for every slug. A pattern's depends on what it is. A colon is behind the digits: of a thousand
  // slugs that begin with "storm-" only those are read that go on with a number.
  const isOneOf = sql`slug = ${wanted} or (slug >= ${`${wanted}-0`} and slug < ${`${wanted}-:`})`;
  const { rows } = await sql<{ slug: string }>`
    select slug from article where ${isOneOf}
    union all
    select slug from former_slug where (${isOneOf}) and article_id is distinct from ${articleId}::int
  `.execute(trx);
  return firstFree(wanted, new Set(rows.map(({ slug }) => slug)));
}

function lockSlugs(trx: Trx, slugs: readonly string[]): Promise<void> {
  return takeNamedLocks(
    trx,
    'slug',
    slugs.map((slug) => slug.replace(/-\d+$/, '')),
  );
}

/** Slugs by which a piece is still asked for elsewhere; what is or was another's, and its own, is left out. */
export async function addFormerSlugs(trx: Trx, articleId: number, slugs: readonly string[]): Promise<void> {
  if (slugs.length === 0) return;
  await lockSlugs(trx, slugs);
  await sql`
    insert into former_slug (slug, article_id)
    select given.slug, ${articleId}::int from unnest(${slugs}::text[]) as given (slug)
    where not exists (select from article a where a.slug = given.slug)
    on conflict (slug) do nothing
  `.execute(trx);
}

/** Whether another article has the slug or had it once. */
export async function isSlugTaken(db: Db, slug: string, articleId: number | null): Promise<boolean> {
  const { rows } = await sql<{ is_taken: boolean }>`
    select exists (
      select from article where slug = ${slug} and id is distinct from ${articleId}::int
      union all
      select from former_slug where slug = ${slug} and article_id is distinct from ${articleId}::int
    ) as is_taken
  `.execute(db);
  return rows[0]?.is_taken ?? false;
}

/** Whether the piece that has or had the slug was killed: its address says so for ever. */
export async function isKilledSlug(db: Db, slug: string): Promise<boolean> {
  const { rows } = await sql<{ is_killed: boolean }>`
    select exists (
      select from article where slug = ${slug} and killed_at is not null
      union all
      select from former_slug f join article a on a.id = f.article_id where f.slug = ${slug} and a.killed_at is not null
    ) as is_killed
  `.execute(db);
  return rows[0]?.is_killed ?? false;
}
