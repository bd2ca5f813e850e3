/** Folding: a word as readers type it, in small letters and without accents; the same as `folded` in the database, but for what names hardly have. */

import { normalForm } from '../text/piled-marks.ts';
import { arabicLetters } from './signs.ts';

const formerLetters: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ø: 'o', ł: 'l', đ: 'd', ð: 'd', ı: 'i', ς: 'σ', ħ: 'h', ŧ: 't', ŋ: 'n' },
  ...{ ى: 'ي', ة: 'ه' },
  // Two signs for one sound, of which writers of Hindi take either.
  ...{ '\u0901': '\u0902' },
};

/** And what the index has only since migration 0132. */
const letters: Readonly<Record<string, string>> = {
  ...formerLetters,
  ...{ ə: 'e', ɛ: 'e', ɔ: 'o', ɓ: 'b', ɗ: 'd', ƙ: 'k', ƴ: 'y', ґ: 'г' },
  // Behind the marks and forms that they are written with.
  ...Object.fromEntries(arabicLetters),
  // Malayalam's letters for a consonant without its vowel, which were written as two signs before.
  ...{ ൺ: 'ണ്', ൻ: 'ന്', ർ: 'ര്', ൽ: 'ല്', ൾ: 'ള്', ൿ: 'ക്' },
};

/** Accents, the vowel signs of Hebrew and Arabic, its stretching sign, and what takes no room. */
const formerMarks = /[\u0300-\u036f\u00ad\u0591-\u05c7\u0640\u064b-\u065f\u0670\u200b-\u200d\u2060\ufeff]/g;
/** The point below letters of Hindi and its like. */
const points = /[\u093c\u09bc\u0a3c\u0abc\u0b3c]/g;
const foldedLetters = new RegExp(`[${Object.keys(letters).join('')}]`, 'g');
/** हिन्दी is हिंदी. */
const nasalBeforeConsonant = /[ङञणनम]\u094d(?=[क-म])/g;
const isPlain = /^[a-z0-9]*$/;

export function fold(word: string): string {
  if (isPlain.test(word)) return word;
  return withoutMarks(word)
    .replace(points, '')
    .replace(foldedLetters, (letter) => letters[letter] ?? letter)
    .replace(nasalBeforeConsonant, '\u0902')
    .normalize('NFC');
}

/** As articles have it that wait to be indexed anew since migration 0132, or were indexed by the version before. */
export function foldedFormerly(word: string): string {
  return withoutMarks(word)
    .replace(foldedLetters, (letter) => formerLetters[letter] ?? letter)
    .normalize('NFC');
}

function withoutMarks(word: string): string {
  return normalForm(word.toLowerCase(), 'NFKD').replace(formerMarks, '').toLowerCase();
}

/** A word in small letters with its accents, in the one form in which it is stored. */
export function withAccents(word: string): string {
  if (isPlain.test(word)) return word;
  return normalForm(word.toLowerCase().replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, ''), 'NFKC');
}

const umlauts: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' };

/** München as Muenchen, as one writes it without the keys; undefined for a word that has no such letter. */
export function spelledOut(word: string): string | undefined {
  const spelled = word.replace(/[äöüøå]/g, (letter) => umlauts[letter] ?? letter);
  return spelled === word ? undefined : fold(spelled);
}
