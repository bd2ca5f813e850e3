/** Sources: by id and slug, and the list of them by name. Who rests on whom is in attributions.ts. */

import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Db } from '../engine/connect.ts';
import type { Rows } from '../engine/keyset.ts';
import { containing, countRows, listByName, type Named, type NamePage } from '../engine/names.ts';
import { prepared } from '../engine/prepared.ts';
import type { Source, SourceKind } from '../types.ts';

export type SourceRow = Pick<Selectable<Source>, 'id' | 'slug' | 'name' | 'kind' | 'homepage' | 'country'>;

const columns = sql`s.id, s.slug, s.name, s.kind, s.homepage, s.country`;

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

const selectBySlug = prepared<{ slug: string }, SourceRow>(
  'source_by_slug',
  ({ slug }) => sql`
    select ${columns} from source s where s.slug = ${slug}
    union all
    select ${columns} from source s where s.id = (select f.source_id from former_source_slug f where f.slug = ${slug})
  `,
);

/** A former slug finds the source too. */
export async function sourceBySlug(db: Db, slug: string): Promise<SourceRow | null> {
  return (await selectBySlug(db, { slug }))[0] ?? null;
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

/** Matching sources by name. */
export function sources(db: Db, filter: SourceFilter, page: NamePage): Promise<Rows<Named<SourceRow>>> {
  return listByName(db, { from: sql`source s`, alias: 's', columns }, conditions(filter), page);
}

export function countSources(db: Db, filter: SourceFilter): Promise<number> {
  return countRows(db, sql`source s`, conditions(filter));
}
