/** Sources: by id and slug, and the list of them by name. Who rests on whom is in attributions.ts. */

import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Db } from './connect.ts';
import type { Rows } from './keyset.ts';
import { containing, countRows, listByName, type Named, type NamePage } from './names.ts';
import { prepared } from './prepared.ts';
import type { Source, SourceKind } from './types.ts';

export type SourceRow = Pick<Selectable<Source>, 'id' | 'slug' | 'name' | 'kind' | 'homepage' | 'country'>;

const columns = sql`s.id, s.slug, s.name, s.kind, s.homepage, s.country`;

const selectByIds = prepared<{ ids: readonly number[] }, SourceRow>(
  'sources_by_ids',
  ({ ids }) => sql`select ${columns} from source s where s.id = any(${ids}::int[])`,
);

export async function sourcesByIds(db: Db, ids: readonly number[]): Promise<Map<number, SourceRow>> {
  return new Map((await selectByIds(db, { ids })).map((row) => [row.id, row]));
}

const selectBySlug = prepared<{ slug: string }, SourceRow>(
  'source_by_slug',
  ({ slug }) => sql`select ${columns} from source s where s.slug = ${slug}`,
);

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
