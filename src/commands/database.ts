/** Opens the newsroom's database for the work of one command, and closes it behind that. */

import type { Database } from '../../db/engine/database.ts';
import { directly, readConfig } from '../config.ts';

type Work<Result> = (database: Database) => Promise<Result>;

/**
 * At its latest version; made if there is none.
 *
 * @param inUse what else to do when a service has the embedded database open
 */
export async function withMigratedDatabase<Result>(
  env: NodeJS.ProcessEnv,
  work: Work<Result>,
  inUse?: string,
): Promise<Result> {
  const migrated = async (database: Database) => {
    const { migrate } = await import('../../db/engine/migrate.ts');
    await migrate(database.db);
    return work(database);
  };
  return withDatabase(env, migrated, inUse);
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
 * @param inUse what else to do when a service has the embedded database open
 * @returns null when there is no newsroom yet
 * @throws when it is one of an earlier version
 */
export async function withReadableDatabase<Result>(
  env: NodeJS.ProcessEnv,
  work: Work<Result>,
  inUse?: string,
): Promise<Result | null> {
  const read = async (database: Database) => {
    const { migrationStatus } = await import('../../db/engine/migrate.ts');
    const status = await migrationStatus(database.db);
    if (status.every(({ executedAt }) => executedAt === undefined)) return null;
    if (status.every(({ executedAt }) => executedAt !== undefined)) return work(database);
    throw new Error('The newsroom is of an earlier version: "npm run migrate" brings it to this one.');
  };
  return withExistingDatabase(env, read, inUse);
}

/** At whatever version. @returns null when there is none, and makes none */
export async function withExistingDatabase<Result>(
  env: NodeJS.ProcessEnv,
  work: Work<Result>,
  inUse?: string,
): Promise<Result | null> {
  const { isDatabaseMade } = await import('../../db/engine/connect.ts');
  return isDatabaseMade(readConfig(env)) ? withDatabase(env, work, inUse) : null;
}

/** At whatever version; made if there is none. */
export async function withDatabase<Result>(
  env: NodeJS.ProcessEnv,
  work: Work<Result>,
  inUse?: string,
): Promise<Result> {
  const { openDatabase } = await import('../../db/engine/connect.ts');
  const { FolderInUse } = await import('../../db/engine/folder-lock.ts');
  const config = readConfig(env);
  const options = { ...directly(config), poolSize: config.databasePoolSize, statementTimeoutMs: 0 };
  const database = await openDatabase(options).catch((error: Error) => {
    throw error instanceof FolderInUse && inUse !== undefined ? new Error(`${error.message}\n${inUse}`) : error;
  });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
