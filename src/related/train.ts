/** Trains a low-rank model on the corpus itself, in a thread of its own so that readers are answered meanwhile. */

import { Worker } from 'node:worker_threads';
import { type Corpus, type Member, memberQuery } from './corpus-in-memory.ts';
import type { Rows } from './lsa.ts';
import type { TrainedModel } from './model.ts';
import { createTermTable } from './term-table.ts';

/** Below this a model knows no more than the words themselves. */
export const MIN_ARTICLES_FOR_MODEL = 256;
/** A corpus of more is known well enough from these, spread evenly over time. */
const MAX_TRAINED_ON = 20_000;
const MAX_DIMENSIONS = 128;
/** Terms of the model, at most; the ones that most articles have, but for those that nearly a third has. */
const MAX_TERMS = 30_000;
const MIN_ARTICLES = 3;
const MAX_PART = 0.3;

export interface TrainingTask {
  readonly rows: Rows;
  /** Ascending; their index is the column. */
  readonly terms: Int32Array;
  readonly dimensions: number;
}

/** @returns null for a corpus that is too small */
export async function trainModel(corpus: Corpus): Promise<TrainedModel | null> {
  if (corpus.members.length < MIN_ARTICLES_FOR_MODEL) return null;
  const terms = termsOfModel(corpus);
  if (terms.length < MIN_ARTICLES_FOR_MODEL) return null;
  const dimensions = Math.min(MAX_DIMENSIONS, corpus.members.length >> 1, terms.length >> 1);
  return inThread({ rows: sampleRows(corpus, terms), terms, dimensions });
}

function termsOfModel({ terms, articlesWith, members }: Corpus): Int32Array {
  const most = members.length * MAX_PART;
  const numbers = [...terms.keys()].filter((number) => {
    const articles = articlesWith[number] as number;
    return articles >= MIN_ARTICLES && articles <= most;
  });
  numbers.sort((a, b) => (articlesWith[b] as number) - (articlesWith[a] as number));
  return Int32Array.from(numbers.slice(0, MAX_TERMS), (number) => terms[number] as number).sort();
}

/** Goes through the texts twice, first to count what there will be. */
function sampleRows(corpus: Corpus, terms: Int32Array): Rows {
  const columns = createTermTable();
  for (const term of terms) columns.add(term);
  const step = Math.max(1, corpus.members.length / MAX_TRAINED_ON);
  const sample: Member[] = [];
  for (let position = 0; position < corpus.members.length; position += step)
    sample.push(corpus.members[Math.floor(position)] as Member);
  const starts = new Int32Array(sample.length + 1);
  for (const [row, { text }] of sample.entries())
    starts[row + 1] =
      (starts[row] as number) + text.terms.reduce((sum, term) => sum + (columns.find(term) === -1 ? 0 : 1), 0);
  const all = starts[sample.length] as number;
  const rows = { starts, columns: new Int32Array(all), weights: new Float32Array(all), columnCount: terms.length };
  let entry = 0;
  for (const member of sample) {
    const { text, idf, saturated } = memberQuery(corpus, member, null);
    for (const [index, term] of text.terms.entries()) {
      const column = columns.find(term);
      if (column === -1) continue;
      rows.columns[entry] = column;
      rows.weights[entry] = ((saturated[index] as number) * (idf[index] as number)) / (text.norm || 1);
      entry += 1;
    }
  }
  return rows;
}

async function inThread(task: TrainingTask): Promise<TrainedModel> {
  const { promise, resolve, reject } = Promise.withResolvers<TrainedModel>();
  const { rows, terms } = task;
  const arrays = [rows.starts, rows.columns, rows.weights, terms];
  // Moved rather than copied: nobody here needs them any more.
  const transferList = arrays.map(({ buffer }) => buffer as ArrayBuffer);
  const worker = new Worker(new URL('./train-thread.ts', import.meta.url), { workerData: task, transferList });
  worker.once('message', resolve).once('error', reject);
  worker.once('exit', (code) => reject(new Error(`Training ended with code ${code}.`)));
  return promise.finally(() => worker.terminate());
}
