/** Speech verbs: where in a sentence something is said, and by whom. */

import { cueAt } from './citings.ts';
import type { Complement } from './cues.ts';
import { negation, phraseAt, platforms } from './phrases.ts';
import { hasQuote, isSaid } from './said.ts';
import type { Saying } from './saying.ts';
import type { Sentence, Subject } from './sentence.ts';
import { subjectStarting } from './subject-after.ts';
import { subjectEnding } from './subject-before.ts';
import type { Token } from './tokens.ts';
import { toldBefore, toldInClause, toldMedium } from './told.ts';

export function sayingsIn(sentence: Sentence): Saying[] {
  const sayings: Saying[] = [];
  for (const at of sentence.tokens.keys()) {
    if (sentence.tokens[at]?.kind !== 'word') continue;
    const cue = cueAt(sentence, at);
    // "Jane Roe wrote in the Guardian that": the medium, and she as well.
    const isBeside = cue?.every(({ sort }) => sort === 'mention') === true;
    const verb = cue === undefined || isBeside ? (quotingAt(sentence, at) ?? verbAt(sentence, at)) : undefined;
    const found = cue ?? verb ?? participleAt(sentence, at, sayings);
    if (found !== undefined) sayings.push(...found, ...(isBeside ? (verb ?? []) : []));
  }
  return sayings;
}

/** "TASS quoted Jane Roe as saying", "Jane Roe was quoted as saying". */
function quotingAt(sentence: Sentence, at: number): Saying[] | undefined {
  const { tokens, reading } = sentence;
  const { cues } = reading;
  if (!cues.quotingVerbs.has(tokens[at]?.lower ?? '')) return undefined;
  const closed = phraseAt(sentence, at + 1, cues.quotingClose);
  if (closed > 0 && cues.passives.has(tokens[at - 1]?.lower ?? '')) {
    const passive = subjectEnding(sentence, at - 2);
    return passive === undefined ? undefined : [verbSaying(at, passive, 'any')];
  }
  const quoted = subjectStarting(sentence, at + 1);
  if (quoted === undefined || phraseAt(sentence, quoted.end, cues.quotingClose) === 0) return undefined;
  const quoter = subjectEnding(sentence, at - 1);
  const saying: Saying = {
    at,
    start: quoter?.start ?? at,
    end: quoted.end + 2,
    sources: quoted.sources,
    sort: 'verb',
    needs: 'any',
  };
  return quoter === undefined ? [saying] : [{ ...verbSaying(at, quoter, 'any'), sort: 'mention' }, saying];
}

function verbSaying(at: number, subject: Subject, needs: Complement, end: number = at + 1): Saying {
  const isUnsaid = subject.isHearsay === true;
  return {
    at,
    start: Math.min(subject.start, at),
    end: Math.max(end, subject.end),
    sources: isUnsaid ? [] : subject.sources,
    sort: 'verb',
    needs,
  };
}

function verbAt(sentence: Sentence, at: number): Saying[] | undefined {
  const { tokens, mentions, reading } = sentence;
  const { cues } = reading;
  const token = tokens[at];
  const isOpening = at === 0 && cues.hasFreeInversion;
  if (token === undefined || (token.isCapital && !reading.isTitleCase && !isOpening)) return undefined;
  // "the Grey report said": what is a noun as well is one before a verb.
  const isNoun = cues.mouthpieces.has(token.lower) && cues.verbs.has(tokens[at + 1]?.lower ?? '');
  const verb = isNoun ? undefined : verbAround(sentence, at);
  if (verb === undefined || cues.emptyObjects.has(tokens[at + 1]?.lower ?? '')) return undefined;
  const left = subjectEnding(sentence, verb.finite - 1);
  const isNamed = left !== undefined && left.sources.length > 0 && !isFront(sentence, left, verb.finite);
  const toldFirst = isNamed ? undefined : toldMedium(sentence, at + 1, token.lower);
  const from = toldFirst?.end ?? behindObject(sentence, at + 1);
  const right = isNamed ? undefined : invertedSubject(sentence, at, verb.finite, left, from);
  const subject = right ?? left;
  if (subject === undefined)
    return toldFirst === undefined || (verb.needs === 'quote' && !hasQuote(sentence)) ? undefined : [toldFirst];
  // "Brat Adama Nowaka mówi": a name in another case than the subject's belongs to it.
  if (mentions.some(({ isOblique, start, end }) => isOblique === true && start >= subject.start && end <= subject.end))
    return undefined;
  const isInverted = right !== undefined;
  const behind = Math.max(at + 1, isInverted ? subject.end : 0);
  // "sagte die Bahn nicht": where the verb is second, it is denied behind its subject.
  if (cues.isVerbSecond && tokens.slice(at + 1, behind + 1).some(({ lower }) => negation.test(lower))) return undefined;
  const told =
    toldFirst ??
    toldMedium(sentence, behind, token.lower) ??
    toldInClause(sentence, behind) ??
    toldBefore(sentence, verb.finite);
  const isAsked = cues.questionWords.has(tokens[Math.min(subject.start, verb.finite) - 1]?.lower ?? '');
  const isComplete = !isAsked && (told !== undefined || isSaid(sentence, at, verb.needs, subject));
  // Without a clause there may still be a quotation that turns out to be the subject's.
  const need = isComplete && verb.needs !== 'quote' ? verb.needs : 'quote';
  if (need === 'quote' && !hasQuote(sentence)) return undefined;
  const end = Math.max(behind, told === undefined || told.end < behind ? 0 : told.end);
  return [verbSaying(at, subject, need, end), ...(told === undefined ? [] : [told])];
}

interface Verb {
  /** Token beside which the subject stands: the auxiliary, where there is one. */
  readonly finite: number;
  readonly needs: Complement;
}

const MAX_WORDS_TO_AUXILIARY = 8;

/** The saying verb at a token, with its auxiliary or its particle where it needs one. */
function verbAround(sentence: Sentence, at: number): Verb | undefined {
  const { tokens } = sentence;
  const { cues } = sentence.reading;
  const lower = tokens[at]?.lower ?? '';
  if (cues.blockers.has(tokens[at - 1]?.lower ?? '')) return undefined;
  const needs = cues.verbs.get(lower);
  const particles = cues.verbParticles.get(lower);
  if (isTakenBack(sentence, at)) return undefined;
  if (needs !== undefined && particles === undefined) return { finite: at, needs };
  if (needs !== undefined && particles !== undefined) {
    const isParticle = ({ lower }: Token, index: number) =>
      index > at && particles.has(lower) && (!cues.prepositions.has(lower) || isLastOf(sentence, index));
    const hasParticle = tokens.some(isParticle);
    if (hasParticle) return { finite: at, needs: needs === 'news' ? 'news' : 'any' };
    return needs === 'quote' ? { finite: at, needs } : undefined;
  }
  const perfect = cues.perfects.get(lower);
  if (perfect === undefined) return undefined;
  for (let finite = at - 1; finite >= Math.max(0, at - MAX_WORDS_TO_AUXILIARY); finite -= 1) {
    const token = tokens[finite];
    if (token?.kind === 'mark' || cues.blockers.has(token?.lower ?? '') || cues.passives.has(token?.lower ?? '')) break;
    if (cues.auxiliaries.has(token?.lower ?? ''))
      return cues.blockers.has(tokens[finite - 1]?.lower ?? '') ? undefined : { finite, needs: perfect };
  }
  return undefined;
}

/** "Bei dem Treffen mit dem Minister, Ron Dahl, habe Kern betont": what opens with a preposition isn't the subject of a second verb. */
function isFront({ tokens, reading }: Sentence, left: Subject, finite: number): boolean {
  const { cues } = reading;
  const opens = cues.isVerbSecond && left.start > 0 && cues.prepositions.has(tokens[0]?.lower ?? '');
  return (
    opens &&
    tokens[finite + 1]?.isCapital === true &&
    !tokens.slice(0, finite).some(({ lower }) => cues.verbs.has(lower))
  );
}

/** Whether a word is the last of its clause, as the particle of a verb is: "teilte am Montag mit, dass", "geeft toe dat". */
function isLastOf({ tokens, reading }: Sentence, at: number): boolean {
  const next = tokens[at + 1];
  return (
    next?.kind !== 'word' || reading.cues.clauseOpeners.has(next.lower) || reading.cues.conjunctions.has(next.lower)
  );
}

/** "sagte das Konzert ab", "meldete sich": a word of the same clause makes the verb another one. */
function isTakenBack(sentence: Sentence, at: number): boolean {
  const { tokens, reading } = sentence;
  const others = reading.cues.unsaid.get(tokens[at]?.lower ?? '');
  if (others === undefined) return false;
  for (let index = at + 1; tokens[index]?.kind === 'word'; index += 1) {
    if (others.has(tokens[index]?.lower ?? '') && (index === at + 1 || isLastOf(sentence, index))) return true;
  }
  return false;
}

/** ", said Jane Roe": behind a quotation, a comma, at the start of a line, or behind what isn't the subject. */
function invertedSubject(
  sentence: Sentence,
  at: number,
  finite: number,
  left: Subject | undefined,
  from: number,
): Subject | undefined {
  const { tokens, reading } = sentence;
  const { cues } = reading;
  const before = tokens[finite - 1];
  const isFree = cues.hasFreeInversion || cues.isVerbSecond;
  if (isFree ? isOwnSubject(sentence, left, finite) : left !== undefined) return undefined;
  // "“Honest” describes Smith": what is said ends in a comma of its own.
  const needsComma = cues.verbs.get(tokens[at]?.lower ?? '') === 'quote' && cues.language === 'en';
  if (needsComma && before?.kind === 'quote' && !/[\p{P}]$/u.test(before.text)) return undefined;
  const isBlocked =
    before?.kind === 'word' && !isFree && !cues.conjunctions.has(before.lower) && !/^(?:so|wie)$/.test(before.lower);
  if (isBlocked || (before === undefined && !isFree)) return undefined;
  if (cues.blockers.has(tokens[from]?.lower ?? '')) return undefined;
  const behind = subjectStarting(sentence, from);
  if (behind !== undefined || finite === at || !cues.isVerbSecond) return behind;
  return subjectStarting(sentence, finite + 1);
}

/** "bezeichnete es Kern als": a pronoun may stand before who says it. */
function behindObject(sentence: Sentence, from: number): number {
  const { tokens, reading } = sentence;
  const isPronoun = reading.cues.capitalisesNouns && /^(?:es|ihn|ihm|ihnen|sich)$/.test(tokens[from]?.lower ?? '');
  return isPronoun && tokens[from + 1]?.isCapital === true ? from + 1 : behindPlatform(sentence, from);
}

/** "ha scritto su X la premier", "napisał na platformie X poseł": where it was said may stand before who said it. */
function behindPlatform({ tokens, reading }: Sentence, from: number): number {
  const platform = tokens[from + 1]?.isCapital === false ? from + 2 : from + 1;
  const isPhrase =
    reading.cues.prepositions.has(tokens[from]?.lower ?? '') && platforms.test(tokens[platform]?.text ?? '');
  return isPhrase ? platform + 1 : from;
}

/** Whether what stands before a verb is its subject, though nobody to name, and no adverb, object or opening clause. */
function isOwnSubject(sentence: Sentence, left: Subject | undefined, finite: number): boolean {
  if (left === undefined) return false;
  const { tokens, reading } = sentence;
  const { cues } = reading;
  const first = tokens[left.start];
  const last = tokens[finite - 1];
  const isOpening = (lower: string) =>
    cues.prepositions.has(lower) ||
    cues.adverbs.has(lower) ||
    cues.conjunctions.has(lower) ||
    cues.openers.has(lower) ||
    cues.times.has(lower) ||
    /^(?:lo|la|le|so|das|dies|se|si|s|me|så|zo|det|to)$/.test(lower);
  return !isOpening(first?.lower ?? '') && !isOpening(last?.lower ?? '');
}

/** "…, adding that": said by whom the sentence is about, or by whom it quoted last. */
function participleAt(sentence: Sentence, at: number, earlier: readonly Saying[]): Saying[] | undefined {
  const { tokens, reading } = sentence;
  const needs = reading.cues.participles.get(tokens[at]?.lower ?? '');
  const before = tokens[at - 1];
  // "with analysts predicting …" has a subject of its own; "a flood warning" and "by saying" are no such participle at all.
  const isFree =
    before?.kind !== 'word' || reading.cues.conjunctions.has(before.lower) || reading.cues.adverbs.has(before.lower);
  if (needs === undefined || before === undefined || !isFree) return undefined;
  const speaker = earlier.findLast((saying) => saying.sort === 'verb');
  if (speaker !== undefined) return [{ at, start: at, end: at + 1, sources: speaker.sources, sort: 'verb', needs }];
  const subject = clauseSubject(sentence, at);
  // NOTE: without a subject the saying still stands, so that its quotation isn't given to somebody else.
  const said: Subject = subject ?? { sources: [], start: at, end: at + 1 };
  const isComplete =
    needs === 'any' || hasQuote(sentence) || reading.cues.clauseOpeners.has(tokens[at + 1]?.lower ?? '');
  return isComplete ? [{ ...verbSaying(at, said, needs), start: at }] : undefined;
}

/** The subject of the main clause before a participle: a name right at its start, before a verb that isn't hearsay. */
function clauseSubject(sentence: Sentence, before: number): Subject | undefined {
  const { tokens, mentions, reading } = sentence;
  for (const mention of mentions) {
    if (mention.end >= before) return undefined;
    const next = tokens[mention.end];
    if (
      mention.sort === 'place' ||
      next?.kind !== 'word' ||
      next.isCapital ||
      reading.cues.prepositions.has(next.lower)
    )
      continue;
    const subject = subjectEnding(sentence, mention.end - 1);
    if (subject === undefined || subject.sources.length === 0) continue;
    const isHearsay = tokens.slice(mention.end, before).some((token) => reading.cues.hearsay.has(token.lower));
    return { ...subject, isHearsay };
  }
  return undefined;
}
