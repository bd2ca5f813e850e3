/** The subject that a sentence opens with, however much explains it before its verb: "Jane Roe, who …, said". */

import type { Mention } from './mention.ts';
import { isNameInMarks } from './names-in-marks.ts';
import { isRole, type Sentence, type Subject, sourceOf } from './sentence.ts';
import type { Token } from './tokens.ts';

/** Between a name and the mark behind it: "of the parish council". */
const MAX_PHRASE_WORDS = 7;

const opensInsert = /^[,(–—-]$/;

/** The person whom a sentence, or what goes on behind a quotation, opens with, where marks part the name from the verb behind `comma`. */
export function openingPerson(sentence: Sentence, comma: number): Subject | undefined {
  const { tokens, mentions } = sentence;
  const quote = tokens.findLastIndex(
    ({ kind }, at) =>
      kind === 'quote' && at < comma && isSpeech(tokens, at) && !isNameInMarks(tokens, at, sentence.reading.cues),
  );
  for (const mention of mentions) {
    if (mention.start <= quote || mention.sort !== 'person' || mention.isOblique === true) continue;
    if (mention.end >= comma || !opens(sentence, quote + 1, mention) || !isParted(sentence, mention, comma))
      return undefined;
    const source = sourceOf(mention, sentence);
    return source?.kind === 'PERSON'
      ? { sources: [source], start: mention.front ?? mention.start, end: comma }
      : undefined;
  }
  return undefined;
}

/** A quotation that is spoken, and no word in marks on the way to the verb. */
function isSpeech(tokens: readonly Token[], at: number): boolean {
  return at === 0 || /[,.!?…]$/.test(tokens[at]?.text ?? '') || tokens[at + 1]?.text === ',';
}

/** Whether nothing but marks, articles and what somebody is stands before a name. */
function opens({ tokens, reading }: Sentence, from: number, { front, start, end }: Mention): boolean {
  const isOwner = tokens[end - 1]?.isPossessive === true;
  const before = tokens.slice(from, front ?? start);
  return (
    !isOwner &&
    before.every(
      (token) => token.kind === 'mark' || reading.cues.determiners.has(token.lower) || isRole(token, reading.cues),
    )
  );
}

/** Whether a mark stands behind a name, or behind where the person is from: no verb has come before it. */
function isParted({ tokens, reading }: Sentence, { end }: Mention, comma: number): boolean {
  const { prepositions, verbs, passives, relatives } = reading.cues;
  const first = tokens[end];
  if (opensInsert.test(first?.text ?? '')) return end < comma;
  if (!prepositions.has(first?.lower ?? '')) return false;
  const stop = tokens.findIndex(({ kind }, at) => at > end && kind !== 'word');
  const words = tokens.slice(end, stop);
  return (
    stop > 0 &&
    stop <= comma &&
    words.length <= MAX_PHRASE_WORDS &&
    opensInsert.test(tokens[stop]?.text ?? '') &&
    !words.some(({ lower }) => verbs.has(lower) || passives.has(lower) || relatives.has(lower))
  );
}
