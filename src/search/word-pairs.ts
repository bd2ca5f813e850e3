/** Pairs of words that stand side by side, as numbers: what an article has to have of a phrase, whatever the forms of its words. */

import { hash } from './near-words.ts';

/** Stems seldom change a word's beginning: election and elections are the same here. */
const BEGINNING = 3;

export function pairOf(first: string, second: string): number {
  return hash(`${first.slice(0, BEGINNING)} ${second.slice(0, BEGINNING)}`);
}

/** Of every spelling of the one with every spelling of the other. */
export function pairsOf(first: readonly string[], second: readonly string[]): number[] {
  return [...new Set(first.flatMap((one) => second.map((other) => pairOf(one, other))))];
}
