/** A name as the speaker, unless it only belongs to one: "officials in Paris", "the man who hit Jane Roe", "firms such as Bosch". */

import type { NamedSource } from './attribution.ts';
import { isGivenName } from './given-names.ts';
import type { Mention } from './mention.ts';
import { memberUntil } from './particles.ts';
import { isPeople, isPlace } from './places.ts';
import { postBefore } from './posts.ts';
import {
  bodyBehindMouth,
  holder,
  isRole,
  mentionEnding,
  nobody,
  type Sentence,
  type Subject,
  sourceOf,
} from './sentence.ts';
import type { Token } from './tokens.ts';

/** Where the words begin that no mark parts from a token. */
export function clauseStart(tokens: readonly Token[], from: number): number {
  let at = from;
  while (at > 0 && tokens[at - 1]?.kind === 'word') at -= 1;
  return at;
}

/** A mention as subject, unless it only belongs to one: "officials in Paris", "the man who hit Jane Roe". */
export function headOfMention(sentence: Sentence, mention: Mention): Subject | undefined {
  const { tokens, reading } = sentence;
  const { cues } = reading;
  const office = memberUntil(sentence, mention) ?? officeBefore(sentence, mention);
  if (office !== undefined) return office;
  const post = postBefore(sentence, mention);
  if (post !== undefined) return holder(sentence, mention, post);
  let at = (mention.front ?? mention.start) - 1;
  let hasRole = mention.title !== undefined;
  while (true) {
    const token = tokens[at];
    if (token?.kind !== 'word') break;
    const isPlaceWord =
      token.isCapital &&
      (isPeople(token.text) || isPlace(token.text) || mentionEnding(sentence, at + 1)?.sort === 'place');
    const isFree =
      hasRole &&
      !token.isCapital &&
      !cues.prepositions.has(token.lower) &&
      !cues.conjunctions.has(token.lower) &&
      !cues.questionWords.has(token.lower);
    const isPart =
      isRole(token, cues) ||
      isPlaceWord ||
      (cues.capitalisesNouns && cues.descriptors.has(token.lower)) ||
      cues.determiners.has(token.lower) ||
      (isFree && !cues.verbs.has(token.lower));
    // "the influential Human Rights Watch": one unknown word between an article and a name.
    const isAdjective =
      !token.isCapital &&
      cues.determiners.has(tokens[at - 1]?.lower ?? '') &&
      !cues.prepositions.has(token.lower) &&
      !cues.verbs.has(token.lower);
    // "Rzecznik szpitala Jan Bury": one more noun between what someone is and the name.
    const isOfRole =
      !token.isCapital &&
      isRole(tokens[at - 1], cues) &&
      !cues.prepositions.has(token.lower) &&
      !cues.verbs.has(token.lower) &&
      !cues.conjunctions.has(token.lower);
    if ((!isPart && !isAdjective && !isOfRole) || token.isPossessive) break;
    hasRole ||= isRole(token, cues);
    at -= 1;
    if (cues.determiners.has(token.lower)) break;
  }
  const before = tokens[at];
  const source = sourceOf(mention, sentence);
  if (isGenitive(sentence, at)) return governor(sentence, at + 1, mention, source) ?? nobody(at, mention.end);
  if (isJoinedBehindOf(sentence, at)) return nobody(at, mention.end);
  const list = listBefore(sentence, at, mention);
  if (isExample(sentence, list === undefined ? at : list.start - 1)) return nobody(at, mention.end);
  const own: Subject = { sources: source === undefined ? [] : [source], start: at + 1, end: mention.end };
  if (list !== undefined && source !== undefined)
    return { ...list, sources: [...list.sources, source], end: mention.end };
  if (before?.isPossessive === true && isProduct(sentence, at, source)) return nobody(at, mention.end);
  if (before === undefined || before.kind !== 'word' || before.isPossessive) return own;
  if (cues.aroundWords.has(before.lower) && mention.sort === 'person') return { ...own, start: at };
  if (cues.prepositions.has(before.lower)) {
    // "After Jane Roe said", "In Lyon activist Jane Roe said": nothing before that the name could belong to.
    const isFront = at === 0 || tokens[at - 1]?.kind !== 'word';
    const isClause = cues.clausePrepositions.has(before.lower);
    // "City of Windhoek spokeswoman Jane Roe": what she is one of has "of" in its name.
    const isOfName = cues.ofWords.has(before.lower) && tokens[at - 1]?.isCapital === true && cues.language === 'en';
    if ((isFront && (isClause || hasRole)) || (isOfName && hasRole)) return own;
    return governor(sentence, at, mention, source) ?? (isClause ? own : nobody(at, mention.end));
  }
  if (hasRole) return own;
  const isBoundary =
    cues.conjunctions.has(before.lower) ||
    cues.times.has(before.lower) ||
    cues.adverbs.has(before.lower) ||
    cues.clauseOpeners.has(before.lower) ||
    cues.participles.has(before.lower) ||
    // "Local newspaper the Tuam Herald"
    (cues.descriptors.has(before.lower) && cues.determiners.has(tokens[at + 1]?.lower ?? '')) ||
    mentionEnding(sentence, at + 1) !== undefined ||
    cues.verbs.has(before.lower);
  return isBoundary ? own : nobody(mention.start, mention.end);
}

/** "Apple's Maps", "Tesla's Autopilot": of what a firm owns, one word of unknown sort is what it makes. */
function isProduct(sentence: Sentence, owner: number, source: NamedSource | undefined): boolean {
  const firm = mentionEnding(sentence, owner + 1);
  return source?.kind === 'OTHER' && firm !== undefined && sourceOf(firm, sentence)?.kind === 'COMPANY';
}

/** "la diputada del PP Ana Ruiz": what she is, and of what, and then her name. */
function officeBefore(sentence: Sentence, mention: Mention): Subject | undefined {
  const { tokens, reading } = sentence;
  const front = mention.front ?? mention.start;
  const isApart = mention.sort === 'person' && mention.title === undefined && front < mention.start;
  const isOffice = reading.cues.ofWords.has(tokens[front - 1]?.lower ?? '') && isRole(tokens[front - 2], reading.cues);
  const source = isApart && isOffice ? sourceOf(mention, sentence) : undefined;
  return source === undefined ? undefined : { sources: [source], start: front - 2, end: mention.end };
}

/** "Firmen wie Bosch", "firms such as Bosch": of what stands before, the name is but an example. */
function isExample({ tokens, reading }: Sentence, at: number): boolean {
  const { cues } = reading;
  const before = tokens[at - 1];
  if (!cues.likeWords.has(tokens[at]?.lower ?? '') || before?.kind !== 'word') return false;
  return cues.language === 'en'
    ? before.lower === 'such'
    : !cues.adverbs.has(before.lower) && !cues.conjunctions.has(before.lower) && !cues.verbs.has(before.lower);
}

/** German "ein Händler der Deutschen Bank": a noun, and its owner behind "der" or "des". */
function isGenitive({ tokens, reading }: Sentence, at: number): boolean {
  const { cues } = reading;
  const noun = tokens[at];
  return (
    cues.capitalisesNouns &&
    /^de[rs]$/.test(tokens[at + 1]?.lower ?? '') &&
    noun?.isCapital === true &&
    !cues.times.has(noun.lower) &&
    !cues.conjunctions.has(noun.lower) &&
    !cues.prepositions.has(noun.lower)
  );
}

/** "lawyers for both Jane Roe and John Doe": the second name is of the same as the first. */
function isJoinedBehindOf({ tokens, reading, mentions }: Sentence, at: number): boolean {
  const { cues } = reading;
  if (!cues.joining.has(tokens[at]?.lower ?? '')) return false;
  const first = mentions.find(({ end }) => end === at);
  let before = (first?.front ?? first?.start ?? 0) - 1;
  while (cues.determiners.has(tokens[before]?.lower ?? '')) before -= 1;
  return first !== undefined && before > 0 && /^(?:of|for)$/.test(tokens[before]?.lower ?? '');
}

/** "Reuters and AFP", "A, B and C": the names before the last. */
function listBefore(sentence: Sentence, at: number, last: Mention): Subject | undefined {
  const { tokens } = sentence;
  const isJoined = sentence.reading.cues.joining.has(tokens[at]?.lower ?? '');
  if (!isJoined) return undefined;
  const sources: NamedSource[] = [];
  let end = tokens[at - 1]?.text === ',' ? at - 1 : at;
  while (true) {
    const mention = mentionEnding(sentence, end);
    const source =
      mention === undefined ? undefined : (relative(sentence, mention, last) ?? sourceOf(mention, sentence));
    if (mention === undefined || source === undefined) return undefined;
    sources.unshift(source);
    let start = mention.start - 1;
    while (
      isRoleOfSeveral(tokens[start], sentence) ||
      sentence.reading.cues.determiners.has(tokens[start]?.lower ?? '')
    )
      start -= 1;
    // "Malton residents Jean and Peter Crake"
    if (sentence.reading.cues.anonymous.has(tokens[start]?.lower ?? ''))
      start = (mentionEnding(sentence, start)?.start ?? start) - 1;
    if (tokens[start]?.text === ',' && mentionEnding(sentence, start) !== undefined) {
      end = start;
      continue;
    }
    const before = tokens[start];
    // "met with Jane Roe and John Doe said": the first belongs to what goes before.
    const isStart =
      before === undefined || before.kind !== 'word' || sentence.reading.cues.conjunctions.has(before.lower);
    // "An investigation by the Herald and Channel 9 found"
    const isMade =
      /^(?:by|von|par|por|da|door|av)$/.test(before?.lower ?? '') &&
      sentence.reading.cues.mouthpieces.has(tokens[start - 1]?.lower ?? '');
    if (isMade && sources.every(({ kind }) => kind !== 'PERSON'))
      return { sources, start: clauseStart(tokens, start), end };
    return isStart ? { sources, start: start + 1, end } : undefined;
  }
}

/** "brothers", "councillors" in front of two names. */
function isRoleOfSeveral(token: Token | undefined, { reading }: Sentence): boolean {
  const { language, roles, anonymous } = reading.cues;
  const isSeveral =
    language === 'en' && !anonymous.has(token?.lower ?? '') && roles.has(token?.lower.replace(/s$/, '') ?? '');
  return isSeveral || isRole(token, reading.cues);
}

/** "Jean and Peter Crake": a given name that has the surname of the one behind. */
function relative({ tokens, cast }: Sentence, { start, sort, name }: Mention, last: Mention): NamedSource | undefined {
  const parts = last.name.split(' ');
  const isKin = /^(?:brothers|sisters|siblings|twins|parents|couple|cousins|spouses)$/.test(
    tokens[start - 1]?.lower ?? '',
  );
  const isPair =
    last.sort === 'person' && parts.length === 2 && (isKin || (isGivenName(parts[0] ?? '') && isGivenName(name)));
  const isUnknown = (sort === 'lone' || sort === 'weak') && !cast.byFirstName.has(name);
  return isPair && isUnknown ? { name: `${name} ${parts[1]}`, kind: 'PERSON' } : undefined;
}

/** What stands before a preposition: "a spokesman for X" speaks for X, "Jane Roe of X" for herself, "officials at X" aren't X. */
function governor(
  sentence: Sentence,
  preposition: number,
  mention: Mention,
  source: NamedSource | undefined,
): Subject | undefined {
  const { tokens, reading } = sentence;
  const head = preposition - 1;
  const token = tokens[head];
  const speaker = mentionEnding(sentence, preposition);
  if (speaker !== undefined && speaker.sort !== 'place' && speaker.sort !== 'office' && speaker.sort !== 'weak') {
    const subject = headOfMention(sentence, speaker);
    return subject === undefined ? undefined : { ...subject, end: mention.end };
  }
  const isMouth = reading.cues.mouthpieces.has(token?.lower ?? '') || reading.cues.publishedBy.has(token?.lower ?? '');
  const body = isMouth ? bodyBehindMouth(mention, source) : undefined;
  return body === undefined ? undefined : { sources: [body], start: clauseStart(tokens, head), end: mention.end };
}
