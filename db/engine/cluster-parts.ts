/** What the files of an embedded Postgres have to be before the engine is given them: it would end in words of its own, or in none. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultOfLogs } from './segments.ts';
import { faultOfTables } from './table-files.ts';

/** Of the embedded engine. Another one's data folder can't be read, as with any Postgres. */
export const postgresMajor = '18';

/** Some of these are empty, so that whatever copies only files leaves them out. */
const parts = [
  ...['PG_VERSION', 'postgresql.conf', 'base', 'global/pg_control', 'global/pg_filenode.map'],
  ...['base/5/PG_VERSION', 'base/5/pg_filenode.map'],
  ...['pg_wal', 'pg_wal/archive_status', 'pg_wal/summaries', 'pg_xact', 'pg_multixact/offsets', 'pg_multixact/members'],
  ...['pg_logical/snapshots', 'pg_logical/mappings', 'pg_commit_ts', 'pg_dynshmem', 'pg_notify', 'pg_replslot'],
  ...['pg_serial', 'pg_snapshots', 'pg_stat', 'pg_stat_tmp', 'pg_subtrans', 'pg_tblspc', 'pg_twophase'],
] as const;

const CONTROL_BYTES = 8192;
/** The place in it of the number of its own format: a hundred times the major version. */
const CONTROL_VERSION_AT = 8;

/** The first part of a database that isn't there; undefined while it is whole. */
export function lostPart(cluster: string): string | undefined {
  return parts.find((part) => !existsSync(join(cluster, part)));
}

/** @returns which version of Postgres wrote it; undefined where that can't be read from it */
export function versionOf(cluster: string): string | undefined {
  const [version] = /^\d+(\.\d+)?$/.exec(readFileSync(join(cluster, 'PG_VERSION'), 'latin1').trim()) ?? [];
  return version;
}

/** Of one that has all of its parts, and is of the engine's version. @returns what is wrong, in words; undefined where nothing is seen from outside */
export function faultOf(cluster: string): string | undefined {
  const control = readFileSync(join(cluster, 'global/pg_control'));
  if (control.length !== CONTROL_BYTES)
    return `its postgres/global/pg_control has ${control.length} bytes instead of 8192`;
  if (control.readUInt32LE(CONTROL_VERSION_AT) !== Number(postgresMajor) * 100)
    return 'its postgres/global/pg_control holds something else';
  if (readdirSync(join(cluster, 'pg_xact')).length === 0) return 'its postgres/pg_xact is empty';
  const fault = faultOfLogs(cluster, control) ?? faultOfTables(cluster);
  if (fault !== undefined) return fault;
  const isLogged = readdirSync(join(cluster, 'pg_wal')).some((name) => /^[0-9A-F]{24}$/.test(name));
  return isLogged ? undefined : 'its postgres/pg_wal holds no log';
}
