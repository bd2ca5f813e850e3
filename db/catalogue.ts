/** Finds or makes the topics and sources that a piece names. Always within a transaction. */

import { sql } from 'kysely';
import type { Db, Trx } from './connect.ts';
import type { SourceKind } from './types.ts';

export interface NewTopic {
  readonly slug: string;
  readonly name: string;
}

/** Ids by slug; topics that aren't there yet are made. In the order of slugs, so that transactions don't block each other. */
export async function topicIdsBySlug(trx: Trx, topics: readonly NewTopic[]): Promise<Map<string, number>> {
  const wanted = distinctBySlug(topics);
  const slugs = wanted.map(({ slug }) => slug);
  await sql`
    insert into topic (slug, name)
    select * from unnest(${slugs}::text[], ${wanted.map(({ name }) => name)}::text[])
    on conflict (slug) do nothing
  `.execute(trx);
  const { rows } = await sql<{ id: number; slug: string }>`
    select id, slug from topic where slug = any(${slugs}::text[])
  `.execute(trx);
  return new Map(rows.map(({ id, slug }) => [slug, id]));
}

export interface NewSource {
  readonly slug: string;
  readonly name: string;
  readonly kind: SourceKind;
  readonly homepage: string | null;
}

/** Ids by name: of the source that has the name or the alias, in any case, else of the one with the slug, else a new one. */
export async function sourceIdsByName(trx: Trx, sources: readonly NewSource[]): Promise<Map<string, number>> {
  const names = sources.map(({ name }) => name);
  const known = await sql<{ name: string; id: number }>`
    select distinct on (wanted.name) wanted.name, s.id
    from unnest(${names}::text[]) wanted (name)
    join source s on lower(s.name) = lower(wanted.name) or s.aliases @> array[lower(wanted.name)]
    order by wanted.name, s.id
  `.execute(trx);
  const ids = new Map(known.rows.map(({ name, id }) => [name, id]));
  const missing = distinctBySlug(sources.filter(({ name }) => !ids.has(name)));
  const made = await insertSources(trx, missing);
  for (const { name, slug } of sources) {
    const id = made.get(slug);
    if (id !== undefined && !ids.has(name)) ids.set(name, id);
  }
  return ids;
}

async function insertSources(trx: Trx, sources: readonly NewSource[]): Promise<Map<string, number>> {
  const slugs = sources.map(({ slug }) => slug);
  await sql`
    insert into source (slug, name, kind, homepage)
    select * from unnest(
      ${slugs}::text[], ${sources.map(({ name }) => name)}::text[],
      ${sources.map(({ kind }) => kind)}::text[]::source_kind[], ${sources.map(({ homepage }) => homepage)}::text[]
    )
    on conflict (slug) do nothing
  `.execute(trx);
  const { rows } = await sql<{ id: number; slug: string }>`
    select id, slug from source where slug = any(${slugs}::text[])
  `.execute(trx);
  return new Map(rows.map(({ id, slug }) => [slug, id]));
}

function distinctBySlug<Named extends { readonly slug: string }>(named: readonly Named[]): Named[] {
  const bySlug = new Map<string, Named>();
  for (const each of named) if (!bySlug.has(each.slug)) bySlug.set(each.slug, each);
  return [...bySlug.values()].sort((a, b) => (a.slug < b.slug ? -1 : 1));
}

/** What texts may be read for: every source with its other names. */
export async function knownSources(db: Db): Promise<{ name: string; kind: SourceKind; aliases: string[] }[]> {
  return db.selectFrom('source').select(['name', 'kind', 'aliases']).orderBy('id').execute();
}
