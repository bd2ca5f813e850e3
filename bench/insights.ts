/** What insights cost on ten years of articles, and what being counted costs when a piece is published. */

import type { LogEvent } from 'kysely';
import type { Db } from '../db/engine/database.ts';
import { migrate } from '../db/engine/migrate.ts';
import { rollUpCoverage } from '../db/insights/roll-up.ts';
import type { Viewer } from '../src/roles.ts';
import { type Ask, askerOf, type Question } from './ask.ts';
import { type BenchPlace, benchPlace, isThere, makeDatabase, withDatabase } from './database.ts';
import { explainAsText, type Statement } from './explain.ts';
import { hasInsightCorpus, makeInsightCorpus } from './insight-corpus.ts';
import { insightQuestions } from './insight-questions.ts';
import { measurePublishing, type PublishingPrice } from './publishing-price.ts';
import { median, percentile, timesOf } from './rounds.ts';

const WARM_UP_RUNS = 2;
const RUNS = 11;
/** What counting may add to publishing, as a part of what it takes without. */
const MAX_PRICE = 1.2;

interface InsightCost {
  readonly name: string;
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** What half of the answers must not take longer than. */
  readonly boundMs: number | undefined;
  /** By Postgres, of each statement; only when asked for. */
  readonly explained?: readonly string[];
}

export interface InsightCosts {
  readonly articles: number;
  readonly questions: readonly InsightCost[];
  readonly publishing: PublishingPrice;
}

interface Order {
  readonly env: NodeJS.ProcessEnv;
  readonly articles: number;
  readonly isExplained: boolean;
  readonly now: Date;
  readonly onProgress: (text: string) => void;
}

/** In a database of its own, whose corpus is kept for the next run where that wants as many articles. */
export async function measureInsights({ env, articles, isExplained, now, onProgress }: Order): Promise<InsightCosts> {
  const place = benchPlace(env, `insights_${articles}`);
  await fill(place, articles, onProgress);
  const statements: Statement[] = [];
  const onStatement = ({ query }: LogEvent): void => void statements.push(query);
  return withDatabase(place, { poolSize: 1, onStatement }, async ({ db }) => {
    // What the last run published is of a day that is over by now.
    while ((await rollUpCoverage(db)) > 0);
    const analyst: Viewer = { role: 'ANALYST', name: 'Bench', id: 'token:0' };
    const ask = askerOf(db, analyst);
    const questions: InsightCost[] = [];
    for (const { boundMs, ...question } of insightQuestions(now)) {
      onProgress(question.name);
      const times = await timesOfAnswers(ask, question);
      const explained = isExplained ? await explanations(db, ask, question, statements) : undefined;
      questions.push({
        name: question.name,
        p50Ms: median(times),
        p95Ms: percentile(times, 0.95),
        boundMs,
        ...(explained && { explained }),
      });
    }
    onProgress('publishing');
    return { articles, questions, publishing: await measurePublishing(db) };
  });
}

async function fill(place: BenchPlace, articles: number, onProgress: (text: string) => void): Promise<void> {
  if (await isThere(place)) {
    const isKept = await withDatabase(place, {}, ({ db }) => hasInsightCorpus(db, articles));
    if (isKept) return void (await withDatabase(place, {}, ({ db }) => migrate(db)));
  }
  await makeDatabase(place);
  await withDatabase(place, { poolSize: 1 }, ({ db }) =>
    makeInsightCorpus(db, articles, (done) => onProgress(`${done} of ${articles} articles`)),
  );
}

async function timesOfAnswers(ask: Ask, question: Question): Promise<number[]> {
  await timesOf(WARM_UP_RUNS, () => ask(question));
  return timesOf(RUNS, () => ask(question));
}

/** @param statements filled by the database with each that runs */
async function explanations(db: Db, ask: Ask, question: Question, statements: Statement[]): Promise<string[]> {
  statements.length = 0;
  await ask(question);
  const asked = statements.splice(0);
  const explained: string[] = [];
  for (const statement of asked) explained.push(await explainAsText(db, statement));
  return explained;
}

/** Whether half of the answers come within their bounds, and publishing isn't much dearer for being counted. */
export function areInsightsFastEnough({ questions, publishing }: InsightCosts): boolean {
  return (
    questions.every(({ p50Ms, boundMs }) => boundMs === undefined || p50Ms <= boundMs) && publishing.ratio <= MAX_PRICE
  );
}

export function insightsText({ articles, questions, publishing }: InsightCosts): string {
  const lines = questions.flatMap(({ name, p50Ms, p95Ms, boundMs, explained = [] }) => [
    `  ${name}: p50 ${p50Ms.toFixed(1)} ms, p95 ${p95Ms.toFixed(1)} ms${boundMs === undefined ? '' : ` (at most ${boundMs})`}`,
    ...explained,
  ]);
  const { countedMs, uncountedMs, ratio, rounds } = publishing;
  return [
    `Insights over ${articles} articles of ten years:`,
    ...lines,
    `  publishing: ${countedMs.toFixed(2)} ms, without what marks days as stale ${uncountedMs.toFixed(2)} ms: ${ratio.toFixed(2)} times, the median of ${rounds} rounds (at most ${MAX_PRICE})`,
  ].join('\n');
}
