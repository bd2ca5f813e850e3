/** `npm run import -- <file | folder | address | -> …`: imports feeds and saved pages, and says what became of each piece. */

import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import type { Config } from '../config.ts';
import { type ImportReport, runImport } from '../import/run.ts';
import type { NewsroomStore } from '../import/store.ts';

const HELP = `Usage: npm run import -- [options] <input> …

Imports pieces of news, and how often they were viewed. An input is a file, a folder (with all folders below), an http(s) address, or - for standard
input. It may hold a feed (RSS, Atom, JSON Feed), a saved web page, a page as plain text, or view counts as CSV, gzipped
or not; what it holds is found out by looking. Importing the same again changes nothing.

View counts have a header that names article, hour and views: the article's address or slug, a full hour in UTC such as
2026-03-20 15:00 (or RFC 3339), and a whole number. Import the articles first, and name the file: folders are not
searched for it. An hour (of long past: a day) keeps the higher count.

Options:
  --dry-run  Read everything and say what would become of it, but write nothing.
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

async function main(args: readonly string[]): Promise<number> {
  const command = understood(args);
  if (typeof command === 'number') return command;
  const { readConfig } = await import('../config.ts');
  const config = readConfig(process.env);
  const store = await openStore(config, command.isDryRun);
  let inputsDone = 0;
  const bar = new SingleBar({
    format: '{bar} {percentage} % of {total} inputs',
    clearOnComplete: true,
    stream: process.stderr,
  });
  try {
    const report = await runImport(command.inputs, store, {
      publicUrl: config.publicUrl,
      stdin: process.stdin,
      now: new Date(),
      fetching: config.mayImportPrivately ? { mayConnect: () => true } : {},
      ...(process.stderr.isTTY && {
        onProgress: (done, all) => {
          inputsDone = done;
          if (done === 0) bar.start(all, 0);
          else bar.update(done);
        },
        // NOTE: a file of views may be most of the work, so the bar moves within it.
        onViews: (share) => bar.update(inputsDone + Math.min(share, 0.99)),
      }),
    });
    bar.stop();
    await store.finish();
    process.stdout.write(command.isJson ? `${JSON.stringify(report)}\n` : inWords(report, command));
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

/** Loaded here so that --help needs no database. */
async function openStore(config: Config, isDryRun: boolean): Promise<NewsroomStore & { close(): Promise<void> }> {
  const { openDatabase } = await import('../../db/engine/connect.ts');
  const { hasPendingMigrations, migrate } = await import('../../db/engine/migrate.ts');
  const { emptyStore, newsroomStore, planningStore } = await import('../import/store.ts');
  const nothing = { ...emptyStore(), close: async () => {} };
  if (isDryRun && config.databaseUrl === undefined && !existsSync(config.dataDir)) return nothing;
  const database = await openDatabase({ ...config, poolSize: config.databasePoolSize, statementTimeoutMs: 0 });
  const { db, close } = database;
  if (!isDryRun) {
    await migrate(db);
    return { ...newsroomStore(database), close };
  }
  return { ...((await hasPendingMigrations(db)) ? emptyStore() : planningStore(database)), close };
}

function inWords(report: ImportReport, { isDryRun }: Command): string {
  const { created, updated, unchanged, items, views, refused, skipped } = report;
  const done = `${created} created, ${updated} updated, ${unchanged} unchanged`;
  const lines = items.map(
    ({ outcome, publishedAt, headline }) =>
      `${isDryRun ? 'would be ' : ''}${outcome.padEnd(9)}  ${publishedAt.toISOString()}  ${headline}`,
  );
  for (const { input, created, raised, unchanged } of views) {
    const counts = `${created} created, ${raised} raised, ${unchanged} unchanged`;
    lines.push(`${isDryRun ? 'would be ' : ''}counted  ${input}: ${counts}.`);
  }
  lines.push(`${isDryRun ? 'Would be: ' : ''}${done}, ${refused.length} refused, ${skipped} files skipped.`);
  for (const { input, item, line, reason } of refused) {
    const where = item !== undefined ? `, "${item}"` : line !== undefined ? `, line ${line}` : '';
    lines.push(`refused  ${input}${where}: ${reason}`);
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
