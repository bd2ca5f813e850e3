/** Topics and sources by whatever people type for them: a slug, a name without its case and accents, an alias, or one of before. */

import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../engine/database.ts';

/** As {@link namedIds} gives them; relies on the indexes over slugs and keys. */
function topicsNamed(names: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select typed.name, t.id from unnest(${names}) typed (name) join topic t on t.slug = lower(typed.name)
    union all
    select typed.name, t.topic_id from unnest(${names}) typed (name) join topic_key t on t.key = name_key(typed.name) and t.key <> ''
    union all
    select typed.name, f.topic_id from unnest(${names}) typed (name) join former_topic_slug f on f.slug = lower(typed.name)`;
}

/** The same; relies on the indexes over slugs, sort_name and aliases. */
function sourcesNamed(names: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select typed.name, s.id from unnest(${names}) typed (name) join source s on s.slug = lower(typed.name)
    union all
    select typed.name, s.id from unnest(${names}) typed (name) join source s on s.sort_name = sort_name(typed.name)
    union all
    select typed.name, s.id from unnest(${names}) typed (name) join source s on s.aliases @> array[lower(typed.name)]
    union all
    select typed.name, f.source_id from unnest(${names}) typed (name)
    join former_source_slug f on f.slug = lower(typed.name) or lower(f.name) collate "C" = lower(typed.name) collate "C"`;
}

const textsOf = (names: readonly string[]) => sql`${names}::text[]`;

/** Ids of all topics that one of these names may mean. */
export function topicIdsNamed(names: readonly string[]): RawBuilder<{ id: number }> {
  return sql<{ id: number }>`select id from (${topicsNamed(textsOf(names))}) named`;
}

/** Ids of all sources that one of these names may mean. */
export function sourceIdsNamed(names: readonly string[]): RawBuilder<{ id: number }> {
  return sql<{ id: number }>`select id from (${sourcesNamed(textsOf(names))}) named`;
}

export interface TypedName {
  readonly of: 'topic' | 'source';
  readonly name: string;
}

/** The oldest that each name may mean, by position in `names`; null for none. */
export async function namedIds(db: Db, names: readonly TypedName[]): Promise<(number | null)[]> {
  const typed = (kind: TypedName['of']) => textsOf(names.filter(({ of }) => of === kind).map(({ name }) => name));
  const { rows } = await sql<TypedName & { id: number }>`
    select 'topic' as of, name, min(id) as id from (${topicsNamed(typed('topic'))}) t group by name
    union all
    select 'source', name, min(id) from (${sourcesNamed(typed('source'))}) s group by name
  `.execute(db);
  return names.map(({ of, name }) => rows.find((row) => row.of === of && row.name === name)?.id ?? null);
}
