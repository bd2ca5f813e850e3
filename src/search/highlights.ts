/** Highlights: where the words of a search stand in a text, and the passages of a longer one that say most of them. */

import { fold } from './fold.ts';
import { withoutArticle, withoutPrefix } from './prefixes.ts';
import { type Token, tokensOf } from './tokens.ts';

/** UTF-16 code units. */
export interface TextRange {
  readonly offset: number;
  readonly length: number;
}

export interface Highlighted {
  readonly text: string;
  /** By offset; none touches another. */
  readonly ranges: readonly TextRange[];
}

/** What is looked for: words as they are folded, and the stems that they have in the text's language. */
export interface SearchedWords {
  readonly lexemes: ReadonlySet<string>;
  readonly stems: ReadonlySet<string>;
}

export interface Stemmed {
  /** By word, as it stands in the text: its stems. */
  readonly stemsOf: ReadonlyMap<string, readonly string[]>;
}

const PASSAGE_CHARACTERS = 240;
/** Longer texts are read so far. */
const MAX_CHARACTERS = 200_000;
/** Stems seldom change the beginning of a word, so that only those that begin alike are asked for. */
const BEGINNING = 3;

/** The words of a search, folded, and by how they stand there; without those that have a `-`, and without `or`. */
export function searchedLexemes(words: string): Map<string, string> {
  const wanted = words.replace(/(^|\s)-(?:"[^"]*"|\S+)/g, ' ').replace(/(^|\s)or(?=\s|$)/gi, ' ');
  const found = new Map<string, string>();
  for (const token of tokensOf(wanted)) {
    if (token.kind === 'VARIANT') continue;
    found.set(token.lexeme, token.word);
    const rest = token.kind === 'PAIR' ? undefined : withoutArticle(token);
    if (rest !== undefined) found.set(fold(rest), rest);
  }
  return found;
}

/** Words of a text that may be a form of one that is searched for: their stems tell. */
export function wordsAlike(text: string, lexemes: Iterable<string>): Set<string> {
  const beginnings = new Set([...lexemes].map((lexeme) => lexeme.slice(0, BEGINNING)));
  const words = new Set<string>();
  for (const token of tokensOf(text.slice(0, MAX_CHARACTERS))) {
    if (token.kind !== 'WORD') continue;
    for (const word of [token.word, withoutPrefix(token)]) {
      if (word !== undefined && beginnings.has(fold(word).slice(0, BEGINNING))) words.add(word);
    }
  }
  return words;
}

interface Match extends TextRange {
  /** Which word of the search it is. */
  readonly lexeme: string;
}

function matchesIn(text: string, { lexemes, stems }: SearchedWords, { stemsOf }: Stemmed): Match[] {
  const matches: Match[] = [];
  const stemOf = (word: string) => stemsOf.get(word)?.find((each) => stems.has(each));
  for (const token of tokensOf(text.slice(0, MAX_CHARACTERS))) {
    const { kind, lexeme, word, start, end } = token;
    const stem = kind === 'WORD' ? stemOf(word) : undefined;
    const found = lexemes.has(lexeme) ? lexeme : stem;
    if (found !== undefined) matches.push({ offset: start, length: end - start, lexeme: stem ?? found });
    else if (kind === 'WORD' || kind === 'WHOLE') {
      const rest = withoutPrefix(token);
      if (rest === undefined) continue;
      const folded = fold(rest);
      const lexemeOfRest = stemOf(rest) ?? (lexemes.has(folded) ? folded : undefined);
      if (lexemeOfRest === undefined) continue;
      const offset = beginningOfRest(text, token, folded);
      matches.push({ offset, length: end - offset, lexeme: lexemeOfRest });
    }
  }
  return matches.sort((a, b) => a.offset - b.offset || b.length - a.length);
}

/** Where of a word what is left begins that it is found by, behind the marks of the letter before. */
function beginningOfRest(text: string, { start, end }: Token, rest: string): number {
  for (let offset = end - 1; offset > start; offset -= 1) {
    if (fold(text.slice(offset, end).replace(/[^\p{L}\p{M}\p{N}]/gu, '')) === rest) return offset;
  }
  return start;
}

/** Those that touch are one. */
function merged(ranges: readonly TextRange[]): TextRange[] {
  const out: { offset: number; length: number }[] = [];
  for (const { offset, length } of ranges) {
    const last = out.at(-1);
    if (last !== undefined && offset <= last.offset + last.length) {
      last.length = Math.max(last.length, offset + length - last.offset);
    } else out.push({ offset, length });
  }
  return out;
}

/** A whole text with what was searched for. */
export function highlighted(text: string, searched: SearchedWords, stemmed: Stemmed): Highlighted {
  return { text, ranges: merged(matchesIn(text, searched, stemmed)) };
}

interface Passage {
  readonly start: number;
  readonly end: number;
  readonly score: number;
}

/** The passages that say most of what was searched for, the best first; each of one paragraph, from stop to stop where it is short. */
export function bestPassages(text: string, most: number, searched: SearchedWords, stemmed: Stemmed): Highlighted[] {
  const read = text.slice(0, MAX_CHARACTERS);
  const matches = matchesIn(read, searched, stemmed);
  const candidates = passagesAround(read, matches).sort((a, b) => b.score - a.score || a.start - b.start);
  const chosen: Passage[] = [];
  for (const passage of candidates) {
    if (chosen.length >= most) break;
    if (chosen.every(({ start, end }) => passage.end <= start || passage.start >= end)) chosen.push(passage);
  }
  return chosen.map(({ start, end }) => {
    const within = matches.filter(({ offset, length }) => offset >= start && offset + length <= end);
    return {
      text: read.slice(start, end),
      ranges: merged(within).map(({ offset, length }) => ({ offset: offset - start, length })),
    };
  });
}

/** One for each match: what follows it within the length of a passage counts. */
function passagesAround(text: string, matches: readonly Match[]): Passage[] {
  const passages: Passage[] = [];
  let [paragraphStart, paragraphEnd] = [0, -1];
  for (const [index, first] of matches.entries()) {
    while (paragraphEnd < first.offset) {
      paragraphStart = paragraphEnd + 1;
      paragraphEnd = endOf(text.indexOf('\n', paragraphStart), text.length);
    }
    const reach = Math.min(paragraphEnd, first.offset + PASSAGE_CHARACTERS);
    const within: Match[] = [];
    for (let next = index; next < matches.length && (matches[next]?.offset ?? 0) < reach; next += 1) {
      within.push(matches[next] as Match);
    }
    const last = within.filter(({ offset, length }) => offset + length <= reach).at(-1) ?? first;
    const span = last.offset + last.length - first.offset;
    const start = beginningNear(text, paragraphStart, first.offset, Math.max(0, PASSAGE_CHARACTERS - span) / 2);
    const end = endNear(text, Math.max(start + PASSAGE_CHARACTERS, last.offset + last.length), paragraphEnd);
    passages.push({ start, end, score: scoreOf(within) });
  }
  return passages;
}

const endOf = (at: number, otherwise: number) => (at === -1 ? otherwise : at);

/** Different words count most, then how close they stand, then how many. */
function scoreOf(within: readonly Match[]): number {
  const different = new Set(within.map(({ lexeme }) => lexeme)).size;
  let beside = 0;
  for (const [index, { offset, lexeme }] of within.entries()) {
    const former = within[index - 1];
    if (former !== undefined && former.lexeme !== lexeme && offset - former.offset - former.length <= 2) beside += 1;
  }
  return different * 10 + Math.min(beside, 3) * 3 + Math.min(within.length, 5) * 0.1;
}

/** Behind a stop, or else a space, that isn't too far before the first match. */
function beginningNear(text: string, paragraphStart: number, at: number, room: number): number {
  const earliest = Math.max(paragraphStart, Math.floor(at - room));
  if (earliest === paragraphStart) return paragraphStart;
  const before = text.slice(earliest, at);
  const stop = /[.!?。！？…]["”’»)]?\s+/g;
  let begin: number | undefined;
  for (const found of before.matchAll(stop)) begin ??= earliest + found.index + found[0].length;
  if (begin !== undefined) return begin;
  const space = before.search(/\s/);
  return space === -1 ? earliest : earliest + space + 1;
}

/** Before a space, or the paragraph's end. */
function endNear(text: string, at: number, paragraphEnd: number): number {
  if (at >= paragraphEnd) return paragraphEnd;
  const space = text.lastIndexOf(' ', at);
  return space > at - PASSAGE_CHARACTERS / 4 ? space : at;
}
