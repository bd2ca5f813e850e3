/**
 * How often a piece writes a word with and without a capital, so that a capital at a sentence's start isn't taken for a
 * name.
 */

import type { Token } from './tokens.ts';

export interface Usage {
  /** Whether the piece also writes a word without a capital; asked in lower case. */
  isLower(word: string): boolean;
  /** Whether a name of one or more words stands inside of a sentence somewhere, where only a name has capitals. */
  isInner(name: string): boolean;
  /** Whether the piece brings up somebody by a noun alone, "ein junger Politiker"; asked in lower case. */
  isIntroduced(noun: string): boolean;
}

/** Where a capital says nothing: at the start of a sentence, of a quotation's narration, of what follows a colon. */
export function isStart(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  // "“…,” Smith said": behind a quotation that ends in a comma the sentence goes on.
  const isBehindQuote = before?.kind === 'quote' && !before.text.endsWith(',');
  return before === undefined || isBehindQuote || before.text === ':' || (at < 3 && isAllMarks(tokens, at));
}

function isAllMarks(tokens: readonly Token[], until: number): boolean {
  return tokens.slice(0, until).every((token) => token.kind === 'mark');
}

/** Reads all sentences of a piece but those that are Set Like This, whose capitals say nothing. */
export function usageOf(sentences: Iterable<readonly Token[]>): Usage {
  const lower = new Set<string>();
  const inner = new Set<string>();
  const introduced = new Set<string>();
  for (const tokens of sentences) {
    for (let at = 0; at < tokens.length; at += 1) {
      const token = tokens[at];
      if (token?.kind === 'quote')
        for (const [word] of token.text.matchAll(/(?<![\p{L}\p{N}'’])\p{Ll}+/gu)) lower.add(word);
      if (token?.kind !== 'word') continue;
      if (article.test(token.lower)) for (const noun of nounsBehind(tokens, at)) introduced.add(noun);
      if (!token.isCapital) lower.add(token.lower);
      else at = addRun(tokens, at, inner) - 1;
    }
  }
  return {
    isLower: (word) => lower.has(word),
    isInner: (name) => inner.has(name),
    isIntroduced: (noun) => introduced.has(noun),
  };
}

/** German; elsewhere nobody asks. */
const article = /^(?:k?ein(?:e[nmrs]?)?|zwei|drei|viele|mehrere|manche[nmrs]?|jede[nmrs]?|andere[nmrs]?)$/;
const MAX_WORDS_TO_NOUN = 4;

/** What an article may be of, adjectives aside. */
function nounsBehind(tokens: readonly Token[], at: number): string[] {
  const behind = tokens.slice(at + 1, at + 1 + MAX_WORDS_TO_NOUN);
  return behind.filter(({ isCapital }) => isCapital).map((token) => token.lower);
}

/** Keeps a run of capitalised words as a whole and its last word; of one at a start, only what goes on after it. */
function addRun(tokens: readonly Token[], start: number, inner: Set<string>): number {
  let end = start + 1;
  while (tokens[end]?.isCapital && !tokens[end - 1]?.isPossessive) end += 1;
  const run = tokens.slice(start, end).map((token) => token.text);
  const isFirst = isStart(tokens, start);
  if (!isFirst) inner.add(run.join(' '));
  if (!isFirst || run.length > 1) inner.add(run.at(-1) ?? '');
  return end;
}
