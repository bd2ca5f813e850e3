/** One-line texts (headlines, names, captions, credits): normalised on the way in, and checked for something to see. */

import { normalForm } from './piled-marks.ts';

/** Anything but a tab or a line's end: the other control characters of ASCII, Latin-1 and Unicode. */
const controls = /(?![\s\u0085])\p{Cc}|[\u180E\u206A-\u206F\uFFF9-\uFFFB]/gu;

/** Soft hyphen, word joiner, byte order mark: they only say how a line may break. */
const breakHints = /[\u00AD\u2060\uFEFF]/g;

/** Scripts without spaces, whose words a zero-width space parts. */
const unspaced = String.raw`\p{Script=Khmer}\p{Script=Thai}\p{Script=Lao}\p{Script=Myanmar}`;
const strayZeroWidthSpaces = new RegExp(
  `(?<![${unspaced}])\\u200B+|(?<!\\u200B)\\u200B+(?![${unspaced}\\u200B])`,
  'gu',
);

const runOfSpaces = /[\s\u0085]+/g;
/** No-break spaces, which typography wants beside marks and numbers. */
const onlyNoBreak = /^[\u00A0\u202F]+$/;

const embeddings = /[\u202A-\u202E\u2066-\u2069]/g;
const embedded =
  /[\u202A\u202B\u202D\u202E][^\u202A-\u202E\u2066-\u2069]*\u202C|[\u2066-\u2068][^\u202A-\u202E\u2066-\u2069]*\u2069/g;

/** They show letters in another order than they have. */
const overrides = /[\u202D\u202E]/;

/** What may not stand at an end: white space, marks of direction, and at the beginning joiners. */
const atStart = /^[\s\u200B-\u200F\u061C]+/;
const atEnd = /[\s\u200B\u200E\u200F\u061C]/;

/** Letters and symbols of which nothing is seen. */
const blanks = /[\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0]/g;

/**
 * The text in NFC and on one line, without what nobody sees: control characters, hints for breaking lines, and marks of
 * direction that are not closed and would turn what stands behind the text. Joiners within words and emoji stay, and so do
 * no-break spaces that stand alone. Linear in the text's length.
 */
export function oneLine(text: string): string {
  const line = normalForm(text, 'NFC')
    .replace(controls, '')
    .replace(breakHints, '')
    .replace(strayZeroWidthSpaces, '')
    .replace(runOfSpaces, (run) => (onlyNoBreak.test(run) ? run : ' '))
    .replace(atStart, '');
  // Embeddings within embeddings are no headline's: unless all are closed one by one, all go.
  const isClosed = line.replace(embedded, '').search(embeddings) < 0;
  return withoutEnd(isClosed ? line : line.replace(embeddings, ''));
}

/** NOTE: an expression that ends in `$` is tried at every place of a long run. */
function withoutEnd(line: string): string {
  let end = line.length;
  while (end > 0 && atEnd.test(line.charAt(end - 1))) end -= 1;
  return line.slice(0, end);
}

/** Whether it has a mark that turns the direction of what stands behind it, or the order of letters between two of them. */
export function turnsText(line: string): boolean {
  return overrides.test(line) || line.replace(embedded, '').search(embeddings) >= 0;
}

/** Whether there is a letter, a digit, an emoji or a sign of currency: marks of punctuation alone are no headline and no name. */
export function isReadable(line: string): boolean {
  return /[\p{L}\p{N}\p{Sc}\p{Extended_Pictographic}]/u.test(line.replace(blanks, ''));
}
