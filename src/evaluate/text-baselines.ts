/** Baselines for related articles: BM25 with the whole text as query, and Elasticsearch's more_like_this. */

import { inverseDocumentFrequency, lengthFactor, saturate } from '../related/text-similarity.ts';

/** A text as plain term counts. */
export interface CountedText {
  readonly terms: readonly number[];
  readonly counts: readonly number[];
}

/** @returns indexes of texts, best first, never the one asked about; at most `most` */
export type Ranking = (index: number, most: number) => number[];

/** `max_query_terms` of more_like_this. */
const MAX_QUERY_TERMS = 25;

export function textBaselines(texts: readonly CountedText[]): {
  readonly bm25: Ranking;
  readonly moreLikeThis: Ranking;
} {
  const lengths = texts.map(({ counts }) => counts.reduce((sum, count) => sum + count, 0));
  const meanLength = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, texts.length) || 1;
  const postings = new Map<number, { text: number; weight: number }[]>();
  for (const [text, { terms, counts }] of texts.entries()) {
    const factor = lengthFactor(lengths[text] as number, { meanLength });
    for (const [place, term] of terms.entries()) {
      const count = counts[place] as number;
      const entries = postings.get(term) ?? [];
      entries.push({ text, weight: saturate(count, factor) });
      postings.set(term, entries);
    }
  }
  const idf = (term: number): number => inverseDocumentFrequency(postings.get(term)?.length ?? 0, texts.length);
  const sums = new Float64Array(texts.length);
  const search = (query: Iterable<readonly [term: number, weight: number]>, self: number, most: number): number[] => {
    const touched: number[] = [];
    for (const [term, weight] of query) {
      const factor = weight * idf(term);
      for (const { text, weight: saturated } of postings.get(term) ?? []) {
        if (sums[text] === 0) touched.push(text);
        sums[text] = (sums[text] as number) + factor * saturated;
      }
    }
    const ranked = touched
      .filter((text) => text !== self)
      .sort((x, y) => (sums[y] as number) - (sums[x] as number) || x - y);
    for (const text of touched) sums[text] = 0;
    return ranked.slice(0, most);
  };
  const queryOf = (index: number) => {
    const { terms, counts } = texts[index] as CountedText;
    return terms.map((term, place) => [term, counts[place] as number] as const);
  };
  return {
    bm25: (index, most) => search(queryOf(index), index, most),
    moreLikeThis: (index, most) => {
      // As its documentation has it: the terms of the highest tf-idf, each once. Terms may occur once in the text and in
      // one other, and need not match in part, since its own minima would leave headlines without an answer.
      const byWeight = queryOf(index).sort(([x, xs], [y, ys]) => ys * idf(y) - xs * idf(x));
      return search(
        byWeight.slice(0, MAX_QUERY_TERMS).map(([term]) => [term, 1] as const),
        index,
        most,
      );
    },
  };
}
