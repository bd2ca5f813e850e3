/** Precision@k and MRR of related articles on labelled sets, with the real engine in an in-memory newsroom. */

import type { Db } from '../../db/engine/database.ts';
import { inScratchDatabase } from '../../db/engine/scratch-database.ts';
import { relatedArticles } from '../../db/related/related.ts';
import { nextDocuments } from '../../db/related/texts.ts';
import { type RebuildProgress, rebuildRelated } from '../related/rebuild.ts';
import { readPlainCounts } from '../related/terms.ts';
import type { LabelledSet, LabelledText } from './labelled-set.ts';
import { publishTexts } from './publish-texts.ts';
import { type ListedText, type StrengthQuality, strengthQualities, strengthTable } from './related-strengths.ts';
import { type CountedText, type Ranking, textBaselines } from './text-baselines.ts';

export interface Quality {
  /** Right answers among the first k, of as many as there can be there; the mean over all texts that have any. */
  readonly precision: number;
  /** 1 / the place of the first right answer among the first 20, else 0; the mean. */
  readonly mrr: number;
}

export interface SetQuality extends Quality {
  readonly name: string;
  /** As many as half of the texts have right answers, at most 6. */
  readonly k: number;
  /** How many texts were asked about. */
  readonly texts: number;
  readonly baselines: { readonly bm25: Quality; readonly moreLikeThis: Quality };
  /** By language of the text that was asked about. */
  readonly strengths: readonly StrengthQuality[];
}

export interface RelatedReport {
  readonly sets: readonly SetQuality[];
}

const MAX_K = 6;
const LIST_LENGTH = 20;
const TEXTS_AT_ONCE = 200;

/** In a newsroom of its own, that is gone afterwards. */
export async function evaluateRelated(
  sets: readonly LabelledSet[],
  onProgress: (progress: RebuildProgress) => void = () => {},
): Promise<RelatedReport> {
  return inScratchDatabase(undefined, async (db) => {
    const texts = sets.flatMap((set) => set.texts);
    const ids = await publishTexts(db, texts);
    await rebuildRelated(db, onProgress);
    const lists = await engineLists(db, ids);
    const engine: Ranking = (index, most) => (lists[index] ?? []).slice(0, most).map((each) => each.index);
    const baselines = textBaselines(await countedTexts(db, ids));
    let start = 0;
    return {
      sets: sets.map((set) => {
        const from = start;
        start += set.texts.length;
        return { ...qualityOf(set, from, engine, baselines), strengths: strengthQualities(set.texts, from, lists) };
      }),
    };
  });
}

/** Lists as readers get them, by the text's index. */
async function engineLists(db: Db, ids: readonly number[]): Promise<ListedText[][]> {
  const indexOf = new Map(ids.map((id, index) => [id, index]));
  const lists: ListedText[][] = [];
  for (let start = 0; start < ids.length; start += TEXTS_AT_ONCE) {
    const keys = ids.slice(start, start + TEXTS_AT_ONCE).map((id) => ({ id, first: LIST_LENGTH }));
    for (const { rows } of await relatedArticles(db, keys)) {
      lists.push(rows.map(({ id, strength }) => ({ index: indexOf.get(id) ?? -1, strength })));
    }
  }
  return lists;
}

async function countedTexts(db: Db, ids: readonly number[]): Promise<CountedText[]> {
  const counted = new Map<number, CountedText>();
  for (let afterId = 0; ; ) {
    const documents = await nextDocuments(db, afterId, TEXTS_AT_ONCE);
    for (const { id, document } of documents) counted.set(id, readPlainCounts(document));
    if (documents.length < TEXTS_AT_ONCE) break;
    afterId = documents.at(-1)?.id ?? afterId;
  }
  return ids.map((id) => counted.get(id) ?? { terms: [], counts: [] });
}

function qualityOf(
  { name, texts }: LabelledSet,
  from: number,
  engine: Ranking,
  baselines: ReturnType<typeof textBaselines>,
): Omit<SetQuality, 'strengths'> {
  const right = rightAnswers(texts, from);
  const asked = [...right].filter(([, answers]) => answers.size > 0);
  const counts = asked.map(([, answers]) => answers.size).sort((x, y) => x - y);
  const k = Math.min(MAX_K, counts[counts.length >> 1] ?? 1);
  const measured = (rank: Ranking): Quality => {
    let precision = 0;
    let mrr = 0;
    for (const [index, answers] of asked) {
      const list = rank(index, LIST_LENGTH);
      precision += list.slice(0, k).filter((each) => answers.has(each)).length / Math.min(k, answers.size);
      const first = list.findIndex((each) => answers.has(each));
      if (first >= 0) mrr += 1 / (first + 1);
    }
    return { precision: precision / Math.max(1, asked.length), mrr: mrr / Math.max(1, asked.length) };
  };
  return {
    name,
    k,
    texts: asked.length,
    ...measured(engine),
    baselines: { bm25: measured(baselines.bm25), moreLikeThis: measured(baselines.moreLikeThis) },
  };
}

/** By the text's index among all: those of the same set that share a label. */
function rightAnswers(texts: readonly LabelledText[], from: number): Map<number, Set<number>> {
  const withLabel = Map.groupBy(
    texts.flatMap(({ labels }, place) => labels.map((label) => ({ label, index: from + place }))),
    ({ label }) => label,
  );
  return new Map(
    texts.map(({ labels }, place) => {
      const index = from + place;
      const answers = labels.flatMap((label) => (withLabel.get(label) ?? []).map((each) => each.index));
      return [index, new Set(answers.filter((each) => each !== index))];
    }),
  );
}

/** A line for each set, below the names of the columns. */
export function relatedTable({ sets }: RelatedReport): string {
  const cell = ({ precision, mrr }: Quality) => `${precision.toFixed(3)}  ${mrr.toFixed(3)}`.padEnd(18);
  const title = 'P@k and MRR';
  const width = Math.max(title.length, ...sets.map(({ name }) => name.length)) + 2;
  const head = `${title.padEnd(width)}texts  k  ${'Dateline'.padEnd(18)}${'BM25'.padEnd(18)}more like this\n`;
  const lines = sets.map(({ name, texts, k, baselines: { bm25, moreLikeThis }, ...own }) => {
    const counts = `${String(texts).padStart(5)}  ${k}  `;
    return `${name.padEnd(width)}${counts}${cell(own)}${cell(bm25)}${cell(moreLikeThis)}\n`;
  });
  return [head, ...lines, strengthTable(sets)].join('');
}
