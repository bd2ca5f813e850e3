/** Singular and plural spellings of a name, by its language's own endings: "Elections" beside "Election". */

type Endings = readonly (readonly [string, string])[];

/** Singular, then plural; both ways are tried. What no word ends with does no harm: it means no topic. */
const endings: Readonly<Record<string, Endings>> = {
  en: [
    ['y', 'ies'],
    ['', 'es'],
    ['', 's'],
  ],
  de: [
    ['', 'en'],
    ['', 'e'],
    ['', 'n'],
    ['', 'er'],
    ['', 's'],
  ],
  fr: [
    ['al', 'aux'],
    ['', 's'],
    ['', 'x'],
  ],
  es: [
    ['z', 'ces'],
    ['', 'es'],
    ['', 's'],
  ],
  pt: [
    ['ão', 'ões'],
    ['al', 'ais'],
    ['m', 'ns'],
    ['', 'es'],
    ['', 's'],
  ],
  it: [
    ['o', 'i'],
    ['a', 'e'],
    ['e', 'i'],
    ['ca', 'che'],
  ],
  nl: [
    ['', 'en'],
    ['', 's'],
    ['', "'s"],
  ],
  sv: [
    ['a', 'or'],
    ['', 'er'],
    ['', 'ar'],
    ['', 'n'],
  ],
  da: [
    ['', 'er'],
    ['', 'e'],
    ['', 'r'],
  ],
  nb: [
    ['', 'er'],
    ['', 'e'],
  ],
  pl: [
    ['a', 'y'],
    ['a', 'i'],
    ['', 'y'],
    ['', 'i'],
    ['e', 'a'],
  ],
};
const usual: Endings = [['', 's']];

/** Of fewer letters a word may be an acronym, or another word altogether: US, us; as, ass. */
const MIN_WORD_CHARACTERS = 4;

/** How else its last word may be spelt, at most 10 ways; none for a language whose plurals don't show, or a short word. */
export function otherNumbers(name: string, language: string): string[] {
  const [of = ''] = language.toLowerCase().split('-');
  const start = name.lastIndexOf(' ') + 1;
  const word = name.slice(start);
  // Acronyms and words with figures have no plural that is another's singular.
  if (word.length < MIN_WORD_CHARACTERS || !/\p{Ll}$/u.test(word) || !/^\p{Script=Latin}+$/u.test(word)) return [];
  const spellings = (endings[of] ?? usual).flatMap(([singular, plural]) => [
    ...(word.endsWith(plural) && word.length - plural.length >= MIN_WORD_CHARACTERS - 1
      ? [word.slice(0, word.length - plural.length) + singular]
      : []),
    ...(word.endsWith(singular) ? [word.slice(0, word.length - singular.length) + plural] : []),
  ]);
  return [...new Set(spellings)]
    .filter((each) => each !== word)
    .slice(0, 10)
    .map((each) => name.slice(0, start) + each);
}
