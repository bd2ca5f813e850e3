/** What the files of an embedded Postgres have to be before the engine is given them: it would end in words of its own, or in none. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

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

/** The place in it of the number of the transaction that was to begin next at the last checkpoint, of which the lower half is used. */
const NEXT_TRANSACTION_AT = 64;
/** How transactions ended: two bits each, none of which is set for one that didn't end. */
const STATUS_PAGE_BYTES = 8192;
const TRANSACTIONS_PER_BYTE = 4;
const PAGES_PER_SEGMENT = 32;
/** With what made the database, and with more than one transaction may hold that a process was killed in. */
const [FIRST_STATUS_BYTES, MIN_STATUS_BYTES] = [16, 1024];

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
  const unknown = unknownEnds(cluster, control.readUInt32LE(NEXT_TRANSACTION_AT));
  if (unknown !== undefined) return `its postgres/${unknown} has lost how transactions ended`;
  const isLogged = readdirSync(join(cluster, 'pg_wal')).some((name) => /^[0-9A-F]{24}$/.test(name));
  return isLogged ? undefined : 'its postgres/pg_wal holds no log';
}

/**
 * Whatever a transaction of unknown end wrote is nowhere to be seen, so that the engine would open a newsroom with holes in it.
 *
 * @returns the first file with a page of which nothing is left
 */
function unknownEnds(cluster: string, next: number): string | undefined {
  const bytes = Math.floor(next / TRANSACTIONS_PER_BYTE);
  return readdirSync(join(cluster, 'pg_xact'))
    .map((name) => join('pg_xact', name))
    .find((file) => {
      const statuses = readFileSync(join(cluster, file));
      const first = Number.parseInt(basename(file), 16) * PAGES_PER_SEGMENT;
      for (let page = first; page < first + PAGES_PER_SEGMENT; page += 1) {
        const used = Math.min(STATUS_PAGE_BYTES, bytes - page * STATUS_PAGE_BYTES);
        if (used < (page === 0 ? FIRST_STATUS_BYTES : MIN_STATUS_BYTES)) return false;
        const at = (page - first) * STATUS_PAGE_BYTES;
        if (statuses.subarray(at, at + used).every((byte) => byte === 0)) return true;
      }
      return false;
    });
}
