/** Words behind stems: readers are told the word of a text that a term was made of. */

import type { Db } from '../../db/engine/database.ts';
import { lexemesOfWords } from '../../db/related/texts.ts';
import { primaryLanguage, termOf } from './terms.ts';

/** A word as readers see it, by term. */
export type WordOf = (term: number) => string | undefined;

export interface Wording {
  readonly language: string;
  readonly headline: string;
  readonly standfirst: string | null;
  /** HTML. */
  readonly body: string;
}

/**
 * Terms by word, by language: words repeat from article to article, and asking Postgres for each would take long. Nearly
 * every word has one, which is kept bare.
 */
type Vocabulary = Map<string, Map<string, number | readonly number[]>>;
let vocabulary: Vocabulary = new Map();
const MAX_KNOWN = 300_000;
/** No longer word is one. */
const MAX_WORD_LENGTH = 60;
/** A single letter or a number says nothing by itself. */
const isTelling = /\p{L}.*\p{L}|^[^\p{ASCII}]+$/u;

/** One statement at most, however many texts; none when all words are known. */
export async function wordsOf(db: Db, texts: readonly Wording[]): Promise<WordOf[]> {
  const split = texts.map((text) => ({ language: primaryLanguage(text.language), words: wordsIn(text) }));
  // Who began with a vocabulary ends with it, even if another begins a new one meanwhile.
  if ([...vocabulary.values()].reduce((sum, { size }) => sum + size, 0) > MAX_KNOWN) vocabulary = new Map();
  const known = vocabulary;
  await learn(db, known, split);
  return split.map(({ language, words }) => {
    const byTerm = new Map<number, string>();
    for (const word of words) {
      for (const term of [known.get(language)?.get(word.toLowerCase()) ?? []].flat()) {
        const before = byTerm.get(term);
        // The text's own way of writing it, but a capital only if it always has one.
        if (before === undefined || (before.toLowerCase() === word && before !== word)) byTerm.set(term, word);
      }
    }
    return (term) => byTerm.get(term);
  });
}

function wordsIn({ headline, standfirst, body }: Wording): Set<string> {
  const plain = `${headline} ${standfirst ?? ''} ${body.replace(/<[^<>]*>/g, ' ').replace(/&[a-z]+;|&#\w+;/g, ' ')}`;
  return new Set(
    (plain.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word.length <= MAX_WORD_LENGTH && isTelling.test(word)),
  );
}

async function learn(
  db: Db,
  known: Vocabulary,
  texts: readonly { language: string; words: ReadonlySet<string> }[],
): Promise<void> {
  const unknown = new Map<string, Set<string>>();
  for (const { language, words } of texts) {
    const terms = known.get(language);
    for (const word of words) {
      const lower = word.toLowerCase();
      if (terms?.has(lower)) continue;
      const wanted = unknown.get(language) ?? new Set();
      unknown.set(language, wanted.add(lower));
    }
  }
  const asked = [...unknown].flatMap(([language, words]) => [...words].map((word) => ({ language, word })));
  if (asked.length === 0) return;
  const lexemes = await lexemesOfWords(db, asked);
  for (const [index, { language, word }] of asked.entries()) {
    const terms = known.get(language) ?? new Map<string, number | readonly number[]>();
    known.set(language, terms);
    const own = (lexemes[index] ?? []).map((lexeme) => termOf(language, lexeme));
    terms.set(copied(word), own.length === 1 ? (own[0] as number) : own);
  }
}

/** V8 cuts a longer word out of its text as a view, which would keep the whole text in memory for as long as the word. */
function copied(word: string): string {
  return Buffer.from(word, 'utf16le').toString('utf16le');
}
