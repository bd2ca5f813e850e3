/**
 * The corpus of a rebuild in memory, about 1.5 kB an article: no database could be asked for so many comparisons in a
 * second. Finds the same candidates as db/related/candidates.ts does.
 */

import type { Db } from '../../db/engine/database.ts';
import {
  COMPARED_BY_TERMS,
  NEAREST_BY_SOURCE,
  NEAREST_BY_TERM,
  NEAREST_BY_TOPIC,
} from '../../db/related/candidates.ts';
import type { CorpusChange } from '../../db/related/corpus.ts';
import { type CorpusText, nextTexts } from '../../db/related/texts.ts';
import { queryOf, sizeOf } from './analyse.ts';
import { largest } from './largest.ts';
import type { Model } from './model.ts';
import type { Candidate, Query, Rarity } from './score.ts';
import { createTermTable } from './term-table.ts';
import type { CorpusSize, Text, TextQuery } from './text-similarity.ts';

export interface Member extends Candidate {
  readonly language: string;
  readonly text: Text;
}

export interface Corpus {
  /** In the order of time, then id. */
  readonly members: Member[];
  /** Of a language. */
  sizeOf(language: string): CorpusSize;
  languages(): CorpusChange[];
  readonly terms: Int32Array;
  /** By the term's number. */
  readonly articlesWith: Int32Array;
  frequenciesOf(terms: Int32Array): Int32Array;
}

const TEXTS_PER_READING = 250;

export async function loadCorpus(db: Db, onProgress: (done: number) => void): Promise<Corpus> {
  const table = createTermTable();
  let articlesWith = new Int32Array(1 << 16);
  const members: Member[] = [];
  const languages = new Map<string, { articles: number; length: number }>();
  for (let afterId = 0; ; ) {
    const texts = await nextTexts(db, afterId, TEXTS_PER_READING);
    for (const text of texts) {
      const { articles, length } = languages.get(text.language) ?? { articles: 0, length: 0 };
      languages.set(text.language, { articles: articles + 1, length: length + text.length });
      for (const term of text.terms) {
        const number = table.add(term);
        if (number >= articlesWith.length) articlesWith = grown(articlesWith);
        articlesWith[number] = (articlesWith[number] as number) + 1;
      }
    }
    members.push(...packed(texts));
    onProgress(members.length);
    if (texts.length < TEXTS_PER_READING) break;
    afterId = (texts.at(-1) as CorpusText).id;
  }
  members.sort((a, b) => a.at - b.at || a.id - b.id);
  return {
    members,
    sizeOf: (language) => sizeOf(languages.get(language) ?? { articles: 0, length: 0 }),
    languages: () => Array.from(languages, ([language, each]) => ({ language, ...each })),
    terms: table.terms(),
    articlesWith: articlesWith.slice(0, table.size),
    frequenciesOf: (terms) => terms.map((term) => articlesWith[table.find(term)] ?? 0),
  };
}

function grown(counts: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(counts.length * 2);
  larger.set(counts);
  return larger;
}

/** The arrays of some texts in a few large ones: neighbours in time lie together in memory, and are no garbage's work. */
function packed(texts: readonly CorpusText[]): Member[] {
  const all = texts.reduce((sum, { terms }) => sum + terms.length, 0);
  const terms = new Int32Array(all);
  const counts = new Uint8Array(all);
  const sketches = new Uint16Array(texts.reduce((sum, { sketch }) => sum + (sketch?.length ?? 0), 0));
  let at = 0;
  let sketchAt = 0;
  const into = <Values extends Int32Array | Uint8Array | Uint16Array>(large: Values, values: Values, from: number) => {
    large.set(values, from);
    return large.subarray(from, from + values.length) as Values;
  };
  return texts.map((text) => {
    const sketch = text.sketch && into(sketches, text.sketch, sketchAt);
    const own = { terms: into(terms, text.terms, at), counts: into(counts, text.counts, at), sketch };
    at += text.terms.length;
    sketchAt += sketch?.length ?? 0;
    const { id, length, language, topicIds, sourceIds } = text;
    return {
      id,
      at: text.at,
      language,
      topicIds,
      sourceIds,
      text: { ...own, length, norm: 1, selfMatch: 1, meaning: null },
    };
  });
}

/** What a member is as a query; it isn't kept, since a million of them would not fit. */
export function memberQuery(corpus: Corpus, { id, at, language, text }: Member, model: Model | null): TextQuery {
  return queryOf({ id, at, language, ...text }, corpus.frequenciesOf(text.terms), corpus.sizeOf(language), model);
}

/** Which members have a term, topic or source, by its number, in the order of the members. */
interface Postings {
  readonly starts: Int32Array;
  readonly members: Int32Array;
  readonly weights?: Float32Array;
}

export interface Finder {
  /** Members that might be related to one, by their index. */
  candidatesOf(index: number): number[];
  rarityOf(query: Query, language: string): Rarity;
}

/** The best terms of all members, one member's behind the other's. */
export interface BestTerms {
  /** Of member m: from starts[m] to starts[m + 1], weightiest first. */
  readonly starts: Int32Array;
  readonly terms: Int32Array;
  readonly weights: Float32Array;
}

export function createFinder(corpus: Corpus, best: BestTerms): Finder {
  const { members } = corpus;
  const numbers = createTermTable();
  for (const term of corpus.terms) numbers.add(term);
  const bestOf = <Values extends Int32Array | Float32Array>(values: Values, index: number) =>
    values.subarray(best.starts[index], best.starts[index + 1]) as Values;
  const byTerm = postingsOf(
    members.length,
    numbers,
    (index) => bestOf(best.terms, index),
    (index) => bestOf(best.weights, index),
  );
  const topicNumbers = createTermTable();
  const sourceNumbers = createTermTable();
  for (const { topicIds, sourceIds } of members) {
    for (const id of topicIds) topicNumbers.add(id);
    for (const id of sourceIds) sourceNumbers.add(id);
  }
  const byTopic = postingsOf(members.length, topicNumbers, (index) => (members[index] as Member).topicIds);
  const bySource = postingsOf(members.length, sourceNumbers, (index) => (members[index] as Member).sourceIds);
  const sums = new Float32Array(members.length);

  const nearTerms = (index: number): number[] => {
    const touched: number[] = [];
    for (const [place, term] of bestOf(best.terms, index).entries()) {
      const number = numbers.find(term);
      const weight = bestOf(best.weights, index)[place] as number;
      for (const [from, to] of around(byTerm, number, index, NEAREST_BY_TERM)) {
        for (let entry = from; entry < to; entry += 1) {
          const other = byTerm.members[entry] as number;
          if (sums[other] === 0) touched.push(other);
          sums[other] = (sums[other] as number) + weight * (byTerm.weights?.[entry] as number);
        }
      }
    }
    const found = largest(touched, COMPARED_BY_TERMS, (other) => sums[other] as number);
    for (const other of touched) sums[other] = 0;
    return found;
  };
  const nearSubjects = (index: number, postings: Postings, subjects: readonly number[], each: number): number[] =>
    subjects.flatMap((number) =>
      around(postings, number, index, each).flatMap(([from, to]) => [...postings.members.subarray(from, to)]),
    );
  return {
    candidatesOf(index) {
      const { language, topicIds, sourceIds } = members[index] as Member;
      const found = new Set([
        ...nearTerms(index),
        ...nearSubjects(index, byTopic, topicIds.map(topicNumbers.find), NEAREST_BY_TOPIC),
        ...nearSubjects(index, bySource, sourceIds.map(sourceNumbers.find), NEAREST_BY_SOURCE),
      ]);
      return [...found].filter((other) => members[other]?.language === language);
    },
    rarityOf: ({ topicIds, sourceIds }, language) => ({
      size: corpus.sizeOf(language),
      topics: counted(topicIds, byTopic, topicNumbers.find),
      sources: counted(sourceIds, bySource, sourceNumbers.find),
    }),
  };
}

function postingsOf(
  memberCount: number,
  numbers: ReturnType<typeof createTermTable>,
  keysOf: (index: number) => readonly number[] | Int32Array,
  weightsOf?: (index: number) => Float32Array,
): Postings {
  const starts = new Int32Array(numbers.size + 1);
  for (let index = 0; index < memberCount; index += 1) {
    for (const key of keysOf(index)) {
      const place = numbers.find(key) + 1;
      starts[place] = (starts[place] as number) + 1;
    }
  }
  for (let number = 0; number < numbers.size; number += 1) {
    starts[number + 1] = (starts[number + 1] as number) + (starts[number] as number);
  }
  const total = starts[numbers.size] as number;
  const next = starts.slice();
  const members = new Int32Array(total);
  const weights = weightsOf && new Float32Array(total);
  for (let index = 0; index < memberCount; index += 1) {
    const own = weightsOf?.(index);
    for (const [place, key] of keysOf(index).entries()) {
      const number = numbers.find(key);
      const entry = next[number] as number;
      next[number] = entry + 1;
      members[entry] = index;
      if (weights && own) weights[entry] = own[place] as number;
    }
  }
  return weights ? { starts, members, weights } : { starts, members };
}

/** The entries of a key nearest to a member: so many before, and so many after. */
function around(
  { starts, members }: Postings,
  number: number,
  index: number,
  each: number,
): [from: number, to: number][] {
  const start = starts[number] as number;
  const end = starts[number + 1] as number;
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((members[middle] as number) < index) low = middle + 1;
    else high = middle;
  }
  const after = members[low] === index && low < end ? low + 1 : low;
  return [
    [Math.max(start, low - each), low],
    [after, Math.min(end, after + each)],
  ];
}

function counted(ids: readonly number[], { starts }: Postings, find: (id: number) => number): Map<number, number> {
  return new Map(
    ids.map((id) => {
      const number = find(id);
      return [id, (starts[number + 1] as number) - (starts[number] as number)];
    }),
  );
}
