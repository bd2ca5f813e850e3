/** The speaker to the left of a verb: the subject that ends at a token. */

import type { NamedSource } from './attribution.ts';
import { isMedium } from './known-sources.ts';
import type { Mention } from './mention.ts';
import { byHead, byTitle } from './people.ts';
import { isPeople, isPlace } from './places.ts';
import { bodyBehindMouth, isRole, mentionEnding, nobody, type Sentence, type Subject, sourceOf } from './sentence.ts';
import type { Token } from './tokens.ts';

/** Goes left from a verb over what may stand between: adverbs, "on Tuesday"; `undefined` where the verb is blocked. */
function beforeAdverbs(sentence: Sentence, from: number): { at: number; isHearsay: boolean } | undefined {
  const { cues } = sentence.reading;
  let at = from;
  let isHearsay = false;
  while (true) {
    const token = sentence.tokens[at];
    const lower = token?.lower ?? '';
    if (cues.blockers.has(lower) || cues.passives.has(lower)) return undefined;
    if (cues.hearsay.has(lower)) isHearsay = true;
    const isTime = cues.times.has(lower) && mentionEnding(sentence, at + 1) === undefined;
    if (isTime && cues.timeLeads.has(sentence.tokens[at - 1]?.lower ?? '')) at -= 1;
    else if (!isTime && !cues.adverbs.has(lower) && !cues.hearsay.has(lower)) return { at, isHearsay };
    at -= 1;
  }
}

/** The subject whose last word is at `from` or, adverbs aside, before it. */
export function subjectEnding(sentence: Sentence, from: number): Subject | undefined {
  const start = beforeAdverbs(sentence, from);
  if (start === undefined) return undefined;
  const subject = nounEnding(sentence, start.at);
  if (subject === undefined) return undefined;
  const named = subject.sources.length > 0 ? undefined : personBeforePhrase(sentence, start.at);
  return { ...(named ?? subject), isHearsay: start.isHearsay };
}

const MAX_PHRASE_WORDS = 7;

/** "Jane Roe of the parish council said": a person at the start of a clause, and only her place or post up to the verb. */
function personBeforePhrase(sentence: Sentence, last: number): Subject | undefined {
  const { tokens, reading } = sentence;
  const { cues } = reading;
  for (let at = last; at > Math.max(0, last - MAX_PHRASE_WORDS); at -= 1) {
    const token = tokens[at];
    if (token?.kind !== 'word' || cues.verbs.has(token.lower) || cues.conjunctions.has(token.lower)) return undefined;
    if (cues.passives.has(token.lower) || cues.relatives.has(token.lower)) return undefined;
    const mention = cues.prepositions.has(token.lower) ? mentionEnding(sentence, at) : undefined;
    if (mention?.sort !== 'person') continue;
    const front = tokens[(mention.front ?? mention.start) - 1];
    const opens =
      front === undefined || front.kind !== 'word' || isRole(front, cues) || cues.conjunctions.has(front.lower);
    const subject = opens ? headOfMention(sentence, mention) : undefined;
    return subject !== undefined && subject.sources.length > 0 ? { ...subject, end: last + 1 } : undefined;
  }
  return undefined;
}

function nounEnding(sentence: Sentence, at: number): Subject | undefined {
  const { tokens, reading } = sentence;
  const token = tokens[at];
  if (token === undefined) return undefined;
  if (token.text === ',' || token.text === '–' || token.text === '—') return beforeApposition(sentence, at);
  if (token.text === ')') {
    const open = tokens.findLastIndex((candidate, index) => index < at && candidate.text === '(');
    return open > 0 ? nounEnding(sentence, open - 1) : undefined;
  }
  if (token.kind !== 'word') return undefined;
  const mention = mentionEnding(sentence, at + 1);
  if (mention !== undefined) return headOfMention(sentence, mention);
  if (reading.cues.relatives.has(token.lower)) return beforeRelative(sentence, at);
  if (reading.cues.personalPronouns.has(token.lower)) {
    return { sources: sentence.pronoun === undefined ? [] : [sentence.pronoun], start: at, end: at + 1 };
  }
  return headOfNoun(sentence, at);
}

/** "…, a spokeswoman for the port, said": whom the words between the commas explain. */
function beforeApposition(sentence: Sentence, comma: number): Subject | undefined {
  const { tokens } = sentence;
  const inner = mentionEnding(sentence, comma);
  const front = inner?.front ?? inner?.start ?? 0;
  if (inner !== undefined && tokens[front - 1]?.text === ',') {
    const outer = mentionEnding(sentence, front - 1);
    // "Her lawyer, Jane Roe, said", but "Jane Roe, Acme Corp, said".
    if (outer?.sort !== 'person' || outer.kind !== 'PERSON') {
      const source = sourceOf(inner, sentence);
      const isNamed = inner.sort === 'person' || inner.sort === 'known' || inner.sort === 'body';
      if (source !== undefined && isNamed)
        return { sources: [source], start: clauseStart(tokens, front - 2), end: comma };
    }
  }
  let isQuoted = false;
  for (let at = comma - 1; at > Math.max(0, comma - 30); at -= 1) {
    if (tokens[at]?.kind === 'quote') isQuoted = true;
    const mention = tokens[at]?.text === ',' ? mentionEnding(sentence, at) : undefined;
    // "Jana Roth, Sprecherin der Initiative „Mehr Licht“, sagte": else a quotation between says that another clause begins.
    if (isQuoted && !(mention !== undefined && isRole(tokens[at + 1], sentence.reading.cues))) continue;
    if (mention === undefined || mention.sort === 'place') continue;
    // "Jane Roe, 60, from Hull, Humberside, said": a place before the comma is a part of what explains her.
    const isOrigin = sentence.reading.cues.prepositions.has(tokens[(mention.front ?? mention.start) - 1]?.lower ?? '');
    if (isOrigin && mention.sort === 'lone') continue;
    const subject = headOfMention(sentence, mention);
    if (subject !== undefined && (subject.sources.length > 0 || at < comma - 1)) return { ...subject, end: comma };
  }
  return undefined;
}

/** "Jane Roe, who said". */
function beforeRelative(sentence: Sentence, at: number): Subject | undefined {
  const end = sentence.tokens[at - 1]?.text === ',' ? at - 1 : at;
  const mention = mentionEnding(sentence, end);
  const source = mention?.sort === 'person' || mention?.sort === 'surname' ? sourceOf(mention, sentence) : undefined;
  return source === undefined ? nobody(at, at + 1) : { sources: [source], start: at, end: at + 1 };
}

function clauseStart(tokens: readonly Token[], from: number): number {
  let at = from;
  while (at > 0 && tokens[at - 1]?.kind === 'word') at -= 1;
  return at;
}

/** A mention as subject, unless it only belongs to one: "officials in Paris", "the man who hit Jane Roe". */
function headOfMention(sentence: Sentence, mention: Mention): Subject | undefined {
  const { tokens, reading } = sentence;
  const { cues } = reading;
  let at = (mention.front ?? mention.start) - 1;
  let hasRole = mention.title !== undefined;
  while (true) {
    const token = tokens[at];
    if (token?.kind !== 'word') break;
    const isPlaceWord =
      token.isCapital &&
      (isPeople(token.text) || isPlace(token.text) || mentionEnding(sentence, at + 1)?.sort === 'place');
    const isFree =
      hasRole && !token.isCapital && !cues.prepositions.has(token.lower) && !cues.conjunctions.has(token.lower);
    const isPart =
      isRole(token, cues) ||
      isPlaceWord ||
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
  const list = listBefore(sentence, at);
  if (isExample(sentence, list === undefined ? at : list.start - 1)) return nobody(at, mention.end);
  const own: Subject = { sources: source === undefined ? [] : [source], start: at + 1, end: mention.end };
  if (list !== undefined && source !== undefined)
    return { ...list, sources: [...list.sources, source], end: mention.end };
  if (before === undefined || before.kind !== 'word' || before.isPossessive) return own;
  if (cues.aroundWords.has(before.lower) && mention.sort === 'person') return { ...own, start: at };
  if (cues.prepositions.has(before.lower)) {
    // "After Jane Roe said", "In Lyon activist Jane Roe said": nothing before that the name could belong to.
    const isFront = at === 0 || tokens[at - 1]?.kind !== 'word';
    const isClause = cues.clausePrepositions.has(before.lower);
    if (isFront && (isClause || hasRole)) return own;
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

/** "Reuters and AFP", "A, B and C": the names before the last. */
function listBefore(sentence: Sentence, at: number): Subject | undefined {
  const { tokens } = sentence;
  const isJoined = sentence.reading.cues.joining.has(tokens[at]?.lower ?? '');
  if (!isJoined) return undefined;
  const sources: NamedSource[] = [];
  let end = tokens[at - 1]?.text === ',' ? at - 1 : at;
  while (true) {
    const mention = mentionEnding(sentence, end);
    const source = mention === undefined ? undefined : sourceOf(mention, sentence);
    if (mention === undefined || source === undefined) return undefined;
    sources.unshift(source);
    let start = mention.start - 1;
    while (
      isRole(tokens[start], sentence.reading.cues) ||
      sentence.reading.cues.determiners.has(tokens[start]?.lower ?? '')
    )
      start -= 1;
    if (tokens[start]?.text === ',' && mentionEnding(sentence, start) !== undefined) {
      end = start;
      continue;
    }
    const before = tokens[start];
    // "met with Jane Roe and John Doe said": the first belongs to what goes before.
    const isStart =
      before === undefined || before.kind !== 'word' || sentence.reading.cues.conjunctions.has(before.lower);
    return isStart ? { sources, start: start + 1, end } : undefined;
  }
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

/** A lower-case noun as subject: "a Pentagon spokesman", "the Interfax news agency", "the minister". */
export function headOfNoun(sentence: Sentence, at: number): Subject | undefined {
  const { tokens, reading, cast } = sentence;
  const noun = tokens[at]?.lower ?? '';
  const start = nounStart(sentence, at);
  const owner = mentionEnding(sentence, start);
  const source = owner === undefined ? undefined : sourceOf(owner, sentence);
  if (owner !== undefined && source !== undefined) {
    const isMouth = reading.cues.mouthpieces.has(noun) && source.kind !== 'PERSON';
    const isDescribed = isMedium(source) && reading.cues.roles.has(noun) && !tokens[start - 1]?.isPossessive;
    if (isMouth || isDescribed) return { sources: [source], start: owner.start, end: at + 1 };
    return nobody(owner.start, at + 1);
  }
  const article = tokens[start]?.lower ?? '';
  const isDefinite = reading.cues.definite.has(article);
  const before = tokens[start - 1];
  if (!isDefinite || (before?.kind === 'word' && reading.cues.prepositions.has(before.lower)))
    return nobody(start, at + 1);
  const member =
    byTitle(cast, noun) ??
    (isRole(tokens[at], reading.cues) || reading.cues.publicBodies.has(noun) || reading.cues.bodyNouns.has(noun)
      ? byHead(cast, noun, reading.cues.firmNouns)
      : undefined);
  return { sources: member === undefined ? [] : [member], start, end: at + 1 };
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
