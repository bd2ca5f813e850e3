/** Typing errors: keys that words share which are one apart, and whether they are. */

const MIN_LENGTH = 4;
const MAX_LENGTH = 24;
const isWord = /^[\p{L}\p{M}]+$/u;

/**
 * Hashes of a word and of what is left of it without each of its letters (the deletes of Garbe's SymSpell): words that share
 * one may be a letter apart. None of a word that is too short to tell, and of what is no word.
 */
export function keysOf(word: string): number[] {
  const letters = [...word];
  if (letters.length < MIN_LENGTH || letters.length > MAX_LENGTH || !isWord.test(word)) return [];
  const keys = new Set([hash(word)]);
  for (let left = 0; left < letters.length; left += 1) {
    keys.add(hash([...letters.slice(0, left), ...letters.slice(left + 1)].join('')));
  }
  return [...keys];
}

/** FNV-1a over UTF-16 code units. */
export function hash(text: string): number {
  let sum = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) sum = Math.imul(sum ^ text.charCodeAt(index), 0x01000193);
  return sum | 0;
}

/** Whether one letter is missing, too many, another one, or changed places with the next. */
export function isTypingErrorOf(typed: string, meant: string): boolean {
  if (typed === meant) return false;
  const [one, other] = [[...typed], [...meant]];
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let end = 0;
  const room = Math.min(one.length, other.length) - start;
  while (end < room && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  const left = one.slice(start, one.length - end);
  const right = other.slice(start, other.length - end);
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}
