/** The list of given names (`given-names.txt`): the surest sign that words with capitals are a person. */

import { readFileSync } from 'node:fs';
import { words } from './word-list.ts';

const table = readFileSync(new URL('./given-names.txt', import.meta.url), 'utf8');
const givenNames = words(table.replace(/^#.*$/gm, ''));

/** Given names that are ordinary words as well: alone they show nothing. */
const ordinaryNames = words(
  'Hope Joy Faith Grace Summer Autumn Dawn Rose Mark Frank Bill Art Chance Chase Hunter Rich Guy Pearl Ruby Ivy Violet Daisy Iris Star Sky Angel Bud Red Duke Earl Dean Miles Gene Ray Rob Drew Sue Wade Grant Lance Reed Dale Glen Heath Cliff Sandy Rusty Rocky Crystal Amber Jade Opal Ginger Olive Sage Heather Holly Hazel Laurel Fern Flora Merry Carol Happy Lucky Will Page Young Rand Mo Penny Patience Mercy Charity Honor Prudence',
);

/** Whether a word is an ordinary one that people are called by as well. */
export function isOrdinaryName(word: string): boolean {
  return ordinaryNames.has(word);
}

/** Whether a word is a given name, or two with a hyphen between ("Hans-Peter"). */
export function isGivenName(word: string): boolean {
  return givenNames.has(word) || (word.includes('-') && word.split('-').every((part) => givenNames.has(part)));
}
