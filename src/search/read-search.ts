/**
 * Reads what someone typed into a search: words that are all required, "a phrase" that stands together, `or` between
 * alternatives, `-` before what must not be there, `word*` for a beginning.
 */

import type { PhraseStep } from '../../db/articles/found-words.ts';
import type { Search, SearchUnit } from '../../db/articles/search.ts';
import { formerSpellings, type Typed } from './former-spellings.ts';
import { withoutArticle } from './prefixes.ts';
import { withOneSign } from './signs.ts';
import { type Token, tokensOf } from './tokens.ts';
import { phraseOfPairs, quote } from './tsquery.ts';
import { pairOf, pairsOf } from './word-pairs.ts';

/** Words, phrases in straight or typographic quotes, each maybe with a minus. */
const terms = /(?<![^\s(])([-−])?(?:["“”„«»]([^"“”„«»]*)["“”„«»]|([^\s"“”„«»]+))/gu;
/** What may stand before an apostrophe and isn't of the word: l’Élysée, dell’arte. */
const elided = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|dell|nell|sull|all|dall|un|quest|sant)$/;
/** A sentence of a text has hardly more. */
const MAX_UNITS = 80;
/** More of a phrase's pairs hardly narrow it further. */
const MAX_PAIRS = 8;
/** Whoever asks for more is refused before. */
const MAX_CHARS = 1_000;
/** The beginning of a word, or of what stands together as one: об’єдн, covid-1. */
const beginning =
  /^([\p{L}\p{N}\p{M}\u00ad\u200b-\u200d]+(?:[-'’‘＇‐‑–./:&@_+=~׳״]{1,3}[\p{L}\p{N}\p{M}\u00ad\u200b-\u200d]+)*)[-'’‘＇‐‑–./:&@_+=~׳״]?\*$/u;

/** Never null: a text without a word finds nothing. */
export function readSearch(text: string): Search {
  const units: SearchUnit[] = [];
  const alternatives: Alternatives[] = [];
  const excluded: Excluded[] = [];
  let orAt: number | undefined;
  let isAlternative = false;
  /** Where the words behind an `or` begin of which each may be a stop word. */
  let stopsFrom: number | undefined;
  const typed = text.slice(0, MAX_CHARS).normalize('NFC');
  const given = withOneSign(typed);
  for (const { 0: raw, 1: minus, 2: quoted, 3: word = '', index } of given.matchAll(terms)) {
    if (units.length >= MAX_UNITS) break;
    if (quoted === undefined && /^or$/i.test(raw)) {
      isAlternative = alternatives.length > 0;
      orAt = index;
      stopsFrom = undefined;
      continue;
    }
    const isExcluded = minus !== undefined;
    const first = units.length;
    const steps: PhraseStep[] = [];
    const end = index + raw.length - (quoted === undefined ? 0 : 1);
    const term: Typed = { text: quoted ?? word, asTyped: typed.slice(end - (quoted ?? word).length, end) };
    // Of what must not be there, so many that it shows when it doesn't fit whole.
    const room = MAX_UNITS - first + (isExcluded ? 2 : 0);
    const wanted = quoted === undefined ? wordTerm(term, units, steps, room) : phraseTerm(term, units, steps, room);
    if (wanted === '') continue;
    // Part of what must not be there would exclude more than is asked for.
    const isLeftOut = isExcluded && units.length > MAX_UNITS + 1;
    const piece = isExcluded ? `!(${wanted})` : `(${wanted})`;
    if (isExcluded) {
      const own = units.splice(first);
      if (!isLeftOut) units.push(...own.map((each) => ({ ...each, isExcluded })));
      const start = isAlternative ? (orAt ?? index) : index;
      excluded.push({ piece: isLeftOut ? undefined : piece, start, end: index + raw.length });
    }
    if (isLeftOut) continue;
    const last = alternatives.at(-1);
    const goesOnFrom = isExcluded || isAlternative ? undefined : stopsFrom;
    if (isAlternative && last !== undefined) {
      last.pieces.push(piece);
      last.units.push(units.slice(first));
      last.steps = [];
    } else {
      const isWanted = !isExcluded && goesOnFrom === undefined;
      alternatives.push({
        pieces: [piece],
        units: [units.slice(first)],
        steps: isWanted ? steps : [],
        first,
        goesOnFrom,
      });
    }
    const mayBeStop = units.length === first + 1 && units[first]?.mayBeStop === true;
    stopsFrom = mayBeStop ? (isAlternative ? first : goesOnFrom) : undefined;
    isAlternative = false;
  }
  const template = templateOf(alternatives);
  const phrases = alternatives.flatMap(({ steps }) => steps).slice(0, MAX_PAIRS);
  return { text, template, units: withAlternatives(units, alternatives), phrases, ...wholeOf(given, excluded) };
}

/** Any of these is enough. */
interface Alternatives {
  readonly pieces: string[];
  /** Of each piece. */
  readonly units: (readonly SearchUnit[])[];
  steps: readonly PhraseStep[];
  /** The number of its first unit. */
  readonly first: number;
  /** From which unit on all before it have to be stop words, so that they are more alternatives to those before. */
  readonly goesOnFrom: number | undefined;
}

interface Excluded {
  /** Undefined for one that is left out. */
  readonly piece: string | undefined;
  /** In the text, with the `or` before it. */
  readonly start: number;
  readonly end: number;
}

/** With {|n} where the unit n begins what is either one more alternative or required, as the words before it are. */
function templateOf(alternatives: readonly Alternatives[]): string {
  const required: { text: string; isOne: boolean }[] = [];
  for (const { pieces, first, goesOnFrom } of alternatives) {
    const text = pieces.join(' | ');
    const before = goesOnFrom === undefined ? undefined : required.at(-1);
    if (before === undefined) required.push({ text, isOne: pieces.length === 1 });
    else before.text += `{|${first}}${text}`;
  }
  return required.map(({ text, isOne }) => (isOne ? text : `(${text})`)).join(' & ');
}

/** Where nothing is wanted, what must not be there is meant as it stands, stop words too. */
function withAlternatives(units: readonly SearchUnit[], alternatives: readonly Alternatives[]): SearchUnit[] {
  const groups = new Map<SearchUnit, number>();
  const goingOn = new Map(alternatives.map(({ first, goesOnFrom }) => [first, goesOnFrom]));
  for (const [group, { units: pieces, goesOnFrom }] of alternatives.entries()) {
    // A stop word beside others in one piece isn't wanted there, but the others are.
    const inPieces = pieces.flatMap((piece) => piece.filter(({ mayBeStop }) => piece.length === 1 || !mayBeStop));
    if (pieces.length > 1 || goesOnFrom !== undefined) for (const unit of inPieces) groups.set(unit, group);
  }
  const isNothingWanted = units.every(({ isExcluded }) => isExcluded);
  return units.map((unit, place) => ({
    ...unit,
    ...(goingOn.get(place) !== undefined && { goesOnFrom: goingOn.get(place) }),
    ...(isNothingWanted && { mayBeStop: false }),
    ...(groups.has(unit) && { alternatives: groups.get(unit) }),
  }));
}

/** @returns the term, in which {n} is the unit n; '' where there is no word. @param steps given what has to stand side by side @param room for how many words */
function wordTerm(typed: Typed, units: SearchUnit[], steps: PhraseStep[], room: number): string {
  const word = typed.text;
  const prefix = beginning.exec(word)?.[1];
  const found = Map.groupBy(tokensOf(prefix ?? word), ({ start, end }) => `${start} ${end}`);
  const tokens = [...found.values()].flat();
  const words = tokens.filter(({ kind }) => kind === 'WORD');
  const pairs = tokens.filter(({ kind }) => kind === 'PAIR');
  if (prefix !== undefined && words.length > 0 && (words.length === 1 || pairs.length === 0)) {
    return unit(units, { exact: beginningTerm(tokens, words, typed) });
  }
  const pairTerm = pairs.length === 0 ? [] : [unit(units, { exact: phraseOfPairs(pairs), lexeme: pairs[0]?.lexeme })];
  const outer = tokens.filter(({ word: own, kind }) => own === '' && kind !== 'PAIR');
  const mark = outer.find(({ kind, lexeme }) => kind === 'VARIANT' && /^[#@]|[#+]$/.test(lexeme))?.lexeme;
  if (mark !== undefined && words.length === 1) {
    // C++ is no C, but #MeToo is written MeToo as well.
    const plain = words[0] as Token;
    return /[#+]$/.test(mark)
      ? unit(units, { exact: quote(mark) })
      : unit(units, { exact: `${quote(plain.lexeme)} | ${quote(mark)}`, sharp: quote(mark), lexeme: plain.lexeme });
  }
  const telling = words.filter(({ lexeme }, index) => !isApostropheOf(word, lexeme, index, words));
  const kept = telling.slice(0, room);
  if (kept.length <= 1 || pairs.length > 0) {
    return [...kept.map((token) => wordUnit(units, token, tokens, typed, true)), ...pairTerm].join(' & ');
  }
  const wholeToken = outer.find(({ kind }) => kind === 'WHOLE');
  const whole = wholeToken?.lexeme;
  const capitals = outer.find(({ lexeme }) => lexeme.startsWith('^'))?.lexeme;
  const isOfLetters = words.every(({ lexeme }) => lexeme.length === 1);
  const phrase = kept.map((token) => wordUnit(units, token, tokens, typed, false)).join(' <-> ');
  const together = isOfLetters && capitals !== undefined ? capitals : whole;
  const exact =
    together === undefined
      ? ''
      : [quote(together), ...(wholeToken === undefined ? [] : formerSpellings(wholeToken, typed))].join(' | ');
  // As its stem, or behind a prefix, it has no parts side by side.
  steps.push(...stepsOf(kept, tokens, typed, together && `${exact} | ${quote(`~${together}`)}`));
  if (together === undefined) return phrase;
  return `${unit(units, { exact, sharp: capitals && quote(capitals), lexeme: whole, stemmed: stemmedOfWhole(wholeToken), isTogether: true })} | (${phrase})`;
}

/** Of which the stems are looked for, of a whole that its parts make. */
function stemmedOfWhole(whole: Token | undefined): string[] {
  return whole?.hasForms ? [...new Set([whole.lexeme, withoutArticle(whole) ?? whole.lexeme])] : [];
}

/** What begins with a word, with the whole that its parts make, or with these side by side of which the last is begun. */
function beginningTerm(tokens: readonly Token[], words: readonly Token[], typed: Typed): string {
  const telling = words.filter(({ lexeme }, index) => !isApostropheOf(typed.text, lexeme, index, words));
  const kept = telling.length === 0 ? words : telling;
  const one = kept.length === 1 ? kept[0] : undefined;
  const together = tokens.filter((token) => token === one || (kept.length > 1 && token.kind === 'WHOLE'));
  const whole = together.flatMap((token) => [quote(token.lexeme), ...formerSpellings(token, typed)]);
  const phrase = one === undefined ? [kept.map(({ lexeme }) => quote(lexeme)).join(' <-> ')] : [];
  return [...whole, ...phrase].map((each) => `${each}:*`).join(' | ');
}

function phraseTerm(typed: Typed, units: SearchUnit[], found: PhraseStep[], room: number): string {
  const tokens = [...tokensOf(typed.text)];
  const steps = tokens.filter(({ kind }) => kind === 'WORD' || kind === 'PAIR');
  const isRunsEnd = ({ kind, place }: Token) =>
    kind === 'PAIR' && !steps.some((next) => next.kind === 'PAIR' && next.place === place + 1) && steps.length > 1;
  const kept = steps.filter((token) => !isRunsEnd(token)).slice(0, room);
  found.push(...stepsOf(kept, tokens, typed));
  return kept
    .map((token) =>
      token.kind === 'PAIR'
        ? unit(units, { exact: quote(token.lexeme) })
        : wordUnit(units, token, tokens, typed, false),
    )
    .join(' <-> ');
}

function stepsOf(words: readonly Token[], all: readonly Token[], typed: Typed, otherwise?: string): PhraseStep[] {
  const spellings = words.map((token) => [
    token.lexeme,
    ...spelledOutOf(token, all),
    ...formerSpellings(token, typed).flatMap((spelling) => /^'(.+)'$/.exec(spelling)?.[1] ?? []),
  ]);
  return spellings.slice(1).map((second, before) => ({ pairs: pairsOf(spellings[before] ?? [], second), otherwise }));
}

/** Other spellings of a word: of München, Muenchen. */
function spelledOutOf(token: Token, all: readonly Token[]): string[] {
  return variantsOf(token, all).flatMap(({ lexeme, word }) =>
    !/^[=^#@]/.test(lexeme) && word === token.word && lexeme.length >= token.lexeme.length ? [lexeme] : [],
  );
}

function variantsOf({ start, end }: Token, all: readonly Token[]): Token[] {
  return all.filter((each) => each.kind === 'VARIANT' && each.start === start && each.end === end);
}

function wordUnit(units: SearchUnit[], token: Token, all: readonly Token[], typed: Typed, mayBeStop: boolean): string {
  const sharp = variantsOf(token, all)
    .filter(({ lexeme }) => /^[=^]/.test(lexeme))
    .map(({ lexeme }) => quote(lexeme));
  return unit(units, {
    exact: [...[token.lexeme, ...spelledOutOf(token, all)].map(quote), ...formerSpellings(token, typed)].join(' | '),
    sharp: sharp.length === 0 ? undefined : sharp.join(' | '),
    isCapitals: sharp.some((each) => each.startsWith("'^")),
    stemmed: [...new Set([token.word, token.lexeme, withoutArticle(token) ?? token.word])],
    mayBeStop,
    lexeme: token.lexeme,
  });
}

function unit(units: SearchUnit[], given: Partial<SearchUnit> & Pick<SearchUnit, 'exact'>): string {
  units.push({ stemmed: [], mayBeStop: false, isCapitals: false, isExcluded: false, ...given });
  return `{${units.length - 1}}`;
}

/** Whether it is the s of Trump’s, or the l of l’Élysée. */
function isApostropheOf(run: string, lexeme: string, index: number, words: readonly Token[]): boolean {
  const token = words[index];
  if (token === undefined || words.length < 2) return false;
  const apostrophe = /['’ʼ‘＇]/;
  if (index === words.length - 1 && lexeme === 's') return apostrophe.test(run[token.start - 1] ?? '');
  return index < words.length - 1 && elided.test(lexeme) && apostrophe.test(run[token.end] ?? '');
}

/** All that is wanted side by side, in case it is nothing but stop words: "To be or not to be". */
function wholeOf(given: string, excluded: readonly Excluded[]): Pick<Search, 'whole' | 'wholePairs'> {
  const text = excluded.toReversed().reduce((kept, { start, end }) => kept.slice(0, start) + kept.slice(end), given);
  const words = [...tokensOf(text)]
    .flatMap(({ kind, lexeme }) => (kind === 'WORD' ? [lexeme] : []))
    .slice(0, MAX_UNITS);
  const pairs = words.slice(1, 1 + MAX_PAIRS).map((second, before) => pairOf(words[before] ?? '', second));
  const phrase = words.map(quote).join(' <-> ');
  const others = excluded.flatMap(({ piece }) => piece ?? []);
  return { whole: others.length === 0 ? phrase : [`(${phrase})`, ...others].join(' & '), wholePairs: pairs };
}
