/** Queries of someone who looks for one text: its title or first sentence, whole, with words left out, typed wrong, folded, inflected. */

import type { LabelledText } from './labelled-set.ts';

export const queryKinds = ['title', 'words left out', 'one typo', 'folded', 'inflected', 'first sentence'] as const;
export type QueryKind = (typeof queryKinds)[number];

const MIN_TYPO_LENGTH = 5;
const MIN_WORDS = 3;
/** A first sentence of 40 to 400 characters, before a text of 300. */
const firstSentence = /^([\s\S]{40,400}?[.!?]["”’]?)\s+(?=[\p{Lu}"“„])([\s\S]{300,})$/u;

/** A text as it is searched: without what queries are made of, where it goes on behind that. */
export function searchedBody(body: string): string {
  return firstSentence.exec(body.trim())?.[2] ?? body;
}

/** The same one each time. @param seed another one has other typing errors and other words left out @returns null for a text that it can't be made of */
export function queryOfKind(
  kind: QueryKind,
  { title, body }: Pick<LabelledText, 'title' | 'body'>,
  seed = '',
): string | null {
  if (kind === 'first sentence') return firstSentence.exec(body.trim())?.[1] ?? null;
  const words = title.split(/\s+/).filter((word) => /\p{L}/u.test(word));
  if (words.length < MIN_WORDS) return null;
  switch (kind) {
    case 'title':
      return title;
    case 'words left out':
      return words.filter((_, index) => index % 3 !== (seed === '' ? 1 : 2)).join(' ');
    case 'one typo':
      return withTypo(words, hashOf(seed + title));
    case 'folded':
      return title
        .normalize('NFD')
        .replace(/[\u0300-\u036f’']/g, '')
        .toLowerCase();
    case 'inflected':
      return words.map(otherForm).join(' ');
  }
}

/** FNV-1a, not negative. */
export function hashOf(text: string): number {
  let sum = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) sum = Math.imul(sum ^ text.charCodeAt(index), 0x01000193);
  return sum >>> 0;
}

/** In one of the words that are long enough: a letter is missing, twice there, or has changed places with the next. */
function withTypo(words: readonly string[], hash: number): string | null {
  const long = words.filter((word) => /^\p{L}+$/u.test(word) && word.length >= MIN_TYPO_LENGTH);
  const word = long[hash % long.length];
  if (word === undefined) return null;
  const at = 1 + (hash % (word.length - 2));
  const letter = word[at] ?? '';
  const kinds = [word.slice(0, at) + word.slice(at + 1), word.slice(0, at) + letter + word.slice(at)];
  const wrong = [...kinds, word.slice(0, at) + (word[at + 1] ?? '') + letter + word.slice(at + 2)][(hash >> 8) % 3];
  return words.map((each) => (each === word ? (wrong ?? each) : each)).join(' ');
}

/** An English plural for a singular and the other way round, of words in small letters. */
function otherForm(word: string): string {
  if (!/^[a-z]{5,}$/.test(word)) return word;
  return word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : `${word}s`;
}
