/** A body's quotes with their places in its blocks, and quotes in the order in which its text has them. */

import { bodyAsText } from './body.ts';
import { type Place, placesOf } from './quote-places.ts';

export interface PlacedQuote extends Place {
  /** As it was given. */
  readonly text: string;
}

/** In the order of the text; those that aren't in it are left out. */
export function placedQuotes(html: string, quotes: readonly string[]): PlacedQuote[] {
  const places = placesOf(blockTexts(html), quotes);
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
export function quotesInOrder<Each extends Quoting>(html: string, attributions: readonly Each[]): readonly Each[] {
  const slots = [...Map.groupBy(attributions.keys(), (index) => keyOf(attributions[index] as Each)).values()];
  const several = slots.filter((indexes) => indexes.length > 1);
  if (several.length === 0) return attributions;
  const quotes = attributions.map(({ quote }) => quote ?? '');
  const places = placesOf(blockTexts(html), quotes);
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

function blockTexts(html: string): string[] {
  return bodyAsText(html).split(/\n{2,}/);
}
