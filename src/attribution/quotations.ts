/** Quotation attribution: gives each quotation of a sentence to its speaker. */

import { isMedium } from './known-sources.ts';
import { isNameInMarks } from './names-in-marks.ts';
import type { Saying } from './saying.ts';
import type { Sentence } from './sentence.ts';
import { words } from './word-list.ts';
import { isWorkAt } from './works-in-german.ts';

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
  const between = tokens.slice(end, quote);
  const isClause = between.length > 1 && between.every(({ kind }) => kind === 'word');
  return isMediums && isClause && reading.cues.reportVerbs.has(tokens[at]?.lower ?? '');
}

/** What is held against somebody, in words that are others'. */
const charges = words(
  'claim claims accusation accusations allegation allegations suggestion suggestions charge charges rumour rumours rumor rumors notion idea complaint complaints assertion assertions',
);

/** "rejected accusations that she had “sold out”": whose words they are stands in front of the clause. */
function isOthers({ tokens, reading }: Sentence, { at, end }: Saying, quote: number): boolean {
  const { finiteVerbs, language } = reading.cues;
  const between = tokens.slice(end, quote);
  const noun = between.findLastIndex(({ lower }) => charges.has(lower));
  const [opening, ...clause] = between.slice(noun + 1);
  const opens = /^(?:that|of|he|she|it|they|we|you|i)$/.test(opening?.lower ?? '');
  const finite = clause.filter(({ lower }) => finiteVerbs.has(lower) || lower === 'having');
  // "called claims that it was unsafe “nonsense”" and "said claims that she had lied were “nonsense”" judge them.
  const isJudging = /^(?:call|brand|label|dub)/.test(tokens[at]?.lower ?? '') || finite.length > 1;
  return language === 'en' && noun >= 0 && opens && finite.length > 0 && !isJudging;
}

/** What a sentence quotes, whoever says it. */
export function quotedWords({ tokens, reading }: Sentence): string[] {
  return tokens
    .filter(({ kind }, at) => kind === 'quote' && !isNameInMarks(tokens, at, reading.cues))
    .map(({ text }) => spokenWords(text));
}

export function quotationsIn(sentence: Sentence, sayings: readonly Saying[]): Quotation[] {
  const quotations: Quotation[] = [];
  for (const [at, token] of sentence.tokens.entries()) {
    if (token.kind !== 'quote' || isNameInMarks(sentence.tokens, at, sentence.reading.cues)) continue;
    const saying = sayingFor(sentence, at, sayings);
    if (saying === undefined || isWorkAt(sentence, at, saying)) continue;
    if (!isReported(sentence, saying, at) && !isOthers(sentence, saying, at))
      quotations.push({ saying, words: spokenWords(token.text) });
  }
  return quotations;
}
