/** `npm run import -- <file | folder | address | -> …`: imports feeds and saved pages, and says what became of each piece. */

import { readFile } from 'node:fs/promises';
import { readConfig } from '../config.ts';
import type { HoldPolicy } from '../import/candidate.ts';
import { fileErrorInWords } from '../import/file-errors.ts';
import { formats } from '../import/formats/registry.ts';
import type { ColumnMap } from '../import/records/columns.ts';
import { type ImportOptions, runImport } from '../import/run.ts';
import type { NewsroomStore } from '../import/store.ts';
import { giveBackAsItGrows, ofThisProcess } from '../memory/give-back.ts';
import type { RebuildProgress } from '../related/rebuild.ts';
import { command, Misuse, runMain } from './command.ts';
import { withCurrentDatabase, withMigratedDatabase } from './database.ts';
import { importInWords } from './import-in-words.ts';
import { progressBar, rebuildBar } from './progress-bar.ts';

const formatTitles = Object.values(formats).map(({ title }) => title.replaceAll('`', ''));

const help = `Usage: npm run import -- [options] <input> …

Imports pieces of news, and how often they were viewed. An input is a file, a folder (with all folders below), an http(s) address, or - for standard
input, gzipped or not. What it holds is found out by looking; importing the same again changes nothing. It may be

${formatTitles.map((title) => `  ${title}`).join('\n')}

View counts have a header that names article, hour and views: the article's address or slug, a full hour in UTC such as
2026-03-20 15:00 (or RFC 3339), and a whole number. They are counted behind all else. An hour (of long past: a day) keeps the higher count.

What has no date, no text, or nothing that makes it a piece of news is held: it waits for an editor as a draft in review,
with the reason. What says that it isn't public is refused.

Options:
  --dry-run          Read everything and say what would become of it, but write nothing.
  --held drafts      What is held waits as drafts in review, the default.
  --held skip        What is held is told and left out.
  --publish-undated  What only lacks a date is published, with that of its feed or of now.
  --site <address>   The site that an archive is of, where it doesn't say so: relative addresses stand against it.
  --map <file>       Which columns of tables hold which part of a piece, as JSON: see docs/importing.md.
  --topics suggest   Keywords that mean no topic are suggested: "npm run topics -- suggested". The default.
  --topics make      Each becomes a topic at once, as those of your own archive may.
  --json             Print the outcome as one JSON object.
  --help             Print this.

The database is the one of DATABASE_URL or DATA_DIR. \`npm start\` may be running on it.
Exit code: 0 when all was imported, 1 when something was refused, 2 when the command was not understood.
Environment: IMPORT_ALLOW_PRIVATE=on lets addresses lead into private networks, for development.
`;

export const importCommand = command({
  name: 'import',
  help,
  options: {
    'dry-run': { type: 'boolean' },
    held: { type: 'string' },
    'publish-undated': { type: 'boolean' },
    topics: { type: 'string' },
    site: { type: 'string' },
    map: { type: 'string' },
    json: { type: 'boolean' },
  },
  async work({ options, inputs, env, stdin, stdout, stderr }) {
    const { 'dry-run': isDryRun = false, json } = options;
    const site = siteOf(options.site);
    if (inputs.length === 0) throw new Misuse('Name at least one file, folder or address, or - for standard input.');
    const columns = await columnMapIn(options.map);
    const { emptyStore, newsroomStore, planningStore } = await import('../import/store.ts');
    const config = readConfig(env);
    const now = new Date();
    const policy = { ...policyOf(options), publicUrl: config.publicUrl, now };
    const giveBack = giveBackAsItGrows(ofThisProcess());
    const bar = progressBar(stderr, '{bar} {percentage} % of {total} inputs');
    const importInto = async (store: NewsroomStore) => {
      const report = await runImport(inputs, store, {
        publicUrl: config.publicUrl,
        site,
        columns,
        stdin,
        now,
        fetching: config.mayImportPrivately ? { mayConnect: () => true } : {},
        ...progressOf(bar, giveBack),
      }).finally(bar.stop);
      if (report.stopped === undefined) {
        const relating = rebuildBar(stderr);
        const show = (progress: RebuildProgress) => {
          relating.show(progress);
          giveBack();
        };
        await store.finish(show).finally(relating.stop);
      }
      return report;
    };
    const report = isDryRun
      ? ((await withCurrentDatabase(env, (database) => importInto(planningStore(database, policy)))) ??
        (await importInto(emptyStore(policy))))
      : await withMigratedDatabase(env, (database) => importInto(newsroomStore(database, policy)));
    stdout.write(json ? `${JSON.stringify(report)}\n` : importInWords(report, isDryRun));
    return report.refused.length > 0 || report.stopped !== undefined ? 1 : 0;
  },
});

interface HoldOptions {
  readonly held?: string | undefined;
  readonly 'publish-undated'?: boolean | undefined;
  readonly topics?: string | undefined;
}

function policyOf({
  held = 'drafts',
  'publish-undated': publishUndated = false,
  topics = 'suggest',
}: HoldOptions): HoldPolicy {
  if (topics !== 'suggest' && topics !== 'make') throw new Misuse(`--topics takes suggest or make, not ${topics}.`);
  if (held === 'drafts' || held === 'skip') return { held, publishUndated, newTopics: topics };
  throw new Misuse(`--held takes drafts or skip, not ${held}.`);
}

function siteOf(address: string | undefined): string | undefined {
  if (address === undefined) return undefined;
  const url = URL.parse(address);
  if (url !== null && /^https?:$/.test(url.protocol)) return url.href;
  throw new Misuse(`--site takes an http or https address, not ${address}.`);
}

async function columnMapIn(path: string | undefined): Promise<ColumnMap | undefined> {
  if (path === undefined) return undefined;
  try {
    const { readColumnMap } = await import('../import/records/columns.ts');
    return readColumnMap(await readFile(path, 'utf8'));
  } catch (error) {
    throw new Misuse(`--map ${path}: ${fileErrorInWords(error) ?? (error as Error).message}`);
  }
}

/** A file of views may be most of the work, so the bar moves within it. */
function progressOf(
  { show }: ReturnType<typeof progressBar>,
  giveBack: () => void,
): Pick<ImportOptions, 'onProgress' | 'onViews'> {
  let inputsDone = 0;
  let inputsOfAll = 0;
  return {
    onProgress(done, all) {
      [inputsDone, inputsOfAll] = [done, all];
      show(done, all);
      giveBack();
    },
    onViews: (share) => show(inputsDone + Math.min(share, 0.99), inputsOfAll),
  };
}

if (import.meta.main) await runMain(importCommand);
