/** What a list of search results goes on with where its words find little: words typed wrong, and articles that have some. */

import type { FoundWord, WordToFind } from '../../db/articles/corpus-words.ts';
import type { LooseKey, PartialMatch } from '../../db/articles/loose-matches.ts';
import type { LooseMatch, Search, SearchUnit } from '../../db/articles/search.ts';
import { isTypingErrorOf, keysOf } from './near-words.ts';

interface Reads {
  readonly corpusWords: { load(words: readonly WordToFind[]): Promise<readonly FoundWord[]> };
  readonly partialMatches: { load(key: LooseKey): Promise<readonly PartialMatch[]> };
}

/** A word that is so rare may be an error of someone else's. */
const MAX_ERRORS_ARTICLES = 2;
const TIMES_AS_FREQUENT = 20;

/** Best first; none of them has all the words as they were typed. */
export async function beyondWords(search: Search, language: string | undefined, reads: Reads): Promise<LooseMatch[]> {
  const corrected = await correct(search, reads);
  const isCorrected = corrected !== search;
  if (!isCorrected && search.units.filter(({ isExcluded }) => !isExcluded).length < 2) return [];
  const found = await reads.partialMatches.load({ search: corrected, language });
  return found.map(({ id, share }) => ({ id, by: isCorrected && share > 0.99 ? 'CORRECTED_WORDS' : 'SOME_WORDS' }));
}

/** The same search where there is nothing to correct. */
export async function correct(search: Search, { corpusWords }: Pick<Reads, 'corpusWords'>): Promise<Search> {
  const words = search.units.flatMap((unit, index) => {
    const { lexeme, isExcluded } = unit;
    const keys = lexeme === undefined || isExcluded ? [] : keysOf(lexeme);
    return lexeme === undefined || keys.length === 0 ? [] : [{ word: lexeme, keys, index }];
  });
  if (words.length === 0) return search;
  const found = await corpusWords.load(words.map(({ word, keys }) => ({ word, keys })));
  const meant = new Map<number, string>();
  for (const [place, { word, index }] of words.entries()) {
    const near = betterThan(word, found[place]);
    if (near !== undefined) meant.set(index, near);
  }
  if (meant.size === 0) return search;
  return { ...search, units: search.units.map((unit, index) => corrected(unit, meant.get(index))) };
}

function betterThan(word: string, found: FoundWord | undefined): string | undefined {
  if (found === undefined || found.articles > MAX_ERRORS_ARTICLES) return undefined;
  const near = found.near.find((each) => isTypingErrorOf(word, each.word));
  return near !== undefined && near.articles > found.articles * TIMES_AS_FREQUENT ? near.word : undefined;
}

function corrected(unit: SearchUnit, word: string | undefined): SearchUnit {
  if (word === undefined) return unit;
  return {
    ...unit,
    exact: `${unit.exact} | '${word}'`,
    sharp: undefined,
    stemmed: [...unit.stemmed, word],
    lexeme: word,
  };
}
