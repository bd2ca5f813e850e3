/** What a list of search results goes on with where its words find little: words typed wrong, and articles that have some. */

import { mayHaveCompounds, type OtherWord } from '../../db/articles/compounds.ts';
import { type FoundWord, MAX_DOUBTFUL, MAX_ERRORS_ARTICLES, type WordToFind } from '../../db/articles/corpus-words.ts';
import { type LooseKey, MAX_LOOSE_MATCHES, type PartialMatch } from '../../db/articles/loose-matches.ts';
import type { LooseMatch, Search, SearchUnit } from '../../db/articles/search.ts';
import { MEANING_SHARE } from '../../db/articles/search-score.ts';
import { byMeaning, type MeaningReads } from './by-meaning.ts';
import { bestParts, MAX_COMPOUNDS, mayBePart, restsOf, waysToPart } from './compounds.ts';
import { isTypingErrorOf, keysOf } from './near-words.ts';
import { tokensOf } from './tokens.ts';

interface Reads extends MeaningReads {
  readonly corpusWords: { load(words: readonly WordToFind[]): Promise<readonly FoundWord[]> };
  readonly wordsWith: { load(words: readonly string[]): Promise<readonly (readonly OtherWord[])[]> };
  readonly partialMatches: { load(key: LooseKey): Promise<readonly PartialMatch[]> };
}

/** What tells which words there are. */
type WordReads = Pick<Reads, 'corpusWords' | 'wordsWith'>;

interface Beyond {
  readonly language: string | undefined;
  /** Whether what has some of the words is taken in. */
  readonly isAnyWordEnough: boolean;
}

/** Who writes for print types one word in hundreds wrong: what the corpus has is an error only beside a word that it has so often. */
const TIMES_AS_FREQUENT = 200;
/** What an article of the same meaning is worth, beside the best that has some of the words. */
const MEANING_WORTH = 0.5;
/** Below what any word counts. */
const MEANING_ALONE = 1_000;
/** A list that has fewer goes on with what is near. */
export const FEW_MATCHES = 20;

/**
 * A search that also finds what its words don't: what has them corrected, or some of them, and in the last places what is
 * about the same. What is about the same ranks higher among all of them.
 */
export async function beyondWords(
  search: Search,
  { language, isAnyWordEnough }: Beyond,
  reads: Reads,
): Promise<Search> {
  const typed = await takenApart(await correct(search, reads), reads);
  const corrected = mayHaveCompounds(language) ? await putTogether(typed, reads) : typed;
  const isCorrected = corrected !== search;
  const text = wordsOf(corrected);
  const meant = await byMeaning({ text, language }, reads);
  const hasSeveral = search.units.filter(({ isExcluded }) => !isExcluded).length > 1;
  const hasMore = isCorrected || (isAnyWordEnough && hasSeveral);
  const found = hasMore ? await reads.partialMatches.load({ search: corrected, asTyped: search, language }) : [];
  const nearness = new Map(meant.map((each) => [each.id, each.nearness]));
  const matches = found.map(
    ({ id, has_all, score }): LooseMatch => ({
      id,
      score: Math.round(score * (1 + MEANING_SHARE * (nearness.get(id) ?? 0))),
      by: has_all ? 'CORRECTED_WORDS' : 'SOME_WORDS',
    }),
  );
  const withWords = isAnyWordEnough ? matches : matches.filter(({ by }) => by === 'CORRECTED_WORDS');
  const ids = new Set(withWords.map(({ id }) => id));
  const best = withWords.reduce((most, { score }) => Math.max(most, score), 1);
  const others = meant.filter(({ id }) => !ids.has(id));
  // Of what has little of the words, what is about the same takes the place, but behind what has them.
  const chosen = [
    ...withWords.map((match) => ({ match, worth: match.score / best })),
    ...others.map(({ id, nearness }) => ({
      match: { id, score: Math.round(nearness * MEANING_ALONE), by: 'MEANING' } satisfies LooseMatch,
      worth: nearness * MEANING_WORTH,
    })),
  ]
    .sort((a, b) => b.worth - a.worth)
    .slice(0, MAX_LOOSE_MATCHES);
  return { ...search, loose: chosen.map(({ match }) => match), meant, ...otherWords(corrected, search) };
}

/** Words that weren't typed, and are looked for. */
function otherWords(corrected: Search, search: Search): Pick<Search, 'otherWords' | 'otherCompounds'> {
  const wordsIn = (queries: readonly string[]) =>
    queries.flatMap((query) => [...query.matchAll(/'(\p{L}+)'/gu)].map(([, word]) => word));
  const typed = new Set(wordsIn(search.units.map(({ exact }) => exact)));
  const others = (queries: readonly string[]) =>
    [...new Set(wordsIn(queries))].filter((word) => !typed.has(word)).join(' ');
  return {
    otherWords: others(corrected.units.map(({ exact }) => exact)),
    otherCompounds: others(corrected.units.map(({ compounds = '' }) => compounds)),
  };
}

/** A search that finds what is about the same as well, however many articles have its words. */
export async function alsoByMeaning(
  search: Search,
  language: string | undefined,
  reads: MeaningReads,
): Promise<Search> {
  const meant = await byMeaning({ text: wordsOf(search), language }, reads);
  const loose = meant
    .slice(0, MAX_LOOSE_MATCHES)
    .map(({ id, nearness }): LooseMatch => ({ id, by: 'MEANING', score: 0, nearness }));
  return { ...search, loose, meant };
}

/** Of other words, of which nothing is known to stand side by side. */
const withoutPhrases = { phrases: [], wholePairs: [] } as const;

/** The same search where there is nothing to correct. */
export async function correct(search: Search, reads: WordReads): Promise<Search> {
  const meant = await wordsMeant(search, reads);
  if (meant.size === 0) return search;
  return {
    ...search,
    ...withoutPhrases,
    units: search.units.map((unit) => corrected(unit, meant.get(unit.lexeme ?? ''))),
  };
}

/**
 * Where the corpus hardly has a word, its parts will do, side by side as two words that were typed as one, or, in a language
 * of compounds, wherever they are; the same search where there are none.
 */
async function takenApart(search: Search, { corpusWords }: Pick<Reads, 'corpusWords'>): Promise<Search> {
  const long = search.units
    .flatMap(({ lexeme = '', isExcluded }) => (isExcluded || waysToPart(lexeme).length === 0 ? [] : [lexeme]))
    .slice(0, MAX_DOUBTFUL);
  if (long.length === 0) return search;
  const words = [...new Set([...long, ...long.flatMap((word) => waysToPart(word).flat())])];
  const found = await corpusWords.load(words.map((word) => ({ word, keys: [], asksForms: long.includes(word) })));
  const articles = new Map(words.map((word, place) => [word, found[place]?.articles ?? 0]));
  const inOtherForms = new Set(words.filter((_, place) => found[place]?.hasForms));
  const units = search.units.map((unit) => {
    const { lexeme = '', isExcluded, exact } = unit;
    const isRare =
      !isExcluded &&
      long.includes(lexeme) &&
      !inOtherForms.has(lexeme) &&
      (articles.get(lexeme) ?? 0) <= MAX_ERRORS_ARTICLES;
    const parts = isRare ? bestParts(lexeme, articles) : undefined;
    if (parts === undefined) return unit;
    const [first, second] = parts;
    const beside = first + second === lexeme ? [`'${first}' <-> '${second}'`] : [];
    return {
      ...unit,
      exact: [exact, ...beside].join(' | '),
      compounds: `('${first}' & '${second}')`,
      sharp: undefined,
    };
  });
  return units.every((unit, place) => unit === search.units[place]) ? search : { ...search, ...withoutPhrases, units };
}

/**
 * In languages of compounds a word is also found in those that have it, where the rest of these is a word of the corpus,
 * and one that the corpus hasn't in those that begin so; the same search where there are none.
 */
async function putTogether(search: Search, { corpusWords, wordsWith }: Reads): Promise<Search> {
  const words = search.units.flatMap(({ lexeme = '', isExcluded }) =>
    isExcluded || !mayBePart(lexeme) ? [] : [lexeme],
  );
  if (words.length === 0) return search;
  const found = await wordsWith.load(words);
  if (found.every((others) => others.length === 0)) return search;
  const rests = words.flatMap((word, place) => found[place]?.flatMap((each) => restsOf(each.word, word)) ?? []);
  const asked = [...new Set([...words, ...rests])].map((word) => ({ word, keys: [], asksForms: false }));
  const articles = await corpusWords.load(asked);
  const known = new Set(asked.flatMap(({ word }, place) => ((articles[place]?.articles ?? 0) > 0 ? [word] : [])));
  const units = search.units.map((unit) => {
    const { lexeme = '', compounds: parts } = unit;
    const others = (found[words.indexOf(lexeme)] ?? [])
      .map(({ word }) => word)
      .filter(
        (word) =>
          (!known.has(lexeme) && (word.startsWith(lexeme) || isLongEnd(lexeme))) ||
          restsOf(word, lexeme).some((rest) => known.has(rest)),
      )
      .slice(0, MAX_COMPOUNDS);
    if (others.length === 0) return unit;
    return {
      ...unit,
      compounds: [...(parts === undefined ? [] : [parts]), ...others.map((word) => `'${word}'`)].join(' | '),
    };
  });
  return units.every((unit, place) => unit === search.units[place]) ? search : { ...search, ...withoutPhrases, units };
}

/** A word that the corpus hasn't, and that others hardly end with by chance. */
const isLongEnd = (word: string) => word.length > 4;

/** The text with its typing errors put right; null where there are none. The words may be those of a piece that readers don't have. */
export async function correctedText(search: Search, reads: WordReads): Promise<string | null> {
  const meant = await wordsMeant(search, reads);
  if (meant.size === 0) return null;
  let text = '';
  let at = 0;
  for (const { kind, lexeme, start, end } of tokensOf(search.text)) {
    const word = kind === 'WORD' ? meant.get(lexeme) : undefined;
    if (word === undefined || start < at) continue;
    text += search.text.slice(at, start) + word;
    at = end;
  }
  return text + search.text.slice(at);
}

/** By word as it was typed, folded. */
async function wordsMeant(search: Search, { corpusWords, wordsWith }: WordReads): Promise<Map<string, string>> {
  const words = search.units.flatMap(({ lexeme, isExcluded }) => {
    const keys = lexeme === undefined || isExcluded ? [] : keysOf(lexeme);
    return lexeme === undefined || keys.length === 0 ? [] : [{ word: lexeme, keys, asksForms: true }];
  });
  if (words.length === 0) return new Map();
  const found = await corpusWords.load(words);
  const meant = words.flatMap(({ word }, place) => {
    const near = betterThan(word, found[place]);
    return near === undefined ? [] : [{ word, near }];
  });
  if (meant.length === 0) return new Map();
  // Who hasn't typed a word to its end has made no error.
  const others = await wordsWith.load(meant.map(({ word }) => word));
  return new Map(
    meant.flatMap(({ word, near }, place) =>
      others[place]?.some((other) => other.word.startsWith(word) && other.articles > near.articles)
        ? []
        : [[word, near.word] as const],
    ),
  );
}

function betterThan(word: string, found: FoundWord | undefined): OtherWord | undefined {
  if (found === undefined || found.hasForms || found.articles > MAX_ERRORS_ARTICLES) return undefined;
  const near = found.near.find((each) => isTypingErrorOf(word, each.word));
  return near !== undefined && near.articles > found.articles * TIMES_AS_FREQUENT ? near : undefined;
}

function corrected(unit: SearchUnit, word: string | undefined): SearchUnit {
  if (word === undefined || unit.isExcluded) return unit;
  return {
    ...unit,
    exact: `${unit.exact} | '${word}'`,
    sharp: undefined,
    stemmed: [word, ...unit.stemmed],
    lexeme: word,
  };
}

/** What is wanted, without what must not be there. */
function wordsOf({ units }: Search): string {
  return units.flatMap(({ isExcluded, stemmed, lexeme }) => (isExcluded ? [] : (stemmed[0] ?? lexeme ?? []))).join(' ');
}
