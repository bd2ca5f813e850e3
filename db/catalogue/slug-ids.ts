/** Ids of topics and sources by slug: theirs now, or one of before a merge. */

import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../engine/database.ts';

type SlugIds = Map<string, number>;

export async function topicIdsBySlugs(db: Db, slugs: readonly string[]): Promise<SlugIds> {
  return (await catalogueIdsBySlugs(db, { topics: slugs, sources: [] })).topics;
}

export async function sourceIdsBySlugs(db: Db, slugs: readonly string[]): Promise<SlugIds> {
  return (await catalogueIdsBySlugs(db, { topics: [], sources: slugs })).sources;
}

/** Of both in one statement. */
export async function catalogueIdsBySlugs(
  db: Db,
  slugs: { readonly topics: readonly string[]; readonly sources: readonly string[] },
): Promise<{ readonly topics: SlugIds; readonly sources: SlugIds }> {
  const found = { topics: new Map<string, number>(), sources: new Map<string, number>() };
  if (slugs.topics.length + slugs.sources.length === 0) return found;
  const { rows } = await sql<{ kind: keyof typeof found; slug: string; id: number }>`
    select 'topics' as kind, t.slug, t.id from topic t where t.slug = any((select ${slugs.topics}::text[])::text[])
    union all select 'topics', f.slug, f.topic_id from former_topic_slug f where f.slug = any((select ${slugs.topics}::text[])::text[])
    union all select 'sources', s.slug, s.id from source s where s.slug = any((select ${slugs.sources}::text[])::text[])
    union all select 'sources', f.slug, f.source_id from former_source_slug f where f.slug = any((select ${slugs.sources}::text[])::text[])
  `.execute(db);
  for (const { kind, slug, id } of rows) found[kind].set(slug, id);
  return found;
}

/** Ids of topics by slug, a former one too, and, if asked, of everything below them. */
export function topicIds(slugs: readonly string[], withDescendants: boolean): RawBuilder<{ id: number }> {
  const named = sql<{ id: number }>`
    select id from topic where slug = any(${slugs}::text[])
    union select topic_id from former_topic_slug where slug = any(${slugs}::text[])`;
  return withDescendants ? descendantIds(named) : named;
}

/** Ids of the topics given by a query and of everything below them. */
export function descendantIds(roots: RawBuilder<unknown>): RawBuilder<{ id: number }> {
  return sql<{ id: number }>`
    with recursive tree (id) as (
      (${roots}) union select t.id from topic t join tree on t.parent_id = tree.id
    ) select id from tree`;
}

/** Ids of sources by slug, a former one too. */
export function sourceIds(slugs: readonly string[]): RawBuilder<{ id: number }> {
  return sql<{ id: number }>`
    select id from source where slug = any(${slugs}::text[])
    union select source_id from former_source_slug where slug = any(${slugs}::text[])`;
}
