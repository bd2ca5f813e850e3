/** `npm run import -- <file | folder | address | -> …`: imports feeds and saved pages, and says what became of each piece. */

import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import type { ImportedDocument } from '../import/document.ts';
import { type ImportReport, type ImportStore, runImport } from '../import/run.ts';

const HELP = `Usage: npm run import -- [options] <input> …

Imports pieces of news. An input is a file, a folder (with all folders below), an http(s) address, or - for standard
input. It may hold a feed (RSS, Atom, JSON Feed), a saved web page, or a page as plain text, gzipped or not; what it
holds is found out by looking. Importing the same again changes nothing.

Options:
  --dry-run  Read everything and say what would be saved, but write nothing.
  --json     Print the outcome as one JSON object.
  --help     Print this.

Exit code: 0 when all was imported, 1 when something was refused, 2 when the command was not understood.
Environment: IMPORT_ALLOW_PRIVATE=on lets addresses lead into private networks, for development.
`;

interface Command {
  readonly inputs: readonly string[];
  readonly isJson: boolean;
  readonly isDryRun: boolean;
}

interface OpenStore extends ImportStore {
  /** Works out what follows from the pieces that changed. */
  finish(): Promise<void>;
  close(): Promise<void>;
}

async function main(args: readonly string[]): Promise<number> {
  const command = understood(args);
  if (typeof command === 'number') return command;
  const planned: ImportedDocument[] = [];
  const store = command.isDryRun ? dryStore(planned) : await openStore();
  const bar = new SingleBar({ format: '{bar} {value}/{total} inputs', clearOnComplete: true, stream: process.stderr });
  try {
    const report = await runImport(command.inputs, store, {
      stdin: process.stdin,
      now: new Date(),
      fetching: process.env.IMPORT_ALLOW_PRIVATE === 'on' ? { mayConnect: () => true } : {},
      ...(process.stderr.isTTY && {
        onProgress: (done, all) => (done === 0 ? bar.start(all, 0) : bar.update(done)),
      }),
    });
    bar.stop();
    // What a dry run plans is neither created, updated nor unchanged.
    const outcome = command.isDryRun ? { ...report, unchanged: 0, planned: planned.length } : report;
    process.stdout.write(command.isJson ? `${JSON.stringify(outcome)}\n` : inWords(report, command, planned));
    return report.refused.length > 0 ? 1 : 0;
  } finally {
    bar.stop();
    await store.close();
  }
}

/** The command, or the exit code when there is nothing to do. */
function understood(args: readonly string[]): Command | number {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean' }, 'dry-run': { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help === true) {
      process.stdout.write(HELP);
      return 0;
    }
    if (positionals.length === 0)
      throw new Error('Name at least one file, folder or address, or - for standard input.');
    return { inputs: positionals, isJson: values.json === true, isDryRun: values['dry-run'] === true };
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${HELP}`);
    return 2;
  }
}

/** Remembers what would be saved. Whether it would be new is known only to the database, which a dry run doesn't open. */
function dryStore(planned: ImportedDocument[]): OpenStore {
  return {
    async saveDocument(document) {
      planned.push(document);
      return 'unchanged';
    },
    async saveHotList() {},
    async finish() {},
    async close() {},
  };
}

/** Loaded here so that --help and --dry-run need neither a configuration nor a database. */
async function openStore(): Promise<OpenStore> {
  const { readConfig } = await import('../config.ts');
  const { openDatabase } = await import('../../db/connect.ts');
  const { migrate } = await import('../../db/migrate.ts');
  const { newsroomStore } = await import('../import/store.ts');
  const config = readConfig(process.env);
  const open = () => openDatabase({ ...config, poolSize: config.databasePoolSize });
  let database = await open();
  if ((await migrate(database.db)).length > 0) {
    // The embedded engine learns of array types only when it is opened, so not of those just made.
    await database.close();
    database = await open();
  }
  return { ...newsroomStore(database.db), close: () => database.close() };
}

function inWords(report: ImportReport, { isDryRun }: Command, planned: readonly ImportedDocument[]): string {
  const { created, updated, unchanged, refused, skipped } = report;
  const lines = planned.map(({ publishedAt, headline }) => `would save  ${publishedAt.toISOString()}  ${headline}`);
  const done = isDryRun
    ? `${planned.length} would be saved`
    : `${created} created, ${updated} updated, ${unchanged} unchanged`;
  lines.push(`${done}, ${refused.length} refused, ${skipped} files skipped.`);
  for (const { input, item, reason } of refused) {
    lines.push(`refused  ${item === undefined ? input : `${input}, "${item}"`}: ${reason}`);
  }
  return lines.map((line) => `${printable(line)}\n`).join('');
}

/** Inputs are strangers': what they call themselves must not steer the terminal. */
function printable(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
