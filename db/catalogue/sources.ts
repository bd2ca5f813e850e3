/** Sources: by id and slug, and the list of them by name. Who rests on whom is in ../articles/attributions.ts. */

import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Db } from '../engine/database.ts';
import type { Rows } from '../engine/keyset.ts';
import { containing, countRows, listsByName, type Named, type NamePage } from '../engine/names.ts';
import { prepared } from '../engine/prepared.ts';
import type { Source, SourceKind } from '../types.ts';
import { sourcesNamed } from './find-or-create.ts';

export type SourceRow = Pick<Selectable<Source>, 'id' | 'slug' | 'name' | 'kind' | 'homepage' | 'country' | 'revision'>;

const columns = sql`s.id, s.slug, s.name, s.kind, s.homepage, s.country, s.revision`;

const selectByIds = prepared<{ ids: readonly number[] }, SourceRow & { key: number }>(
  'sources_by_ids',
  ({ ids }) => sql`
    select s.id as key, ${columns} from source s where s.id = any(${ids}::int[])
    union all
    select f.former_id, ${columns} from former_source_slug f join source s on s.id = f.source_id
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
      select ${columns} from source s where s.slug = k.slug
      union all
      select ${columns} from source s where s.id = (select f.source_id from former_source_slug f where f.slug = k.slug)
    ) s
  `,
);

/** A former slug finds the source too. */
export async function sourcesBySlugs(db: Db, slugs: readonly string[]): Promise<Map<string, SourceRow>> {
  return new Map((await selectBySlugs(db, { slugs })).map(({ key, ...row }) => [key, row]));
}

/** The oldest source that has a name or alias, in any case. */
export async function sourcesByNames(db: Db, names: readonly string[]): Promise<Map<string, SourceRow>> {
  const { rows } = await sql<SourceRow & { key: string }>`
    select distinct on (found.name) found.name as key, ${columns}
    from (${sourcesNamed(names)}) found (name, id) join source s on s.id = found.id
    order by found.name, s.id
  `.execute(db);
  return new Map(rows.map(({ key, ...row }) => [key, row]));
}

export interface SourceFilter {
  /** Part of the name, in any case, or a whole alias. */
  readonly search?: string | undefined;
  readonly kinds?: readonly SourceKind[] | undefined;
}

function conditions(filter: SourceFilter): RawBuilder<boolean>[] {
  const { search, kinds } = filter;
  return [
    ...(search === undefined
      ? []
      : [sql<boolean>`(s.name ilike ${containing(search)} or s.aliases @> array[lower(${search})])`]),
    ...(kinds === undefined ? [] : [sql<boolean>`s.kind = any(${kinds}::text[]::source_kind[])`]),
  ];
}

/** A page of the sources that match. */
export interface SourceList {
  readonly filter: SourceFilter;
  readonly page: NamePage;
}

/** By name; answers by position in `lists`. */
export function sourceLists(db: Db, lists: readonly SourceList[]): Promise<Rows<Named<SourceRow>>[]> {
  const asked = lists.map(({ filter, page }) => ({ conditions: conditions(filter), page }));
  return listsByName(db, { from: sql`source s`, alias: 's', columns }, asked);
}

/** How many match each filter, by its position. */
export function sourceCounts(db: Db, filters: readonly SourceFilter[]): Promise<number[]> {
  return countRows(db, sql`source s`, filters.map(conditions));
}
