/** Finds or makes the topics and sources that a piece names; making is always within a transaction. */

import { sql } from 'kysely';
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
  /** What the same is called in other languages: one of its kind is found by these, too. */
  readonly otherNames?: readonly string[] | undefined;
}

/** How a source is named where it is looked up; without a kind only by that very name. */
export interface SourceName {
  readonly name: string;
  readonly kind?: SourceKind | null | undefined;
}

interface SourceToFind extends SourceName {
  /** Where none has its name, one of its kind that has one of these is meant. */
  readonly otherNames?: readonly string[] | undefined;
}

/** Ids by name, in any case; topics that aren't there yet are made. */
export function topicIdsByName(trx: Trx, topics: readonly NewTopic[]): Promise<Map<string, number>> {
  return idsByName(trx, topics, { find: findTopics, spellings: async () => new Map(), insert: insertTopic });
}

/** Ids by name or alias as {@link knownSourceIds} finds them; sources that aren't there yet are made. */
export function sourceIdsByName(trx: Trx, sources: readonly NewSource[]): Promise<Map<string, number>> {
  return idsByName(trx, sources, { find: knownSourceIds, spellings: sourceSpellings, insert: insertSource });
}

/**
 * Ids by name or alias of the sources that there are: in any case, and where none has that very name, also without its
 * accents, punctuation and article, if just one source is so spelt; å is no ä, though.
 */
export async function knownSourceIds(db: Db, sources: readonly SourceToFind[]): Promise<Map<string, number>> {
  if (sources.length === 0) return new Map();
  const ids = oldest((await sourcesNamed(sources).execute(db)).rows);
  const others = sources
    .filter(({ name }) => !ids.has(name))
    .flatMap(({ name, kind, otherNames = [] }) => otherNames.map((other) => ({ of: name, name: other, kind })));
  if (others.length === 0) return ids;
  const { rows } = await sql<Found>`
    select found.name, found.id from (${sourcesNamed(others)}) found join source s on s.id = found.id and s.kind = found.kind
  `.execute(db);
  const byOther = oldest(rows);
  for (const { of, name } of others) {
    const id = byOther.get(name);
    if (id !== undefined && !ids.has(of)) ids.set(of, id);
  }
  return ids;
}

async function findTopics(db: Db, topics: readonly { readonly name: string }[]): Promise<Map<string, number>> {
  const { rows } = await topicsNamed(topics.map(({ name }) => name)).execute(db);
  return oldest(rows);
}

/** Of those that share a name. */
function oldest(found: readonly Found[]): Map<string, number> {
  return new Map(found.toSorted((a, b) => b.id - a.id).map(({ name, id }) => [name, id]));
}

/** Each relies on the index over lower(name): a merged one is among them. */
const topicsNamed = (names: readonly string[]) => sql<Found>`
  select wanted.name, t.id from unnest(${names}::text[]) wanted (name)
  join topic t on lower(t.name) collate "C" = lower(wanted.name) collate "C"
  union all
  select wanted.name, f.topic_id from unnest(${names}::text[]) wanted (name)
  join former_topic_slug f on lower(f.name) collate "C" = lower(wanted.name) collate "C"`;

/** Of fewer letters a name may be another's acronym: The Who, WHO. */
const MIN_SPELLING_CHARACTERS = 6;

/**
 * By name and kind, as they are given. Relies on the indexes over lower(name), each name by itself, and over aliases, all at once,
 * where a merged one is among them; and over keys.
 */
export const sourcesNamed = (sources: readonly SourceName[]) => sql<Found & Required<SourceName>>`
  with wanted as (
    select distinct name, kind from unnest(
      ${sources.map(({ name }) => name)}::text[], ${sources.map(({ kind }) => kind ?? null)}::text[]::source_kind[]
    ) wanted (name, kind)
  ),
  exact as materialized (
    select wanted.*, s.id from wanted cross join lateral (
      select s.id from source s where lower(s.name) collate "C" = lower(wanted.name) collate "C" offset 0
    ) s
    union all
    select wanted.*, s.id from (
      select s.id, unnest(s.aliases) as alias from source s
      where s.aliases && (select array_agg(lower(wanted.name)) from wanted)
    ) s join wanted on lower(wanted.name) = s.alias
  )
  select name, kind, id from exact
  union all
  select wanted.name, wanted.kind, min(k.source_id) from wanted
  join source_key k on k.key = source_name_key(wanted.name, wanted.kind) and k.reason in ('SPELLING', 'OTHER_NAME')
  join source s on s.id = k.source_id and (s.kind = 'PERSON') = (wanted.kind = 'PERSON')
    and not letters_differ(s.name, wanted.name)
  where length(k.key) >= ${sql.lit(MIN_SPELLING_CHARACTERS)} and not exists (select from exact where exact.name = wanted.name)
  group by wanted.name, wanted.kind having count(*) = 1`;

interface Found {
  readonly name: string;
  readonly id: number;
}

interface Catalogue<New> {
  /** Ids by name. */
  find(db: Db, wanted: readonly New[]): Promise<Map<string, number>>;
  /** By name what another name of the same row has one of as well; where there is none, the name in lower case is. */
  spellings(db: Db, wanted: readonly New[]): Promise<Map<string, readonly string[]>>;
  insert(trx: Trx, row: New): Promise<number>;
}

async function idsByName<New extends NewTopic>(
  trx: Trx,
  wanted: readonly New[],
  { find, spellings, insert }: Catalogue<New>,
): Promise<Map<string, number>> {
  const ids = await find(trx, wanted);
  const missing = wanted.filter(({ name }) => !ids.has(name));
  if (missing.length === 0) return ids;
  // Others may have added them meanwhile; from here on nobody does.
  await takeLock(trx, 'catalogue');
  for (const [name, id] of await find(trx, missing)) ids.set(name, id);
  const spelt = await spellings(trx, missing);
  const made = new Map<string, number>();
  for (const row of missing) {
    if (ids.has(row.name)) continue;
    const keys = spelt.get(row.name) ?? [row.name.toLowerCase()];
    const known = keys.find((key) => made.has(key));
    const id = (known === undefined ? undefined : made.get(known)) ?? (await insert(trx, row));
    for (const key of keys) made.set(key, id);
    ids.set(row.name, id);
  }
  return ids;
}

/** Two new ones of one piece may be the same as well, also in two languages. */
async function sourceSpellings(db: Db, sources: readonly NewSource[]): Promise<Map<string, readonly string[]>> {
  const { rows } = await sql<{ name: string; spelling: string }>`
    select wanted.name, (wanted.kind = 'PERSON')::text || ' ' || key as spelling
    from unnest(
      ${sources.map(({ name }) => name)}::text[], ${sources.map(({ kind }) => kind)}::text[]::source_kind[]
    ) wanted (name, kind), source_name_key(wanted.name, wanted.kind) key
    where length(key) >= ${sql.lit(MIN_SPELLING_CHARACTERS)}
  `.execute(db);
  const spelt = new Map(rows.map(({ name, spelling }) => [name, spelling]));
  return new Map(
    sources.map(({ name, kind, otherNames = [] }) => {
      const inLanguages =
        otherNames.length === 0 ? [] : [name, ...otherNames].map((each) => `${kind} ${each.toLowerCase()}`);
      return [name, [spelt.get(name) ?? name.toLowerCase(), ...inLanguages]];
    }),
  );
}

export async function insertTopic(trx: Trx, { slug, name }: NewTopic): Promise<number> {
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
  // eslint-disable-next-line no-restricted-syntax -- one of two names, which the type has
  const [own, former] = [sql.table(table), sql.table(`former_${table}_slug`)];
  const { rows } = await sql<{ slug: string }>`
    select slug from ${own} where slug = ${wanted} or slug like ${`${wanted}-%`}
    union all
    select slug from ${former} where slug = ${wanted} or slug like ${`${wanted}-%`}
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
    from (${sourcesNamed(names.map((name) => ({ name })))}) found cross join lateral (
      select s.* from source s where s.id = found.id offset 0
    ) s
    group by s.id, s.name, s.kind, s.homepage order by s.id
  `.execute(db);
  return rows.map((row) => ({ ...row, homepage: row.homepage ?? undefined }));
}
