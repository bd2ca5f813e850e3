/** A body's quotes with their places in its blocks, and quotes in the order in which its text has them. */

import { bodyBlocks } from './blocks.ts';
import type { BodyBlock } from './body-block.ts';
import { type Place, type PlacedWords, placedWords, placesOf } from './quote-places.ts';

export interface PlacedQuote extends Place {
  /** As it was given. */
  readonly text: string;
}

export interface QuotedText {
  /** Sanitised HTML. */
  readonly body: string;
  readonly language: string;
}

/** In the order of the text; those that aren't in it are left out. */
export function placedQuotes(text: QuotedText, quotes: readonly string[]): PlacedQuote[] {
  if (quotes.length === 0) return [];
  const places = placesOf(wordsOf(text), quotes);
  const placed = quotes.flatMap((text, index) => {
    const place = places[index];
    return place == null ? [] : [{ text, ...place }];
  });
  return placed.toSorted(inTextOrder);
}

interface Quoting {
  readonly role: string;
  readonly source_id: number;
  readonly quote: string | null;
}

/** The same attributions, each source's quotes in the order of the text; what isn't in it comes last. */
export function quotesInOrder<Each extends Quoting>(text: QuotedText, attributions: readonly Each[]): readonly Each[] {
  const slots = [...Map.groupBy(attributions.keys(), (index) => keyOf(attributions[index] as Each)).values()];
  const several = slots.filter((indexes) => indexes.length > 1);
  if (several.length === 0) return attributions;
  const quotes = attributions.map(({ quote }) => quote ?? '');
  const places = placesOf(wordsOf(text), quotes);
  const ordered = [...attributions];
  for (const indexes of several) {
    const sorted = indexes.toSorted((a, b) => {
      const [left, right] = [places[a], places[b]];
      return left && right ? inTextOrder(left, right) : Number(!left) - Number(!right);
    });
    for (const [at, index] of indexes.entries()) ordered[index] = attributions[sorted[at] as number] as Each;
  }
  return ordered;
}

function keyOf({ role, source_id }: Quoting): string {
  return `${role} ${source_id}`;
}

function inTextOrder(a: Place, b: Place): number {
  return a.block - b.block || a.offset - b.offset;
}

/** Each source of a piece is asked for by itself: the words are read once for as long as the blocks are kept. */
const wordsOfBlocks = new WeakMap<readonly BodyBlock[], PlacedWords>();

function wordsOf({ body, language }: QuotedText): PlacedWords {
  const blocks = bodyBlocks(body, language);
  const words = wordsOfBlocks.get(blocks) ?? placedWords(blocks.map(({ text }) => text));
  wordsOfBlocks.set(blocks, words);
  return words;
}
