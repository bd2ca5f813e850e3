/** What media have or have heard: "liegt der SZ vor", "erfuhr die dpa", "Fox News is told"; and houses from which it is heard. */

import { isMedium } from './known-sources.ts';
import type { Saying } from './saying.ts';
import { mentionEnding, mentionStarting, type Sentence, sourceOf } from './sentence.ts';
import { subjectStarting } from './subject-after.ts';

/** The source beside a word of having or hearing at a token. */
export function heardAt(sentence: Sentence, at: number): Saying[] | undefined {
  const { language } = sentence.reading.cues;
  if (language === 'en') return heardInEnglish(sentence, at);
  return language === 'de' ? (liesBefore(sentence, at) ?? heardInGerman(sentence, at)) : undefined;
}

/** "Fox News is told", "the BBC understands": right behind the medium. */
function heardInEnglish(sentence: Sentence, at: number): Saying[] | undefined {
  const { tokens } = sentence;
  const words = tokens.slice(at, at + 3).map(({ lower }) => lower);
  const isHeard = /^(?:understands|is told|has (?:been told|learned|learnt|seen))\b/.test(words.join(' '));
  return isHeard ? ofMedium(sentence, at) : undefined;
}

/** "liegt der SZ vor", "das der dpa vorliegt": the medium stands right before. */
function liesBefore(sentence: Sentence, at: number): Saying[] | undefined {
  const { tokens } = sentence;
  const lower = tokens[at]?.lower ?? '';
  const isParted =
    lower === 'vor' && tokens.some((token, index) => index < at && /^(?:liegt|liegen|lag|lagen)$/.test(token.lower));
  return isParted || /^(?:vorliegt|vorliegen|vorlag|vorlagen)$/.test(lower) ? ofMedium(sentence, at) : undefined;
}

/** "Aus dem Schulministerium heißt es", "erfuhr die dpa", "hat der Spiegel erfahren". */
function heardInGerman(sentence: Sentence, at: number): Saying[] | undefined {
  const { tokens, reading } = sentence;
  const lower = tokens[at]?.lower ?? '';
  if (/^(?:heißt|hieß)$/.test(lower) && tokens[at + 1]?.lower === 'es') {
    const mention = mentionEnding(sentence, at);
    const article = reading.cues.determiners.has(tokens[(mention?.start ?? 0) - 1]?.lower ?? '') ? 2 : 1;
    const isFrom = /^(?:aus|bei|von|vom|beim|im)$/.test(tokens[(mention?.start ?? 0) - article]?.lower ?? '');
    const isBody = mention?.sort === 'known' || mention?.sort === 'body';
    const source = isFrom && isBody ? sourceOf(mention, sentence) : undefined;
    return source === undefined
      ? undefined
      : [{ at, start: mention?.start ?? at, end: at + 2, sources: [source], sort: 'cue', needs: 'any' }];
  }
  // "wie es bei der Reederei Norvia heißt"
  const house = /^(?:heißt|hieß)$/.test(lower) ? mentionEnding(sentence, at) : undefined;
  if (house !== undefined && (house.sort === 'known' || house.sort === 'body')) {
    const words = tokens.slice(Math.max(0, house.start - 6), house.start).map((token) => token.lower);
    const source = /\bwie es (?:bei|beim|aus|von|vom)\b/.test(words.join(' ')) ? sourceOf(house, sentence) : undefined;
    if (source !== undefined)
      return [{ at, start: house.start, end: at + 1, sources: [source], sort: 'cue', needs: 'any' }];
  }
  // "auf NDR-Anfrage", "im Spiegel-Interview"
  const isOfMedium = /^(?:nach|auf|i[nm]|laut|gegenüber)$/.test(lower);
  if (
    isOfMedium &&
    /-(?:Informationen|Angaben|Recherchen?|Anfrage|Interview|Gespräch|Meldung|Bericht|Podcast)$/.test(
      tokens[at + 1]?.text ?? '',
    )
  ) {
    const mention = mentionStarting(sentence, at + 1);
    return mention?.sort === 'body' ? ofMedium(sentence, mention.end) : undefined;
  }
  if (lower === 'aus' && tokens.some((token, index) => index > at && /^hervor(?:geht|ging)?$/.test(token.lower))) {
    // "Das geht aus einer Studie der Universität Bonn hervor"
    const subject = subjectStarting(sentence, at + 1);
    return subject === undefined
      ? undefined
      : [{ at, start: at, end: subject.end, sources: subject.sources, sort: 'cue', needs: 'any' }];
  }
  if (lower !== 'erfuhr') return undefined;
  const article = reading.cues.determiners.has(tokens[at + 1]?.lower ?? '') ? at + 2 : at + 1;
  const behind = mentionStarting(sentence, article);
  return behind === undefined ? ofMedium(sentence, at) : ofMedium(sentence, behind.end);
}

/** The medium whose name ends before a token. */
function ofMedium(sentence: Sentence, end: number): Saying[] | undefined {
  const mention = mentionEnding(sentence, end);
  const source = mention === undefined ? undefined : sourceOf(mention, sentence);
  if (mention === undefined || !isMedium(source) || source === undefined) return undefined;
  return [{ at: end, start: mention.start, end: end + 1, sources: [source], sort: 'mention', needs: 'any' }];
}
