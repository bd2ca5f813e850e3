/** `npm run evaluate -- <what>`: measures what Dateline claims to do well, on labelled data. */

import { fileURLToPath } from 'node:url';
import { command, Misuse, type Output, runMain } from './command.ts';
import { progressBar, rebuildBar } from './progress-bar.ts';

const help = `Usage: npm run evaluate -- <what> [options]

  attribution [file …]   Who is cited and quoted: precision and recall over the labelled sentences that come with
                         Dateline, or over files of such lines.
  feeds [folder]         Items of feeds: headline, time, authors, sections and link against what an editor would enter, beside
                         feedsmith's fields as they are, over the feeds in the shapes of 19 vendors that come with Dateline or over a
                         folder of feeds beside items.jsonl: a line an item, in order, {"feed": "its file", "headline", "time",
                         "authors", "sections", "link"}. A third, by feed, is held back: only its totals are told.
  language [file …]      Which language a text is in, by its headline and as a whole: how many are right over the texts in
                         54 languages that come with Dateline, or over files of lines {"language", "headline", "text"}.
  pages <folder>         Saved news pages: title, time, authors, picture and body against what a person expects, beside plain
                         Readability and JSON-LD. A third, by publisher, is held back: only its totals are told.
                         <folder>/<country>/<Publisher>_<date>.html.gz beside <Publisher>.json and meta.info.
  related <file …>       What is related: labelled sets, mixed in one newsroom, precision@k and MRR beside BM25 and
                         Elasticsearch's more_like_this, and the precision by strength. A line a text, {"id", "cluster" or
                         "labels", "title", "body", "date", "language"}; or BASIL, the UCI News Aggregator, Markdown posts with topics; gzipped or not.
  search <file …>        What is found: titles as queries, also with words left out, a typing error, folded and inflected,
                         and first sentences, against the texts without them, and the texts of the same subject: MRR,
                         nDCG@10, recall@100 and queries without any result, beside BM25 over whole texts. A third of the
                         queries is held back from tuning. Files as for related.
  trending <file …>      What readers turn to next: votes of a front page's snapshots replayed as views, nDCG@10 and
                         precision@10 of HEAT, of plain counts, of Hacker News' gravity and of Reddit's hot.
                         {"at", "items": [{"link", "upvotes"}]} a line, gzipped or not.

Options:
  --json       Print one JSON object.
  --peers      With search: beside MiniSearch and Orama as well, which are installed into bench/peers.
  --part <p>   With search: only tune, held, or fresh, which is what of the held third was never asked before; default all.
  --server <u> With search: in a database of its own on this Postgres, which is dropped afterwards; default embedded.
  --help       Print this.

Exit code: 0 when measured, 1 when something could not be read, 2 when the command was not understood.
`;

export const evaluateCommand = command({
  name: 'evaluate',
  help,
  options: {
    json: { type: 'boolean' },
    peers: { type: 'boolean' },
    part: { type: 'string' },
    server: { type: 'string' },
  },
  async work({ options: { json: isJson, ...options }, inputs: [what, ...inputs], stdout, stderr }) {
    if (what === undefined) throw new Misuse('What shall be measured?');
    const measure = Object.hasOwn(measures, what) ? measures[what as keyof typeof measures] : undefined;
    if (measure === undefined) throw new Misuse(`There is no "${what}" to measure.`);
    const { report, table } = await measure(inputs, stderr, options);
    stdout.write(isJson ? `${JSON.stringify(report)}\n` : table);
    return 0;
  },
});

interface Measured {
  readonly report: object;
  readonly table: string;
}

const measures = { attribution, feeds, language, pages, related, search, trending };

async function attribution(files: readonly string[]): Promise<Measured> {
  const { evaluateByPart, parseLabelled } = await import('../evaluate/attribution.ts');
  const { attributionTable } = await import('../evaluate/attribution-table.ts');
  const { readLabelledFile } = await import('../evaluate/labelled-file.ts');
  const texts = await Promise.all(
    files.map(async (file) => parseLabelled((await readLabelledFile(file)).toString(), file)),
  );
  const report = files.length === 0 ? evaluateByPart() : evaluateByPart(texts.flat());
  return { report, table: attributionTable(report) };
}

async function feeds([folder, ...more]: readonly string[]): Promise<Measured> {
  if (more.length > 0) throw new Misuse('feeds takes one folder.');
  const { evaluateFeeds, feedsTable } = await import('../evaluate/feeds.ts');
  const report = await evaluateFeeds(folder ?? fileURLToPath(new URL('../evaluate/feeds', import.meta.url)));
  return { report, table: feedsTable(report) };
}

async function language(files: readonly string[]): Promise<Measured> {
  const { evaluateLanguages, languagesTable, parseLanguages } = await import('../evaluate/languages.ts');
  const { readLabelledFile } = await import('../evaluate/labelled-file.ts');
  const bundled = fileURLToPath(new URL('../evaluate/languages.jsonl', import.meta.url));
  const texts = await Promise.all(
    (files.length === 0 ? [bundled] : files).map(async (file) =>
      parseLanguages((await readLabelledFile(file)).toString(), file),
    ),
  );
  const report = evaluateLanguages(texts.flat());
  return { report, table: languagesTable(report) };
}

async function pages([folder, ...more]: readonly string[]): Promise<Measured> {
  if (folder === undefined || more.length > 0) throw new Misuse('pages needs one folder.');
  const { evaluatePages, pagesTable } = await import('../evaluate/pages.ts');
  const report = await evaluatePages(folder);
  return { report, table: pagesTable(report) };
}

async function related(files: readonly string[], stderr: Output): Promise<Measured> {
  if (files.length === 0) throw new Misuse('related needs at least one file.');
  const { readLabelledSet } = await import('../evaluate/labelled-set.ts');
  const { evaluateRelated, relatedTable } = await import('../evaluate/related.ts');
  const skipped = (message: string) => stderr.write(`${message}\n`);
  const sets = await Promise.all(files.map((file) => readLabelledSet(file, skipped)));
  const bar = rebuildBar(stderr);
  const report = await evaluateRelated(sets, bar.show).finally(bar.stop);
  return { report, table: relatedTable(report) };
}

async function search(
  files: readonly string[],
  stderr: Output,
  {
    peers,
    part,
    server,
  }: {
    readonly peers?: boolean | undefined;
    readonly part?: string | undefined;
    readonly server?: string | undefined;
  },
): Promise<Measured> {
  if (files.length === 0) throw new Misuse('search needs at least one file.');
  const { searchPeers } = await import('../evaluate/search-peers.ts');
  const { questionParts } = await import('../evaluate/search-questions.ts');
  const parts = questionParts.filter((each) => part === undefined || each === part);
  if (parts.length === 0) throw new Misuse(`--part is one of ${questionParts.join(', ')}; not "${part}".`);
  const { readLabelledSet } = await import('../evaluate/labelled-set.ts');
  const { evaluateSearch, searchTable } = await import('../evaluate/search.ts');
  const skipped = (message: string) => stderr.write(`${message}\n`);
  const sets = await Promise.all(files.map((file) => readLabelledSet(file, skipped)));
  const results = await evaluateSearch(sets, {
    rivals: peers === true ? await searchPeers() : [],
    parts,
    serverUrl: server,
    onStep: (what) => stderr.write(`… ${what}\n`),
  });
  return {
    report: { results: results.map(({ by, ...rest }) => ({ ...rest, by: Object.fromEntries(by) })) },
    table: searchTable(results),
  };
}

async function trending(files: readonly string[], stderr: Output): Promise<Measured> {
  if (files.length === 0) throw new Misuse('trending needs at least one file.');
  const { readVotes } = await import('../evaluate/trending-votes.ts');
  const { evaluateTrending, trendingTable } = await import('../evaluate/trending.ts');
  const votes = await Promise.all(files.map(readVotes));
  const bar = progressBar(stderr, '{bar} {value}/{total} snapshots');
  const report = await evaluateTrending(votes, bar.show).finally(bar.stop);
  return { report, table: trendingTable(report) };
}

if (import.meta.main) await runMain(evaluateCommand);
