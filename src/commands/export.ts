/** `npm run export -- --format …`: what readers have, as ninjs, JSON or Markdown, into a stream or a folder. */

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readConfig } from '../config.ts';
import { type ExportFormat, exportFormats } from '../export/export.ts';
import { command, Misuse, runMain } from './command.ts';
import { withReadableDatabase } from './database.ts';

const help = `Usage: npm run export -- --format ninjs | ndjson | markdown [options]

Writes every article that readers have, and nothing else, as of one moment, the latest first.

  --format ninjs     ninjs 3.1, a line each.
  --format ndjson    Flat JSON in Dateline's own words, a line each.
  --format markdown  Markdown with front matter; needs --to.
                     Of each \`npm run import\` makes the same articles again.
  --since TIME       Only what was published or changed since then: 2026-03-01, or RFC 3339 with a zone.
  --to FOLDER        A file for each article, by year and month, instead of standard output.
  --help             Print this.

Which database: DATABASE_URL, or the embedded one in DATA_DIR (default .dateline). \`npm start\` may be running on
it: an embedded one's is then read a few articles at a time, so that readers needn't wait, and has what changes meanwhile as
it is when its turn comes. Addresses begin with PUBLIC_URL.
Exit code: 0 when done, 1 when it could not be done, 2 when the command was not understood.
`;

interface Options {
  readonly format?: string | undefined;
  readonly since?: string | undefined;
  readonly to?: string | undefined;
}

export const exportCommand = command({
  name: 'export',
  help,
  options: { format: { type: 'string' }, since: { type: 'string' }, to: { type: 'string' } },
  async work({ options, inputs, env, stdout, stderr }) {
    if (inputs.length > 0) throw new Misuse(`"${inputs.join(' ')}" is too much.`);
    const { to } = options;
    const wish = { ...wishOf(options), publicUrl: readConfig(env).publicUrl };
    const { exportNewsroom } = await import('../export/export.ts');
    const count = await withReadableDatabase(env, ({ db, isBorrowed = false }) =>
      exportNewsroom(db, { ...wish, isInParts: isBorrowed }, ({ path, text }) =>
        to === undefined ? written(stdout, text) : saved(join(to, path), text),
      ),
    );
    if (count === null) throw new Error('There is no newsroom to export: set DATABASE_URL or DATA_DIR to one.');
    stderr.write(`Exported ${count} ${count === 1 ? 'article' : 'articles'}.\n`);
    return 0;
  },
});

function wishOf({ format, since, to }: Options): { readonly format: ExportFormat; readonly since: Date | null } {
  const known = exportFormats.find((each) => each === format);
  if (known === undefined)
    throw new Misuse(`--format takes ${exportFormats.join(', ')}${format ? `, not ${format}` : ''}.`);
  if (known === 'markdown' && to === undefined)
    throw new Misuse('Markdown is a file for each article: say into which folder by --to.');
  if (since === undefined) return { format: known, since: null };
  const isTime = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/.test(since);
  if (!isTime || Number.isNaN(Date.parse(since)))
    throw new Misuse(`--since takes a day or a time with its zone, not ${since}.`);
  return { format: known, since: new Date(since) };
}

/** Waits until there is room, so that a slow reader doesn't fill the memory. */
function written(
  stream: { write(text: string, done: (error?: Error | null) => void): unknown },
  text: string,
): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

async function saved(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

if (import.meta.main) await runMain(exportCommand);
