/** What somebody is told to have said by somebody else who isn't a medium: "Jane Roe told them that John Doe had said", "according to Roe, Doe said". */

import { isMedium } from './known-sources.ts';
import type { Saying } from './saying.ts';
import { isRole, type Sentence } from './sentence.ts';
import { words } from './word-list.ts';

/** In front of "that", what somebody was told, whoever told it. */
const hearing = words('heard hears learned learnt remembers remembered knew knows');
const media = words(
  'media outlets newspapers newspaper paper papers press broadcaster channel station agency magazine website report reports',
);

/** Between the word that opens the clause of what was said and the verb in it. */
const MAX_WORDS_TO_VERB = 14;

/** Sayings without the sources of those that stand in the clause of another's: whoever tells it vouches for it, and not who is said to have said it. */
export function withoutHearsay(sentence: Sentence, sayings: readonly Saying[]): Saying[] {
  const tag = unnamedTag(sentence, sayings);
  return sayings.map((saying, at) =>
    isHearsay(sentence, saying, sayings.slice(0, at)) ||
    (tag !== undefined && saying.sort === 'verb' && saying.end <= tag)
      ? { ...saying, sources: [] }
      : saying,
  );
}

/** "Jane Roe has told friends that she will go, people close to her said.": where what somebody unnamed tells of a sentence begins. */
function unnamedTag({ tokens, reading }: Sentence, sayings: readonly Saying[]): number | undefined {
  const { cues } = reading;
  const last = sayings.at(-1);
  if (
    cues.language !== 'en' ||
    last === undefined ||
    last.sources.length > 0 ||
    tokens.some(({ kind }) => kind === 'quote')
  )
    return undefined;
  const isVerb = last.sort === 'verb' && last.start < last.at && tokens[last.at + 1]?.kind !== 'word';
  const isCue = last.sort === 'cue' && last.start > 0;
  const comma = tokens.findLastIndex(({ text }, at) => text === ',' && at < last.at);
  const isUnnamed = tokens.slice(comma + 1, isCue ? last.end : last.at).some(({ lower }) => cues.anonymous.has(lower));
  return (isVerb || isCue) && comma > 0 && isUnnamed ? comma : undefined;
}

function isHearsay(sentence: Sentence, saying: Saying, earlier: readonly Saying[]): boolean {
  const { tokens, reading } = sentence;
  const isInverted = saying.start >= saying.at;
  if (saying.sort !== 'verb' || saying.sources.length === 0 || isInverted) return false;
  const that = thatBefore(sentence, saying.at);
  const front = frontOf(sentence, saying.start);
  // "The court was told Jane Roe had said"
  const isTold = tokens[front - 1]?.lower === 'told' && reading.cues.passives.has(tokens[front - 2]?.lower ?? '');
  if (isTold || (that !== undefined && hearing.has(tokens[that - 1]?.lower ?? ''))) return true;
  const outer = earlier.findLast(({ sort, end }) => sort !== 'mention' && end <= saying.at);
  // "Her husband, Don, testified that Jane Roe had said"
  if (outer === undefined)
    return that !== undefined && /^(?:any|clause)$/.test(reading.cues.verbs.get(tokens[that - 1]?.lower ?? '') ?? '');
  if (outer.sources.some(isMedium) || isOfMedia(sentence, outer)) return false;
  // "former secretary of state Jane Roe said": of verbs that are nouns as well the clause needs its own word.
  const isSaying =
    outer.sort === 'verb' && outer.start < outer.at && reading.cues.verbs.get(tokens[outer.at]?.lower ?? '') === 'any';
  const isBehindCue = outer.sort === 'cue' && outer.start === 0 && tokens[outer.end]?.text === ',';
  return (
    (isSaying && isSubjectOnly(sentence, outer.end, saying.at)) ||
    (isBehindCue && outer.end + 1 === front) ||
    (that !== undefined && outer.end <= that && isOneClause(sentence, outer.end, that))
  );
}

/** The word that opens the clause of a verb, where nothing but its subject stands between. */
function thatBefore({ tokens, reading }: Sentence, verb: number): number | undefined {
  const { cues } = reading;
  for (let at = verb - 1; at >= Math.max(0, verb - MAX_WORDS_TO_VERB); at -= 1) {
    const { lower = '', kind } = tokens[at] ?? {};
    if (cues.thatWords.has(lower)) return at;
    const isAuxiliary = cues.adverbs.has(lower) || cues.auxiliaries.has(lower);
    const isOther = cues.finiteVerbs.has(lower) || cues.verbs.has(lower) || cues.conjunctions.has(lower);
    if (kind === 'quote' || (isOther && !isAuxiliary)) return undefined;
  }
  return undefined;
}

/** "said her manager, John Doe, told": from one verb to the next but a name, and what explains it. */
function isSubjectOnly({ tokens, reading }: Sentence, from: number, verb: number): boolean {
  const { adverbs, finiteVerbs, verbs, conjunctions, times } = reading.cues;
  const words = tokens.slice(from, verb);
  return (
    words.length > 0 &&
    words.length <= MAX_WORDS_TO_VERB &&
    words.every(
      ({ kind, lower, text }) =>
        (kind === 'word' || /^[,–—-]$/.test(text)) &&
        (adverbs.has(lower) ||
          !(finiteVerbs.has(lower) || verbs.has(lower) || conjunctions.has(lower) || times.has(lower))),
    )
  );
}

/** Where a subject begins, its article and what somebody is with it. */
function frontOf({ tokens, reading }: Sentence, start: number): number {
  let front = start;
  while (reading.cues.determiners.has(tokens[front - 1]?.lower ?? '') || isRole(tokens[front - 1], reading.cues))
    front -= 1;
  return front;
}

function isOfMedia({ tokens }: Sentence, { start, at }: Saying): boolean {
  return tokens.slice(start, at).some(({ lower }) => media.has(lower));
}

/** "told colleagues that": words only, and no other clause begins between. */
function isOneClause({ tokens, reading }: Sentence, from: number, until: number): boolean {
  return tokens.slice(from, until).every(({ kind, lower }) => kind === 'word' && !reading.cues.conjunctions.has(lower));
}
