/** MRR, nDCG@10, recall@100 and queries without a result of search, on labelled sets, beside BM25 over whole texts and other rivals. */

import { inScratchDatabase } from '../../db/engine/scratch-database.ts';
import { rebuildRelated } from '../related/rebuild.ts';
import { indexAll } from '../search/index-articles.ts';
import { searchedBody } from './known-item-queries.ts';
import type { LabelledSet } from './labelled-set.ts';

import { publishTexts } from './publish-texts.ts';
import { bm25Finder, datelineFinder, type Finder } from './search-finders.ts';
import {
  type Question,
  type QuestionKind,
  type QuestionPart,
  questionKinds,
  questionParts,
  questionsOf,
} from './search-questions.ts';

export interface SearchRival {
  readonly name: string;
  /** @param texts what is searched, which is all that a rival may know; of one language, BCP 47 */
  index(
    texts: readonly string[],
    language: string,
  ): Promise<(query: string, most: number) => Promise<readonly number[]>>;
}

export interface SearchQuality {
  readonly mrr: number;
  readonly ndcg: number;
  readonly recall: number;
  /** Of the queries: how many found nothing at all. */
  readonly empty: number;
}

export interface SearchResult {
  readonly set: string;
  readonly queries: QuestionKind;
  readonly part: QuestionPart;
  readonly asked: number;
  readonly by: ReadonlyMap<string, SearchQuality>;
}

export interface SearchEvaluation {
  readonly rivals?: readonly SearchRival[];
  /** Which questions; all if not given. */
  readonly parts?: readonly QuestionPart[];
  /** A server on which a database may be made for it; in memory if not given. */
  readonly serverUrl?: string | undefined;
  readonly onStep?: (what: string) => void;
}

const MOST = 100;
const PLACES = 10;

/** Where a set's texts have bodies, titles and first sentences are left out of what is searched, since they are what is asked. */
export async function evaluateSearch(
  sets: readonly LabelledSet[],
  how: SearchEvaluation = {},
): Promise<SearchResult[]> {
  const results: SearchResult[] = [];
  for (const set of sets) results.push(...(await evaluateSet(set, how)));
  return results;
}

function evaluateSet(
  { name, texts }: LabelledSet,
  { rivals = [], parts = questionParts, serverUrl, onStep = () => {} }: SearchEvaluation,
): Promise<SearchResult[]> {
  return inScratchDatabase(serverUrl, async (db) => {
    onStep(`${name}: ${texts.length} texts are indexed`);
    const hasBodies = texts.some(({ body }) => body.trim() !== '');
    const searched = hasBodies ? texts.map((text) => ({ ...text, title: '-', body: searchedBody(text.body) })) : texts;
    const ids = await publishTexts(db, searched);
    await indexAll(db);
    await rebuildRelated(db);
    const finders = new Map<string, Finder>([
      ['Dateline', datelineFinder(db, ids)],
      ['BM25', await bm25Finder(db, ids)],
    ]);
    for (const rival of rivals) {
      const plain = searched.map(({ title, body }) => (hasBodies ? body : title));
      finders.set(rival.name, await rival.index(plain, texts[0]?.language ?? 'en'));
    }
    const results: SearchResult[] = [];
    for (const part of parts) {
      for (const queries of questionKinds) {
        const questions = questionsOf(queries, part, texts);
        if (questions.length === 0 || (!hasBodies && queries !== 'same subject')) continue;
        onStep(`${name}: ${queries}, ${part}`);
        const by = new Map<string, SearchQuality>();
        for (const [who, finder] of finders) by.set(who, await qualityOf(finder, questions));
        results.push({ set: name, queries, part, asked: questions.length, by });
      }
    }
    return results;
  });
}

async function qualityOf(find: Finder, questions: readonly Question[]): Promise<SearchQuality> {
  const sum = { mrr: 0, ndcg: 0, recall: 0, empty: 0 };
  for (const { query, language, right, self } of questions) {
    const found = (await find(query, MOST + 1, language)).filter((index) => index !== self).slice(0, MOST);
    const first = found.findIndex((index) => right.has(index));
    if (first >= 0) sum.mrr += 1 / (first + 1);
    const gain = (places: number[]) => places.reduce((total, place) => total + 1 / Math.log2(place + 2), 0);
    const hits = found.slice(0, PLACES).flatMap((index, place) => (right.has(index) ? [place] : []));
    sum.ndcg += gain(hits) / gain(Array.from({ length: Math.min(PLACES, right.size) }, (_, place) => place));
    sum.recall += found.filter((index) => right.has(index)).length / Math.min(MOST, right.size);
    if (found.length === 0) sum.empty += 1;
  }
  const mean = (value: number) => value / questions.length;
  return { mrr: mean(sum.mrr), ndcg: mean(sum.ndcg), recall: mean(sum.recall), empty: mean(sum.empty) };
}

/** A line for each set, part, kind of query and finder, below the names of the columns. */
export function searchTable(results: readonly SearchResult[]): string {
  const lines = results.flatMap(({ set, queries, part, asked, by }) =>
    [...by].map(([who, { mrr, ndcg, recall, empty }]) => {
      const figures = [mrr, ndcg, recall].map((value) => value.toFixed(3)).join('  ');
      const question = `${set.padEnd(24)}${part.padEnd(7)}${queries.padEnd(16)}${String(asked).padStart(4)}`;
      return `${question}  ${who.padEnd(12)}${figures}  ${(empty * 100).toFixed(1)} %\n`;
    }),
  );
  return `${'set'.padEnd(24)}part   ${'queries'.padEnd(16)}   n  ${''.padEnd(12)}MRR    nDCG   R@100  empty\n${lines.join('')}`;
}
