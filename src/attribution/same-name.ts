/** Names of one person that differ in how they are spelt: in accents, or in the transliteration of a Slavic name. */

import { isSlavicSurname, isTransliteration, transliterationKeys } from './transliteration.ts';

/** As who lacks the key writes it, besides leaving the accent out. */
const spelledOut: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe', æ: 'ae', ß: 'ss' };
const withoutAccent: Readonly<Record<string, string>> = { ø: 'o', đ: 'd', ł: 'l' };

/**
 * Whether two full names of one text are one person's: "Vladimir Orlov" and "Wladimir Orlow", "Anna Müller" and "Anna Mueller".
 * A letter that is missing or another makes another person, though it may be a slip: "Anna Möller", "Sergei Ivanova", "Georg
 * Hochmut" and "Georg Hochmuth", whom editors are shown as possible duplicates.
 */
export function isSamePerson(one: string, other: string): boolean {
  const [words, others] = [wordsOf(one), wordsOf(other)];
  if (words.length < 2 || words.length !== others.length) return false;
  const unequal = words.flatMap((word, at) => {
    const its = others[at] ?? '';
    return isSameWord(word, its) ? [] : [[bare(word), bare(its)] as const];
  });
  if (unequal.length === 0) return true;
  if (![words, others].every((name) => isSlavicSurname(bare(name.at(-1) ?? '')))) return false;
  return isTransliteration(
    unequal.map(([word]) => word),
    unequal.map(([, its]) => its),
  );
}

/** The same of a surname alone: "Orlov" of who was named "Wladimir Orlow" before. */
export function isSameSurname(one: string, other: string): boolean {
  const [word, its] = [one, other].map((name) => inOneForm(name, 'NFC').toLowerCase().trim());
  if (word === undefined || its === undefined) return false;
  if (isSameWord(word, its)) return true;
  return [word, its].every((name) => isSlavicSurname(bare(name))) && isTransliteration([bare(word)], [bare(its)]);
}

/** The people of a piece, each by the spelling that came first. */
export interface Spellings {
  /** That of who is meant by a full name; it is kept where nobody is. */
  firstOf(name: string): string;
}

/** So many names of one key are compared with a later one: more of them make a piece no story. */
const MAX_ALIKE = 5;

export function spellings(): Spellings {
  const first = new Map<string, string>();
  const byKey = new Map<string, string[]>();
  return {
    firstOf(name) {
      const known = first.get(name);
      if (known !== undefined) return known;
      const keys = keysOf(name);
      const alike = keys.flatMap((key) => byKey.get(key) ?? []);
      const same = alike.find((each) => isSamePerson(each, name)) ?? name;
      first.set(name, same);
      for (const key of same === name ? keys : []) {
        const names = byKey.get(key) ?? [];
        if (names.length < MAX_ALIKE) byKey.set(key, [...names, name]);
      }
      return same;
    },
  };
}

/** Names of one person have one of these in common. */
function keysOf(name: string): string[] {
  const words = wordsOf(name).map(bare);
  return isSlavicSurname(words.at(-1) ?? '') ? [keyOf(name), ...transliterationKeys(words.join(' '))] : [keyOf(name)];
}

/** Equal for names that differ in accents alone, however they are left out: "müller", "mueller" and "muller". */
function keyOf(name: string): string {
  const letters = wordsOf(name).map(bare).join(' ').replaceAll('æ', 'a').replaceAll('ß', 's');
  return letters.replace(/(\p{L})\1+/gu, '$1').replace(/(?<=[aou])e/g, '');
}

/** Longer is no name, and marks of combination without end take for ever to be put in order. */
const MAX_CHARACTERS = 1_000;

function inOneForm(name: string, form: 'NFC' | 'NFKD'): string {
  return name.slice(0, MAX_CHARACTERS).normalize(form);
}

function wordsOf(name: string): string[] {
  return inOneForm(name, 'NFC').toLowerCase().trim().split(/\s+/);
}

/** But for accents that one of both leaves out: "Pål" and "Päl" are two. */
function isSameWord(one: string, other: string): boolean {
  return one === other || isPlain(one, other) || isPlain(other, one);
}

function isPlain(plain: string, accented: string): boolean {
  return plain === bare(accented) || plain === replaced(accented, spelledOut);
}

function bare(word: string): string {
  return inOneForm(replaced(word, withoutAccent), 'NFKD').replace(/\p{M}/gu, '');
}

function replaced(word: string, letters: Readonly<Record<string, string>>): string {
  return Array.from(word, (letter) => letters[letter] ?? letter).join('');
}
