/** The nominative of people's names in languages that inflect them: "zdaniem Marka Hołuby" is by Marek Hołuba. */

import type { Cues } from './cues.ts';
import { isGivenName } from './given-names.ts';

/** A name of which the first word is a given name in another case than the nominative; `undefined` for all others. */
export function nominativeOf(parts: readonly string[], { personEndings }: Cues): string | undefined {
  const [first = '', ...rest] = parts;
  // "Jana Burego": a woman's name elsewhere, but not with such a surname.
  const isMasculine = /ego$/.test(rest.at(-1) ?? '');
  if (personEndings.length === 0 || rest.length === 0 || (isGivenName(first) && !isMasculine)) return undefined;
  const given = spellings(first, personEndings).find((spelling) => isGivenName(spelling));
  if (given === undefined) return undefined;
  const isFeminine = given.endsWith('a');
  const surnames = rest.map((part) => spellings(part, personEndings).find((each) => !isFeminine || each.endsWith('a')));
  return [given, ...surnames.map((surname, at) => surname ?? rest[at])].join(' ');
}

/** What a word can be in the nominative, the likeliest first. */
function spellings(word: string, endings: Cues['personEndings']): string[] {
  return endings.flatMap(([shape, ending]) => (shape.test(word) ? [word.replace(shape, ending)] : []));
}
