/** Tokens of a text for search: words, numbers, names with marks in them, and pairs of characters of scripts without spaces. */

import { fold, spelledOut, withAccents } from './fold.ts';
import { withOneSign } from './signs.ts';

export interface Token {
  /** Where it stands in the text, half-open. */
  readonly start: number;
  readonly end: number;
  /** Its place among the text's words; the parts of COVID-19 have two, which the whole begins. */
  readonly place: number;
  /** As it is found: folded. With a mark before it where that is of its meaning: `#metoo`, `@handle`, `c++`. */
  readonly lexeme: string;
  /**
   * WORD has stems; PAIR is two characters of a script that parts no words; WHOLE is what parts make together, and VARIANT
   * the same word in another spelling: with its accents (=élysée), in capitals (^who), spelled out.
   */
  readonly kind: 'WORD' | 'PAIR' | 'WHOLE' | 'VARIANT';
  /** Of a WORD: in small letters with its accents. */
  readonly word: string;
  /** Of a WHOLE: whether it has stems, as e-mails has, and what an apostrophe parts hasn’t. */
  readonly hasForms?: boolean;
}

/** What stands together without a space, with the marks that may stand within a name, an address or a number. */
const runs =
  /[#@]?[\p{L}\p{N}\p{M}\u00ad\u200b-\u200d\u2060\ufeff]+(?:(?:[-'’ʼ‘＇‐‑–./:&@_+#=?%~׳״]{1,3}|(?<=\p{Nd}),(?=\p{Nd})|(?<=\p{Nd})[\u00a0\u2009\u202f](?=\p{Nd}{3}(?!\p{Nd})))[\p{L}\p{N}\p{M}\u00ad\u200b-\u200d\u2060\ufeff]+)*(?:\+\+|#)?/gu;
const parts = /[\p{L}\p{M}\p{Nd}\p{Nl}\u2080-\u2089\u00ad\u200b-\u200d\u2060\ufeff]+|\p{No}+/gu;
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}\p{Script=Hangul}]\p{M}*/u;
const unspacedRuns =
  /(?:[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}\p{Script=Hangul}]\p{M}*)+/gu;
/** More marks on a character than any script has are somebody’s play, and a lexeme has 2,046 bytes. */
const characters = /[\u1100-\u1112\uac00-\ud7a3][\u1161-\u1175]?[\u11a8-\u11c2]?|\P{M}\p{M}{0,8}/gu;
const lettersBesideDigits = /\p{L}[\p{L}\p{M}]+|\p{Nd}+/gu;
const wordsOfHashtag = /\p{Lu}?\p{Ll}+|\p{Lu}{1,8}(?!\p{Ll})/gu;
const hasDigit = /\p{Nd}/u;
/** 1,250, 1.250 and 1 250 are 1250. */
const isGrouped = /^\p{Nd}{1,3}(?:([,.'’\u00a0\u2009\u202f])\p{Nd}{3})(?:\1\p{Nd}{3})*$/u;
const hasApostrophe = /['’‘＇]/;
/** d’une, l’arme; but not D’Arcy, nor L’Élysée. */
const isElided = /^(?:[cdjlmnstCDJLMNST]|[Qq]u)['’‘＇]\p{Ll}/u;
/** She’ll, we’d: what these make together is another word. */
const isContraction = /['’‘＇](?:d|ll|re|ve|m)$/i;
const isCapitals = /^[\p{Lu}\p{M}\p{Nd}]+$/u;
const hasLetter = /\p{L}/u;

const MAX_WORD_LENGTH = 100;
/** An address of more parts is found by these, and not as a whole. */
const MAX_PARTS_OF_WHOLE = 6;

export function* tokensOf(given: string, firstPlace = 1): Generator<Token> {
  const text = withOneSign(given);
  const isShouted = isMostlyCapitals(text);
  let place = firstPlace;
  for (const run of text.matchAll(runs)) {
    const found = tokensOfRun(run[0], run.index, place, isShouted);
    yield* found.tokens;
    place = found.next;
  }
}

function tokensOfRun(run: string, offset: number, firstPlace: number, isShouted: boolean) {
  const tokens: Token[] = [];
  let place = firstPlace;
  const pieces: string[] = [];
  let hasPairs = false;
  for (const { 0: part, index } of run.matchAll(parts)) {
    const start = offset + index;
    if (unspaced.test(part)) {
      hasPairs = true;
      place = pushMixed(tokens, part, start, place, isShouted);
      continue;
    }
    if (part.length > MAX_WORD_LENGTH) continue;
    if (pushWord(tokens, part, start, place, isShouted)) {
      pieces.push(part);
      place += 1;
    }
  }
  const at = { start: offset, end: offset + run.length, place: firstPlace, word: '' };
  if (
    pieces.length > 1 &&
    pieces.length <= MAX_PARTS_OF_WHOLE &&
    !hasPairs &&
    !isElided.test(run) &&
    !isContraction.test(run) &&
    (pieces.some((piece) => hasLetter.test(piece)) || isGrouped.test(run))
  ) {
    const whole = fold(pieces.join(''));
    const hasForms = !hasApostrophe.test(run);
    if (whole.length <= MAX_WORD_LENGTH) tokens.push({ ...at, kind: 'WHOLE', lexeme: whole, hasForms });
    // O’Neill’s by oneill.
    const owner = /['’]s$/i.test(run) && pieces.length > 2 ? fold(pieces.slice(0, -1).join('')) : '';
    if (owner !== '') tokens.push({ ...at, kind: 'WHOLE', lexeme: owner });
    const joined = pieces.join('');
    if (!isShouted && isAcronym(joined)) tokens.push({ ...at, kind: 'VARIANT', lexeme: `^${fold(joined)}` });
  }
  const [first = ''] = pieces;
  if (pieces.length === 1 && /^[#@]/.test(run)) {
    tokens.push({ ...at, kind: 'VARIANT', lexeme: run[0] + fold(first) });
    if (run.startsWith('#')) pushHashtagsWords(tokens, run, at);
  }
  if (pieces.length === 1 && /(?:\+\+|#)$/.test(run)) {
    tokens.push({ ...at, kind: 'VARIANT', lexeme: fold(first) + (run.endsWith('#') ? '#' : '++') });
  }
  return { tokens, next: place };
}

/** #BlackLivesMatter by lives. */
function pushHashtagsWords(tokens: Token[], run: string, { start, place }: Pick<Token, 'start' | 'place'>): void {
  const words = [...run.matchAll(wordsOfHashtag)];
  if (words.length < 2) return;
  for (const { 0: word, index } of words) {
    const at = { start: start + index, end: start + index + word.length, place, word: withAccents(word) };
    tokens.push({ ...at, kind: 'VARIANT', lexeme: fold(word) });
  }
}

/** @returns whether there is a word */
function pushWord(tokens: Token[], part: string, start: number, place: number, isShouted: boolean): boolean {
  const word = withAccents(part);
  const lexeme = fold(word);
  // Some ligatures fold into a whole phrase.
  if (lexeme === '' || lexeme.length > 2 * MAX_WORD_LENGTH) return false;
  const at = { start, end: start + part.length, place, word };
  tokens.push({ ...at, kind: 'WORD', lexeme });
  if (word !== lexeme) {
    tokens.push({ ...at, kind: 'VARIANT', lexeme: `=${word}` });
    const spelled = spelledOut(word);
    if (spelled !== undefined && spelled !== lexeme) tokens.push({ ...at, kind: 'VARIANT', lexeme: spelled });
  }
  if (!isShouted && isAcronym(part)) tokens.push({ ...at, kind: 'VARIANT', lexeme: `^${lexeme}` });
  // covid19 by covid and by 19.
  if (hasLetter.test(lexeme) && hasDigit.test(lexeme)) {
    for (const [piece] of lexeme.matchAll(lettersBesideDigits)) {
      if (piece.length > 1) tokens.push({ ...at, kind: 'VARIANT', lexeme: piece });
    }
  }
  return true;
}

/** A part that has characters of a script without spaces, and maybe others: iPhone発売. @returns the next place */
function pushMixed(tokens: Token[], part: string, offset: number, firstPlace: number, isShouted: boolean): number {
  let place = firstPlace;
  let end = 0;
  const others = (until: number) => {
    const other = part.slice(end, until);
    if (other !== '' && pushWord(tokens, other, offset + end, place, isShouted)) place += 1;
  };
  for (const { 0: run, index } of part.matchAll(unspacedRuns)) {
    others(index);
    end = index + run.length;
    const clusters = [...run.matchAll(characters)];
    for (const [nth, { 0: cluster, index: at }] of clusters.entries()) {
      const next = clusters[nth + 1]?.[0] ?? '';
      const start = offset + index + at;
      const pair = { start, end: start + cluster.length + next.length, place, word: '' };
      tokens.push({ ...pair, kind: 'PAIR', lexeme: fold(cluster + next) });
      place += 1;
    }
  }
  others(part.length);
  return place;
}

function isAcronym(text: string): boolean {
  return text.length > 1 && text.length <= 8 && isCapitals.test(text) && hasLetter.test(text);
}

/** A text that is all in capitals has no acronyms. */
function isMostlyCapitals(text: string): boolean {
  if (text.length > 1_000) return false;
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0;
  const small = text.match(/\p{Ll}/gu)?.length ?? 0;
  return capitals > 8 && capitals > 2 * small;
}
