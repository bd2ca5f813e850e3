/** A database of its own for a measurement, gone afterwards: in memory, or one with a name that is nobody else's on a server. */

import pg from 'pg';
import { openDatabase } from './connect.ts';
import type { Db } from './database.ts';
import { migrate } from './migrate.ts';

/** The only one that is touched on a server. */
const databaseName = 'dateline_evaluate';

/** Migrated and empty. @param serverUrl where a database may be made; in memory if not given */
export async function inScratchDatabase<Result>(
  serverUrl: string | undefined,
  work: (db: Db) => Promise<Result>,
): Promise<Result> {
  const drop = `drop database if exists ${databaseName} with (force)`;
  if (serverUrl !== undefined) await onServer(serverUrl, [drop, `create database ${databaseName}`]);
  const databaseUrl =
    serverUrl === undefined ? undefined : Object.assign(new URL(serverUrl), { pathname: databaseName }).href;
  const { db, close } = await openDatabase({ databaseUrl, dataDir: 'memory://', poolSize: 1, statementTimeoutMs: 0 });
  try {
    await migrate(db);
    return await work(db);
  } finally {
    await close();
    if (serverUrl !== undefined) await onServer(serverUrl, [drop]);
  }
}

async function onServer(connectionString: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
