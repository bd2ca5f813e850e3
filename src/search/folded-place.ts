/** Places of words in a text as somebody types them: without case and accents, where the text has both. */

import { fold } from './fold.ts';
import { withOneSign } from './signs.ts';

export interface TextRange {
  /** UTF-16 code units. */
  readonly offset: number;
  readonly length: number;
}

const apostrophes = /[’‘ʼ＇]/g;
const isPlain = /^[\u0020-\u007e]*$/;

/** A text as it is searched, with one sign for each that writers take for another, and where each of its code units stood. */
function folded(text: string): { readonly text: string; readonly placeOf: (index: number) => number } {
  if (isPlain.test(text)) return { text: text.toLowerCase(), placeOf: (index) => index };
  const places: number[] = [];
  let out = '';
  let at = 0;
  // All as long as before.
  for (const character of withOneSign(text).replace(apostrophes, "'")) {
    const bare = fold(character);
    out += bare;
    for (let n = 0; n < bare.length; n += 1) places.push(at);
    at += character.length;
  }
  places.push(text.length);
  return { text: out, placeOf: (index) => places[index] ?? text.length };
}

const isLetter = (character: string | undefined) => character !== undefined && /[\p{L}\p{N}]/u.test(character);

/** Where a word of the text begins as `prefix` does; null for nowhere. */
export function placeOfBeginning(text: string, prefix: string): TextRange | null {
  const within = folded(text);
  const wanted = folded(prefix.trim()).text;
  if (wanted === '') return null;
  for (let at = within.text.indexOf(wanted); at !== -1; at = within.text.indexOf(wanted, at + 1)) {
    if (isLetter(within.text[at - 1])) continue;
    const offset = within.placeOf(at);
    return { offset, length: within.placeOf(at + wanted.length) - offset };
  }
  return null;
}
