/** Duplicate detection in the catalogue: sources that are likely the same, by keys of their names that they share. */

import { sql } from 'kysely';
import type { Db, Trx } from '../engine/database.ts';
import { prepared } from '../engine/prepared.ts';
import type { SourceLikeness } from '../types.ts';
import { isHint, MAX_SHARING } from './shared-keys.ts';
import { type SourceRow, sourceColumns } from './sources.ts';

export type PossibleDuplicateRow = SourceRow & { readonly reason: SourceLikeness };

/** Of one source. */
const MAX_POSSIBLE_DUPLICATES = 20;

const selectPossibleDuplicates = prepared<
  { ids: readonly number[] },
  PossibleDuplicateRow & { readonly of_id: number }
>(
  'possible_duplicates',
  ({ ids }) => sql`
    select asked.id as of_id, ${sourceColumns}, found.reason
    from unnest(${ids}::int[]) asked (id) cross join lateral (
      select o.source_id, min(greatest(k.reason, o.reason)) as reason
      from source_key k cross join lateral (
        select o.*, count(*) over () as sharing from (
          select * from source_key o where o.key = k.key limit ${sql.lit(MAX_SHARING + 1)}
        ) o
      ) o
      where k.source_id = asked.id and o.sharing <= ${sql.lit(MAX_SHARING)} and ${isHint}
      group by o.source_id order by reason, o.source_id limit ${sql.lit(MAX_POSSIBLE_DUPLICATES)}
    ) found join source s on s.id = found.source_id
    order by asked.id, found.reason, s.sort_name, s.id
  `,
);

/** The surest first, then by name; at most {@link MAX_POSSIBLE_DUPLICATES} of each. */
export async function possibleDuplicatesBySourceIds(
  db: Db,
  ids: readonly number[],
): Promise<Map<number, PossibleDuplicateRow[]>> {
  return Map.groupBy(await selectPossibleDuplicates(db, { ids }), (row) => row.of_id);
}

/** From now on they are nobody's possible duplicates of each other. @returns whether that is new */
export async function distinguishSources(trx: Trx, one: number, other: number): Promise<boolean> {
  const { rows } = await sql`
    insert into distinct_source (low_id, high_id) values (least(${one}::int, ${other}::int), greatest(${one}::int, ${other}::int))
    on conflict do nothing returning low_id
  `.execute(trx);
  return rows.length > 0;
}

/** What was said of one that is merged is said of the one that takes it in. */
export async function keepDistinct(trx: Trx, from: number, into: number): Promise<void> {
  await sql`
    insert into distinct_source (low_id, high_id)
    select least(other.id, ${into}::int), greatest(other.id, ${into}::int)
    from (
      select high_id as id from distinct_source where low_id = ${from}
      union select low_id from distinct_source where high_id = ${from}
    ) other
    where other.id <> ${into}
    on conflict do nothing
  `.execute(trx);
}
