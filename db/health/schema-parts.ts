/** Indexes, constraints and triggers of the newsroom's own tables, as the database's catalogue has them. */

import { sql } from 'kysely';
import type { Db } from '../engine/database.ts';

/** The statement that makes each index, by its name. */
export async function indexes(db: Db): Promise<Record<string, string>> {
  const { rows } = await sql<{ name: string; definition: string }>`
    select indexname as name, indexdef as definition from pg_indexes
    where schemaname = 'public' and tablename not like 'kysely\\_%' order by indexname collate "C"
  `.execute(db);
  return Object.fromEntries(rows.map(({ name, definition }) => [name, definition]));
}

/** The statement that makes each that is the newsroom's own, by its table and name; those of foreign keys are the engine's. */
export async function triggers(db: Db): Promise<Record<string, string>> {
  const { rows } = await sql<{ name: string; definition: string }>`
    select c.relname || '.' || t.tgname as name, pg_get_triggerdef(t.oid) as definition
    from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where c.relnamespace = 'public'::regnamespace and not t.tgisinternal
    order by (c.relname || '.' || t.tgname) collate "C"
  `.execute(db);
  return Object.fromEntries(rows.map(({ name, definition }) => [name, definition]));
}

/**
 * The definition of each foreign key and check, by its table and name; keys of other kinds are indexes. An engine that keeps what
 * is demanded of a column among them has more.
 */
export async function constraints(db: Db): Promise<Record<string, string>> {
  const { rows } = await sql<{ name: string; definition: string }>`
    select c.relname || '.' || k.conname as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where k.connamespace = 'public'::regnamespace and k.contype in ('f', 'c') and c.relname not like 'kysely\\_%'
    order by (c.relname || '.' || k.conname) collate "C"
  `.execute(db);
  return Object.fromEntries(rows.map(({ name, definition }) => [name, definition]));
}

/** Those that hold for new rows alone: nobody looked whether the others keep to them. */
export async function uncheckedConstraints(db: Db): Promise<{ readonly table: string; readonly name: string }[]> {
  const { rows } = await sql<{ table: string; name: string }>`
    select c.relname as table, k.conname as name from pg_constraint k join pg_class c on c.oid = k.conrelid
    where k.connamespace = 'public'::regnamespace and k.contype in ('f', 'c') and not k.convalidated order by 1, 2
  `.execute(db);
  return rows;
}

/** Those that are there and that nothing sets off, or only what a replica is told. */
export async function disabledTriggers(db: Db): Promise<{ readonly table: string; readonly name: string }[]> {
  const { rows } = await sql<{ table: string; name: string }>`
    select c.relname as table, t.tgname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where c.relnamespace = 'public'::regnamespace and not t.tgisinternal and t.tgenabled in ('D', 'R') order by 1, 2
  `.execute(db);
  return rows;
}

/** Those that a build which was broken off has left: Postgres writes them, and reads them never. */
export async function invalidIndexes(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_index i join pg_class c on c.oid = i.indexrelid
    where c.relnamespace in ('public'::regnamespace, to_regnamespace('pgboss')::oid) and not (i.indisvalid and i.indisready)
    order by 1
  `.execute(db);
  return rows.map(({ name }) => name);
}

interface ForeignKey {
  readonly name: string;
  readonly child: string;
  readonly parent: string;
  readonly columns: readonly string[];
  readonly parent_columns: readonly string[];
}

/** A foreign key and how many rows of it lead nowhere, which only a repair by hand or a damaged disk can have made. */
export interface Orphans {
  readonly key: string;
  readonly table: string;
  readonly count: number;
}

/** Reads every table that has a foreign key from end to end. */
export async function orphans(db: Db): Promise<Orphans[]> {
  const { rows: keys } = await sql<ForeignKey>`
    select k.conname as name, c.relname as child, p.relname as parent,
           (select json_agg(a.attname order by n.at) from unnest(k.conkey) with ordinality n (attnum, at)
            join pg_attribute a on a.attrelid = k.conrelid and a.attnum = n.attnum) as columns,
           (select json_agg(a.attname order by n.at) from unnest(k.confkey) with ordinality n (attnum, at)
            join pg_attribute a on a.attrelid = k.confrelid and a.attnum = n.attnum) as parent_columns
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class p on p.oid = k.confrelid
    where k.contype = 'f' and k.connamespace = 'public'::regnamespace order by k.conname
  `.execute(db);
  const found: Orphans[] = [];
  for (const { name, child, parent, columns, parent_columns } of keys) {
    const isSet = sql.join(
      columns.map((column) => sql`c.${sql.ref(column)} is not null`),
      sql` and `,
    );
    const isThere = sql.join(
      columns.map((column, at) => sql`p.${sql.ref(parent_columns[at] ?? column)} = c.${sql.ref(column)}`),
      sql` and `,
    );
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from ${sql.id('public', child)} c
      where ${isSet} and not exists (select from ${sql.id('public', parent)} p where ${isThere})
    `.execute(db);
    const count = rows[0]?.count ?? 0;
    if (count > 0) found.push({ key: name, table: child, count });
  }
  return found;
}
