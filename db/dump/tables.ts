/** What a dump holds of the schema: tables with their stored columns, and sequences, as the database's catalogue has them. */

import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../engine/database.ts';

export interface Column {
  readonly name: string;
  /** Schema and name of its type, such as `pg_catalog._text` for a list of texts. */
  readonly type_schema: string;
  readonly type: string;
}

export interface DumpedTable {
  readonly name: string;
  /** Without those that the database generates from others. */
  readonly columns: readonly Column[];
}

/**
 * All of the newsroom's own, without the record of its migrations, which are run and not copied, and without what is kept
 * for a moment (unlogged).
 */
export async function dumpedTables(db: Db): Promise<DumpedTable[]> {
  const { rows } = await sql<DumpedTable>`
    select c.relname as name,
           json_agg(json_build_object('name', a.attname, 'type_schema', tn.nspname, 'type', t.typname) order by a.attnum)
             as columns
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    join pg_type t on t.oid = a.atttypid
    join pg_namespace tn on tn.oid = t.typnamespace
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relpersistence = 'p'
      and c.relname not like 'kysely\\_%'
    group by c.relname
    order by c.relname
  `.execute(db);
  return rows;
}

/** Whether a table has a row. */
export async function hasRows(db: Db, table: string): Promise<boolean> {
  const { rows } = await sql<{ some: boolean }>`select exists (select from ${publicTable(table)}) as some`.execute(db);
  return rows[0]?.some === true;
}

export function publicTable(name: string): RawBuilder<unknown> {
  return sql`${sql.id('public', name)}`;
}
