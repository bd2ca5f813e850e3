/** Finds or makes the topics and sources that a piece names; making is always within a transaction. */

import { type RawBuilder, sql } from 'kysely';
import { takeLock } from '../engine/advisory-locks.ts';
import type { Db, Trx } from '../engine/database.ts';
import type { SourceKind } from '../types.ts';

export interface NewTopic {
  /** Taken if it is free; else with a number behind it. */
  readonly slug: string;
  readonly name: string;
}

export interface NewSource extends NewTopic {
  readonly kind: SourceKind;
  readonly homepage: string | null;
}

/** Ids by name, in any case; topics that aren't there yet are made. */
export function topicIdsByName(trx: Trx, topics: readonly NewTopic[]): Promise<Map<string, number>> {
  return idsByName(trx, topics, topicsNamed, insertTopic);
}

/** Ids by name or alias, in any case; sources that aren't there yet are made. */
export function sourceIdsByName(trx: Trx, sources: readonly NewSource[]): Promise<Map<string, number>> {
  return idsByName(trx, sources, sourcesNamed, insertSource);
}

/** Ids by name, in any case, of the topics that there are. */
export function knownTopicIds(db: Db, names: readonly string[]): Promise<Map<string, number>> {
  return find(db, names, topicsNamed);
}

/** Ids by name or alias, in any case, of the sources that there are. */
export function knownSourceIds(db: Db, names: readonly string[]): Promise<Map<string, number>> {
  return find(db, names, sourcesNamed);
}

/** Each relies on the index over lower(name), the second lookup of sources on that over aliases: a merged one is among them. */
const topicsNamed = (names: readonly string[]) => sql<Found>`
  select wanted.name, t.id from unnest(${names}::text[]) wanted (name)
  join topic t on lower(t.name) collate "C" = lower(wanted.name) collate "C"
  union all
  select wanted.name, f.topic_id from unnest(${names}::text[]) wanted (name)
  join former_topic_slug f on lower(f.name) collate "C" = lower(wanted.name) collate "C"`;

export const sourcesNamed = (names: readonly string[]) => sql<Found>`
  select wanted.name, s.id from unnest(${names}::text[]) wanted (name)
  join source s on lower(s.name) collate "C" = lower(wanted.name) collate "C"
  union all
  select wanted.name, s.id from unnest(${names}::text[]) wanted (name)
  join source s on s.aliases @> array[lower(wanted.name)]`;

interface Found {
  readonly name: string;
  readonly id: number;
}

async function idsByName<New extends NewTopic>(
  trx: Trx,
  wanted: readonly New[],
  named: (names: readonly string[]) => RawBuilder<Found>,
  insert: (trx: Trx, row: New) => Promise<number>,
): Promise<Map<string, number>> {
  const ids = await find(
    trx,
    wanted.map(({ name }) => name),
    named,
  );
  const missing = wanted.filter(({ name }) => !ids.has(name));
  if (missing.length === 0) return ids;
  // Others may have added them meanwhile; from here on nobody does.
  await takeLock(trx, 'catalogue');
  const meanwhile = await find(
    trx,
    missing.map(({ name }) => name),
    named,
  );
  for (const [name, id] of meanwhile) ids.set(name, id);
  const made = new Map<string, number>();
  for (const row of missing) {
    if (ids.has(row.name)) continue;
    const key = row.name.toLowerCase();
    const id = made.get(key) ?? (await insert(trx, row));
    made.set(key, id);
    ids.set(row.name, id);
  }
  return ids;
}

/** The oldest of those that share a name. */
async function find(
  db: Db,
  names: readonly string[],
  named: (names: readonly string[]) => RawBuilder<Found>,
): Promise<Map<string, number>> {
  const { rows } = await named(names).execute(db);
  return new Map(rows.toSorted((a, b) => b.id - a.id).map(({ name, id }) => [name, id]));
}

async function insertTopic(trx: Trx, { slug, name }: NewTopic): Promise<number> {
  const values = { slug: await freeSlug(trx, 'topic', slug), name };
  const row = await trx.insertInto('topic').values(values).returning('id').executeTakeFirstOrThrow();
  return row.id;
}

async function insertSource(trx: Trx, { slug, name, kind, homepage }: NewSource): Promise<number> {
  const values = { slug: await freeSlug(trx, 'source', slug), name, kind, homepage };
  const row = await trx.insertInto('source').values(values).returning('id').executeTakeFirstOrThrow();
  return row.id;
}

/** Nor one that was given once: it leads to whoever took that one in. */
async function freeSlug(trx: Trx, table: 'topic' | 'source', wanted: string): Promise<string> {
  const { rows } = await sql<{ slug: string }>`
    select slug from ${sql.table(table)} where slug = ${wanted} or slug like ${`${wanted}-%`}
    union all
    select slug from ${sql.table(`former_${table}_slug`)} where slug = ${wanted} or slug like ${`${wanted}-%`}
  `.execute(trx);
  return firstFree(wanted, new Set(rows.map(({ slug }) => slug)));
}

/** The wanted slug, or with the first free number behind it. */
export function firstFree(wanted: string, taken: ReadonlySet<string>): string {
  let slug = wanted;
  for (let number = 2; taken.has(slug); number += 1) slug = `${wanted}-${number}`;
  return slug;
}

/** What texts may be read for: every source with its other names. */
export async function knownSources(db: Db): Promise<{ name: string; kind: SourceKind; aliases: string[] }[]> {
  return db.selectFrom('source').select(['name', 'kind', 'aliases']).orderBy('id').execute();
}

/** One that a text may name, with the names as the text writes them. */
export interface NamedInText {
  readonly name: string;
  readonly kind: SourceKind;
  readonly homepage: string | undefined;
  readonly aliases: string[];
}

/** The sources that have one of these names or aliases, in any case: what a text may be read for, however many there are. */
export async function sourcesNamedAmong(db: Db, names: readonly string[]): Promise<NamedInText[]> {
  if (names.length === 0) return [];
  const { rows } = await sql<Omit<NamedInText, 'homepage'> & { homepage: string | null }>`
    select s.name, s.kind, s.homepage, array_agg(found.name) as aliases
    from (${sourcesNamed(names)}) found (name, id) join source s using (id)
    group by s.id order by s.id
  `.execute(db);
  return rows.map((row) => ({ ...row, homepage: row.homepage ?? undefined }));
}
