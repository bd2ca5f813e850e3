/** Text analysis: an article's document becomes the terms, weights and sketch that are stored of it. */

import type { TextCorpus } from '../../db/related/corpus.ts';
import { type ArticleDocument, type StoredText, type TextRow, toStoredText } from '../../db/related/texts.ts';
import { type Model, meaningOf } from './model.ts';
import { sketchOf } from './sketch.ts';
import { primaryLanguage, readTerms } from './terms.ts';
import { type CorpusSize, measure, rarityOf, type Text, type TextQuery, textQuery } from './text-similarity.ts';

/** How many of an article's best terms are indexed and look for candidates; some of them no other article has yet. */
export const INDEXED_TERMS = 40;

/**
 * Version of all that decides what is stored of texts and of edges: whoever changes that counts it up, and every newsroom
 * is worked out anew in the background.
 */
export const ANALYSIS = 3;

/** @param stopTerms of the document's language */
export function analyse(
  { id, at, document, language }: Pick<ArticleDocument, 'id' | 'at' | 'document' | 'language'>,
  stopTerms: ReadonlySet<number>,
): StoredText {
  const { text, sequence } = readTerms(document, language, stopTerms);
  return { id, at, language: primaryLanguage(language), ...text, sketch: sketchOf(sequence) };
}

export function sizeOf({ articles, length }: TextCorpus): CorpusSize {
  return { articles, meanLength: Math.max(1, length / Math.max(1, articles)) };
}

/** @param articlesWith by term: in how many articles it is */
export function queryOf(
  stored: StoredText,
  articlesWith: Int32Array,
  size: CorpusSize,
  model: Model | null,
): TextQuery {
  const idf = Float32Array.from(articlesWith, (count) => rarityOf(count, size));
  const { norm, selfMatch } = measure(stored, idf, size);
  const unplaced = textQuery({ ...stored, norm, selfMatch, meaning: null }, idf, size);
  if (model === null) return unplaced;
  const weights = unplaced.saturated.map((saturated, index) => (saturated * (idf[index] as number)) / (norm || 1));
  return { ...unplaced, text: { ...unplaced.text, meaning: meaningOf(model, stored, weights) } };
}

export function toText(row: TextRow): Text {
  const { norm, self_match, meaning } = row;
  return {
    ...toStoredText(row),
    norm: norm || 1,
    selfMatch: self_match || 1,
    meaning: meaning && Int8Array.from(new Int8Array(meaning.buffer, meaning.byteOffset, meaning.byteLength)),
  };
}
