/** Months that people are called by: "June Brown", "Jan Bakker", but "in June Brown resigned". */

import { isGivenName } from './given-names.ts';
import type { Reading } from './mention.ts';
import { isHeadWord } from './name-kinds.ts';
import { isPeople, isPlace } from './places.ts';
import { isPlainWord } from './plain-words.ts';
import { isTitle } from './titles.ts';
import type { Token } from './tokens.ts';

const forenames = /^(?:January|Jan|Mar|April|Avril|May|June|Jun|August)$/;
/** In front of a month that is one. */
const leads =
  /^(?:in|on|since|by|until|till|during|from|through|throughout|of|before|after|for|last|next|this|early|late|mid|every|each|and|or)$/;

/** Whether a word that is a month is somebody's first name, by what stands on both sides of it. */
export function isMonthForename(tokens: readonly Token[], at: number, reading: Reading): boolean {
  const { cues, index } = reading;
  const [before, month, next] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (month === undefined || month.isPossessive || !forenames.test(month.text) || next?.isCapital !== true)
    return false;
  const isTime = leads.test(before?.lower ?? '') || /^\d/.test(before?.text ?? '');
  const isAnother = isGivenName(next.text) || isTitle(next, reading) || isPlace(next.text) || isPeople(next.text);
  const isWord = isPlainWord(next.text) || isHeadWord(next.lower) || cues.times.has(next.lower);
  return (
    !isTime && !isAnother && !isWord && index.find(next.text) === undefined && /^\p{Lu}\p{L}*\p{Ll}/u.test(next.text)
  );
}
