/** Places of words in a text as somebody types them: without case and accents, where the text has both. */

export interface TextRange {
  /** UTF-16 code units. */
  readonly offset: number;
  readonly length: number;
}

const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
};
const marks = /[\u0300-\u036f]/g;

const isPlain = /^[\u0020-\u007e]*$/;

/** A text without case and accents, and where each of its code units stood. */
function folded(text: string): { readonly text: string; readonly placeOf: (index: number) => number } {
  if (isPlain.test(text)) return { text: text.toLowerCase(), placeOf: (index) => index };
  const places: number[] = [];
  let out = '';
  let at = 0;
  for (const character of text) {
    const bare = character.toLowerCase().normalize('NFKD').replace(marks, '');
    for (const unit of [...bare].map((each) => letters[each] ?? each).join('')) {
      out += unit;
      for (let n = 0; n < unit.length; n += 1) places.push(at);
    }
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
