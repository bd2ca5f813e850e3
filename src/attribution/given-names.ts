/** Knows the given names of `given-names.txt`: the surest sign that words with capitals are a person. */
import { readFileSync } from 'node:fs';
import { words } from './word-list.ts';

const table = readFileSync(new URL('./given-names.txt', import.meta.url), 'utf8');
const GIVEN_NAMES = words(table.replace(/^#.*$/gm, ''));

/** Whether a word is a given name, or two with a hyphen between ("Hans-Peter"). */
export function isGivenName(word: string): boolean {
  return GIVEN_NAMES.has(word) || (word.includes('-') && word.split('-').every((part) => GIVEN_NAMES.has(part)));
}
