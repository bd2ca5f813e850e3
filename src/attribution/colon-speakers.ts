/** Speakers whom a colon alone tells from what they say: "Ostrow: “No deal”", "Karim Belhadj, lui, reste prudent : « … »". */

import type { Found } from './found.ts';
import { spokenWords } from './quotations.ts';
import { type Sentence, sourceOf } from './sentence.ts';

/** The one person of a sentence that opens with them and ends in a quotation; a surname only right before the colon. */
export function addColonSpeaker(sentence: Sentence, found: Found): void {
  const { tokens, mentions, reading } = sentence;
  const colon = tokens.findIndex((token, at) => token.text === ':' && tokens[at + 1]?.kind === 'quote');
  if (colon < 0) return;
  const [speaker, ...others] = mentions.filter(
    ({ sort, end }) => end <= colon && sort !== 'place' && sort !== 'weak' && sort !== 'office',
  );
  const [only] = mentions.filter(({ end }) => end <= colon);
  const isSurname = only !== undefined && only.end === colon && sourceOf(only, sentence)?.kind === 'PERSON';
  const named = isSurname ? only : speaker;
  if (named === undefined || (!isSurname && (others.length > 0 || named.sort !== 'person'))) return;
  const front = tokens.slice(0, named.front ?? named.start);
  const opens = front.every(
    (token) => reading.cues.determiners.has(token.lower) || reading.cues.roles.has(token.lower),
  );
  const isOwner = named.isOblique === true || tokens[named.end - 1]?.isPossessive === true;
  const source = opens && !isOwner ? sourceOf(named, sentence) : undefined;
  const quote = tokens[colon + 1];
  if (source !== undefined && quote !== undefined) found.add('QUOTED', source, spokenWords(quote.text));
}

/** In a headline: "“No deal”: Ostrow", "Ostrow: “No deal”". */
export function addHeadlineSpeaker(sentence: Sentence, found: Found): void {
  const { tokens, mentions } = sentence;
  const colon = tokens.findIndex((token) => token.text === ':');
  const quote = tokens.find((token, at) => token.kind === 'quote' && Math.abs(at - colon) === 1);
  const speaker = mentions.find((mention) => mention.start === colon + 1 || mention.end === colon);
  const source = speaker === undefined ? undefined : sourceOf(speaker, sentence);
  const isProven = speaker !== undefined && (!['lone', 'weak'].includes(speaker.sort) || source?.kind === 'PERSON');
  if (colon > 0 && quote !== undefined && source !== undefined && isProven)
    found.add('QUOTED', source, spokenWords(quote.text));
}
