/**
 * Opens the newsroom's database for the work of one command, and closes it behind that: a server's, an embedded one or,
 * while `npm start` has that open, what it lends of it.
 */

import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '../../db/engine/database.ts';
import { type Config, directly, readConfig } from '../config.ts';

type Work<Result> = (database: Database) => Promise<Result>;

/** At its latest version; made if there is none. */
export async function withMigratedDatabase<Result>(env: NodeJS.ProcessEnv, work: Work<Result>): Promise<Result> {
  return withDatabase(env, async (database) => {
    const { migrate } = await import('../../db/engine/migrate.ts');
    await migrate(database.db);
    return work(database);
  });
}

/** Changes nothing. @returns null when there is no newsroom yet, or one of an earlier version */
export async function withCurrentDatabase<Result>(env: NodeJS.ProcessEnv, work: Work<Result>): Promise<Result | null> {
  return withExistingDatabase(env, async (database) => {
    const { hasPendingMigrations } = await import('../../db/engine/migrate.ts');
    return (await hasPendingMigrations(database.db)) ? null : work(database);
  });
}

/**
 * For what only reads: changes nothing.
 *
 * @returns null when there is no newsroom yet
 * @throws when it is one of an earlier version
 */
export async function withReadableDatabase<Result>(env: NodeJS.ProcessEnv, work: Work<Result>): Promise<Result | null> {
  return withExistingDatabase(env, async (database) => {
    const { migrationStatus } = await import('../../db/engine/migrate.ts');
    const status = await migrationStatus(database.db);
    if (status.every(({ executedAt }) => executedAt === undefined)) return null;
    if (status.every(({ executedAt }) => executedAt !== undefined)) return work(database);
    throw new Error('The newsroom is of an earlier version: "npm run migrate" brings it to this one.');
  });
}

/** At whatever version. @returns null when there is none, and makes none */
export async function withExistingDatabase<Result>(
  env: NodeJS.ProcessEnv,
  work: Work<Result>,
  use: Use = 'shared',
): Promise<Result | null> {
  const { isDatabaseMade } = await import('../../db/engine/connect.ts');
  return isDatabaseMade(readConfig(env)) ? withDatabase(env, work, use) : null;
}

/** Whether an embedded database that `npm start` has open may be borrowed: not where its schema is changed. */
type Use = 'shared' | 'alone';

/** At whatever version; made if there is none. */
export async function withDatabase<Result>(
  env: NodeJS.ProcessEnv,
  work: Work<Result>,
  use: Use = 'shared',
): Promise<Result> {
  const config = readConfig(env);
  const database = use === 'alone' ? await open(config) : await openOrBorrow(config);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

async function open(config: Config): Promise<Database> {
  const { openDatabase } = await import('../../db/engine/connect.ts');
  return openDatabase({ ...directly(config), poolSize: config.databasePoolSize, statementTimeoutMs: 0 });
}

/** Longer than a service that has just begun takes to open the folder that it holds, and then to lend it. */
const MAX_OPENING_MS = 2_000;
const NEXT_LOOK_MS = 50;

async function openOrBorrow(config: Config): Promise<Database> {
  const { FolderInUse } = await import('../../db/engine/folder-lock.ts');
  const until = performance.now() + MAX_OPENING_MS;
  for (;;) {
    try {
      return await open(config);
    } catch (error) {
      if (!(error instanceof FolderInUse)) throw error;
      const { borrowDatabase } = await import('../../db/engine/borrow.ts');
      const { programVersion } = await import('../../db/engine/version.ts');
      const borrowed = await borrowDatabase(config.dataDir, await programVersion());
      if (borrowed !== null) return borrowed;
      if (performance.now() > until) throw error;
    }
    await wait(NEXT_LOOK_MS);
  }
}
