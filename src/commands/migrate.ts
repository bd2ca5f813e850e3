/** `npm run migrate`: brings the database to a version, or says which it has. */

import { parseArgs } from 'node:util';
import { openDatabase } from '../../db/engine/connect.ts';
import { migrate, migrationStatus, planMigration } from '../../db/engine/migrate.ts';
import { readConfig } from '../config.ts';

const help = `Usage: npm run migrate -- [up | down | status] [--to NAME] [--dry-run]

  up       to the latest version, or up to --to (the default)
  down     back to --to, which stays; --to none empties the database
  status   which migrations have run, and when

Options:
  --to NAME   The last migration that shall have run, such as 0004-articles.
  --dry-run   Say what would be done, and do nothing.
  --help      Print this.

Which database: DATABASE_URL, or the embedded one in DATA_DIR (default .dateline).
Exit code: 0 when done, 1 when it failed (nothing is changed then), 2 when the command was not understood.
`;

interface Command {
  readonly verb: 'up' | 'down' | 'status';
  readonly to: string | undefined;
  readonly isDryRun: boolean;
}

class Misuse extends Error {}

function understood(args: string[]): Command | 'help' {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { to: { type: 'string' }, 'dry-run': { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help === true) return 'help';
  const [verb = 'up', ...rest] = positionals;
  if (verb !== 'up' && verb !== 'down' && verb !== 'status') throw new Misuse(`There is no "${verb}".`);
  if (rest.length > 0) throw new Misuse(`"${rest.join(' ')}" is too much.`);
  if (verb === 'down' && values.to === undefined)
    throw new Misuse('down needs --to: the last migration that shall stay.');
  return { verb, to: values.to, isDryRun: values['dry-run'] === true };
}

async function run({ verb, to, isDryRun }: Command): Promise<string> {
  const config = readConfig(process.env);
  const { db, close } = await openDatabase({ ...config, poolSize: 2, statementTimeoutMs: 0 });
  try {
    if (verb === 'status') {
      const migrations = await migrationStatus(db);
      return migrations.map(({ name, executedAt }) => `${name}  ${executedAt?.toISOString() ?? 'pending'}\n`).join('');
    }
    const plan = await planMigration(db, to);
    const wrong = plan.find(({ direction }) => direction !== (verb === 'up' ? 'Up' : 'Down'));
    if (wrong !== undefined)
      throw new Misuse(`--to ${to} lies the other way: ${wrong.name} would go ${wrong.direction.toLowerCase()}.`);
    const steps = isDryRun ? plan : await migrate(db, to);
    if (steps.length === 0) return 'Nothing to do.\n';
    return steps
      .map(({ name, direction }) => `${isDryRun ? 'would go ' : ''}${direction.toLowerCase()}  ${name}\n`)
      .join('');
  } finally {
    await close();
  }
}

try {
  const command = understood(process.argv.slice(2));
  process.stdout.write(command === 'help' ? help : await run(command));
} catch (error) {
  const isMisuse =
    error instanceof Misuse || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS') === true;
  process.stderr.write(`${(error as Error).message}\n${isMisuse ? `\n${help}` : ''}`);
  process.exitCode = isMisuse ? 2 : 1;
}
