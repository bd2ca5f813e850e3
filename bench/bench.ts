/** `npm run bench`: makes a corpus, if asked to, and measures plans, pages and throughput on it. */

import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import cliProgress from 'cli-progress';
import { NoAnswer } from './ask.ts';
import { type CachedCost, cachedText, isCachingFastEnough, measureCached } from './cached.ts';
import { type BenchPlace, benchPlace, makeDatabase, NoCorpus, requireCorpus, withDatabase } from './database.ts';
import { type LoadTimes, loadCorpus } from './load.ts';
import { isTooDeepDear, measurePages, type PageCosts, pagesText } from './pages.ts';
import { hasSequentialScans, measurePlans, plansText, type QuestionCost } from './plans.ts';
import { isRelatedFastEnough, measureRelated, type RelatedCost, relatedText } from './related.ts';
import { measureThroughput, type Throughput, throughputText } from './throughput.ts';
import { areViewsFastEnough, measureViews, type ViewsCost, viewsText } from './views.ts';

const help = `Measures Dateline on a corpus of invented articles.

  npm run bench -- --load 100000   make the corpus anew, then measure
  npm run bench                    measure the corpus that is there
  npm run bench -- views           measure only that

  --load <count>   how many articles to make, 1000 to 10000000; drops the corpus that was there
  --only <parts>   plans, pages, throughput, cached, views, related, or several with commas between; default all but
                   related, which works the related articles of the whole corpus out anew
  --plans <file>   write the full plans to this file
  --json           write the results as JSON
  --help           this text

The corpus has a database of its own, dateline_bench, on the server that BENCH_DATABASE_URL (or else DATABASE_URL)
names; without either, an embedded one in the folder .dateline-bench. Ends with 1 when a table that grows is read from
end to end, a deep page or a related article costs too much, kept answers go out too slowly, or
views are taken too slowly or lost.
`;

interface Options {
  readonly load: number | undefined;
  readonly parts: ReadonlySet<string>;
  readonly plansFile: string | undefined;
  readonly json: boolean;
}

interface Results {
  load?: LoadTimes;
  plans?: readonly QuestionCost[];
  pages?: PageCosts;
  throughput?: Throughput;
  cached?: CachedCost;
  views?: ViewsCost;
  related?: RelatedCost;
}

class WrongUsage extends Error {
  override readonly name = 'WrongUsage';
}

const usualParts = ['plans', 'pages', 'throughput', 'cached', 'views'];
const allParts = [...usualParts, 'related'];

/** @returns null when only the help is wanted */
function readOptions(): Options | null {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      load: { type: 'string' },
      only: { type: 'string' },
      plans: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const load = values.load === undefined ? undefined : Number(values.load);
  if (load !== undefined && !(Number.isInteger(load) && load >= 1000 && load <= 10_000_000)) {
    throw new WrongUsage('--load takes a whole number from 1000 to 10000000.');
  }
  const named = [...(values.only?.split(',') ?? []), ...positionals];
  const parts = new Set(named.length > 0 ? named : usualParts);
  const unknown = [...parts].find((part) => !allParts.includes(part));
  if (unknown !== undefined) throw new WrongUsage(`The parts are ${allParts.join(', ')}; not "${unknown}".`);
  return { load, parts, plansFile: values.plans, json: values.json };
}

async function load(place: BenchPlace, count: number, now: Date): Promise<LoadTimes> {
  const bar = new cliProgress.SingleBar({
    format: '{bar} {value}/{total} articles, {eta_formatted} left',
    hideCursor: true,
  });
  const isWatched = process.stderr.isTTY;
  await makeDatabase(place);
  if (isWatched) bar.start(count, 0);
  try {
    return await withDatabase(place, {}, ({ db }) =>
      loadCorpus(db, count, now, (done) => (isWatched ? bar.update(done) : undefined)),
    );
  } finally {
    if (isWatched) bar.stop();
  }
}

async function measure(place: BenchPlace, { parts, json }: Options, now: Date, results: Results): Promise<void> {
  const tell = (text: string): void => void process.stderr.write(`… ${text}\n`);
  const print = (text: string): void => {
    if (!json) process.stdout.write(`${text}\n\n`);
  };
  if (parts.has('plans')) {
    results.plans = await measurePlans(place, now, tell);
    print(plansText(results.plans));
  }
  if (parts.has('pages')) {
    results.pages = await measurePages(place, tell);
    print(pagesText(results.pages));
  }
  if (parts.has('throughput')) {
    results.throughput = await measureThroughput(place, tell);
    print(throughputText(results.throughput));
  }
  if (parts.has('cached')) {
    results.cached = await measureCached(place, tell);
    print(cachedText(results.cached));
  }
  if (parts.has('views')) {
    results.views = await measureViews(place, tell);
    print(viewsText(results.views));
  }
  if (parts.has('related')) {
    results.related = await measureRelated(place, tell);
    print(relatedText(results.related));
  }
}

function loadText({ articles, insertSeconds, edgesSeconds, trendingSeconds, analyzeSeconds }: LoadTimes): string {
  const rate = Math.round(articles / insertSeconds);
  const others = `edges ${edgesSeconds.toFixed(1)} s, trending ${trendingSeconds.toFixed(1)} s, analyze ${analyzeSeconds.toFixed(1)} s`;
  return `${articles} articles in ${insertSeconds.toFixed(1)} s (${rate} a second), ${others}.\n\n`;
}

/** What machines get: everything but the plans themselves, which fill the file given by --plans. */
function resultsText(results: Results): string {
  return JSON.stringify(results, (key, value: unknown) => (key === 'plan' ? undefined : value), 2);
}

async function main(): Promise<number> {
  const options = readOptions();
  if (options === null) {
    process.stdout.write(help);
    return 0;
  }
  const now = new Date();
  const place = benchPlace(process.env);
  const results: Results = {};
  if (options.load !== undefined) results.load = await load(place, options.load, now);
  if (results.load && !options.json) process.stdout.write(loadText(results.load));
  await requireCorpus(place);
  await measure(place, options, now, results);
  if (options.json) process.stdout.write(`${resultsText(results)}\n`);
  if (options.plansFile !== undefined) writeFileSync(options.plansFile, JSON.stringify(results.plans ?? [], null, 2));
  const isDear =
    (results.plans && hasSequentialScans(results.plans)) ||
    (results.pages && isTooDeepDear(results.pages)) ||
    (results.cached && !isCachingFastEnough(results.cached)) ||
    (results.views && !areViewsFastEnough(results.views)) ||
    (results.related && !isRelatedFastEnough(results.related));
  return isDear ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  const isUsage = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  const isForPeople = isUsage || error instanceof WrongUsage || error instanceof NoCorpus || error instanceof NoAnswer;
  process.stderr.write(`${isForPeople ? (error as Error).message : (error as Error).stack}\n`);
  process.exitCode = 2;
}
