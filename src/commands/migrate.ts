/** `npm run migrate`: migrates the database's schema up or down, or tells which migrations have run. */

import {
  emptyMigrationStatus,
  type MigrationInfo,
  type MigrationStep,
  migrate,
  migrationStatus,
  stepsTo,
} from '../../db/engine/migrate.ts';
import { indexAll } from '../search/index-articles.ts';
import { command, Misuse, runMain } from './command.ts';
import { withDatabase, withExistingDatabase } from './database.ts';

const help = `Usage: npm run migrate -- [up | down | status] [--to NAME] [--dry-run]

  up       to the latest version, or up to --to (the default)
  down     back to --to, which stays; --to none empties the database
  status   which migrations have run, and when

Options:
  --to NAME   The last migration that shall have run, such as 0004-articles.
  --dry-run   Say what would be done, and do nothing.
  --help      Print this.

Which database: DATABASE_URL, or the embedded one in DATA_DIR (default .dateline). Only up makes one where there is none.
Exit code: 0 when done, 1 when it failed (nothing is changed then), 2 when the command was not understood.
`;

export const migrateCommand = command({
  name: 'migrate',
  help,
  options: { to: { type: 'string' }, 'dry-run': { type: 'boolean' } },
  async work({ options: { to, 'dry-run': isDryRun = false }, inputs: [verb = 'up', ...more], env, stdout }) {
    if (verb !== 'up' && verb !== 'down' && verb !== 'status') throw new Misuse(`There is no "${verb}".`);
    if (more.length > 0) throw new Misuse(`"${more.join(' ')}" is too much.`);
    if (verb === 'status' && to !== undefined) throw new Misuse('status takes no --to.');
    if (verb === 'down' && to === undefined) throw new Misuse('down needs --to: the last migration that shall stay.');
    if (verb === 'status') {
      for (const { name, executedAt } of await statusOf(env))
        stdout.write(`${name}  ${executedAt?.toISOString() ?? 'pending'}\n`);
      return 0;
    }
    const open = verb === 'up' ? withDatabase : withExistingDatabase;
    const steps = isDryRun
      ? plan(verb, to, await statusOf(env))
      : await open(
          env,
          async ({ db }) => {
            plan(verb, to, await migrationStatus(db));
            const done = await migrate(db, to);
            if (verb === 'up' && to === undefined) await indexAll(db);
            return done;
          },
          'alone',
        );
    if (steps === null || steps.length === 0) stdout.write('Nothing to do.\n');
    for (const { name, direction } of steps ?? [])
      stdout.write(`${isDryRun ? 'would go ' : ''}${direction.toLowerCase()}  ${name}\n`);
    return 0;
  },
});

async function statusOf(env: NodeJS.ProcessEnv): Promise<readonly MigrationInfo[]> {
  return (await withExistingDatabase(env, ({ db }) => migrationStatus(db))) ?? emptyMigrationStatus();
}

/** @throws {Misuse} when the target lies the other way */
function plan(verb: 'up' | 'down', to: string | undefined, status: readonly MigrationInfo[]): MigrationStep[] {
  const steps = stepsTo(to, status);
  const wrong = steps.find(({ direction }) => direction !== (verb === 'up' ? 'Up' : 'Down'));
  if (wrong === undefined) return steps;
  throw new Misuse(`--to ${to} lies the other way: ${wrong.name} would go ${wrong.direction.toLowerCase()}.`);
}

if (import.meta.main) await runMain(migrateCommand);
