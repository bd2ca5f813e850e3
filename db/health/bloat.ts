/** Bloat of tables and indexes: how much larger their files are than what is in them, estimated from the planner's statistics. */

import { sql } from 'kysely';
import type { Db } from '../engine/database.ts';

export interface Bloat {
  readonly kind: 'table' | 'index';
  readonly schema: string;
  readonly name: string;
  readonly bytes: number;
  /** Of them, those that its rows need no more, as an estimate. */
  readonly wastedBytes: number;
}

/**
 * Tables, and B-trees, of the newsroom and its queue. Rows are as wide as the last ANALYZE found them; whatever it hasn't seen,
 * TOAST and indexes of other kinds aren't judged. Reads the catalogue alone.
 */
export async function bloat(db: Db): Promise<Bloat[]> {
  const { rows } = await sql<Bloat>`
    with own as (
      select c.oid, c.relname as name, n.nspname as schema, c.relkind, c.reltuples, pg_relation_size(c.oid) as bytes,
        coalesce(substring(array_to_string(c.reloptions, ' ') from 'fillfactor=([0-9]+)')::int,
          case c.relkind when 'i' then 90 else 100 end) / 100.0 as fill
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      left join pg_am m on m.oid = c.relam
      where n.nspname in ('public', 'pgboss') and c.reltuples >= 0
        and (c.relkind in ('r', 'm') or (c.relkind = 'i' and m.amname = 'btree'))
    ),
    -- Of a column of an index, the statistics are its table's; of an expression, its own.
    part as (
      select o.oid, s.avg_width * (1 - s.null_frac) as width
      from own o join pg_attribute a on a.attrelid = o.oid and a.attnum > 0 and not a.attisdropped
      left join pg_index i on i.indexrelid = o.oid
      left join pg_attribute of_table on of_table.attrelid = i.indrelid
        and of_table.attnum = nullif(i.indkey[a.attnum - 1], 0)
      left join pg_class t on t.oid = of_table.attrelid
      left join pg_stats s on s.schemaname = o.schema and s.tablename = coalesce(t.relname, o.name)
        and s.attname = coalesce(of_table.attname, a.attname)
    ),
    -- A row's header and pointer, and what aligns it.
    row_of as (
      select oid, case when relkind = 'i' then 8 * ceil(sum(width) / 8) + 12 else sum(width) + 32 end as width
      from part join own using (oid) group by oid, relkind having count(*) = count(width)
    ),
    needed as (
      select o.*, 8192 * (case when relkind = 'i' then 1 else 0 end
        + ceil(reltuples / greatest(1, floor(8152 * fill / width)))) as needed
      from own o join row_of using (oid)
    )
    select case relkind when 'i' then 'index' else 'table' end as kind, schema, name,
      bytes::float8 as bytes, greatest(0, bytes - needed)::float8 as "wastedBytes"
    from needed order by bytes - needed desc, name
  `.execute(db);
  return rows;
}
