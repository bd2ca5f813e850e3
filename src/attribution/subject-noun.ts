/** A noun as the speaker: "the minister", "a Pentagon spokesman", "the Interfax news agency". */

import type { Cues } from './cues.ts';
import { isMedium } from './known-sources.ts';
import { byHead, byTitle } from './people.ts';
import { agedAt } from './pronouns.ts';
import { isRole, mentionEnding, nobody, type Sentence, type Subject, sourceOf } from './sentence.ts';

/** A lower-case noun as subject: "a Pentagon spokesman", "the Interfax news agency", "the minister". */
export function headOfNoun(sentence: Sentence, at: number): Subject | undefined {
  const { tokens, reading, cast } = sentence;
  const aged = agedAt(sentence, at);
  if (aged !== undefined) return aged;
  const noun = tokens[at]?.lower ?? '';
  const start = nounStart(sentence, at);
  const owner = mentionEnding(sentence, start);
  const source = owner === undefined ? undefined : sourceOf(owner, sentence);
  if (owner !== undefined && source !== undefined) {
    // "the Grey report" needn't be of a body.
    const isWord = owner.sort === 'lone' && source.kind === 'OTHER' && !/\p{Ll}\p{Lu}/u.test(owner.name);
    const isUnsure = source.kind === 'PERSON' || isWord;
    const isBoard =
      isMedium(source) &&
      /^(?:board|redaktion|rédaction|review|reviewers|story|article|column|obituary|blog)$/.test(noun);
    const isMouth = (reading.cues.mouthpieces.has(noun) || isBoard) && !isUnsure;
    // "the Fox News host" is somebody.
    const isDescribed = isMedium(source) && isMediumNoun(noun, reading.cues) && !tokens[start - 1]?.isPossessive;
    // "the Resolution Foundation thinktank"
    const isKind =
      /^(?:think-?tank|charity|union|nonprofit|non-profit|pressure|lobby|watchdog|party)$/.test(noun) &&
      source.kind === 'ORGANIZATION' &&
      !isWord &&
      !tokens[start - 1]?.isPossessive;
    if (isMouth || isDescribed || isKind) return { sources: [source], start: owner.start, end: at + 1 };
    return nobody(owner.start, at + 1);
  }
  const article = tokens[start]?.lower ?? '';
  const isDefinite = reading.cues.definite.has(article);
  const before = tokens[start - 1];
  // "after the company said"
  const isOfClause = reading.cues.clausePrepositions.has(before?.lower ?? '');
  if (!isDefinite || (before?.kind === 'word' && !isOfClause && reading.cues.prepositions.has(before.lower)))
    return nobody(start, at + 1);
  const member =
    byTitle(cast, noun) ??
    (isRole(tokens[at], reading.cues) || reading.cues.publicBodies.has(noun) || reading.cues.bodyNouns.has(noun)
      ? byHead(cast, noun, reading.cues.firmNouns)
      : undefined);
  return { sources: member === undefined ? [] : [member], start, end: at + 1 };
}

function isMediumNoun(noun: string, cues: Cues): boolean {
  const kind = cues.descriptors.get(noun);
  return (kind !== undefined && kind !== 'PERSON') || /^(?:network|outlet)$/.test(noun);
}

const MAX_NOUN_WORDS = 4;

/** Where the lower-case words of a noun phrase begin, its article with them; stops after a name. */
function nounStart(sentence: Sentence, at: number): number {
  const { tokens, reading } = sentence;
  let start = at;
  while (start > Math.max(0, at - MAX_NOUN_WORDS)) {
    const token = tokens[start - 1];
    if (token?.kind !== 'word' || mentionEnding(sentence, start) !== undefined) break;
    if (
      reading.cues.prepositions.has(token.lower) ||
      reading.cues.conjunctions.has(token.lower) ||
      reading.cues.verbs.has(token.lower)
    )
      break;
    start -= 1;
    if (reading.cues.determiners.has(token.lower)) break;
  }
  return start;
}
