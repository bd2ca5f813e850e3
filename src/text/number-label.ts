/** Numbers of lists as HTML's `type` has them: letters and Roman numerals. */

const romanParts: readonly (readonly [number, string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];
/** Beyond them browsers write digits. */
const MAX_ROMAN = 3999;

/**
 * @param numbering `a`, `A`, `i` or `I`; for anything else, and for numbers that it has no label for, the label is in digits
 */
export function numberLabel(number: number, numbering: string | null): string {
  if (number < 1) return `${number}`;
  switch (numbering) {
    case 'a':
      return lettersOf(number);
    case 'A':
      return lettersOf(number).toUpperCase();
    case 'i':
      return romanOf(number);
    case 'I':
      return romanOf(number).toUpperCase();
    default:
      return `${number}`;
  }
}

/** `z` is followed by `aa`. */
function lettersOf(number: number): string {
  let letters = '';
  for (let left = number; left > 0; left = Math.floor((left - 1) / 26)) {
    letters = String.fromCharCode(97 + ((left - 1) % 26)) + letters;
  }
  return letters;
}

function romanOf(number: number): string {
  if (number > MAX_ROMAN) return `${number}`;
  let left = number;
  let numeral = '';
  for (const [value, sign] of romanParts) {
    for (; left >= value; left -= value) numeral += sign;
  }
  return numeral;
}
