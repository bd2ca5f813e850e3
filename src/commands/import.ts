/** `npm run import -- <file | folder | address | -> …`: imports feeds and saved pages, and says what became of each piece. */

import { readConfig } from '../config.ts';
import { type ImportOptions, type ImportReport, runImport } from '../import/run.ts';
import type { NewsroomStore } from '../import/store.ts';
import { command, Misuse, printable, runMain } from './command.ts';
import { withCurrentDatabase, withMigratedDatabase } from './database.ts';
import { progressBar } from './progress-bar.ts';

const help = `Usage: npm run import -- [options] <input> …

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

The database is the one of DATABASE_URL or DATA_DIR. An embedded one belongs to one process: stop \`npm start\` first.
Exit code: 0 when all was imported, 1 when something was refused, 2 when the command was not understood.
Environment: IMPORT_ALLOW_PRIVATE=on lets addresses lead into private networks, for development.
`;

export const importCommand = command({
  name: 'import',
  help,
  options: { 'dry-run': { type: 'boolean' }, json: { type: 'boolean' } },
  async work({ options: { 'dry-run': isDryRun = false, json }, inputs, env, stdin, stdout, stderr }) {
    if (inputs.length === 0) throw new Misuse('Name at least one file, folder or address, or - for standard input.');
    const { emptyStore, newsroomStore, planningStore } = await import('../import/store.ts');
    const config = readConfig(env);
    const bar = progressBar(stderr, '{bar} {percentage} % of {total} inputs');
    const importInto = async (store: NewsroomStore) => {
      const report = await runImport(inputs, store, {
        publicUrl: config.publicUrl,
        stdin,
        now: new Date(),
        fetching: config.mayImportPrivately ? { mayConnect: () => true } : {},
        ...progressOf(bar),
      }).finally(bar.stop);
      await store.finish();
      return report;
    };
    const report = isDryRun
      ? ((await withCurrentDatabase(env, (database) => importInto(planningStore(database)))) ??
        (await importInto(emptyStore())))
      : await withMigratedDatabase(env, (database) => importInto(newsroomStore(database)));
    stdout.write(json ? `${JSON.stringify(report)}\n` : inWords(report, isDryRun));
    return report.refused.length > 0 ? 1 : 0;
  },
});

/** A file of views may be most of the work, so the bar moves within it. */
function progressOf({ show }: ReturnType<typeof progressBar>): Pick<ImportOptions, 'onProgress' | 'onViews'> {
  let inputsDone = 0;
  let inputsOfAll = 0;
  return {
    onProgress(done, all) {
      [inputsDone, inputsOfAll] = [done, all];
      show(done, all);
    },
    onViews: (share) => show(inputsDone + Math.min(share, 0.99), inputsOfAll),
  };
}

function inWords(report: ImportReport, isDryRun: boolean): string {
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

if (import.meta.main) await runMain(importCommand);
