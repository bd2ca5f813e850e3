/**
 * `npm run bench`: fills a benchmark newsroom, if asked to, and measures statement plans, paging, throughput, caching,
 * views and related articles on it.
 */

import { writeFileSync } from 'node:fs';
import { command, Misuse, type Output, runMain } from '../src/commands/command.ts';
import { progressBar } from '../src/commands/progress-bar.ts';
import { type Ablation, ablationText, measureAblation } from './ablation.ts';
import { type CachedCost, cachedText, isCachingFastEnough, measureCached } from './cached.ts';
import {
  type BenchPlace,
  benchPlace,
  makeDatabase,
  NoBenchNewsroom,
  requireBenchNewsroom,
  withDatabase,
} from './database.ts';
import { type DeferralCost, deferralText, measureDeferral } from './deferral.ts';
import { type ImportFolderCost, importFolderText, isImportSteady, measureImportFolder } from './import-folder.ts';
import { areInsightsFastEnough, type InsightCosts, insightsText, measureInsights } from './insights.ts';
import { type LoadTimes, loadNewsroom } from './load.ts';
import { isMemorySmallEnough, type MemoryCost, measureMemory, memoryText } from './memory.ts';
import { isTooDeepDear, measurePages, type PageCosts, pagesText } from './pages.ts';
import { comparePeers, type PeerComparison, peersJson, peersText } from './peers/compare.ts';
import { type PageName, pageNames } from './peers/questions.ts';
import { hasSequentialScans, measurePlans, plansText, type QuestionCost } from './plans.ts';
import {
  arePiecesPublishedFastEnough,
  measurePublishingRates,
  type PublishingRates,
  publishingRatesText,
} from './publish.ts';
import { isRelatedFastEnough, measureRelated, type RelatedCost, relatedText } from './related.ts';
import { areStreamsFastEnough, measureStreams, type StreamsCost, streamsText } from './streams.ts';
import { measureThroughput, type Throughput, throughputText } from './throughput.ts';
import { areViewsFastEnough, measureViews, type ViewsCost, viewsText } from './views.ts';

const help = `Usage: npm run bench -- --load 100000   make the newsroom anew, then measure
       npm run bench                    measure the newsroom that is there
       npm run bench -- views           measure only that
       npm run bench -- insights --articles 1000000
       npm run bench -- import --files 10000
       npm run bench -- --peers --json

Measures Dateline on a newsroom of invented articles.

  --load <count>   how many articles to make, 1000 to 10000000; drops those that were there
  --only <parts>   plans, pages, throughput, cached, views, related, streams, ablation, memory, insights, import, publish, or
                   several with commas between; default all but related, which works the related articles of all out anew,
                   streams, which has 1,000 subscriptions open, ablation, which says what each clever part buys beside
                   the plain way, and memory (of an idle service), insights, import and publish (pieces from the draft to
                   readers), which have newsrooms of their own
  --articles <n>   how many articles insights are asked about, of ten years, 1000 to 10000000; default 100000. They are
                   made where they aren't there, and kept for the next time in dateline_bench_insights_<n>
  --files <n>      how many files of seven formats import brings into a newsroom of its own, killed once on its way, 1000
                   to 10000000; default 10000. Of Linux alone
  --peers          compare with PostGraphile, one statement by hand and a plain Yoga server, and what is kept with node:http;
                   installs the peers, and makes 100000 articles where there are none. Only that, unless parts are named
  --pages <names>  compare peers by these pages only: articlePage, home, topicPage, sourcePage, search
  --explain        write the plan of each statement of insights, with what it read
  --plans <file>   write the full plans to this file
  --json           write the results as JSON
  --help           this text

The newsroom has a database of its own, dateline_bench, on the server that BENCH_DATABASE_URL (or else DATABASE_URL)
names; without either, an embedded one in the folder .dateline-bench.
Exit code: 0 when done, 1 when a table that grows is read from end to end, a deep page or a related article costs too
much, cached responses go out too slowly, views are taken too slowly or lost, subscribers are told too late, an idle
service holds too much, an import loses pieces or grows, pieces are published too slowly, or nothing could be
measured; 2 when the command was not understood, or there is no newsroom.
`;

interface Results {
  load?: LoadTimes;
  plans?: readonly QuestionCost[];
  pages?: PageCosts;
  throughput?: Throughput;
  cached?: CachedCost;
  views?: ViewsCost;
  related?: RelatedCost;
  streams?: readonly StreamsCost[];
  memory?: readonly MemoryCost[];
  insights?: InsightCosts;
  importFolder?: ImportFolderCost;
  publish?: PublishingRates;
  ablation?: readonly Ablation[];
  peers?: PeerComparison;
  deferral?: DeferralCost;
}

const usualParts = ['plans', 'pages', 'throughput', 'cached', 'views'];
const ownParts = ['memory', 'insights', 'import', 'publish'];
const DEFAULT_ARTICLES = 100_000;
const allParts = [...usualParts, 'related', 'streams', 'ablation', ...ownParts];
const DEFAULT_INSIGHT_ARTICLES = 100_000;
const DEFAULT_FILES = 10_000;

function countOf(text: string, option: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1000 && count <= 10_000_000) return count;
  throw new Misuse(`${option} takes a whole number from 1000 to 10000000.`);
}

function partsOf(named: readonly string[], isPeersOnly: boolean): ReadonlySet<string> {
  const parts = new Set(named.length > 0 || isPeersOnly ? named : usualParts);
  const unknown = [...parts].find((part) => !allParts.includes(part));
  if (unknown === undefined) return parts;
  throw new Misuse(`The parts are ${allParts.join(', ')}; not "${unknown}".`);
}

async function load(place: BenchPlace, count: number, now: Date, stderr: Output): Promise<LoadTimes> {
  await makeDatabase(place);
  const bar = progressBar(stderr, '{bar} {value}/{total} articles, {eta_formatted} left');
  return withDatabase(place, {}, ({ db }) => loadNewsroom(db, count, now, (done) => bar.show(done, count))).finally(
    bar.stop,
  );
}

async function measure(
  place: BenchPlace,
  parts: ReadonlySet<string>,
  now: Date,
  results: Results,
  print: (text: string) => void,
  stderr: Output,
): Promise<void> {
  const tell = (text: string): void => void stderr.write(`… ${text}\n`);
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
  if (parts.has('streams')) {
    results.streams = await measureStreams(place);
    print(streamsText(results.streams));
  }
  if (parts.has('ablation')) {
    results.ablation = await measureAblation(place, tell);
    results.deferral = await measureDeferral();
    print(`${ablationText(results.ablation)}\n  ${deferralText(results.deferral)}`);
  }
}

function pagesOf(named: readonly string[]): readonly PageName[] {
  const unknown = named.find((name) => !pageNames.includes(name as PageName));
  if (unknown !== undefined) throw new Misuse(`The pages are ${pageNames.join(', ')}; not "${unknown}".`);
  return named.length > 0 ? (named as PageName[]) : pageNames;
}

async function hasNewsroom(place: BenchPlace): Promise<boolean> {
  try {
    await requireBenchNewsroom(place);
    return true;
  } catch (error) {
    if (error instanceof NoBenchNewsroom) return false;
    throw error;
  }
}

function loadText({
  articles,
  insertSeconds,
  quotesSeconds,
  edgesSeconds,
  trendingSeconds,
  analyzeSeconds,
}: LoadTimes): string {
  const rate = Math.round(articles / insertSeconds);
  const others = `quotes ${quotesSeconds.toFixed(1)} s, edges ${edgesSeconds.toFixed(1)} s, trending ${trendingSeconds.toFixed(1)} s, analyze ${analyzeSeconds.toFixed(1)} s`;
  return `${articles} articles in ${insertSeconds.toFixed(1)} s (${rate} a second), ${others}.\n\n`;
}

/** What machines get: everything but the plans themselves, which fill the file given by --plans. */
function resultsText(results: Results): string {
  const { peers, ...others } = results;
  const all = { ...others, ...(peers && peersJson(peers)) };
  return JSON.stringify(all, (key, value: unknown) => (key === 'plan' ? undefined : value), 2);
}

export const benchCommand = command({
  name: 'bench',
  help,
  options: {
    load: { type: 'string' },
    only: { type: 'string' },
    articles: { type: 'string' },
    files: { type: 'string' },
    peers: { type: 'boolean' },
    pages: { type: 'string' },
    explain: { type: 'boolean' },
    plans: { type: 'string' },
    json: { type: 'boolean' },
  },
  async work({ options, inputs, env, stdout, stderr }) {
    const { load: count, only, articles, explain: isExplained = false, plans: plansFile, json = false } = options;
    const { peers: hasPeers = false, pages = '' } = options;
    const comparedPages = pagesOf(pages.split(',').filter((name) => name !== ''));
    const insightArticles = articles === undefined ? DEFAULT_INSIGHT_ARTICLES : countOf(articles, '--articles');
    const toLoad = count === undefined ? undefined : countOf(count, '--load');
    const parts = partsOf([...(only?.split(',') ?? []), ...inputs], hasPeers);
    const now = new Date();
    const place = benchPlace(env);
    const results: Results = {};
    if (toLoad !== undefined) results.load = await load(place, toLoad, now, stderr);
    if (results.load && !json) stdout.write(loadText(results.load));
    const print = (text: string): void => void (json || stdout.write(`${text}\n\n`));
    if (hasPeers) {
      if (!(await hasNewsroom(place))) results.load = await load(place, DEFAULT_ARTICLES, now, stderr);
      results.peers = await comparePeers(place, comparedPages, (what) => void stderr.write(`… ${what}\n`));
      print(peersText(results.peers));
    }
    if ([...parts].some((part) => !ownParts.includes(part))) {
      await requireBenchNewsroom(place).catch((error: unknown) => {
        throw error instanceof NoBenchNewsroom ? new Misuse(error.message) : error;
      });
      await measure(place, parts, now, results, print, stderr);
    }
    const onProgress = (text: string): void => void stderr.write(`… ${text}\n`);
    if (parts.has('memory')) {
      results.memory = await measureMemory(place, onProgress);
      print(memoryText(results.memory));
    }
    if (parts.has('insights')) {
      results.insights = await measureInsights({ env, articles: insightArticles, isExplained, now, onProgress });
      print(insightsText(results.insights));
    }
    if (parts.has('import')) {
      const files = options.files === undefined ? DEFAULT_FILES : countOf(options.files, '--files');
      results.importFolder = await measureImportFolder(env, files, now, (what) => void stderr.write(`… ${what}\n`));
      print(importFolderText(results.importFolder));
    }
    if (parts.has('publish')) {
      results.publish = await measurePublishingRates(env, onProgress);
      print(publishingRatesText(results.publish));
    }
    if (json) stdout.write(`${resultsText(results)}\n`);
    if (plansFile !== undefined) writeFileSync(plansFile, JSON.stringify(results.plans ?? [], null, 2));
    return isDear(results) ? 1 : 0;
  },
});

function isDear(results: Results): boolean {
  return Boolean(
    (results.plans && hasSequentialScans(results.plans)) ||
      (results.pages && isTooDeepDear(results.pages)) ||
      (results.cached && !isCachingFastEnough(results.cached)) ||
      (results.views && !areViewsFastEnough(results.views)) ||
      (results.related && !isRelatedFastEnough(results.related)) ||
      (results.streams && !areStreamsFastEnough(results.streams)) ||
      (results.memory && !isMemorySmallEnough(results.memory)) ||
      (results.insights && !areInsightsFastEnough(results.insights)) ||
      (results.importFolder && !isImportSteady(results.importFolder)) ||
      (results.publish && !arePiecesPublishedFastEnough(results.publish)),
  );
}

if (import.meta.main) await runMain(benchCommand);
