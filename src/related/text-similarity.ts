/**
 * How alike two texts are: the mean of the cosine of their BM25-weighted terms, of how well the one answers the other as
 * a BM25 query, and of the cosine of what a low-rank model makes of them. Each catches what the others miss: the cosine
 * the same event, the query a shared subject in texts of unequal length, the model the same subject in other words.
 */

import type { TextTerms } from './terms.ts';

/** BM25's customary constants (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009). */
const BM25_K1 = 1.2;
const BM25_B = 0.75;

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
  /** Where each term stands, by the term's low bits; -1 where there is none. Several times as long as the text. */
  readonly places: Int16Array;
}

/** ln(1 + (N − n + ½) / (n + ½)), never negative, as Lucene has it. */
export function inverseDocumentFrequency(articlesWithIt: number, articles: number): number {
  const known = Math.min(articlesWithIt, articles);
  return Math.log(1 + (articles - known + 0.5) / (known + 0.5));
}

/** BM25's denominator without the count. */
export function lengthFactor(length: number, { meanLength }: Pick<CorpusSize, 'meanLength'>): number {
  return BM25_K1 * (1 - BM25_B + (BM25_B * length) / meanLength);
}

/** BM25's saturated count: ever less for each more of the same term. */
export function saturate(count: number, factor: number): number {
  return (count * (BM25_K1 + 1)) / (count + factor);
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
  const saturated = Float32Array.from(text.counts, (count) => saturate(count, factor));
  return { text, idf, saturated, places: placesOf(text.terms) };
}

/** Most terms of another text aren't in this one: with so many empty places that is known at the first look. */
const PLACES_FOR_EACH = 8;

function placesOf(terms: Int32Array): Int16Array {
  const places = new Int16Array(2 ** Math.ceil(Math.log2(Math.max(1, terms.length) * PLACES_FOR_EACH))).fill(-1);
  const last = places.length - 1;
  for (let index = 0; index < terms.length; index += 1) {
    let place = (terms[index] as number) & last;
    while (places[place] !== -1) place = (place + 1) & last;
    places[place] = index;
  }
  return places;
}

/** @returns where the term stands in the text; -1 if it isn't there */
function placeOf(places: Int16Array, terms: Int32Array, term: number): number {
  const last = places.length - 1;
  for (let place = term & last; ; place = (place + 1) & last) {
    const index = places[place] as number;
    if (index === -1 || terms[index] === term) return index;
  }
}

export interface Likeness {
  /** 0 to 1: how alike the other is to the one. */
  readonly forth: number;
  /** 0 to 1: how alike the one is to the other, which isn't the same. */
  readonly back: number;
  /** 0 to 1, the same both ways: how alike their words are, whatever the model makes of them. */
  readonly words: number;
  /** 0 to 1, the same both ways, with the model; null without. */
  readonly withModel: number | null;
}

const UNLIKE: Likeness = { forth: 0, back: 0, words: 0, withModel: null };

/** A term in more than this part of a language's articles says little of any of them. */
const COMMON_PART = 0.1;
/** In a few articles any word is in a tenth of them. */
const MIN_COMMON_ARTICLES = 40;
/** Of a few articles nothing can be learnt of how rare a word is: what two of three share would seem common. */
const MIN_KNOWN_ARTICLES = 32;

/** A term's inverse document frequency in a corpus that may be small. */
export function rarityOf(articlesWithIt: number, { articles }: CorpusSize): number {
  return inverseDocumentFrequency(articlesWithIt, Math.max(articles, MIN_KNOWN_ARTICLES));
}

/** The least rarity of a term that tells what a text is about. */
function leastTelling(size: CorpusSize): number {
  return rarityOf(Math.max(MIN_COMMON_ARTICLES, size.articles * COMMON_PART), size) - 1e-6;
}

export function compareTexts({ text, idf, saturated, places }: TextQuery, other: Text, size: CorpusSize): Likeness {
  const factor = lengthFactor(other.length, size);
  const { terms, counts } = text;
  const { terms: otherTerms, counts: otherCounts } = other;
  const telling = leastTelling(size);
  let isTelling = false;
  let product = 0;
  let forth = 0;
  let back = 0;
  for (let index = 0; index < otherTerms.length; index += 1) {
    const place = placeOf(places, terms, otherTerms[index] as number);
    if (place === -1) continue;
    const rarity = idf[place] as number;
    const own = saturated[place] as number;
    const count = otherCounts[index] as number;
    const its = saturate(count, factor);
    if (rarity >= telling) isTelling = true;
    product += own * its * rarity * rarity;
    forth += (counts[place] as number) * its * rarity;
    back += count * own * rarity;
  }
  if (!isTelling) return UNLIKE;
  const cosine = Math.min(1, product / (text.norm * other.norm));
  const meaning = cosineOfMeanings(text.meaning, other.meaning);
  const matchForth = Math.min(1, forth / text.selfMatch);
  const matchBack = Math.min(1, back / other.selfMatch);
  const match = (matchForth + matchBack) / 2;
  return {
    forth: combined(cosine, matchForth, meaning),
    back: combined(cosine, matchBack, meaning),
    words: combined(cosine, match, null),
    withModel: meaning === null ? null : combined(cosine, match, meaning),
  };
}

function combined(cosine: number, match: number, meaning: number | null): number {
  return meaning === null ? (cosine + match) / 2 : (cosine + match + Math.max(0, meaning)) / 3;
}

/** Of directions in one model's space, in 127ths; null where either has none, or they are of different models. */
export function cosineOfMeanings(one: Int8Array | null, other: Int8Array | null): number | null {
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

/** Of the terms that two texts share and that tell something, the `most` that weighed most in their likeness, the weightiest first. */
export function sharedTerms(
  { text, idf, saturated, places }: TextQuery,
  other: Text,
  size: CorpusSize,
  most: number,
): number[] {
  const factor = lengthFactor(other.length, size);
  const telling = leastTelling(size);
  const best: WeightedTerm[] = [];
  for (let index = 0; index < other.terms.length; index += 1) {
    const term = other.terms[index] as number;
    const place = placeOf(places, text.terms, term);
    if (place === -1) continue;
    const rarity = idf[place] as number;
    if (rarity < telling) continue;
    const its = saturate(other.counts[index] as number, factor);
    // Rounded: what weighs the same in another order of calculation weighs the same.
    keepBest(best, { term, weight: Math.fround((saturated[place] as number) * its * rarity * rarity) }, most);
  }
  return best.map(({ term }) => term);
}

/** Puts a term in its place among the best so far, which are few, so that nothing need be sorted. */
function keepBest(best: WeightedTerm[], each: WeightedTerm, most: number): void {
  if (best.length === most && !isBefore(each, best[most - 1] as WeightedTerm)) return;
  if (best.length < most) best.push(each);
  let place = best.length - 1;
  for (; place > 0 && isBefore(each, best[place - 1] as WeightedTerm); place -= 1) {
    best[place] = best[place - 1] as WeightedTerm;
  }
  best[place] = each;
}

function isBefore(one: WeightedTerm, other: WeightedTerm): boolean {
  return one.weight > other.weight || (one.weight === other.weight && one.term < other.term);
}
