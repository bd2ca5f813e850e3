/** The folder of the embedded Postgres (DATA_DIR): made if missing, and refused when it isn't whole or another major version wrote it. */

import { accessSync, existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { access, constants, mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { faultOf, lostPart, postgresMajor, versionOf } from './cluster-parts.ts';
import { DatabaseUnusable } from './database-unusable.ts';

/** Where in the folder the database is. */
export function clusterPath(folder: string): string {
  return join(folder, 'postgres');
}

/** @throws {DatabaseUnusable} when it can't be made, read or written */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await makeWithParents(folder);
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    // A newsroom that is made within a checkout is nobody's to commit.
    if ((await readdir(folder)).length === 0) await writeFile(join(folder, '.gitignore'), '*\n');
  } catch (error) {
    throw unusable(folder, error);
  }
}

/** For what a file system says: a folder of somebody else's, or one on a disk that is mounted read-only. */
export function unusable(folder: string, error: unknown): DatabaseUnusable {
  return new DatabaseUnusable(`DATA_DIR: ${folder} can't be used: ${(error as Error).message}`);
}

/**
 * Before the engine opens it, which would say nothing of why it can't. Of a thousand files and folders, which takes 10 ms.
 *
 * @throws {DatabaseUnusable} when a part of the database can't be read and written
 */
export function expectWritable(folder: string): void {
  const { R_OK, W_OK, X_OK } = constants;
  const cluster = clusterPath(folder);
  try {
    accessSync(cluster, R_OK | W_OK | X_OK);
    for (const entry of readdirSync(cluster, { recursive: true, withFileTypes: true })) {
      accessSync(join(entry.parentPath, entry.name), entry.isDirectory() ? R_OK | W_OK | X_OK : R_OK | W_OK);
    }
  } catch (error) {
    throw unusable(folder, error);
  }
}

/** Step by step: Node's own recursive way never ends where nothing can be made, such as in /proc. */
async function makeWithParents(folder: string): Promise<void> {
  if (existsSync(folder) && statSync(folder).isDirectory()) return;
  const parent = dirname(resolve(folder));
  if (parent !== resolve(folder)) await makeWithParents(parent);
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST' || !statSync(folder).isDirectory()) throw error;
  });
}

/** Ours, and what a file system keeps in a volume of its own. */
const partsOfNewFolder = new Set(['.gitignore', 'lock', 'lock-journal', 'lost+found', 'socket', 'unfinished']);

/**
 * Before anything is made in it.
 *
 * @throws {DatabaseUnusable} when it holds something, but neither a whole database nor one that was killed while it was made
 */
export async function expectWholeOrNew(folder: string): Promise<void> {
  if (existsSync(unfinishedMark(folder))) return;
  const lost = hasCluster(folder) ? partGoneFrom(folder) : undefined;
  if (lost !== undefined) throw damaged(folder, `its ${join('postgres', lost)} is missing`);
  if (hasCluster(folder)) return;
  const other = (await readdir(folder)).find((name) => !partsOfNewFolder.has(name));
  if (other !== undefined) throw damaged(folder, `it holds ${other}, but no database (postgres)`);
}

/** The first part of its database that isn't there any more; undefined while it is whole. */
export function partGoneFrom(folder: string): string | undefined {
  return lostPart(clusterPath(folder));
}

const nothingChanged = ' Nothing was changed in it.';

function damaged(folder: string, what: string, more = nothingChanged): DatabaseUnusable {
  return new DatabaseUnusable(
    `DATA_DIR: ${folder} isn't whole: ${what}.${more} ` +
      'Put back what is missing, or restore the latest dump into a new folder and start with that one:\n' +
      `  DATA_DIR=${folder}-restored npm run restore -- newsroom.sql.gz`,
  );
}

/**
 * For what the engine can't open though nothing is seen from outside: what it says of it is meant for nobody.
 *
 * @param error has its words
 */
export function unreadable(folder: string, error: unknown): DatabaseUnusable {
  const what = "the files of its postgres don't fit together, so that the engine can't open them";
  const unread = damaged(folder, what, '');
  unread.cause = error;
  return unread;
}

/**
 * Before the engine opens it, which would end in the engine's own words, or in worse.
 *
 * @throws {DatabaseUnusable} when another major version of Postgres wrote it, or something in it isn't what it was
 */
export function expectReadable(folder: string): void {
  const written = versionOf(clusterPath(folder));
  if (written === undefined) throw damaged(folder, 'its postgres/PG_VERSION names no version');
  if (written !== postgresMajor) throw ofOtherVersion(folder, written);
  const fault = faultOf(clusterPath(folder));
  if (fault !== undefined) throw damaged(folder, fault);
}

function ofOtherVersion(folder: string, written: string): DatabaseUnusable {
  return new DatabaseUnusable(
    `DATA_DIR: ${folder} was written by Postgres ${written}; the embedded engine is Postgres ${postgresMajor} and can't read it. ` +
      'Dump it with the version of Dateline that wrote it, and restore the dump into a new folder with this one:\n' +
      `  DATA_DIR=${folder} npm run dump -- newsroom.sql.gz\n` +
      `  DATA_DIR=${folder}-${postgresMajor} npm run restore -- newsroom.sql.gz`,
  );
}

/** Whether there is a database; not one that was killed while it was being made. */
export function hasCluster(folder: string): boolean {
  return existsSync(clusterPath(folder)) && !existsSync(unfinishedMark(folder));
}

/**
 * Marked until one of the ways has made it whole: a marked one holds nothing that anybody wrote, and is made again by
 * whoever opens the folder.
 *
 * @param ways tried in turn, each with nothing in its way; `null` is one that isn't to be had
 * @throws what the last of them throws
 */
export async function createCluster<Made>(
  folder: string,
  ways: readonly [...(() => Promise<Made | null>)[], () => Promise<Made>],
): Promise<Made> {
  writeFileSync(unfinishedMark(folder), '');
  for (const [index, create] of ways.entries()) {
    rmSync(clusterPath(folder), { recursive: true, force: true });
    const isLast = index === ways.length - 1;
    const made = await create().catch((error: unknown) => {
      if (isLast) throw error;
      return null;
    });
    if (made === null) continue;
    rmSync(unfinishedMark(folder));
    return made;
  }
  throw new Error('There is no way to make a database.');
}

function unfinishedMark(folder: string): string {
  return join(folder, 'unfinished');
}
