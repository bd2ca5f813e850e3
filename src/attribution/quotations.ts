/** Quotation attribution: gives each quotation of a sentence to its speaker. */

import { isMedium } from './known-sources.ts';
import { isNameInMarks } from './names-in-marks.ts';
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

/** Which saying a quotation belongs to: the one right behind it, else the last before it, else the next behind it. */
function sayingFor(sentence: Sentence, at: number, sayings: readonly Saying[]): Saying | undefined {
  const { tokens } = sentence;
  const speaking = sayings.filter((saying) => saying.sort !== 'mention');
  const behind = tokens[at + 1]?.kind === 'mark' ? at + 2 : at + 1;
  // "“no idea” who wrote it": what begins with a relative is told of somebody in it.
  const adjacent = speaking.find(
    ({ start }) =>
      (start === behind || start === at + 1) && !sentence.reading.cues.relatives.has(tokens[start]?.lower ?? ''),
  );
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
    if (token.kind !== 'quote' || isNameInMarks(sentence.tokens, at, sentence.reading.cues)) continue;
    const saying = sayingFor(sentence, at, sayings);
    if (saying !== undefined && !isReported(sentence, saying, at))
      quotations.push({ saying, words: spokenWords(token.text) });
  }
  return quotations;
}
