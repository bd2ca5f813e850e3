/**
 * Places of quotes: where a piece says the words that it quotes. Quotation marks, white space, case and Unicode's forms
 * make no difference; an ellipsis or an insertion in brackets stands for what was left out, and the words between two
 * parts of a quote ("… ," she said, "…") may be narration.
 */

import { foldedWords, indexOfWords, type Word, wordsIn } from './quoted-words.ts';

export interface Place {
  /** Index of the block. */
  readonly block: number;
  /** UTF-16 offset and length in the text of the block. */
  readonly offset: number;
  readonly length: number;
  /** What it stands in, from stop to stop. */
  readonly sentence: string;
}

/** Words that may have been left out between two parts of a quote. */
const MAX_OMITTED_WORDS = 400;
/** Words of narration between two parts of it. */
const MAX_NARRATED_WORDS = 25;
/** A first part that stands in more places without what follows is given up. */
const MAX_TRIES = 20;
/** Of a sentence, on either side of the quote. */
const MAX_CONTEXT_CHARACTERS = 1_000;

interface PlacedWord extends Word {
  readonly block: number;
}

/** A text as quotes are looked for in it. */
export interface PlacedWords {
  /** The texts of a body's blocks. */
  readonly blocks: readonly string[];
  readonly all: readonly PlacedWord[];
  /** Those within quotation marks. */
  readonly spoken: readonly PlacedWord[];
}

/** @param blocks the texts of a body's blocks */
export function placedWords(blocks: readonly string[]): PlacedWords {
  const all = blocks.flatMap((text, block) => wordsIn(text).map((word): PlacedWord => ({ ...word, block })));
  return { blocks, all, spoken: all.filter(({ isSpoken }) => isSpoken) };
}

/**
 * The place of each quote, or null for one that isn't in the text. A quote that is given twice is looked for twice. Of a
 * quote that goes on in another block it is the part in the first.
 */
export function placesOf({ blocks, all, spoken }: PlacedWords, quotes: readonly string[]): (Place | null)[] {
  const nextOf = new Map<string, { readonly words: readonly PlacedWord[]; readonly from: number }>();
  return quotes.map((quote) => {
    const key = foldedWords(quote);
    const last = nextOf.get(key);
    const found = (last && find(last.words, quote, last.from)) ?? find(spoken, quote, 0) ?? find(all, quote, 0);
    if (found === null) return null;
    nextOf.set(key, { words: found.words, from: found.end });
    return placeOf(blocks, found.words.slice(found.start, found.end));
  });
}

interface FoundWords {
  readonly words: readonly PlacedWord[];
  readonly start: number;
  readonly end: number;
}

function find(words: readonly PlacedWord[], quote: string, from: number): FoundWords | null {
  // "[T]he plan" is the text's "the plan"; "[the mayor] knew" may be its "he knew".
  const plain = quote.replace(/\[(?=\p{L}{1,3}\]\p{L})|(?<=\[\p{L}{1,3})\](?=\p{L})/gu, '');
  return (
    findParts(words, partsOf(plain, omissions), from, MAX_OMITTED_WORDS) ??
    findParts(words, partsOf(plain, insertions), from, MAX_OMITTED_WORDS) ??
    findParts(words, partsOf(plain, pauses), from, MAX_NARRATED_WORDS)
  );
}

const omissions = /\[\s*(?:…|\.{2,})\s*\]|\(\s*(?:…|\.{2,})\s*\)|…|\.{3,}|(?<!\. )(?:\. ){2,}\./u;
const insertions = /\[[^[\]]*\]|\(\s*(?:…|\.{2,})\s*\)|…|\.{3,}/u;
/** Where narration may come between, without marks that would show it. */
const pauses = /(?<![.!?…,;:–—])[.!?…,;:–—]+\s/u;

function partsOf(quote: string, between: RegExp): Word[][] {
  return quote
    .split(between)
    .map(wordsIn)
    .filter((words) => words.length > 0);
}

/** The parts one behind the other, and not far. */
function findParts(
  words: readonly PlacedWord[],
  parts: readonly (readonly Word[])[],
  from: number,
  mostBetween: number,
): FoundWords | null {
  const [first, ...others] = parts;
  if (first === undefined) return null;
  let start = indexOfWords(words, first, from);
  for (let tries = 0; start >= 0 && tries < MAX_TRIES; tries += 1) {
    const end = endOf(words, others, start + first.length, mostBetween);
    if (end !== null) return { words, start, end };
    start = indexOfWords(words, first, start + 1);
  }
  return null;
}

function endOf(
  words: readonly PlacedWord[],
  parts: readonly (readonly Word[])[],
  from: number,
  mostBetween: number,
): number | null {
  let end = from;
  for (const part of parts) {
    const next = indexOfWords(words, part, end, end + mostBetween + part.length);
    if (next < 0) return null;
    end = next + part.length;
  }
  return end;
}

function placeOf(blocks: readonly string[], words: readonly PlacedWord[]): Place | null {
  const [first] = words;
  if (first === undefined) return null;
  const last = words.findLast(({ block }) => block === first.block) ?? first;
  const text = blocks[first.block] ?? '';
  const end = withStop(text, last.end);
  return {
    block: first.block,
    offset: first.start,
    length: end - first.start,
    sentence: sentenceAround(text, first.start, end),
  };
}

/** A full stop, question or exclamation mark before the closing quotation mark is the quote's. */
function withStop(text: string, end: number): number {
  const stop = /^[.!?…。！？]+(?=["”“’‘»«‹›」』])/u.exec(text.slice(end, end + 4));
  return end + (stop?.[0].length ?? 0);
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'sentence' });

/** The sentences that a part of a text touches, cut at a distance. */
function sentenceAround(text: string, start: number, end: number): string {
  const low = start > MAX_CONTEXT_CHARACTERS ? afterSpace(text, start - MAX_CONTEXT_CHARACTERS) : 0;
  const near = text.slice(low, end + MAX_CONTEXT_CHARACTERS);
  const touched = [...segmenter.segment(near)].filter(
    ({ index, segment }) => low + index < end && low + index + segment.length > start,
  );
  return touched
    .map(({ segment }) => segment)
    .join('')
    .trim();
}

function afterSpace(text: string, at: number): number {
  const space = text.indexOf(' ', at);
  return space < 0 ? at : space + 1;
}
