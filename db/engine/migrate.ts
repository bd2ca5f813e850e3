/** Schema migrations, up and down, and which have run. The migrations are in `db/migrations/`. */

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { type Kysely, sql } from 'kysely';
import { type Migration, type MigrationResultSet, Migrator, NO_MIGRATIONS } from 'kysely/migration';
import { isLostRace } from './transact.ts';

const folder = join(import.meta.dirname, '../migrations');

/** With the former version at work, what it writes and what is migrated may wait for one another: Postgres gives one of them up. */
const MAX_TRIES = 20;
const MAX_PAUSE_MS = 500;

/** Safe in any number of processes at once: Kysely holds a lock of the database while it migrates. */
function migrator<Schema>(db: Kysely<Schema>): Migrator {
  return new Migrator({ db, provider: { getMigrations: readMigrations } });
}

async function migrationFiles(): Promise<string[]> {
  return (await readdir(folder)).filter((file) => file.endsWith('.ts')).sort();
}

const nameOf = (file: string) => file.slice(0, -'.ts'.length);

/** Of this version, in order. */
export async function migrationNames(): Promise<string[]> {
  return (await migrationFiles()).map(nameOf);
}

async function readMigrations(): Promise<Record<string, Migration>> {
  const entries = (await migrationFiles()).map(async (file): Promise<[string, Migration]> => {
    return [nameOf(file), await import(pathToFileURL(join(folder, file)).href)];
  });
  return Object.fromEntries(await Promise.all(entries));
}

export interface MigrationInfo {
  readonly name: string;
  /** Undefined for one that hasn't run here. */
  readonly executedAt?: Date | undefined;
}

/** Every migration, in order. */
export async function migrationStatus<Schema>(db: Kysely<Schema>): Promise<readonly MigrationInfo[]> {
  return migrator(db).getMigrations();
}

/** Names of those that have run here, be they of this version or of a later one. */
async function appliedMigrations<Schema>(db: Kysely<Schema>): Promise<Set<string>> {
  const { rows } = await sql<{
    any: boolean;
  }>`select to_regclass('public.kysely_migration') is not null as any`.execute(db);
  if (rows[0]?.any !== true) return new Set();
  const applied = await sql<{ name: string }>`select name from public.kysely_migration order by name`.execute(db);
  return new Set(applied.rows.map(({ name }) => name));
}

/** Loads none of the migrations: every start asks, and few run one. */
export async function hasPendingMigrations<Schema>(db: Kysely<Schema>): Promise<boolean> {
  const applied = await appliedMigrations(db);
  return (await migrationNames()).some((name) => !applied.has(name));
}

export interface MigrationStep {
  readonly name: string;
  readonly direction: 'Up' | 'Down';
}

/** Of a database that isn't there yet: nothing has run. */
export async function emptyMigrationStatus(): Promise<readonly MigrationInfo[]> {
  return Object.keys(await readMigrations()).map((name) => ({ name }));
}

/** Which steps lead from here to `target`: a migration's name, `none` for an empty database, default the latest. */
export async function planMigration<Schema>(db: Kysely<Schema>, target?: string): Promise<MigrationStep[]> {
  return stepsTo(target, await migrationStatus(db));
}

/** @throws {UnknownMigration} */
export function stepsTo(target: string | undefined, migrations: readonly MigrationInfo[]): MigrationStep[] {
  const last = target === undefined ? migrations.length - 1 : indexOfTarget(migrations, target);
  const up = migrations.filter((migration, index) => index <= last && migration.executedAt === undefined);
  const down = migrations.filter((migration, index) => index > last && migration.executedAt !== undefined).reverse();
  return [
    ...down.map(({ name }): MigrationStep => ({ name, direction: 'Down' })),
    ...up.map(({ name }): MigrationStep => ({ name, direction: 'Up' })),
  ];
}

/**
 * Migrates up or down to `target`, all in one transaction, and says what it did. Where nothing is to be done nothing is touched:
 * the former version goes on working on a schema that a later one has migrated.
 *
 * @throws {UnknownMigration} before anything is touched
 * @throws {LaterMigrations} likewise, where there is something to do
 */
export async function migrate<Schema>(db: Kysely<Schema>, target?: string): Promise<MigrationStep[]> {
  const isDone =
    target === undefined ? !(await hasPendingMigrations(db)) : (await planMigration(db, target)).length === 0;
  if (isDone) return [];
  const known = new Set(await migrationNames());
  const later = [...(await appliedMigrations(db))].filter((name) => !known.has(name));
  if (later.length > 0) throw new LaterMigrations(later);
  for (let tries = 1; ; tries += 1) {
    const { error, results = [] } = await migrateOnce(db, target);
    if (error === undefined) return results.map(({ migrationName, direction }) => ({ name: migrationName, direction }));
    if (tries === MAX_TRIES || !isLostRace(error)) throw error;
    await wait(Math.random() * MAX_PAUSE_MS);
  }
}

/** Rolled back as a whole where it fails. */
function migrateOnce<Schema>(db: Kysely<Schema>, target: string | undefined): Promise<MigrationResultSet> {
  const run = migrator(db);
  if (target === undefined) return run.migrateToLatest();
  return run.migrateTo(target === 'none' ? NO_MIGRATIONS : target);
}

export class UnknownMigration extends Error {
  override readonly name = 'UnknownMigration';
}

export class LaterMigrations extends Error {
  override readonly name = 'LaterMigrations';

  constructor(names: readonly string[]) {
    super(`A later version has run these here, and it alone can migrate from there: ${names.join(', ')}`);
  }
}

function indexOfTarget(migrations: readonly MigrationInfo[], target: string): number {
  if (target === 'none') return -1;
  const index = migrations.findIndex((migration) => migration.name === target);
  if (index < 0) {
    throw new UnknownMigration(
      `There is no migration "${target}". There are: ${migrations.map((m) => m.name).join(', ')}`,
    );
  }
  return index;
}
