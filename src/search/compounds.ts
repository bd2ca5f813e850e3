/** Compounds of German, Dutch and their like: a word that the corpus hardly has, taken apart into two that it has. */

const MIN_PART = 3;
const MIN_LETTERS = 8;
/** A shorter one is in too many words by chance. */
const MIN_SEARCHED = 4;
export const MAX_COMPOUNDS = 10;
const MAX_LETTERS = 40;
/** What may stand between the parts of a compound. */
const links = ['', 's', 'es', 'n', 'en', 'e'] as const;
const isWord = /^\p{L}+$/u;

export type Parts = readonly [first: string, second: string];

/** All ways to part a word, folded; none for a short one. */
export function waysToPart(word: string): Parts[] {
  if (word.length < MIN_LETTERS || word.length > MAX_LETTERS || !isWord.test(word)) return [];
  const ways: Parts[] = [];
  for (let at = MIN_PART; at <= word.length - MIN_PART; at += 1) {
    for (const link of links) {
      const first = word.slice(0, at - link.length);
      if (first.length >= MIN_PART && word.slice(0, at).endsWith(link)) ways.push([first, word.slice(at)]);
    }
  }
  return ways;
}

/** Whether compounds are looked for that have it. */
export function mayBePart(word: string): boolean {
  return word.length >= MIN_SEARCHED && word.length <= MAX_LETTERS && isWord.test(word);
}

/** What is left of a compound without one of its parts, and without what links them: one of these has to be a word. */
export function restsOf(compound: string, part: string): string[] {
  const rests: string[] = [];
  for (const link of links) {
    if (compound.startsWith(part + link)) rests.push(compound.slice(part.length + link.length));
    const before = compound.slice(0, -part.length);
    if (compound.endsWith(part) && before.endsWith(link)) rests.push(before.slice(0, before.length - link.length));
  }
  return rests.filter((rest) => rest.length >= MIN_PART);
}

/** The way of which both parts are words; the one whose rarer part most articles have. @param articles by word, in how many it is */
export function bestParts(word: string, articles: ReadonlyMap<string, number>): Parts | undefined {
  let best: Parts | undefined;
  let most = 0;
  for (const parts of waysToPart(word)) {
    const rarer = Math.min(...parts.map((part) => articles.get(part) ?? 0));
    if (rarer > most) [best, most] = [parts, rarer];
  }
  return best;
}
