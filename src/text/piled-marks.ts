/**
 * Marks of combination that are piled on one letter: whatever brings a text into a normal form puts them in order by moving each
 * past the others (UAX #15), so that 80,000 of them hold a processor for half a minute. No script piles ten.
 */

const MAX_PILED_MARKS = 100;

/** With the half-width marks of Katakana, which are letters that become marks (NFKC). */
const mark = String.raw`[\p{M}\uFF9E\uFF9F]`;
const pile = new RegExp(`(?<!${mark})${mark}{${MAX_PILED_MARKS + 1}}`, 'u');
const piles = new RegExp(`(?<!${mark})(${mark}{${MAX_PILED_MARKS}})${mark}+`, 'gu');

export function hasPile(text: string): boolean {
  return pile.test(text);
}

/** The first hundred marks of each pile stay. */
export function withoutPiles(text: string): string {
  return hasPile(text) ? text.replace(piles, '$1') : text;
}

/** The text in a normal form, in time that grows with its length. */
export function normalForm(text: string, form: 'NFC' | 'NFD' | 'NFKC' | 'NFKD'): string {
  return withoutPiles(text).normalize(form);
}
