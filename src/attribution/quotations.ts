/** Quotation attribution: gives each quotation of a sentence to its speaker. */

import { isMedium } from './known-sources.ts';
import type { Saying } from './saying.ts';
import type { Sentence } from './sentence.ts';

export interface Quotation {
  readonly saying: Saying;
  readonly words: string;
}

/** The words of a quotation; the comma before its closing mark belongs to the narration. */
export function spokenWords(text: string): string {
  return text.replace(/[,،]$/u, '').trim();
}

const MAX_TITLE_WORDS = 8;

/** "Night Mode": a name in marks, not speech. */
function isNameInMarks(sentence: Sentence, at: number): boolean {
  const text = sentence.tokens[at]?.text ?? '';
  const words = text.split(/\s+/);
  const isTitled =
    words.length <= MAX_TITLE_WORDS &&
    words.every((word) => /^[\p{Lu}\p{N}]/u.test(word) || /^(?:of|the|and|a|in|to|for|on|&)$/.test(word));
  const before = sentence.tokens[at - 1];
  const isAnnounced = before?.kind === 'mark' && /[,:]/.test(before.text);
  const isNamed = before !== undefined && sentence.reading.cues.namingWords.has(before.lower);
  // Inside a sentence a comma before the closing mark is the typesetter's: on “This Week,” he said …
  const isSpoken = at === 0 || /[.!?…]$/.test(text);
  return (
    isNamed ||
    (isTitled && !isAnnounced && !isSpoken && words.length > (sentence.reading.cues.capitalisesNouns ? 2 : 1)) ||
    text === ''
  );
}

/** Which saying a quotation belongs to: the one right behind it, else the last before it, else the next behind it. */
function sayingFor(sentence: Sentence, at: number, sayings: readonly Saying[]): Saying | undefined {
  const { tokens } = sentence;
  const speaking = sayings.filter((saying) => saying.sort !== 'mention');
  const behind = tokens[at + 1]?.kind === 'mark' ? at + 2 : at + 1;
  const adjacent = speaking.find((saying) => saying.start === behind || saying.start === at + 1);
  const earlier = speaking.findLast((saying) => saying.end <= at);
  // "Ostrow calls the plan ‘unfair,’ claims Feld lied": the verb that asks for the quotation has it.
  const isAskedFor = earlier?.needs === 'quote' && adjacent?.at === adjacent?.start;
  if (isAskedFor) return earlier;
  if (adjacent !== undefined && (adjacent.sort === 'verb' || earlier === undefined || earlier.sort === 'cue'))
    return adjacent;
  return earlier ?? speaking.find((saying) => saying.start > at);
}

/** "The Post reported that she was “very close” to it": in what a medium reports, others' words are quoted. */
function isReported({ tokens, reading }: Sentence, { at, end, sources, sort }: Saying, quote: number): boolean {
  const isMediums = sort === 'verb' && sources.length > 0 && sources.every(isMedium);
  const words = tokens.slice(end, quote);
  const isClause = words.length > 1 && words.every(({ kind }) => kind === 'word');
  return isMediums && isClause && reading.cues.reportVerbs.has(tokens[at]?.lower ?? '');
}

export function quotationsIn(sentence: Sentence, sayings: readonly Saying[]): Quotation[] {
  const quotations: Quotation[] = [];
  for (const [at, token] of sentence.tokens.entries()) {
    if (token.kind !== 'quote' || isNameInMarks(sentence, at)) continue;
    const saying = sayingFor(sentence, at, sayings);
    if (saying !== undefined && !isReported(sentence, saying, at))
      quotations.push({ saying, words: spokenWords(token.text) });
  }
  return quotations;
}
