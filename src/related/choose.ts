/** Selection of related articles among scored candidates: the best, without duplicates. */

import type { Candidate, Match } from './score.ts';
import { isSameText } from './sketch.ts';

/** How many edges an article keeps: more than a page shows, so that some may disappear. */
export const EDGES_PER_ARTICLE = 20;
/** Cosine from which two short texts, which have no sketch, are the same words. */
const SAME_WORDS_FROM = 0.97;
const MIN_SHARED_TERMS = 5;

/** @returns the best first; of near-duplicates only the best */
export function chooseRelated(own: Candidate, matches: readonly Match[]): Match[] {
  const chosen: Match[] = [];
  for (const each of matches.toSorted(byScore)) {
    if (chosen.length === EDGES_PER_ARTICLE) break;
    if (isCopy(own, each.candidate) || chosen.some(({ candidate }) => isCopy(candidate, each.candidate))) continue;
    chosen.push(each);
  }
  return chosen;
}

export function byScore(one: Match, other: Match): number {
  return other.score - one.score || other.candidate.at - one.candidate.at || other.candidate.id - one.candidate.id;
}

/** Whether two articles are the same text printed twice. */
export function isCopy({ text: one }: Candidate, { text: other }: Candidate): boolean {
  if (one.sketch !== null || other.sketch !== null) return isSameText(one.sketch, other.sketch);
  return hasSameWords(one.terms, other.terms);
}

function hasSameWords(one: Int32Array, other: Int32Array): boolean {
  if (one.length < MIN_SHARED_TERMS || one.length !== other.length) return false;
  let equal = 0;
  for (let index = 0; index < one.length; index += 1) if (one[index] === other[index]) equal += 1;
  return equal >= one.length * SAME_WORDS_FROM;
}
