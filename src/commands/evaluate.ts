/** `npm run evaluate -- <what>`: measures what Dateline claims to do well, on labelled data. */

import { parseArgs } from 'node:util';

const help = `Usage: npm run evaluate -- <what> [options]

  attribution [file …]   Who is cited and quoted: precision and recall over the labelled sentences that come with
                         Dateline, or over files of such lines.
  pages <folder>         Saved news pages: title, time, authors, picture and body against what a person expects.
                         <folder>/<country>/<Publisher>_<date>.html.gz beside <Publisher>.json and meta.info.
  related <file …>       What is related: labelled sets, mixed in one newsroom, precision@k and MRR beside BM25 and
                         Elasticsearch's more_like_this. A line a text, {"id", "cluster" or "labels", "title", "body",
                         "date"}; or BASIL, the UCI News Aggregator, Markdown posts with topics; gzipped or not.
  trending <file …>      What readers turn to next: votes of a front page's snapshots replayed as views, nDCG@10 of
                         HEAT, of plain counts and of Hacker News' gravity. {"at", "items": [{"link", "upvotes"}]} a
                         line, gzipped or not.

Options:
  --json   Print one JSON object.
  --help   Print this.

Exit code: 0 when measured, 1 when something could not be read, 2 when the command was not understood.
`;

class Misuse extends Error {}

async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help === true) {
    process.stdout.write(help);
    return;
  }
  const [what, ...inputs] = positionals;
  if (what === 'attribution') return evaluateSentences(inputs, values.json);
  if (what === 'pages') return evaluateFolder(inputs, values.json);
  if (what === 'related') return evaluateLabelled(inputs, values.json);
  if (what === 'trending') return evaluateVotes(inputs, values.json);
  throw new Misuse(what === undefined ? 'What shall be measured?' : `There is no "${what}" to measure.`);
}

async function evaluateSentences(files: readonly string[], isJson: boolean): Promise<void> {
  const { evaluateAttribution, parseLabelled, printAttributionReport } = await import('../evaluate/attribution.ts');
  const { readFile } = await import('node:fs/promises');
  const texts = await Promise.all(files.map(async (file) => parseLabelled(await readFile(file, 'utf8'))));
  printAttributionReport(files.length === 0 ? evaluateAttribution() : evaluateAttribution(texts.flat()), isJson);
}

async function evaluateFolder(inputs: readonly string[], isJson: boolean): Promise<void> {
  const [folder, ...rest] = inputs;
  if (folder === undefined || rest.length > 0) throw new Misuse('pages needs one folder.');
  const { evaluatePages, printPagesReport } = await import('../evaluate/pages.ts');
  printPagesReport(await evaluatePages(folder), isJson);
}

async function evaluateLabelled(files: readonly string[], isJson: boolean): Promise<void> {
  if (files.length === 0) throw new Misuse('related needs at least one file.');
  const { readLabelledSet } = await import('../evaluate/labelled-set.ts');
  const { evaluateRelated, printRelatedReport } = await import('../evaluate/related.ts');
  const { rebuildBar } = await import('../related/rebuild-bar.ts');
  const sets = await Promise.all(files.map(readLabelledSet));
  const bar = rebuildBar();
  const report = await evaluateRelated(sets, bar.show).finally(bar.stop);
  printRelatedReport(report, isJson);
}

async function evaluateVotes(files: readonly string[], isJson: boolean): Promise<void> {
  if (files.length === 0) throw new Misuse('trending needs at least one file.');
  const { readVotes } = await import('../evaluate/trending-votes.ts');
  const { evaluateTrending, printTrendingReport } = await import('../evaluate/trending.ts');
  const votes = await Promise.all(files.map(readVotes));
  const { SingleBar } = await import('cli-progress');
  const bar = new SingleBar({
    format: '{bar} {value}/{total} snapshots',
    clearOnComplete: true,
    stream: process.stderr,
  });
  try {
    const onProgress = (done: number, all: number) => (done === 1 ? bar.start(all, done) : bar.update(done));
    const report = await evaluateTrending(votes, process.stderr.isTTY ? onProgress : undefined);
    bar.stop();
    printTrendingReport(report, isJson);
  } finally {
    bar.stop();
  }
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  const isMisuse =
    error instanceof Misuse || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS') === true;
  process.stderr.write(`${(error as Error).message}\n${isMisuse ? `\n${help}` : ''}`);
  process.exitCode = isMisuse ? 2 : 1;
}
