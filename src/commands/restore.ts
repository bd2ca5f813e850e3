/** `npm run restore`: makes the newsroom of a dump in an empty database. */

import { access, constants } from 'node:fs/promises';
import { command, Misuse, runMain } from './command.ts';
import { withDatabase } from './database.ts';
import { readDumpFile } from './dump-file.ts';

const help = `Usage: npm run restore -- FILE

Makes the newsroom that \`npm run dump\` wrote into FILE, with its ids, in an empty database or a new folder, and brings it
to the latest version. Between major versions of Postgres words are stemmed a little differently: then
\`npm run related -- --rebuild\` reads all texts anew.

  FILE     What npm run dump wrote.
  --help   Print this.

Which database: DATABASE_URL, or the embedded one in DATA_DIR (default .dateline). It is refused when anything is in it.
Exit code: 0 when done, 1 when it could not be done, 2 when the command was not understood. After a 1 nothing of FILE is in
the database, unless the message says that all rows are: then only the way to the latest version failed.
`;

export const restoreCommand = command({
  name: 'restore',
  help,
  options: {},
  async work({ inputs: [path, ...more], env, stdout }) {
    if (path === undefined) throw new Misuse('Say which file.');
    if (more.length > 0) throw new Misuse(`"${more.join(' ')}" is too much.`);
    // Before a folder is made for it.
    await access(path, constants.R_OK);
    const { restore } = await import('../../db/dump/restore.ts');
    const { transact } = await import('../../db/engine/transact.ts');
    const { deliverRestored, recordRestored } = await import('../../db/events/restored.ts');
    const rows = await withDatabase(
      env,
      async ({ db }) => {
        const restored = await restore(db, readDumpFile(path), recordRestored);
        await transact(db, deliverRestored);
        return restored;
      },
      'alone',
    );
    stdout.write(`Restored ${rows} rows from ${path}.\n`);
    return 0;
  },
});

if (import.meta.main) await runMain(restoreCommand);
