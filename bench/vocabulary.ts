/** Vocabulary of benchmark articles: invented words, some frequent and many rare, as in any language. */

import { createRandom, type Random, zipf } from './random.ts';

/** Words put in on purpose, so that searches have hit lists of known length. None is made of the others' syllables. */
export const markers = {
  inEveryBody: 'quayworth',
  inATenthOfHeadlines: 'jubilox',
  inTwentyArticles: 'xyphandor',
} as const;

const beginnings = 'b br c ch d dr f fl g gr h k l m n p pl r s st t tr v w'.split(' ');
const middles = 'a e i o u'.split(' ');
const ends = ['', '', '', '', 'l', 'n', 'nd', 'r', 's', 't'];

/** Distinct words of two or three syllables, the most frequent first and short. */
function inventWords(count: number, random: Random): string[] {
  const words = new Set<string>();
  while (words.size < count) {
    const length = words.size < 300 ? 2 : random.between(2, 3);
    words.add(Array.from({ length }, () => syllable(random)).join(''));
  }
  return [...words];
}

function syllable(random: Random): string {
  return random.pick(beginnings) + random.pick(middles) + random.pick(ends);
}

export const words: readonly string[] = inventWords(4000, createRandom(11));

/** Any word, as often as Zipf's law has it. */
export const anyWord = zipf(words);

/** A few words of the middle, which tell a subject from others: neither everywhere nor nowhere. */
export function tellingWords(count: number, random: Random): string[] {
  return Array.from({ length: count }, () => words[random.between(150, words.length - 1)] as string);
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
