/**
 * Restores a dump into an empty database of any engine and major version: brings the schema to the migration that the
 * dump was made at, loads all rows or none, then runs the migrations that came since.
 */

import { sql } from 'kysely';
import type { Db, Trx } from '../engine/database.ts';
import { enqueue } from '../engine/job-queue.ts';
import { migrate, migrationStatus } from '../engine/migrate.ts';
import { withoutTimeouts } from '../engine/timeouts.ts';
import {
  endOfRows,
  formatLine,
  lastLine,
  parseCopyLine,
  parseMigrationLine,
  parseRowLine,
  parseSequenceLine,
  type SequenceState,
  type TableHead,
  type Value,
} from './format.ts';
import { type Column, type DumpedTable, dumpedTables, hasRows, publicTable } from './tables.ts';

/** The dump or the database it shall go to isn't fit for it; the message says why, and nothing is changed. */
export class CannotRestore extends Error {
  override readonly name = 'CannotRestore';
}

/** All rows were loaded and stay; only what comes behind them failed. */
export class NotUpToDate extends Error {
  override readonly name = 'NotUpToDate';
}

const ROWS_PER_INSERT = 500;
const CHARACTERS_PER_INSERT = 1_000_000;

/** Migrations put their one row in these. */
const filledByMigrations = new Set(['text_corpus', 'trend_clock']);

/**
 * @param lines of the dump, without line ends
 * @returns how many rows were loaded
 * @throws {CannotRestore} before anything is changed, or with all changes to the rows undone
 * @param record says in the log that it was restored, in the transaction of the rows; where the dump is from before there was one, nobody does
 * @throws {NotUpToDate} with all rows loaded, when a later migration fails
 */
export async function restore(
  db: Db,
  lines: AsyncIterable<string>,
  record: (trx: Trx) => Promise<void> = async () => {},
): Promise<number> {
  const dump = lines[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await dump.next();
    if (done === true) throw new CannotRestore('The dump was cut off: its end is missing.');
    return value;
  };
  if ((await next()) !== formatLine) throw new CannotRestore('This is not a dump that "npm run dump" made.');
  const migration = parseMigrationLine(await next());
  if (migration === undefined) throw new CannotRestore('The dump doesn’t say at which migration it was made.');
  await expectKnown(db, migration);
  await expectEmpty(db);
  await migrate(db, migration);
  const loaded = await db.transaction().execute((trx) => load(trx, next, record));
  await bringUpToDate(db, loaded);
  return loaded;
}

async function bringUpToDate(db: Db, loaded: number): Promise<void> {
  try {
    await migrate(db);
    await sql`analyze`.execute(db);
  } catch (error) {
    throw new NotUpToDate(
      `All ${loaded} rows are in the database, but it couldn’t be brought to the latest version: ${(error as Error).message}\n` +
        'When the reason is mended, "npm run migrate" does it.',
      { cause: error },
    );
  }
}

async function expectKnown(db: Db, migration: string): Promise<void> {
  if ((await migrationStatus(db)).some(({ name }) => name === migration)) return;
  throw new CannotRestore(
    `The dump was made by a later version of Dateline: there is no migration "${migration}" here.`,
  );
}

async function expectEmpty(db: Db): Promise<void> {
  for (const { name } of await dumpedTables(db)) {
    if (filledByMigrations.has(name) || !(await hasRows(db, name))) continue;
    throw new CannotRestore(
      `The database isn’t empty: "${name}" has rows. Restore into a new folder (DATA_DIR) or database (DATABASE_URL).`,
    );
  }
}

/**
 * Rows come table by table, whichever refers to which: the foreign keys are away meanwhile, and each is checked by one
 * join behind them all. Deferred ones would remember every row until then.
 */
async function load(trx: Trx, next: () => Promise<string>, record: (trx: Trx) => Promise<void>): Promise<number> {
  await withoutTimeouts(trx);
  const tables = await dumpedTables(trx);
  const names = tables.map(({ name }) => publicTable(name));
  await sql`lock table ${sql.join(names)} in access exclusive mode`.execute(trx);
  // Others may have written since it was asked first, and can't any more.
  await expectEmpty(trx);
  await dropForeignKeys(trx);
  for (const name of names) await sql`alter table ${name} disable trigger user`.execute(trx);
  const filled = tables.filter(({ name }) => filledByMigrations.has(name)).map(({ name }) => publicTable(name));
  for (const name of filled) await sql`delete from ${name}`.execute(trx);
  const loaded = await loadLines(trx, tables, next);
  for (const name of names) await sql`alter table ${name} enable trigger user`.execute(trx);
  await addForeignKeys(trx);
  if (tables.some(({ name }) => name === 'event')) await record(trx);
  return loaded;
}

/** As the database describes them; kept until the transaction ends. */
async function dropForeignKeys(trx: Trx): Promise<void> {
  await sql`
    create temporary table dropped_key on commit drop as
    select format('%I.%I', 'public', c.relname) as "table", k.conname as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where k.contype = 'f' and k.connamespace = 'public'::regnamespace
  `.execute(trx);
  await sql`
    do $$ declare key record; begin
      for key in select * from pg_temp.dropped_key loop
        execute format('alter table %s drop constraint %I', key."table", key.name);
      end loop;
    end $$
  `.execute(trx);
}

async function addForeignKeys(trx: Trx): Promise<void> {
  await sql`
    do $$ declare key record; begin
      for key in select * from pg_temp.dropped_key loop
        execute format('alter table %s add constraint %I %s', key."table", key.name, key.definition);
      end loop;
    end $$
  `.execute(trx);
}

async function loadLines(trx: Trx, tables: readonly DumpedTable[], next: () => Promise<string>): Promise<number> {
  let loaded = 0;
  for (;;) {
    const line = await next();
    if (line === lastLine) return loaded;
    const head = parseCopyLine(line);
    const sequence = parseSequenceLine(line);
    if (head) loaded += await loadRows(head, inserter(trx, tables, head), next);
    else if (sequence) await setSequence(trx, sequence);
    else throw new CannotRestore(`The dump has a line that isn’t understood: ${line.slice(0, 80)}`);
  }
}

type Insert = (rows: readonly (readonly Value[])[]) => Promise<unknown>;

async function loadRows({ table, columns }: TableHead, insert: Insert, next: () => Promise<string>): Promise<number> {
  let rows: Value[][] = [];
  let characters = 0;
  let loaded = 0;
  const flush = async () => {
    if (rows.length > 0) await insert(rows);
    loaded += rows.length;
    rows = [];
    characters = 0;
  };
  for (let line = await next(); line !== endOfRows; line = await next()) {
    const row = parseRowLine(line);
    if (row.length !== columns.length) throw new CannotRestore(`The dump has a row of "${table}" that doesn’t fit.`);
    rows.push(row);
    characters += line.length;
    if (rows.length === ROWS_PER_INSERT || characters > CHARACTERS_PER_INSERT) await flush();
  }
  await flush();
  return loaded;
}

function inserter(trx: Trx, tables: readonly DumpedTable[], head: TableHead): Insert {
  if (head.schema === 'pgboss') return (rows) => insertJobRows(trx, rows);
  const known = tables.find(({ name }) => name === head.table);
  const columns = head.columns.map((name) => known?.columns.find((column) => column.name === name));
  if (known === undefined || !columns.every((column) => column !== undefined))
    throw new CannotRestore(`The dump has a table or column that its migration doesn’t: ${head.table}.`);
  return (rows) => insertRows(trx, known.name, columns, rows);
}

/** Every value goes as text, and is read by its column's type. */
function insertRows(trx: Trx, table: string, columns: readonly Column[], rows: readonly (readonly Value[])[]) {
  const names = columns.map(({ name }) => sql.ref(name));
  const values = columns.map((_, index) => sql`${rows.map((row) => row[index])}::text[]`);
  const typed = columns.map(({ name, type_schema, type }) => sql`${sql.ref(name)}::${sql.id(type_schema, type)}`);
  return sql`
    insert into ${publicTable(table)} (${sql.join(names)}) overriding system value
    select ${sql.join(typed)} from unnest(${sql.join(values)}) given (${sql.join(names)})
  `.execute(trx);
}

async function insertJobRows(trx: Trx, rows: readonly (readonly Value[])[]): Promise<void> {
  for (const [queue, data, startAfter] of rows) {
    if (typeof queue !== 'string' || typeof startAfter !== 'string') continue;
    await enqueue(trx, queue, [JSON.parse(data ?? '{}')], new Date(startAfter));
  }
}

async function setSequence(trx: Trx, { sequence, last }: SequenceState): Promise<void> {
  await sql`select setval(${`public.${sequence}`}::regclass, ${last}::bigint, true)`.execute(trx);
}
