/** The words that an article and its quotes are found by, as a tsvector is written: by field, with their places. */

import type { ArticleToIndex, IndexedArticle, IndexedText } from '../../db/articles/search-index.ts';
import { fold } from './fold.ts';
import { withoutPrefix } from './prefixes.ts';
import { type Token, tokensOf } from './tokens.ts';
import { pairsOf } from './word-pairs.ts';

/** A phrase doesn't go on from one field into the next. */
const GAP = 10;
/** The last place that a tsvector has. */
const MAX_PLACE = 16_383;
const MAX_BODY_CHARS = 200_000;
/** A tsvector has 1,048,575; what would be beyond isn't found. */
const MAX_BYTES = 1_000_000;
/** Beside a word's own, its first place included; and of each further place. */
const BYTES_OF_WORD = 6;
const BYTES_OF_PLACE = 2;

const isOfLetters = /^\p{L}+$/u;

/** Weights of a tsvector: headline, standfirst, what stands beside the text, body. */
type Field = 'A' | 'B' | 'C' | 'D';

export function wordsOfArticle(article: ArticleToIndex): IndexedArticle {
  const { add, written, pairs } = wordList();
  const headLength = add(article.headline, 'A') + add(article.standfirst ?? '', 'B');
  const quotes = article.quotes.map(({ text }) => text);
  for (const text of [...article.captions, ...article.names, ...quotes]) add(text, 'C');
  const length = headLength + add(textOfBody(article.body), 'D');
  return { id: article.id, length, ...written(), pairs: pairs(), quotes: article.quotes.map(wordsOfQuote) };
}

function wordsOfQuote({ id, text }: ArticleToIndex['quotes'][number]): IndexedText {
  const { add, written } = wordList();
  add(text, 'D');
  return { id, ...written() };
}

/** Words of texts that are added one behind the other. */
function wordList() {
  const places = new Map<string, string[]>();
  const stemmed = new Map<string, string[]>();
  const spellings = new Map<number, string[]>();
  let next = 1;
  let bytes = 0;
  const append = (lists: Map<string, string[]>, word: string, place: string) => {
    const list = lists.get(word);
    bytes += list === undefined ? Buffer.byteLength(word) + BYTES_OF_WORD : BYTES_OF_PLACE;
    if (list === undefined) lists.set(word, [place]);
    else list.push(place);
  };
  /** @returns of how many words */
  const add = (text: string, field: Field): number => {
    const first = next;
    for (const token of tokensOf(text, first)) {
      if (bytes > MAX_BYTES) break;
      const place = `${Math.min(token.place, MAX_PLACE)}${field}`;
      append(places, token.lexeme, place);
      // Beside words E-mails, by e-mail, and Muenchner, by Muenchen.
      if (token.kind === 'WORD') append(stemmed, token.word, place);
      else if (hasStems(token)) append(stemmed, token.lexeme, place);
      const rest = token.kind === 'WORD' || token.kind === 'WHOLE' ? withoutPrefix(token) : undefined;
      if (rest !== undefined) {
        append(places, `~${fold(rest)}`, place);
        append(stemmed, rest, place);
      }
      if (isStep(token)) spellings.set(token.place, [...(spellings.get(token.place) ?? []), token.lexeme]);
      next = Math.max(next, lastPlace(token) + 1);
    }
    const length = next - first;
    next += GAP;
    return length;
  };
  const written = (): Omit<IndexedText, 'id'> => ({
    words: [...places].map(([lexeme, at]) => `'${lexeme.replace(/['\\]/g, '$&$&')}':${at.join()}`).join(' '),
    stemmed: [...stemmed.keys()],
    places: [...stemmed.values()].map((at) => at.join()),
  });
  return { add, written, pairs: () => pairsIn(spellings) };
}

function hasStems({ kind, lexeme, hasForms = false }: Token): boolean {
  return (kind === 'VARIANT' || (kind === 'WHOLE' && hasForms)) && isOfLetters.test(lexeme);
}

/** What may stand in a phrase. */
function isStep({ kind, lexeme, place }: Token): boolean {
  return place < MAX_PLACE && (kind === 'WORD' || kind === 'PAIR' || (kind === 'VARIANT' && !/^[=^#@]/.test(lexeme)));
}

function pairsIn(spellings: ReadonlyMap<number, readonly string[]>): number[] {
  const pairs = new Set<number>();
  for (const [place, first] of spellings) {
    for (const pair of pairsOf(first, spellings.get(place + 1) ?? [])) pairs.add(pair);
  }
  return [...pairs];
}

function lastPlace({ kind, place }: Token): number {
  return kind === 'WORD' || kind === 'PAIR' ? place : 0;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/**
 * A body's words as its readers see them, and those of its pictures' descriptions: an element within a line is no gap in a
 * word, every other one is, and so is a raised number.
 */
export function textOfBody(html: string): string {
  return html
    .slice(0, MAX_BODY_CHARS)
    .replace(/<sup[^<>]*><a [^<>]*href="#[^<>]*>/g, ' <sup>')
    .replace(/<sup[^<>]*>(?:<[a-z][^<>]*>){0,4}([^<]*[0-9][^<]*)/g, ' $1 ')
    .replace(/<img [^<>]*?\balt="([^"<>]+)"[^<>]*>/g, ' $1 ')
    .replace(/<\/?(?:a|abbr|b|cite|code|del|em|i|ins|kbd|mark|s|small|strong|sub|sup|time|u)(?: [^<>]*)?>/g, '')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/gi, (_, decimal?: string, hex?: string, name?: string) =>
      name === undefined ? character(Number(decimal ?? `0x${hex}`)) : (entities[name.toLowerCase()] ?? ' '),
    );
}

function character(code: number): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
}
