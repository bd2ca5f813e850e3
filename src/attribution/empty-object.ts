/** Verbs of saying that tell nothing: "said nothing", "says more about", "told one thing to", "Simon says is a game". */

import { phraseAt } from './phrases.ts';
import type { Sentence } from './sentence.ts';
import { phrases, words } from './word-list.ts';

const emptyPhrases = phrases(
  `one thing, a lot, a great deal, a good deal, it all, bye, grace, mass, prayers, a prayer, a few words, a word, thanks, thank you,
  amen, otherwise, the same, the opposite, as much`,
);
/** They may be of the subject of a clause as well: "said more than forty were hurt". */
const amounts = words('no more much enough plenty volumes something anything everything so');
const MAX_WORDS_TO_FINITE = 9;

/** Whether what stands behind a verb isn't what was said. */
export function hasEmptyObject(sentence: Sentence, verb: number): boolean {
  const { tokens, reading } = sentence;
  const { cues } = reading;
  const next = tokens[verb + 1]?.lower ?? '';
  if (cues.language !== 'en') return cues.emptyObjects.has(next);
  if (/^(?:is|was)$/.test(next)) return true;
  const third = tokens[verb + 2];
  // "said it with a song"
  if (
    next === 'it' &&
    /^sa(?:y|ys|id)$/.test(tokens[verb]?.lower ?? '') &&
    (third === undefined || third.kind === 'mark' || cues.prepositions.has(third.lower))
  )
    return true;
  const isAmount = amounts.has(next);
  const behind = tokens[verb + 2];
  const isAnswer =
    behind?.kind !== 'word' || cues.prepositions.has(behind.lower) || cues.conjunctions.has(behind.lower);
  // "said no one died", "says so many were"
  if (/^(?:no|so)$/.test(next) && !isAnswer && behind.lower !== 'out') return false;
  const length = cues.emptyObjects.has(next) || isAmount ? 1 : phraseAt(sentence, verb + 1, emptyPhrases);
  return length > 0 && !hasFinite(sentence, verb + 1 + length, isAmount);
}

/** "nothing had changed": a clause that opens with such words; of amounts there may be more, "everything in the shop was". */
function hasFinite({ tokens, reading }: Sentence, from: number, isAmount: boolean): boolean {
  const { cues } = reading;
  for (const { kind, lower } of tokens.slice(from, from + MAX_WORDS_TO_FINITE)) {
    if (cues.finiteVerbs.has(lower)) return true;
    const isStop = kind !== 'word' || cues.conjunctions.has(lower) || cues.thatWords.has(lower);
    if (isStop || (!isAmount && cues.prepositions.has(lower))) return false;
  }
  return false;
}
