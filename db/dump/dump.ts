/**
 * Logical dump of a newsroom: all rows of all tables as of one moment, and where the sequences stand. It holds no schema:
 * that is made by the migrations up to the one that the dump names.
 */

import { type RawBuilder, sql } from 'kysely';
import type { Db, Trx } from '../engine/database.ts';
import { migrationStatus } from '../engine/migrate.ts';
import { withoutTimeouts } from '../engine/timeouts.ts';
import {
  copyLine,
  endOfRows,
  formatLine,
  lastLine,
  migrationLine,
  rowLine,
  type SequenceState,
  sequenceLine,
  type TableHead,
  type Value,
} from './format.ts';
import { dumpedTables, publicTable } from './tables.ts';

/** Bodies are up to 1 MB each. */
const ROWS_PER_FETCH = 100;

type Write = (line: string) => Promise<void>;

export class NothingToDump extends Error {
  override readonly name = 'NothingToDump';
}

/**
 * Reads everything in one snapshot, while others go on writing.
 *
 * @param write is awaited for each line; it comes without a line end
 * @returns how many rows there are
 * @throws {NothingToDump} when no migration has run
 */
export async function dump(db: Db, write: Write): Promise<number> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      await withoutTimeouts(trx);
      await printPortably(trx);
      // In the snapshot, so that it is the one that the rows have the form of.
      const migration = (await migrationStatus(trx)).findLast(({ executedAt }) => executedAt !== undefined);
      if (migration === undefined) throw new NothingToDump('There is no newsroom in this database.');
      await write(formatLine);
      await write(migrationLine(migration.name));
      let rows = 0;
      for (const { name, columns } of await dumpedTables(trx)) {
        const names = columns.map((column) => column.name);
        rows += await dumpRows(trx, { schema: 'public', table: name, columns: names }, publicTable(name), write);
      }
      if (await hasJobs(trx)) rows += await dumpRows(trx, waitingJobs, jobsToDo, write);
      for (const sequence of await sequences(trx)) await write(sequenceLine(sequence));
      await write(lastLine);
      return rows;
    });
}

/** Jobs that weren't done yet, without how often they were tried: the queue's tables are its library's own. */
const waitingJobs: TableHead = { schema: 'pgboss', table: 'job', columns: ['name', 'data', 'start_after'] };
const jobsToDo = sql`(
  select name, data, date_trunc('milliseconds', start_after) as start_after from pgboss.job
  where state in ('created', 'retry', 'active') order by job.start_after, job.created_on
) job`;

/** Not before the migration that makes the queue. */
async function hasJobs(trx: Trx): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`select to_regclass('pgboss.job') is not null as has`.execute(trx);
  return rows[0]?.has === true;
}

/** Dates, bytes and fractions in the form that every version and locale reads alike, with all their digits. */
async function printPortably(trx: Trx): Promise<void> {
  await sql`
    select set_config('datestyle', 'ISO, YMD', true), set_config('intervalstyle', 'postgres', true),
           set_config('timezone', 'UTC', true), set_config('bytea_output', 'hex', true),
           set_config('extra_float_digits', '1', true)
  `.execute(trx);
}

async function dumpRows(trx: Trx, head: TableHead, from: RawBuilder<unknown>, write: Write): Promise<number> {
  await write(copyLine(head));
  const columns = head.columns.map((name) => sql`${sql.ref(name)}::text as ${sql.ref(name)}`);
  await sql`declare dumped no scroll cursor for select ${sql.join(columns)} from ${from}`.execute(trx);
  let dumped = 0;
  for (;;) {
    const { rows } = await sql<Record<string, Value>>`fetch ${sql.lit(ROWS_PER_FETCH)} from dumped`.execute(trx);
    for (const row of rows) await write(rowLine(head.columns.map((name) => row[name] ?? null)));
    dumped += rows.length;
    if (rows.length < ROWS_PER_FETCH) break;
  }
  await sql`close dumped`.execute(trx);
  await write(endOfRows);
  return dumped;
}

/** Those that have given a number; ids, and with them cursors, go on behind the last. */
async function sequences(trx: Trx): Promise<SequenceState[]> {
  const { rows } = await sql<SequenceState>`
    select sequencename as sequence, last_value::text as last from pg_sequences
    where schemaname = 'public' and last_value is not null order by sequencename
  `.execute(trx);
  return rows;
}
