/** Fingerprints of the tables that readers' answers are made of: as long as they are the same, a fresh answer would be the same too. */

import { sql } from 'kysely';
import type { Db } from '../../db/engine/database.ts';
import type { DB } from '../../db/types.ts';

/** The newsroom's own, of which no reader is shown anything. A table that isn't named here counts as readable. */
const newsroomTables: readonly (keyof DB)[] = [
  'access_token',
  'draft',
  'due_event',
  'event',
  'idempotency_key',
  'operation',
  'purge_position',
  'revision',
  'secret',
  'webhook',
  'webhook_delivery',
];

/** Of each table its last writer, its number of rows, and of each time how many have come: a moment changes answers as well. */
export async function readableState(db: Db): Promise<() => Promise<ReadonlyMap<string, string>>> {
  const { rows } = await sql<{ name: string; times: string[] }>`
    select t.table_name as name,
           coalesce(array_agg(c.column_name::text order by c.column_name) filter (where c.data_type like 'timestamp%'), '{}') as times
    from information_schema.tables t
    join information_schema.columns c using (table_schema, table_name)
    where t.table_schema = 'public' and t.table_type = 'BASE TABLE' and t.table_name <> all(${newsroomTables}::text[])
    group by 1 order by 1`.execute(db);
  const each = rows.map(({ name, times }) => {
    const come = times.map((time) => sql`count(*) filter (where ${sql.ref(time)} <= now())`);
    const state = sql`concat_ws(' ', ${sql.join([sql`count(*)`, sql`max(xmin::text::bigint)`, ...come])})`;
    return sql`select ${sql.lit(name)} as name, ${state} as state from ${sql.table(name)}`;
  });
  const all = sql<{ name: string; state: string }>`${sql.join(each, sql` union all `)}`;
  return async () => new Map((await all.execute(db)).rows.map(({ name, state }) => [name, state]));
}

/** Tables that only some questions are answered from, known by a field's name in them; from any other table all may be. */
const readFor: readonly (readonly [RegExp, RegExp])[] = [
  [/^related_|^article_te(rm|xt)$|^te(rm|xt)_/, /related/i],
  [/coverage/, /coverage/i],
  [/^trend|^article_(trend|views)/, /trend|views/i],
];

/** @returns whether a change between the two states could change the answer, by the question's own words */
export function isConcerned(
  query: string,
  before: ReadonlyMap<string, string>,
  now: ReadonlyMap<string, string>,
): boolean {
  const changed = [...now.keys()].filter((name) => now.get(name) !== before.get(name));
  return changed.some((name) => readFor.find(([tables]) => tables.test(name))?.[1].test(query) ?? true);
}
