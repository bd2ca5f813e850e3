/** `npm run related`: works out all related articles anew, from where an earlier run was stopped. */

import { parseArgs } from 'node:util';
import { openDatabase } from '../../db/engine/connect.ts';
import { migrate } from '../../db/engine/migrate.ts';
import { readConfig } from '../config.ts';
import { rebuildRelated } from '../related/rebuild.ts';
import { rebuildBar } from '../related/rebuild-bar.ts';

const help = `Usage: npm run related -- --rebuild [--restart]

Works out all related articles anew: every text, the corpus with its model, every list. Readers see the former lists
until the new ones take their place. Stopped at any moment, it goes on from there when it is called again.

  --rebuild   Do it. An article that is published or changed is related by itself, without this.
  --restart   Begin anew, even if an earlier run was stopped.
  --help      Print this.

The database is the one of DATABASE_URL or DATA_DIR. An embedded one belongs to one process: stop \`npm start\` first.
Exit code: 0 when done, 1 when it could not be done, 2 when the command was not understood.
`;

/** @returns null when only the help is wanted */
function readOptions(args: string[]): { restart: boolean } | null {
  const { values } = parseArgs({
    args,
    options: {
      rebuild: { type: 'boolean', default: false },
      restart: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return null;
  if (!values.rebuild) throw Object.assign(new Error('Say --rebuild.'), { code: 'ERR_PARSE_ARGS_MISSING' });
  return { restart: values.restart };
}

async function main(args: string[]): Promise<void> {
  const options = readOptions(args);
  if (options === null) {
    process.stdout.write(help);
    return;
  }
  const config = readConfig(process.env);
  const database = await openDatabase({ ...config, poolSize: 4, statementTimeoutMs: 0 });
  try {
    await migrate(database.db);
    const bar = rebuildBar();
    const start = performance.now();
    const { articles, isResumed } = await rebuildRelated(database.db, bar.show, options.restart).finally(bar.stop);
    const seconds = (performance.now() - start) / 1000;
    const how = isResumed ? ', going on where an earlier run was stopped' : '';
    process.stdout.write(`Related ${articles} articles in ${seconds.toFixed(1)} s${how}.\n`);
  } finally {
    await database.close();
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const isMisuse = (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS') === true;
  process.stderr.write(`${(error as Error).message}\n${isMisuse ? `\n${help}` : ''}`);
  process.exitCode = isMisuse ? 2 : 1;
}
