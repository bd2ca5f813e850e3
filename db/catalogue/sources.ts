/** Sources: by id and slug, and the list of them by name or citations. Who rests on whom is in ../articles/attributions.ts. */

import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Db } from '../engine/database.ts';
import type { Rows } from '../engine/keyset.ts';
import { and, countRows, hasFolded, listsByName, type NamePage } from '../engine/names.ts';
import { listByNumber, type NumberPage } from '../engine/numbered-lists.ts';
import { prepared } from '../engine/prepared.ts';
import type { Source, SourceKind } from '../types.ts';
import {
  type CitationCount,
  citationCounts,
  isCited,
  isEdgePublished,
  publishedWithin,
  type Span,
} from './citations.ts';
import { type SourceName, sourcesNamed } from './find-or-create.ts';
import { idsOfPossibleDuplicates } from './shared-keys.ts';

export type SourceRow = Pick<Selectable<Source>, 'id' | 'slug' | 'name' | 'kind' | 'homepage' | 'country' | 'revision'>;

export const sourceColumns = sql`s.id, s.slug, s.name, s.kind, s.homepage, s.country, s.revision`;

const selectByIds = prepared<{ ids: readonly number[] }, SourceRow & { key: number }>(
  'sources_by_ids',
  ({ ids }) => sql`
    select s.id as key, ${sourceColumns} from source s where s.id = any(${ids}::int[])
    union all
    select f.former_id, ${sourceColumns} from former_source_slug f join source s on s.id = f.source_id
    where f.former_id = any(${ids}::int[])
  `,
);

/** The id of one that was merged finds the source that took it in. */
export async function sourcesByIds(db: Db, ids: readonly number[]): Promise<Map<number, SourceRow>> {
  return new Map((await selectByIds(db, { ids })).map(({ key, ...row }) => [key, row]));
}

const selectBySlugs = prepared<{ slugs: readonly string[] }, SourceRow & { key: string }>(
  'sources_by_slugs',
  ({ slugs }) => sql`
    select k.slug as key, s.* from unnest(${slugs}::text[]) k (slug) cross join lateral (
      select ${sourceColumns} from source s where s.slug = k.slug
      union all
      select ${sourceColumns} from source s where s.id = (select f.source_id from former_source_slug f where f.slug = k.slug)
    ) s
  `,
);

/** A former slug finds the source too. */
export async function sourcesBySlugs(db: Db, slugs: readonly string[]): Promise<Map<string, SourceRow>> {
  return new Map((await selectBySlugs(db, { slugs })).map(({ key, ...row }) => [key, row]));
}

/** The oldest source that has a name or alias, as `knownSourceIds` finds it; by `{name, kind}` as JSON. */
export async function sourcesByNames(db: Db, names: readonly Required<SourceName>[]): Promise<Map<string, SourceRow>> {
  const { rows } = await sql<SourceRow & { asked: Required<SourceName> }>`
    select distinct on (found.name, found.kind) ${sourceColumns},
           json_build_object('name', found.name, 'kind', found.kind) as asked
    from (${sourcesNamed(names)}) found join source s on s.id = found.id
    order by found.name, found.kind, s.id
  `.execute(db);
  return new Map(rows.map(({ asked: { name, kind }, ...row }) => [JSON.stringify({ name, kind }), row]));
}

export interface SourceFilter {
  /** Part of the name, in any case and with or without accents, or a whole alias. */
  readonly search?: string | undefined;
  readonly kinds?: readonly SourceKind[] | undefined;
  /** Cited by an article that was published then. */
  readonly citedIn?: Span | undefined;
  /** Only those that may be the same as another. */
  readonly possibleDuplicates?: true | undefined;
}

function conditions(filter: SourceFilter): RawBuilder<boolean>[] {
  const { search, kinds, citedIn, possibleDuplicates } = filter;
  return [
    ...(search === undefined
      ? []
      : [
          sql<boolean>`(${hasFolded(sql`s.name`, search)} or exists (
            select from unnest(s.aliases) alias where folded(alias) = (select folded(${search}))
          ))`,
        ]),
    ...(kinds === undefined ? [] : [sql<boolean>`s.kind = any(${kinds}::text[]::source_kind[])`]),
    ...(citedIn === undefined
      ? []
      : [
          sql<boolean>`exists (
            select from attribution x
            where x.source_id = s.id and ${and([isCited, isEdgePublished, ...publishedWithin(citedIn)])}
          )`,
        ]),
    ...(possibleDuplicates === true ? [sql<boolean>`s.id in (${idsOfPossibleDuplicates})`] : []),
  ];
}

interface SourcesByName {
  readonly filter: SourceFilter;
  readonly order: 'NAME';
  readonly page: NamePage;
}

interface SourcesByCitations {
  readonly filter: SourceFilter;
  readonly order: 'CITATIONS' | 'LAST_CITED';
  readonly page: NumberPage;
}

/** A page of the sources that match. */
export type SourceList = SourcesByName | SourcesByCitations;

/** With its place in the list, and its citations where they make the order. */
export type ListedSource = SourceRow & {
  readonly sort_name?: string;
  readonly number?: number;
} & Partial<CitationCount>;

/** Answers by position in `lists`, which are of one `kindOfList`. */
export async function sourceLists(db: Db, lists: readonly SourceList[]): Promise<Rows<ListedSource>[]> {
  const others = lists.filter((list) => list.order !== 'NAME');
  if (others.length > 0) return Promise.all(others.map((list) => listByCitations(db, list)));
  const byName = lists.filter((list) => list.order === 'NAME');
  const asked = byName.map(({ filter, page }) => ({ conditions: conditions(filter), page }));
  return listsByName(db, { from: sql`source s`, alias: 's', columns: sourceColumns }, asked);
}

function listByCitations(db: Db, { filter, order, page }: SourcesByCitations): Promise<Rows<ListedSource>> {
  const { citedIn, ...rest } = filter;
  const number = order === 'CITATIONS' ? sql`coalesce(c.citations, 0)::float8` : millisecondsOf(sql`c.last_cited_at`);
  return listByNumber(
    db,
    sql`
      select ${sourceColumns}, coalesce(c.citations, 0) as citations, c.last_cited_at, ${number} as number
      from source s ${citedIn === undefined ? sql`left` : sql``} join (${citationCounts(citedIn)}) c on c.source_id = s.id
      where ${and(conditions(rest))}`,
    page,
  );
}

/** Never is before everything. */
function millisecondsOf(date: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`coalesce(round(extract(epoch from ${date}) * 1000), -1e15)::float8`;
}

/** How many match each filter, by its position. */
export function sourceCounts(db: Db, filters: readonly SourceFilter[]): Promise<number[]> {
  return countRows(db, sql`source s`, filters.map(conditions));
}
