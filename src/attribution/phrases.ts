/** Phrases of several words in a sentence, looked up by the first of them. */

import type { Sentence } from './sentence.ts';

const openings = new WeakMap<readonly string[], ReadonlyMap<string, readonly (readonly string[])[]>>();

/** Phrases as words, by the first of them: most words of a text open none. */
function byOpening(phrases: readonly string[]): ReadonlyMap<string, readonly (readonly string[])[]> {
  const made =
    openings.get(phrases) ??
    Map.groupBy(
      phrases.map((phrase) => phrase.split(' ')),
      ([first = '']) => first,
    );
  openings.set(phrases, made);
  return made;
}

/** How many tokens the longest of the phrases takes that stands at a token; 0 when none does. */
export function phraseAt({ tokens }: Sentence, at: number, phrases: readonly string[]): number {
  let longest = 0;
  for (const words of byOpening(phrases).get(tokens[at]?.lower ?? '') ?? []) {
    if (words.length > longest && words.every((word, index) => tokens[at + index]?.lower === word))
      longest = words.length;
  }
  return longest;
}

/** Where the verb is second, what stands behind it may deny it: "sagte die Bahn nicht". */
export const negation = /^(?:nicht|nie|niemals|keine?|niet|nooit|geen|inte|aldrig)$/;

/** Where people write in public. */
export const platforms =
  /^(?:X|Twitter|Twitterze|Facebooku|Instagramie|Instagram|Facebook|Telegram|LinkedIn|TikTok|Bluesky|Threads)$/;
