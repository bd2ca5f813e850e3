/** `npm run dump`: a logical dump of the newsroom, for a backup, another engine or another major version of Postgres. */

import { command, Misuse, runMain } from './command.ts';
import { withExistingDatabase } from './database.ts';
import { writeDumpFile } from './dump-file.ts';

const help = `Usage: npm run dump -- FILE

Writes everything that a newsroom holds into FILE (gzip), as of one moment: articles, drafts, events, tokens, views, what
waits to be done. \`npm run restore\` makes the same newsroom of it on any engine and major version of Postgres. Keep it as
you keep the database: drafts are in it, and what webhooks and previews are signed with.

  FILE     Such as newsroom.sql.gz; one that exists is left as it is.
  --help   Print this.

Which database: DATABASE_URL, or the embedded one in DATA_DIR (default .dateline). \`npm start\` may be running on
it; readers of an embedded one wait meanwhile for what isn't cached.
Exit code: 0 when done, 1 when it could not be done (there is no FILE then), 2 when the command was not understood.
`;

export const dumpCommand = command({
  name: 'dump',
  help,
  options: {},
  async work({ inputs: [path, ...more], env, stdout }) {
    if (path === undefined) throw new Misuse('Say into which file.');
    if (more.length > 0) throw new Misuse(`"${more.join(' ')}" is too much.`);
    const rows = await withExistingDatabase(env, async ({ db }) => {
      const { dump } = await import('../../db/dump/dump.ts');
      return writeDumpFile(path, (write) => dump(db, write));
    });
    if (rows === null) throw new Error('There is no newsroom to dump: set DATABASE_URL or DATA_DIR to one.');
    stdout.write(`Dumped ${rows} rows into ${path}.\n`);
    return 0;
  },
});

if (import.meta.main) await runMain(dumpCommand);
