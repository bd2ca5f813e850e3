/** Whom "he" or "she" in the next sentence is: the one person of this one, if there is no other. */

import type { NamedSource } from './attribution.ts';
import type { Mention } from './mention.ts';
import type { Saying } from './saying.ts';
import { isRole, type Sentence, sourceOf } from './sentence.ts';

/** The one person who speaks in a sentence, or of whom it tells, if nobody else is named in it. */
export function onlyPerson(sentence: Sentence, sayings: readonly Saying[]): NamedSource | undefined {
  const speakers = sayings
    .flatMap((saying) => (saying.sort === 'mention' ? [] : saying.sources))
    .filter((source) => source.kind === 'PERSON')
    .map((source) => source.name);
  const people = sentence.mentions.flatMap((mention) => {
    const source = sourceOf(mention, sentence);
    return source?.kind === 'PERSON' ? [{ mention, name: source.name }] : [];
  });
  const names = new Set([...speakers, ...people.map(({ name }) => name)]);
  const [name] = names;
  if (name === undefined || names.size > 1) return undefined;
  const isSubject = people.some(({ mention }) => opens(mention, sentence));
  return speakers.length > 0 || isSubject ? { name, kind: 'PERSON' } : undefined;
}

/** "Der Historiker Joachim Brandt hält …": a full name at the start, with what he is in front of it. */
function opens(mention: Mention, { tokens, reading }: Sentence): boolean {
  const { cues } = reading;
  const isWhole = mention.sort === 'person' && mention.isOblique !== true;
  const front = tokens.slice(0, mention.front ?? mention.start);
  return isWhole && front.every((token) => cues.determiners.has(token.lower) || isRole(token, cues));
}

/** Whether a sentence goes on about "him" or "her", and names nobody. */
export function isAboutPronoun({ tokens, mentions, reading }: Sentence): boolean {
  return mentions.length === 0 && tokens.some((token) => reading.cues.personalPronouns.has(token.lower));
}
