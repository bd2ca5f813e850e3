/** MRR, nDCG@10, recall@100 and queries without a result of search, on labelled sets, beside BM25 over whole texts and other rivals. */

import { articleLists } from '../../db/articles/lists.ts';
import { openDatabase } from '../../db/engine/connect.ts';
import type { Db } from '../../db/engine/database.ts';
import { migrate } from '../../db/engine/migrate.ts';
import { createLoaders } from '../../db/loaders.ts';
import { lexemesOfWords, nextDocuments } from '../../db/related/texts.ts';
import { readPlainCounts, termOf } from '../related/terms.ts';
import { inverseDocumentFrequency, lengthFactor, saturate } from '../related/text-similarity.ts';
import { beyondWords } from '../search/beyond-words.ts';
import { indexAll } from '../search/index-articles.ts';
import { readSearch } from '../search/read-search.ts';
import { type QueryKind, queryKinds, queryOfKind } from './known-item-queries.ts';
import type { LabelledSet, LabelledText } from './labelled-set.ts';
import { publishTexts } from './publish-texts.ts';

/** Finds texts, by their index, best first. */
export type Finder = (query: string, most: number) => Promise<readonly number[]>;

export interface Rival {
  readonly name: string;
  /** @param texts what is searched, which is all that a rival may know */
  index(texts: readonly string[]): Promise<Finder>;
}

export interface SearchQuality {
  readonly mrr: number;
  readonly ndcg: number;
  readonly recall: number;
  /** Of the queries: how many found nothing at all. */
  readonly empty: number;
}

interface SearchResult {
  readonly set: string;
  readonly queries: QueryKind | 'same subject';
  readonly asked: number;
  readonly by: ReadonlyMap<string, SearchQuality>;
}

const QUERIES_OF_A_KIND = 150;
const MOST = 100;
const PLACES = 10;

/** Where a set's texts have bodies, titles are left out of what is searched, since they are what is asked. */
export async function evaluateSearch(
  sets: readonly LabelledSet[],
  rivals: readonly Rival[] = [],
): Promise<SearchResult[]> {
  const results: SearchResult[] = [];
  for (const set of sets) results.push(...(await evaluateSet(set, rivals)));
  return results;
}

async function evaluateSet({ name, texts }: LabelledSet, rivals: readonly Rival[]): Promise<SearchResult[]> {
  const { db, close } = await openDatabase({ dataDir: 'memory://', poolSize: 1, statementTimeoutMs: 0 });
  try {
    await migrate(db);
    const hasBodies = texts.some(({ body }) => body.trim() !== '');
    const searched = texts.map((text) => (hasBodies ? { ...text, title: '-' } : text));
    const ids = await publishTexts(db, searched);
    await indexAll(db);
    const finders = new Map<string, Finder>([
      ['Dateline', dateline(db, ids)],
      ['BM25', await bm25(db, ids)],
    ]);
    for (const rival of rivals)
      finders.set(rival.name, await rival.index(searched.map(({ title, body }) => `${title}\n${body}`)));
    const results: SearchResult[] = [];
    for (const kind of [...queryKinds, 'same subject'] as const) {
      const questions = questionsOf(kind, texts);
      if (questions.length === 0) continue;
      const by = new Map<string, SearchQuality>();
      for (const [who, finder] of finders) by.set(who, await qualityOf(finder, questions));
      results.push({ set: name, queries: kind, asked: questions.length, by });
    }
    return results;
  } finally {
    await close();
  }
}

interface Question {
  readonly query: string;
  readonly right: ReadonlySet<number>;
  /** Not an answer: the text that the query was taken from. */
  readonly self?: number;
}

function questionsOf(kind: QueryKind | 'same subject', texts: readonly LabelledText[]): Question[] {
  const byLabel = new Map<string, number[]>();
  for (const [index, { labels }] of texts.entries())
    for (const label of labels) byLabel.set(label, [...(byLabel.get(label) ?? []), index]);
  const all = texts.flatMap(({ title, body, labels, story }, index): Question[] => {
    if (kind !== 'same subject') {
      const query = queryOfKind(kind, title);
      return query === null || (body === '' && title === '') ? [] : [{ query, right: new Set([index]) }];
    }
    const right = new Set((story === null ? labels : [story]).flatMap((label) => byLabel.get(label) ?? []));
    right.delete(index);
    return right.size === 0 || title.trim() === '' ? [] : [{ query: title, right, self: index }];
  });
  const step = Math.max(1, all.length / QUERIES_OF_A_KIND);
  return Array.from(
    { length: Math.min(all.length, QUERIES_OF_A_KIND) },
    (_, nth) => all[Math.floor(nth * step)] as Question,
  );
}

async function qualityOf(find: Finder, questions: readonly Question[]): Promise<SearchQuality> {
  const sum = { mrr: 0, ndcg: 0, recall: 0, empty: 0 };
  for (const { query, right, self } of questions) {
    const found = (await find(query, MOST + 1)).filter((index) => index !== self).slice(0, MOST);
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

/** As readers get it, by RELEVANCE. */
function dateline(db: Db, ids: readonly number[]): Finder {
  const indexOf = new Map(ids.map((id, index) => [id, index]));
  const loaders = createLoaders(db);
  return async (query, most) => {
    const words = readSearch(query);
    const list = (search: typeof words) =>
      ({
        scope: { of: 'all' },
        id: 0,
        filter: { search },
        field: 'RELEVANCE',
        range: { take: most, descending: true },
      }) as const;
    const [own] = await articleLists(db, [list(words)]);
    const isFew = (own?.rows.length ?? 0) < 20;
    const loose = isFew ? await beyondWords(words, undefined, loaders) : [];
    const [found] = loose.length === 0 ? [own] : await articleLists(db, [list({ ...words, loose })]);
    return (found?.rows ?? []).map(({ id }) => indexOf.get(id) ?? -1);
  };
}

/** With Postgres' stems, over the whole text, any word of the query. */
async function bm25(db: Db, ids: readonly number[]): Promise<Finder> {
  const indexOf = new Map(ids.map((id, index) => [id, index]));
  const postings = new Map<number, { text: number; count: number }[]>();
  const lengths = new Float64Array(ids.length);
  for (let afterId = 0; ; ) {
    const documents = await nextDocuments(db, afterId, 200);
    for (const { id, document } of documents) {
      const text = indexOf.get(id) ?? 0;
      const { terms, counts } = readPlainCounts(document);
      for (const [place, term] of terms.entries()) {
        const count = counts[place] as number;
        lengths[text] = (lengths[text] as number) + count;
        const entries = postings.get(term);
        if (entries === undefined) postings.set(term, [{ text, count }]);
        else entries.push({ text, count });
      }
    }
    const last = documents.at(-1);
    if (last === undefined) break;
    afterId = last.id;
  }
  const meanLength = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, ids.length) || 1;
  return async (query, most) => {
    const [lexemes = []] = await lexemesOfWords(db, [{ language: 'en', word: query }]);
    const scores = new Map<number, number>();
    for (const lexeme of lexemes) {
      const entries = postings.get(termOf('', lexeme)) ?? [];
      const idf = inverseDocumentFrequency(entries.length, ids.length);
      for (const { text, count } of entries) {
        const gained = idf * saturate(count, lengthFactor(lengths[text] as number, { meanLength }));
        scores.set(text, (scores.get(text) ?? 0) + gained);
      }
    }
    return [...scores]
      .sort(([a, x], [b, y]) => y - x || a - b)
      .slice(0, most)
      .map(([text]) => text);
  };
}

/** A line for each set, kind of query and finder, below the names of the columns. */
export function searchTable(results: readonly SearchResult[]): string {
  const lines = results.flatMap(({ set, queries, asked, by }) =>
    [...by].map(([who, { mrr, ndcg, recall, empty }]) => {
      const figures = [mrr, ndcg, recall].map((value) => value.toFixed(3)).join('  ');
      return `${set.padEnd(24)}${queries.padEnd(16)}${String(asked).padStart(4)}  ${who.padEnd(12)}${figures}  ${(empty * 100).toFixed(1)} %\n`;
    }),
  );
  return `${'set'.padEnd(24)}${'queries'.padEnd(16)}   n  ${''.padEnd(12)}MRR    nDCG   R@100  empty\n${lines.join('')}`;
}
