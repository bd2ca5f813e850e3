/** Words of a text for finding quotes in it: folded, each with where it stands and whether quotation marks enclose it. */

import { normalForm } from './piled-marks.ts';

export interface Word {
  readonly folded: string;
  /** UTF-16 offsets in its text. */
  readonly start: number;
  readonly end: number;
  /** Within quotation marks, as far as those of its own text show. */
  readonly isSpoken: boolean;
}

// Scripts without spaces between words are read by the character.
const unspaced = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*`;
/** Soft hyphens, zero-width characters and the like, which are seen by nobody. */
const unseen = String.raw`\u00AD\u200B-\u200F\u2060-\u2064\uFEFF`;
const tokens = new RegExp(
  String.raw`(?<mark>["“”„‟«»‹›「」『』])|(?<single>[‘’‚‛'])|${unspaced}|[\p{L}\p{N}][\p{L}\p{M}\p{N}${unseen}]*`,
  'gu',
);
const unseenOnes = new RegExp(`[${unseen}]`, 'gu');
const wordCharacter = /[\p{L}\p{N}]/u;

/** The same for every way of writing a word: composed or not, in any case, with soft hyphens or none. */
function fold(word: string): string {
  return normalForm(word.replace(unseenOnes, ''), 'NFKC').toLowerCase();
}

/** In the order of the text. Punctuation is left out, so that neither marks nor spaces tell two texts apart. */
export function wordsIn(text: string): Word[] {
  const words: Word[] = [];
  let isSpoken = false;
  let isSinglySpoken = false;
  for (const match of text.matchAll(tokens)) {
    const [token] = match;
    const start = match.index;
    const end = start + token.length;
    // Languages open and close with each other's marks, so that any of them changes over.
    if (match.groups?.mark !== undefined) isSpoken = !isSpoken;
    else if (match.groups?.single !== undefined) {
      const isApostrophe = wordCharacter.test(text.charAt(end));
      isSinglySpoken = isSinglySpoken ? isApostrophe : isApostrophe && !wordCharacter.test(text.charAt(start - 1));
    } else words.push({ folded: fold(token), start, end, isSpoken: isSpoken || isSinglySpoken });
  }
  return words;
}

/** A text's words alone: the same for two that are the same words, however they are written. */
export function foldedWords(text: string): string {
  return wordsIn(text)
    .map(({ folded }) => folded)
    .join(' ');
}

/**
 * Where a sequence of words first stands within another, from one place to before another. Knuth, Morris and Pratt:
 * linear for any input.
 */
export function indexOfWords(
  words: readonly Word[],
  wanted: readonly Word[],
  from: number,
  to: number = words.length,
): number {
  const fallbacks = fallbacksOf(wanted);
  let matched = 0;
  for (let at = from; at < Math.min(to, words.length); at += 1) {
    const { folded } = words[at] as Word;
    while (matched > 0 && wanted[matched]?.folded !== folded) matched = fallbacks[matched - 1] ?? 0;
    if (wanted[matched]?.folded === folded) matched += 1;
    if (matched > 0 && matched === wanted.length) return at - matched + 1;
  }
  return -1;
}

/** How much of the sequence's beginning also stands at the end of each of its parts. */
function fallbacksOf(wanted: readonly Word[]): number[] {
  const fallbacks = [0];
  let matched = 0;
  for (let at = 1; at < wanted.length; at += 1) {
    const { folded } = wanted[at] as Word;
    while (matched > 0 && wanted[matched]?.folded !== folded) matched = fallbacks[matched - 1] ?? 0;
    if (wanted[matched]?.folded === folded) matched += 1;
    fallbacks.push(matched);
  }
  return fallbacks;
}
