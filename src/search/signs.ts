/**
 * Signs that writers take for one another, as one of them, before a text is parted into words: digits of other scripts,
 * apostrophes that count as letters, Persian and Urdu forms of Arabic letters, marks within a word. All are as long as before, so
 * that places in the text stay what they are.
 */

/** Nought, of which nine others follow: Arabic, Persian, N’Ko, and the scripts of India and South East Asia. */
const noughts = '٠۰߀०০੦૦୦௦౦೦൦෦๐໐༠၀០᠐';
const digits = [...noughts].flatMap((nought) =>
  Array.from(
    { length: 10 },
    (_, digit) => [String.fromCodePoint(Number(nought.codePointAt(0)) + digit), String(digit)] as const,
  ),
);
/** Stands in no word’s way, and is left out where it is folded. */
const softHyphen = '\u00ad';
/** Of Persian, Urdu and Kurdish, that look like another. */
export const arabicLetters: readonly (readonly [letter: string, same: string])[] = Object.entries({
  ...{ ی: 'ي', ک: 'ك', ہ: 'ه', ھ: 'ه', ە: 'ه', ٱ: 'ا' },
});
const sameAs = new Map<string, string>([
  ...digits,
  ...[...'ʹʻʼʾʿꞌ'].map((letter) => [letter, '’'] as const),
  ...arabicLetters,
  // With the mark of a word's end, and between thousands.
  ...Object.entries({ ۀ: 'ه', ۂ: 'ه', '٬': ',' }),
  // Armenian ones stand within the word that is asked, called or stressed.
  ...[...'՛՜՞'].map((mark) => [mark, softHyphen] as const),
]);
const others = new RegExp(`[${[...sameAs.keys()].join('')}]`, 'g');
/** Half as wide as others, with their two marks. */
const narrowKatakana = /[ｦ-ﾟ]/g;
/** Between the parts of a Persian word, which are written apart and together as well. */
const jointInArabic = /(?<=[\u0620-\u06d3])\u200c(?=[\u0620-\u06d3])/g;
/** Catalan: intel·ligència. */
const pointBetweenLs = /(?<=l)[·‧](?=l)/gi;
/** The mark within a Hebrew acronym, where a quotation mark stands for it. */
const gershayim = /(?<=\p{Script=Hebrew})"(?=\p{Script=Hebrew})/gu;
const isLatin = /^[\0-\u00b6\u00b8-\u02b8\u2010-\u2026]*$/;

export function withOneSign(text: string): string {
  if (isLatin.test(text)) return text;
  return text
    .replace(others, (sign) => sameAs.get(sign) ?? sign)
    .replace(narrowKatakana, (sign) => sign.normalize('NFKC'))
    .replace(jointInArabic, '-')
    .replace(pointBetweenLs, softHyphen)
    .replace(gershayim, '״');
}
