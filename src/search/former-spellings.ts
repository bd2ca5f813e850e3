/** How articles have the words of a search that the version before indexed, which knew less of signs that stand for one another. */

import { foldedFormerly } from './fold.ts';
import type { Token } from './tokens.ts';
import { quote } from './tsquery.ts';

/** What was one word before migration 0132, whatever stood in it. */
const formerWords = /[\p{L}\p{N}\p{M}\u00ad\u200b-\u200d\u2060\ufeff]+/gu;

/** A term of the search, or some words of it: as it was typed, and with one sign for each that writers take for another. */
export interface Typed {
  readonly asTyped: string;
  readonly text: string;
}

/**
 * The text of tsqueries: how articles have a word that wait to be indexed anew since migration 0132, or that the version
 * before writes. Of what stands together its parts tell otherwise.
 */
export function formerSpellings({ kind, lexeme, start, end }: Token, { text, asTyped }: Typed): string[] {
  const slice = asTyped.slice(start, end);
  const pieces = (slice.match(formerWords) ?? []).map(foldedFormerly).filter((piece) => piece !== '');
  if (pieces.length === 0 || pieces.join() === lexeme) return [];
  if (pieces.length > 1 && (kind === 'WHOLE' || slice === text.slice(start, end))) return [];
  return [pieces.map(quote).join(' <-> ')];
}
