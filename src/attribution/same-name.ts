/** Names of one person that differ in how they are spelt: in a transliteration, or by a letter. */

/** Shorter surnames that differ by a letter are two: "Roth" and "Rota". */
const MIN_MISSPELT_CHARACTERS = 6;

/** A sound for all the ways in which it is written. */
const sounds: readonly (readonly [RegExp, string])[] = [
  [/^(?:ie|ye|je)(?=.)/, 'e'],
  [/^y/, 'j'],
  [/tsch/g, 'k'],
  [/sch|sh|zh/g, 's'],
  [/tch|ch|kh|ck|[cq]/g, 'k'],
  [/ph/g, 'f'],
  [/w/g, 'v'],
  [/(?<=.)[yj]/g, 'i'],
  [/z/g, 's'],
  [/(?<=.)h/g, ''],
  [/f$/, 'v'],
  [/(\p{L})\1+/gu, '$1'],
];

/**
 * Whether two full names of one text are one person's: "Vladimir Orlov" and "Wladimir Orlow", "Georg Hochmut" and "Georg
 * Hochmuth". Never "Jane Roe" and "John Roe", nor father and son.
 */
export function isSamePerson(one: string, other: string): boolean {
  const [words, others] = [wordsOf(one), wordsOf(other)];
  if (words.length < 2 || words.length !== others.length) return false;
  const last = words.length - 1;
  return words.every((word, at) => {
    const its = others[at] ?? '';
    return soundOf(word) === soundOf(its) || (at === last && isMisspelt(word, its));
  });
}

function wordsOf(name: string): string[] {
  return name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().split(' ');
}

function soundOf(word: string): string {
  return sounds.reduce((sound, [written, letters]) => sound.replace(written, letters), word);
}

/** Whether one letter is missing or another. */
function isMisspelt(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (short.length < MIN_MISSPELT_CHARACTERS || long.length - short.length > 1) return false;
  let same = 0;
  while (same < short.length && short[same] === long[same]) same += 1;
  return same > 0 && short.slice(long.length > short.length ? same : same + 1) === long.slice(same + 1);
}
