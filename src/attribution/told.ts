/** Who was told, where it is a medium: "told Reuters", "sagte sie der Süddeutschen Zeitung", "dijo a EFE". */

import type { Cues } from './cues.ts';
import { isMedium } from './known-sources.ts';
import type { Mention } from './mention.ts';
import type { Saying } from './saying.ts';
import { type Sentence, sourceOf } from './sentence.ts';

/** Between a verb and whom it tells: "sagte der frühere Botschafter Karl Heuser (CDU) dem". */
const MAX_WORDS_BEFORE_MEDIUM = 12;

/** The medium that was told, right behind a verb that tells: "dijo a EFE", "told the news agency Petra". */
export function toldMedium(sentence: Sentence, from: number, verb: string): Saying | undefined {
  const needsMarker = sentence.reading.cues.toldMarkers.size > 0;
  const mention = sentence.mentions.find(({ start }) => start >= from);
  const mayTell = needsMarker || sentence.reading.cues.tellVerbs.has(verb);
  if (!mayTell || mention === undefined || !isObject(sentence, from, mention.start)) return undefined;
  return needsMarker && !isMarked(sentence, mention.start, from) ? undefined : toTell(sentence, mention, from);
}

/** The same further behind the verb, where a word marks it: "sagte Karl Heuser am Montag der dpa". */
export function toldInClause(sentence: Sentence, from: number): Saying | undefined {
  const { tokens, mentions } = sentence;
  const stop = tokens.findIndex(({ kind, text }, at) => at >= from && (kind === 'quote' || /^[,:;]$/.test(text)));
  const last = Math.min(stop < 0 ? tokens.length : stop, from + MAX_WORDS_BEFORE_MEDIUM);
  for (const mention of mentions) {
    const isNear = mention.start >= from && mention.start < last;
    const told = isNear && isMarked(sentence, mention.start, from) ? toTell(sentence, mention, from) : undefined;
    if (told !== undefined) return told;
  }
  return undefined;
}

function toTell(sentence: Sentence, mention: Mention, from: number): Saying | undefined {
  const source = sourceOf(mention, sentence);
  return source !== undefined && isMedium(source)
    ? { at: from, start: from, end: mention.end, sources: [source], sort: 'mention', needs: 'any' }
    : undefined;
}

/** Only what belongs to the medium stands between: "told the news agency". */
function isObject({ tokens, reading }: Sentence, from: number, until: number): boolean {
  const { cues } = reading;
  return tokens
    .slice(from, until)
    .every(
      ({ lower }) =>
        isOfMedium(lower, cues) || cues.toldMarkers.has(lower) || cues.personalPronouns.has(lower) || lower === 'news',
    );
}

/** "dem", "a", "till" before the medium, its article and its kind aside. */
function isMarked({ tokens, reading }: Sentence, until: number, from: number): boolean {
  const { cues } = reading;
  let at = until - 1;
  while (at > from && isOfMedium(tokens[at]?.lower ?? '', cues) && !cues.toldMarkers.has(tokens[at]?.lower ?? ''))
    at -= 1;
  return at >= from && cues.toldMarkers.has(tokens[at]?.lower ?? '');
}

function isOfMedium(lower: string, cues: Cues): boolean {
  return cues.determiners.has(lower) || cues.roles.has(lower) || cues.descriptors.has(lower);
}

/** "wie er der dpa sagte": the medium right before the verb, and who speaks before it. */
export function toldBetween(sentence: Sentence, finite: number): { told: Saying; speakerEnd: number } | undefined {
  const { tokens, mentions, reading } = sentence;
  const { cues } = reading;
  const mention = mentions.find(({ end }) => end === finite);
  if (!cues.isVerbSecond || mention === undefined) return undefined;
  let at = mention.start - 1;
  while (cues.toldMarkers.has(tokens[at]?.lower ?? '') || cues.determiners.has(tokens[at]?.lower ?? '')) at -= 1;
  const isSpeaker =
    cues.personalPronouns.has(tokens[at]?.lower ?? '') ||
    mentions.some(({ end, sort }) => end === at + 1 && sort === 'person');
  const told = at < mention.start - 1 && isSpeaker ? toTell(sentence, mention, mention.start) : undefined;
  return told === undefined ? undefined : { told, speakerEnd: at };
}

/** "Gegenüber der dpa sagte": the medium first, at the start of the sentence and right before the verb. */
export function toldBefore(sentence: Sentence, finite: number): Saying | undefined {
  const { tokens, mentions, reading } = sentence;
  const [mention] = mentions;
  const opens = reading.cues.toldMarkers.has(tokens[0]?.lower ?? '');
  // "Sur BFMTV, Anne Roche a assuré"
  const isBeside =
    mention?.end === finite || (tokens[mention?.end ?? 0]?.text === ',' && mention !== undefined && mention.start <= 2);
  if (!opens || mention === undefined || !isBeside) return undefined;
  const source = sourceOf(mention, sentence);
  if (source === undefined || !isMedium(source)) return undefined;
  return { at: 0, start: 0, end: mention.end, sources: [source], sort: 'mention', needs: 'any' };
}
