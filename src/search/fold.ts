/** Folding: a word as readers type it, in small letters and without accents; the same as `folded` in the database, but for what names hardly have. */

const letters: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ø: 'o', ł: 'l', đ: 'd', ð: 'd', ı: 'i', ς: 'σ', ħ: 'h', ŧ: 't', ŋ: 'n' },
  ...{ ə: 'e', ɛ: 'e', ɔ: 'o', ɓ: 'b', ɗ: 'd', ƙ: 'k', ƴ: 'y', ґ: 'г' },
  ...{ ى: 'ي', ة: 'ه' },
  // Two signs for one sound, of which writers of Hindi take either.
  ...{ '\u0901': '\u0902' },
  // Malayalam's letters for a consonant without its vowel, which were written as two signs before.
  ...{ ൺ: 'ണ്', ൻ: 'ന്', ർ: 'ര്', ൽ: 'ല്', ൾ: 'ള്', ൿ: 'ക്' },
};

/** Accents, the vowel signs of Hebrew and Arabic, its stretching sign, the point below letters of Hindi and its like, and what takes no room. */
const marks =
  /[\u0300-\u036f\u00ad\u0591-\u05c7\u0640\u064b-\u065f\u0670\u093c\u09bc\u0a3c\u0abc\u0b3c\u200b-\u200d\u2060\ufeff]/g;
const foldedLetters = /[ßæœþøłđðıςħŧŋəɛɔɓɗƙƴґىة\u0901\u0d7a-\u0d7f]/g;
/** हिन्दी is हिंदी. */
const nasalBeforeConsonant = /[ङञणनम]\u094d(?=[क-म])/g;
const isPlain = /^[a-z0-9]*$/;

export function fold(word: string): string {
  if (isPlain.test(word)) return word;
  return word
    .toLowerCase()
    .normalize('NFKD')
    .replace(marks, '')
    .toLowerCase()
    .replace(foldedLetters, (letter) => letters[letter] ?? letter)
    .replace(nasalBeforeConsonant, '\u0902')
    .normalize('NFC');
}

/** A word in small letters with its accents, in the one form in which it is stored. */
export function withAccents(word: string): string {
  if (isPlain.test(word)) return word;
  return word
    .toLowerCase()
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
    .normalize('NFKC');
}

const umlauts: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' };

/** München as Muenchen, as one writes it without the keys; undefined for a word that has no such letter. */
export function spelledOut(word: string): string | undefined {
  const spelled = word.replace(/[äöüøå]/g, (letter) => umlauts[letter] ?? letter);
  return spelled === word ? undefined : fold(spelled);
}
