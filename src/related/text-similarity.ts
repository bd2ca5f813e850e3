/**
 * How alike two texts are: the mean of the cosine of their BM25-weighted terms, of how well the one answers the other as
 * a BM25 query, and of the cosine of what a low-rank model makes of them. Each catches what the others miss: the cosine
 * the same event, the query a shared subject in texts of unequal length, the model the same subject in other words.
 */

import type { TextTerms } from './terms.ts';

/** BM25's customary constants (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009). */
const k1 = 1.2;
const b = 0.75;

export interface CorpusSize {
  readonly articles: number;
  /** Mean of the texts' lengths, at least 1. */
  readonly meanLength: number;
}

/** A text with what comparing needs, in the corpus that it stands in. */
export interface Text extends TextTerms {
  /** Length of its vector of BM25-weighted terms. */
  readonly norm: number;
  /** What it scores as a query for itself. */
  readonly selfMatch: number;
  /** Its direction in the model's space, in 127ths; null without a model or if it has none of the model's terms. */
  readonly meaning: Int8Array | null;
  readonly sketch: Uint16Array | null;
}

/** A text made ready to be compared with many others. */
export interface TextQuery {
  readonly text: Text;
  /** By term: inverse document frequency. */
  readonly idf: Float32Array;
  /** By term: BM25's saturated count. */
  readonly saturated: Float32Array;
}

/** ln(1 + (N − n + ½) / (n + ½)), never negative, as Lucene has it. */
export function inverseDocumentFrequency(articlesWithIt: number, articles: number): number {
  const known = Math.min(articlesWithIt, articles);
  return Math.log(1 + (articles - known + 0.5) / (known + 0.5));
}

/** BM25's denominator without the count. */
export function lengthFactor(length: number, { meanLength }: CorpusSize): number {
  return k1 * (1 - b + (b * length) / meanLength);
}

export function saturate(count: number, factor: number): number {
  return (count * (k1 + 1)) / (count + factor);
}

/** @param idf by term */
export function measure(text: TextTerms, idf: Float32Array, size: CorpusSize): { norm: number; selfMatch: number } {
  const factor = lengthFactor(text.length, size);
  let squares = 0;
  let selfMatch = 0;
  for (let index = 0; index < text.terms.length; index += 1) {
    const count = text.counts[index] as number;
    const saturated = saturate(count, factor);
    const weight = saturated * (idf[index] as number);
    squares += weight * weight;
    selfMatch += count * weight;
  }
  return { norm: Math.sqrt(squares), selfMatch };
}

export function textQuery(text: Text, idf: Float32Array, size: CorpusSize): TextQuery {
  const factor = lengthFactor(text.length, size);
  return { text, idf, saturated: Float32Array.from(text.counts, (count) => saturate(count, factor)) };
}

export interface Likeness {
  /** 0 to 1: how alike the other is to the one. */
  readonly forth: number;
  /** 0 to 1: how alike the one is to the other, which isn't the same. */
  readonly back: number;
  /** 0 to 1, the same both ways. */
  readonly cosine: number;
}

const unlike: Likeness = { forth: 0, back: 0, cosine: 0 };

export function compareTexts({ text, idf, saturated }: TextQuery, other: Text, size: CorpusSize): Likeness {
  const factor = lengthFactor(other.length, size);
  const { terms, counts } = text;
  let product = 0;
  let forth = 0;
  let back = 0;
  // Both are in the order of the terms: one pass over the two.
  for (let i = 0, j = 0; i < terms.length && j < other.terms.length; ) {
    const difference = (terms[i] as number) - (other.terms[j] as number);
    if (difference < 0) i += 1;
    else if (difference > 0) j += 1;
    else {
      const rarity = idf[i] as number;
      const own = saturated[i] as number;
      const its = saturate(other.counts[j] as number, factor);
      product += own * its * rarity * rarity;
      forth += (counts[i] as number) * its * rarity;
      back += (other.counts[j] as number) * own * rarity;
      i += 1;
      j += 1;
    }
  }
  if (product === 0) return unlike;
  const cosine = Math.min(1, product / (text.norm * other.norm));
  const meaning = cosineOfMeanings(text.meaning, other.meaning);
  return {
    forth: combined(cosine, Math.min(1, forth / text.selfMatch), meaning),
    back: combined(cosine, Math.min(1, back / other.selfMatch), meaning),
    cosine,
  };
}

function combined(cosine: number, match: number, meaning: number | null): number {
  return meaning === null ? (cosine + match) / 2 : (cosine + match + Math.max(0, meaning)) / 3;
}

function cosineOfMeanings(one: Int8Array | null, other: Int8Array | null): number | null {
  if (one === null || other === null || one.length !== other.length) return null;
  let sum = 0;
  for (let index = 0; index < one.length; index += 1) sum += (one[index] as number) * (other[index] as number);
  return sum / (127 * 127);
}

export interface WeightedTerm {
  readonly term: number;
  readonly weight: number;
}

/** A text's terms by what they weigh in it, the weightiest first. */
export function bestTerms({ text, idf, saturated }: TextQuery, most: number): WeightedTerm[] {
  const weighted: WeightedTerm[] = [];
  for (let index = 0; index < text.terms.length; index += 1) {
    const weight = ((saturated[index] as number) * (idf[index] as number)) / text.norm;
    weighted.push({ term: text.terms[index] as number, weight });
  }
  return weighted.sort((one, other) => other.weight - one.weight || one.term - other.term).slice(0, most);
}

/** Of the terms that two texts share the `most` that weighed most in their likeness, the weightiest first. */
export function sharedTerms(
  { text, idf, saturated }: TextQuery,
  other: Text,
  size: CorpusSize,
  most: number,
): number[] {
  const factor = lengthFactor(other.length, size);
  const best: WeightedTerm[] = [];
  for (let i = 0, j = 0; i < text.terms.length && j < other.terms.length; ) {
    const term = text.terms[i] as number;
    const difference = term - (other.terms[j] as number);
    if (difference === 0) {
      const rarity = idf[i] as number;
      const its = saturate(other.counts[j] as number, factor);
      keepBest(best, { term, weight: (saturated[i] as number) * its * rarity * rarity }, most);
    }
    if (difference <= 0) i += 1;
    if (difference >= 0) j += 1;
  }
  return best.map(({ term }) => term);
}

/** Puts a term in its place among the best so far, which are few, so that nothing need be sorted. */
function keepBest(best: WeightedTerm[], each: WeightedTerm, most: number): void {
  if (best.length === most && (best[most - 1] as WeightedTerm).weight >= each.weight) return;
  if (best.length < most) best.push(each);
  let place = best.length - 1;
  for (; place > 0 && (best[place - 1] as WeightedTerm).weight < each.weight; place -= 1) {
    best[place] = best[place - 1] as WeightedTerm;
  }
  best[place] = each;
}
