/** Articles that are about what a search says, whether or not they share a word with it, by the corpus' low-rank model. */

import type { MeaningMatch } from '../../db/articles/search.ts';
import type { ArticleMeaning, LexemesOfText, MeaningKey, TextOfSearch } from '../../db/related/meaning.ts';
import type { StoredModel } from '../../db/related/model.ts';
import { unpacked } from '../related/load-model.ts';
import { indexOf, type Model, meaningOf } from '../related/model.ts';
import { termOf } from '../related/terms.ts';
import { cosineOfMeanings, inverseDocumentFrequency } from '../related/text-similarity.ts';

export interface MeaningReads {
  readonly model: { load(key: 'last'): Promise<StoredModel | null> };
  readonly lexemesOfText: { load(key: TextOfSearch): Promise<readonly LexemesOfText[]> };
  readonly termFrequencies: { load(terms: readonly number[]): Promise<Int32Array> };
  readonly meaningsNear: { load(key: MeaningKey): Promise<readonly ArticleMeaning[]> };
}

/** Less than this is about something else, as often as not (`npm run evaluate -- search`). */
const MIN_NEARNESS = 0.3;
/** Terms that say most of what the text means, by which articles are looked for. */
const TERMS = 24;

/** Nearest first; none without a model, and where it knows no word of the text. */
export async function byMeaning(key: TextOfSearch, reads: MeaningReads): Promise<MeaningMatch[]> {
  const stored = await reads.model.load('last');
  if (stored === null) return [];
  const model = unpacked(stored);
  const spoken = await reads.lexemesOfText.load(key);
  const known = spoken.flatMap(({ language, lexemes, articles }) =>
    lexemes.flatMap((lexeme) => {
      const term = termOf(language, lexeme);
      return indexOf(model.terms, term) < 0 ? [] : [{ term, articles }];
    }),
  );
  if (known.length === 0) return [];
  const terms = known.map(({ term }) => term);
  const frequencies = await reads.termFrequencies.load(terms);
  const weights = Float32Array.from(known, ({ articles }, index) =>
    inverseDocumentFrequency(frequencies[index] as number, articles),
  );
  const text = { terms: Int32Array.from(terms), counts: new Uint8Array(terms.length).fill(1), length: terms.length };
  const meaning = meaningOf(model, text, weights);
  if (meaning === null) return [];
  const near = await reads.meaningsNear.load({ modelId: model.id, ...termsOf(model, meaning) });
  return near
    .map(({ id, meaning: other }) => ({ id, nearness: cosineOfMeanings(meaning, signed(other)) ?? 0 }))
    .filter(({ nearness }) => nearness >= MIN_NEARNESS)
    .sort((a, b) => b.nearness - a.nearness || b.id - a.id);
}

/** What the model would say with other words. */
function termsOf(
  { dimensions, terms, scales, vectors }: Model,
  meaning: Int8Array,
): Pick<MeaningKey, 'terms' | 'weights'> {
  const said = new Float64Array(terms.length);
  for (let row = 0; row < terms.length; row += 1) {
    let sum = 0;
    const offset = row * dimensions;
    for (let k = 0; k < dimensions; k += 1) sum += (meaning[k] as number) * (vectors[offset + k] as number);
    said[row] = sum * (scales[row] as number);
  }
  const best: number[] = [];
  for (let row = 0; row < said.length; row += 1) {
    const value = said[row] as number;
    if (value <= 0 || (best.length === TERMS && value <= (said[best.at(-1) as number] as number))) continue;
    const place = best.findIndex((each) => (said[each] as number) < value);
    best.splice(place < 0 ? best.length : place, 0, row);
    if (best.length > TERMS) best.pop();
  }
  const most = said[best[0] ?? 0] || 1;
  return {
    terms: best.map((row) => terms[row] as number),
    weights: best.map((row) => (said[row] as number) / most),
  };
}

const signed = ({ buffer, byteOffset, byteLength }: Uint8Array) => new Int8Array(buffer, byteOffset, byteLength);
