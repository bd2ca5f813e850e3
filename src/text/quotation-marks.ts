/** Quotation marks by language, as CLDR's `delimiters` have them: what stands for an HTML `<q>` in plain text. */

type Marks = readonly [outer: string, outerEnd: string, inner: string, innerEnd: string];

const english: Marks = ['“', '”', '‘', '’'];
const german: Marks = ['„', '“', '‚', '‘'];
const low: Marks = ['„', '”', '‚', '’'];
const angled: Marks = ['«', '»', '“', '”'];
const angledThenLow: Marks = ['«', '»', '„', '“'];
const raised: Marks = ['”', '”', '’', '’'];
const corners: Marks = ['「', '」', '『', '』'];
// A space that doesn't break stands within French ones.
const french: Marks = ['«\u00A0', '\u00A0»', '“', '”'];

const byLanguage: Readonly<Record<string, Marks>> = {
  ar: ['”', '“', '’', '‘'],
  be: angledThenLow,
  bg: german,
  ca: angled,
  cs: german,
  da: ['»', '«', '›', '‹'],
  de: german,
  'de-CH': ['«', '»', '‹', '›'],
  el: angled,
  es: angled,
  et: german,
  eu: angled,
  fa: ['«', '»', '‹', '›'],
  fi: raised,
  fr: french,
  'fr-CH': ['«', '»', '‹', '›'],
  gl: angled,
  he: ['”', '”', '’', '’'],
  hr: german,
  hu: ['„', '”', '»', '«'],
  hy: ['«', '»', '«', '»'],
  is: german,
  it: angled,
  ja: corners,
  lt: german,
  lv: angledThenLow,
  mk: german,
  nb: angled,
  nl: ['‘', '’', '“', '”'],
  nn: angled,
  no: angled,
  pl: ['„', '”', '«', '»'],
  pt: english,
  'pt-PT': angled,
  ro: ['„', '”', '«', '»'],
  ru: angledThenLow,
  sk: german,
  sl: german,
  sq: ['«', '»', '“', '”'],
  sr: german,
  sv: raised,
  uk: angledThenLow,
  ur: ['”', '“', '’', '‘'],
  yi: low,
  'zh-Hant': corners,
  'zh-HK': corners,
  'zh-TW': corners,
};

/**
 * The opening and the closing mark of a quotation.
 *
 * @param language BCP 47; English marks where it isn't known
 * @param depth quotations around this one; inner marks where that is odd
 */
export function quotationMarks(language: string, depth: number): readonly [string, string] {
  const [primary = '', ...rest] = language.split('-');
  const exact = rest.length === 0 ? undefined : byLanguage[`${primary}-${rest[0]}`];
  const [outer, outerEnd, inner, innerEnd] = exact ?? byLanguage[primary] ?? english;
  return depth % 2 === 0 ? [outer, outerEnd] : [inner, innerEnd];
}
