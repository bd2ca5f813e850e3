/** A newsroom of its own for a measurement, gone afterwards: embedded, or one with a name that is nobody else's on a server. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openDatabase } from './connect.ts';
import type { Db } from './database.ts';
import { migrate } from './migrate.ts';

/** The only one that is touched on a server. */
const databaseName = 'dateline_evaluate';

/** Migrated and empty. @param serverUrl where a database may be made; embedded if not given */
export async function inScratchDatabase<Result>(
  serverUrl: string | undefined,
  work: (db: Db) => Promise<Result>,
): Promise<Result> {
  return serverUrl === undefined ? inFolder(work) : onServer(serverUrl, work);
}

/** Which begins as a copy of the installed template: in memory it would be migrated from nothing. */
async function inFolder<Result>(work: (db: Db) => Promise<Result>): Promise<Result> {
  const dataDir = await mkdtemp(join(tmpdir(), 'dateline-scratch-'));
  try {
    return await inDatabase({ dataDir }, work);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function onServer<Result>(serverUrl: string, work: (db: Db) => Promise<Result>): Promise<Result> {
  const drop = `drop database if exists ${databaseName} with (force)`;
  await runOn(serverUrl, [drop, `create database ${databaseName}`]);
  try {
    const databaseUrl = Object.assign(new URL(serverUrl), { pathname: databaseName }).href;
    return await inDatabase({ databaseUrl, dataDir: 'memory://' }, work);
  } finally {
    await runOn(serverUrl, [drop]);
  }
}

async function inDatabase<Result>(
  where: { readonly databaseUrl?: string; readonly dataDir: string },
  work: (db: Db) => Promise<Result>,
): Promise<Result> {
  const { db, close } = await openDatabase({ ...where, poolSize: 1, statementTimeoutMs: 0 });
  try {
    await migrate(db);
    return await work(db);
  } finally {
    await close();
  }
}

async function runOn(connectionString: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
