/** Who was told, where it is a medium: "told Reuters", "sagte sie der Süddeutschen Zeitung", "dijo a EFE". */

import type { NamedSource } from './attribution.ts';
import type { Cues } from './cues.ts';
import { isMedium } from './known-sources.ts';
import type { Mention } from './mention.ts';
import type { Saying } from './saying.ts';
import { isRole, type Sentence, sourceOf } from './sentence.ts';
import { words } from './word-list.ts';

/** Between a verb and whom it tells: "sagte der frühere Botschafter Karl Heuser (CDU) dem". */
const MAX_WORDS_BEFORE_MEDIUM = 12;

/** Between a verb and the medium: "dijo en una entrevista a EFE". */
const interviewWords = words(
  "en una entrevista concedida in un' un intervista rilasciata em entrevista declarações dans entretien accordé interview w rozmowie wywiadzie dla z i intervju med con",
);

/** The medium that was told, right behind a verb that tells: "dijo a EFE", "told the news agency Petra". */
export function toldMedium(sentence: Sentence, from: number, verb: string): Saying | undefined {
  const needsMarker = sentence.reading.cues.toldMarkers.size > 0;
  // "told Norway's Lyra news channel"
  const mention = sentence.mentions.find(
    ({ start, end, sort }) => start >= from && !(sort === 'place' && sentence.tokens[end - 1]?.isPossessive),
  );
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

const MAX_WORDS_TO_MEDIUM = 9;

/** "confirmed the news to Sky News", "said in a statement to CNN": in English, where no clause of what was said comes before. */
export function saidTo(sentence: Sentence, from: number): Saying | undefined {
  const { tokens, mentions, reading } = sentence;
  const { cues } = reading;
  if (cues.language !== 'en') return undefined;
  for (let at = from; at < from + MAX_WORDS_TO_MEDIUM && tokens[at]?.kind === 'word'; at += 1) {
    const lower = tokens[at]?.lower ?? '';
    if (cues.thatWords.has(lower) || cues.finiteVerbs.has(lower) || cues.conjunctions.has(lower)) return undefined;
    const article = cues.determiners.has(tokens[at + 1]?.lower ?? '') ? at + 2 : at + 1;
    const mention = lower === 'to' ? mentions.find(({ start }) => start === article) : undefined;
    const told = mention === undefined ? undefined : toTell(sentence, mention, at);
    if (told !== undefined) return told;
  }
  return undefined;
}

function toTell(sentence: Sentence, mention: Mention, from: number): Saying | undefined {
  const { source, end } = mediumOf(sentence, mention);
  return source !== undefined && isMedium(source)
    ? { at: from, start: from, end, sources: [source], sort: 'mention', needs: 'any' }
    : undefined;
}

/** What a mention is, by the noun behind it too: "told the Lyra news channel". */
function mediumOf(sentence: Sentence, mention: Mention): { source: NamedSource | undefined; end: number } {
  const source = sourceOf(mention, sentence);
  const { tokens, reading } = sentence;
  const noun = /^(?:news|state|public)$/.test(tokens[mention.end]?.lower ?? '') ? mention.end + 1 : mention.end;
  const kind = /^(?:channel|newspaper|television|tv|radio|website|magazine|broadcaster|station|agency)$/.test(
    tokens[noun]?.lower ?? '',
  )
    ? (reading.cues.descriptors.get(tokens[noun]?.lower ?? '') ?? 'BROADCASTER')
    : undefined;
  if (isMedium(source) || kind === undefined || mention.sort === 'place' || reading.cues.language !== 'en')
    return { source, end: mention.end };
  const medium: NamedSource = { name: mention.name, kind: kind === 'ORGANIZATION' ? 'NEWS_AGENCY' : kind };
  return { source: medium, end: noun + 1 };
}

/** Only what belongs to the medium stands between: "told the news agency". */
function isObject({ tokens, reading }: Sentence, from: number, until: number): boolean {
  const { cues } = reading;
  return tokens
    .slice(from, until)
    .every(
      ({ lower, isPossessive }) =>
        isPossessive ||
        isOfMedium(lower, cues) ||
        cues.toldMarkers.has(lower) ||
        cues.personalPronouns.has(lower) ||
        lower === 'news' ||
        interviewWords.has(lower),
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

/** German "sagte Jana Roth im ZDF", "bei Sky", "in der Rheinischen Post": the media in which somebody said something that is told. */
export function saidIn(sentence: Sentence, verb: number): Saying[] {
  const { tokens, mentions, reading } = sentence;
  const { cues } = reading;
  if (cues.language !== 'de') return [];
  return mentions.flatMap((mention) => {
    const source = mention.sort === 'known' ? sourceOf(mention, sentence) : undefined;
    const between = tokens.slice(Math.min(verb, mention.end), Math.max(verb, mention.start));
    // What stands in what is said is told of; "in der Welt", "im Bild" are words.
    const isBeside = between.every(({ kind, text }) => kind === 'word' || /^[()]$/.test(text));
    const isWord =
      cues.ordinaryTitles.has(tokens[mention.end - 1]?.lower ?? '') && tokens[mention.start]?.isTitle !== true;
    if (source === undefined || !isMedium(source) || !isBeside || isWord) return [];
    const before = tokens[mention.start - 1]?.lower ?? '';
    const at = before === 'der' || before === 'dem' ? mention.start - 2 : mention.start - 1;
    const isIn = /^(?:bei|beim|im|via)$/.test(before) || (at < mention.start - 1 && tokens[at]?.lower === 'in');
    // "der Chef beim ZDF"
    const isOffice = isRole(tokens[at - 1], cues);
    return isIn && !isOffice
      ? [
          {
            at: mention.start,
            start: mention.start,
            end: mention.end,
            sources: [source],
            sort: 'mention',
            needs: 'any',
          },
        ]
      : [];
  });
}
