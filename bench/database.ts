/** The benchmarks' own databases: `dateline_bench` and others on a server, or embedded ones in folders. They touch no other. */

import { existsSync, rmSync } from 'node:fs';
import pg from 'pg';
import { openDatabase } from '../db/engine/connect.ts';
import type { Database } from '../db/engine/database.ts';
import type { DatabaseOptions } from '../db/engine/database-options.ts';
import { hasPendingMigrations, migrate } from '../db/engine/migrate.ts';

/** Where it is; `serverUrl` is the address that was given, `databaseUrl` that of the benchmark's own database there. */
export interface BenchPlace {
  readonly serverUrl?: string | undefined;
  readonly databaseUrl?: string | undefined;
  readonly databaseName: string;
  readonly dataDir: string;
}

/** There is nothing to measure; the message says how to make it. */
export class NoBenchNewsroom extends Error {
  override readonly name = 'NoBenchNewsroom';
}

/** @param of which benchmark's; that of the newsroom of `--load` if not given */
export function benchPlace(env: NodeJS.ProcessEnv, of?: string): BenchPlace {
  const serverUrl = env.BENCH_DATABASE_URL?.trim() || env.DATABASE_URL?.trim() || undefined;
  const name = ['dateline', 'bench', ...(of === undefined ? [] : [of])];
  const databaseName = name.join('_');
  const dataDir = `.${name.join('-')}`;
  if (serverUrl === undefined) return { databaseName, dataDir };
  return {
    serverUrl,
    databaseUrl: Object.assign(new URL(serverUrl), { pathname: databaseName }).href,
    databaseName,
    dataDir,
  };
}

/** Drops the benchmark's database, if there is one, and makes it anew, migrated and empty. */
export async function makeDatabase(place: BenchPlace): Promise<void> {
  const { databaseName, dataDir } = place;
  if (place.serverUrl === undefined) {
    rmSync(dataDir, { recursive: true, force: true });
  } else {
    const client = new pg.Client({ connectionString: place.serverUrl });
    await client.connect();
    try {
      await client.query(`drop database if exists ${databaseName} with (force)`);
      await client.query(`create database ${databaseName}`);
    } finally {
      await client.end();
    }
  }
  await withDatabase(place, {}, ({ db }) => migrate(db));
}

/** Opens it for as long as `work` takes; no statement is given up. */
export async function withDatabase<Result>(
  place: BenchPlace,
  options: Pick<DatabaseOptions, 'onStatement'> & { readonly poolSize?: number },
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const database = await openDatabase({ poolSize: 2, statementTimeoutMs: 0, ...place, ...options });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/** @throws {NoBenchNewsroom} when nothing was loaded, or before the schema changed */
export async function requireBenchNewsroom(place: BenchPlace): Promise<void> {
  if (!(await isThere(place))) throw noBenchNewsroom('There is no newsroom to measure');
  await withDatabase(place, {}, async ({ db }) => {
    if (await hasPendingMigrations(db)) throw noBenchNewsroom('The newsroom is of an older schema');
    const first = await db.selectFrom('article').select('id').limit(1).executeTakeFirst();
    if (first === undefined) throw noBenchNewsroom('The newsroom is empty');
  });
}

/** Whether it was made. */
export async function isThere({ serverUrl, databaseName, dataDir }: BenchPlace): Promise<boolean> {
  if (serverUrl === undefined) return existsSync(dataDir);
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    return (await client.query('select from pg_database where datname = $1', [databaseName])).rowCount === 1;
  } finally {
    await client.end();
  }
}

function noBenchNewsroom(what: string): NoBenchNewsroom {
  return new NoBenchNewsroom(`${what}: make one with \`npm run bench -- --load 100000\`.`);
}
