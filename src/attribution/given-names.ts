/** The list of given names (`given-names.txt`): the surest sign that words with capitals are a person. */

import { readFileSync } from 'node:fs';
import { words } from './word-list.ts';

const table = readFileSync(new URL('./given-names.txt', import.meta.url), 'utf8');
const givenNames = words(table.replace(/^#.*$/gm, ''));

/** Whether a word is a given name, or two with a hyphen between ("Hans-Peter"). */
export function isGivenName(word: string): boolean {
  return givenNames.has(word) || (word.includes('-') && word.split('-').every((part) => givenNames.has(part)));
}
