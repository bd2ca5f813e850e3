/** Statements and plans of each benchmark query, and which tables they scan sequentially. */

import type { LogEvent } from 'kysely';
import type { Db } from '../db/engine/database.ts';
import { type Ask, askerOf, type Question } from './ask.ts';
import { type BenchPlace, withDatabase } from './database.ts';
import { explain, type Statement } from './explain.ts';
import { type Plan, type SlowestNode, sequentialScans, slowestNode } from './plan-tree.ts';
import { landmarksOf, listQuestions, nestedQuestions, operationQuestions } from './questions.ts';
import { quoteQuestions } from './quotes.ts';
import { median, timesOf } from './rounds.ts';

interface StatementCost {
  readonly sql: string;
  readonly planned: 'custom' | 'generic';
  readonly planningMs: number;
  readonly executionMs: number;
  /** Pages of 8 kB, from memory and from elsewhere. */
  readonly hitPages: number;
  readonly readPages: number;
  readonly rows: number;
  readonly slowest: SlowestNode;
  readonly sequentialScans: readonly string[];
  readonly plan: Plan;
}

export interface QuestionCost {
  readonly name: string;
  /** Median of the whole answer. */
  readonly ms: number;
  readonly statements: readonly StatementCost[];
}

/** After five runs a server may settle on a generic plan, so that is what later runs and plans show. */
const WARM_UP_RUNS = 6;
const ROUNDS = 7;

export async function measurePlans(
  place: BenchPlace,
  now: Date,
  onProgress: (name: string) => void,
): Promise<QuestionCost[]> {
  const statements: Statement[] = [];
  const onStatement = ({ query }: LogEvent): void => void statements.push(query);
  return withDatabase(place, { poolSize: 1, onStatement }, async ({ db }) => {
    const landmarks = await landmarksOf(db);
    const operations = await operationQuestions(landmarks);
    const quotes = quoteQuestions(landmarks.speaker, now);
    const questions = [...operations, ...listQuestions(now), ...nestedQuestions, ...quotes];
    const ask = askerOf(db);
    const costs: QuestionCost[] = [];
    for (const question of questions) {
      onProgress(question.name);
      costs.push(await costOf(db, ask, question, statements));
    }
    return costs;
  });
}

/** @param statements filled by the database with each that runs */
async function costOf(db: Db, ask: Ask, question: Question, statements: Statement[]): Promise<QuestionCost> {
  await timesOf(WARM_UP_RUNS, () => ask(question));
  const ms = median(await timesOf(ROUNDS, () => ask(question)));
  statements.length = 0;
  await ask(question);
  const asked = statements.splice(0);
  const explained: StatementCost[] = [];
  for (const statement of asked) explained.push(await statementCost(db, statement));
  statements.length = 0;
  return { name: question.name, ms, statements: explained };
}

async function statementCost(db: Db, statement: Statement): Promise<StatementCost> {
  const { planned, plan } = await explain(db, statement);
  const root = plan.Plan;
  return {
    sql: statement.sql.replace(/\s+/g, ' ').trim(),
    planned,
    planningMs: plan['Planning Time'],
    executionMs: plan['Execution Time'],
    hitPages: root['Shared Hit Blocks'],
    readPages: root['Shared Read Blocks'],
    rows: root['Actual Rows'],
    slowest: slowestNode(root),
    sequentialScans: sequentialScans(root),
    plan,
  };
}

export function hasSequentialScans(costs: readonly QuestionCost[]): boolean {
  return costs.some(({ statements }) => statements.some((statement) => statement.sequentialScans.length > 0));
}

export function plansText(costs: readonly QuestionCost[]): string {
  return costs
    .map(({ name, ms, statements }) =>
      [`${name}: ${ms.toFixed(1)} ms, ${statements.length} statements`, ...statements.flatMap(statementText)].join(
        '\n',
      ),
    )
    .join('\n');
}

function statementText(cost: StatementCost): string[] {
  const { executionMs, planningMs, hitPages, readPages, rows, planned, slowest } = cost;
  return [
    `  ${executionMs.toFixed(2)} ms (+ ${planningMs.toFixed(2)} planning, ${planned}), ${hitPages} + ${readPages} pages, ` +
      `${rows} rows; most in ${slowest.what} (${slowest.ms.toFixed(2)} ms, ${slowest.rows} rows): ${cost.sql.slice(0, 70)}…`,
    ...cost.sequentialScans.map((scan) => `  !! READ FROM END TO END: ${scan}`),
  ];
}
