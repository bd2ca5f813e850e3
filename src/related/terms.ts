/** Terms of a text: read from Postgres' tsvector, hashed and packed for comparing. */

export interface TextTerms {
  /** Hashes, ascending as signed integers. */
  readonly terms: Int32Array;
  /** How often each occurs, the headline's counting threefold and the standfirst's twice; 1 to 255. */
  readonly counts: Uint8Array;
  /** Sum of all counts, also of terms that were left out. */
  readonly length: number;
}

/** Terms in the order of the text, without Postgres' stop words; empty for texts whose order Postgres doesn't keep. */
export type TermSequence = readonly number[];

/** More distinct terms than this are what a book has: the least frequent are left out. */
const MAX_TERMS = 512;

const FIELD_WEIGHTS: Readonly<Record<string, number>> = { A: 3, B: 2, C: 1 };

/** One lexeme of a tsvector's text form: quoted, quotes and backslashes doubled, then positions with their weights. */
const lexemePattern = /'((?:[^'\\]|''|\\\\)*)'(?::([\dABCD,]+))?/g;

/**
 * @param document a tsvector as text. Lexemes without positions (such as the language marker) are no terms.
 * @param language BCP 47; terms of different languages are different terms
 * @param stopTerms of that language, which say nothing and are left out
 */
export function readTerms(
  document: string,
  language: string,
  stopTerms: ReadonlySet<number> = new Set(),
): { text: TextTerms; sequence: TermSequence } {
  const prefix = primaryLanguage(language);
  const counts = new Map<number, number>();
  const placed: [position: number, term: number][] = [];
  let length = 0;
  for (const { lexeme, positions } of lexemesOf(document)) {
    const term = termOf(prefix, lexeme);
    const isStop = stopTerms.has(term);
    let count = 0;
    for (const position of positions) {
      const weight = FIELD_WEIGHTS[position.at(-1) as string] ?? 1;
      count += weight;
      if (weight === 1) placed.push([Number.parseInt(position, 10), term]);
    }
    if (isStop) continue;
    length += count;
    counts.set(term, (counts.get(term) ?? 0) + count);
  }
  placed.sort((a, b) => a[0] - b[0]);
  return { text: { ...packed(counts), length }, sequence: placed.map(([, term]) => term) };
}

/** How often each term occurs, wherever in the text. */
export function readPlainCounts(document: string): { terms: number[]; counts: number[] } {
  const lexemes = [...lexemesOf(document)];
  return {
    terms: lexemes.map(({ lexeme }) => termOf('', lexeme)),
    counts: lexemes.map(({ positions }) => positions.length),
  };
}

function* lexemesOf(document: string): Generator<{ lexeme: string; positions: string[] }> {
  for (const [, quoted = '', positions] of document.matchAll(lexemePattern)) {
    if (positions === undefined) continue;
    yield { lexeme: quoted.replaceAll("''", "'").replaceAll('\\\\', '\\'), positions: positions.split(',') };
  }
}

function packed(counts: ReadonlyMap<number, number>): Pick<TextTerms, 'terms' | 'counts'> {
  let entries = [...counts];
  if (entries.length > MAX_TERMS) entries = entries.sort((a, b) => b[1] - a[1]).slice(0, MAX_TERMS);
  entries.sort((a, b) => a[0] - b[0]);
  return {
    terms: Int32Array.from(entries, ([term]) => term),
    counts: Uint8Array.from(entries, ([, count]) => Math.min(count, 255)),
  };
}

export function primaryLanguage(language: string): string {
  return language.split('-', 1)[0]?.toLowerCase() ?? 'und';
}

/** FNV-1a over UTF-16 code units, mixed at the end as in MurmurHash3, as a signed 32-bit integer. */
export function termOf(language: string, lexeme: string): number {
  const text = `${language}:${lexeme}`;
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return mix(hash);
}

/** MurmurHash3's finaliser: every bit of the input changes about half the bits of the output. */
export function mix(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) | 0;
}
