/** Ids of topics and sources by slug: theirs now, or one of before a merge. */

import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../engine/database.ts';

export function topicIdsBySlugs(db: Db, slugs: readonly string[]): Promise<Map<string, number>> {
  return idsBySlugs(
    db,
    sql`
      select t.slug, t.id from topic t where t.slug = any(${slugs}::text[])
      union all select f.slug, f.topic_id from former_topic_slug f where f.slug = any(${slugs}::text[])`,
    slugs,
  );
}

export function sourceIdsBySlugs(db: Db, slugs: readonly string[]): Promise<Map<string, number>> {
  return idsBySlugs(
    db,
    sql`
      select s.slug, s.id from source s where s.slug = any(${slugs}::text[])
      union all select f.slug, f.source_id from former_source_slug f where f.slug = any(${slugs}::text[])`,
    slugs,
  );
}

async function idsBySlugs(db: Db, select: RawBuilder<unknown>, slugs: readonly string[]): Promise<Map<string, number>> {
  if (slugs.length === 0) return new Map();
  const { rows } = await (select as RawBuilder<{ slug: string; id: number }>).execute(db);
  return new Map(rows.map(({ slug, id }) => [slug, id]));
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
