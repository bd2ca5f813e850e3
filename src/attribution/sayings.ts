/** Speech verbs: where in a sentence something is said, and by whom. */

import type { Complement } from './cues.ts';
import { isMedium } from './known-sources.ts';
import { hasQuote, isSaid } from './said.ts';
import type { Saying } from './saying.ts';
import type { Sentence, Subject } from './sentence.ts';
import { subjectStarting } from './subject-after.ts';
import { subjectEnding } from './subject-before.ts';
import { toldBefore, toldInClause, toldMedium } from './told.ts';

export function sayingsIn(sentence: Sentence): Saying[] {
  const sayings: Saying[] = [];
  for (const at of sentence.tokens.keys()) {
    if (sentence.tokens[at]?.kind !== 'word') continue;
    const found =
      cueAt(sentence, at) ?? quotingAt(sentence, at) ?? verbAt(sentence, at) ?? participleAt(sentence, at, sayings);
    if (found !== undefined) sayings.push(...found);
  }
  return sayings;
}

const openings = new WeakMap<readonly string[], ReadonlyMap<string, readonly (readonly string[])[]>>();

/** Phrases as words, by the first of them: most words of a text open none. */
function byOpening(phrases: readonly string[]): ReadonlyMap<string, readonly (readonly string[])[]> {
  const made =
    openings.get(phrases) ??
    Map.groupBy(
      phrases.map((phrase) => phrase.split(' ')),
      ([first = '']) => first,
    );
  openings.set(phrases, made);
  return made;
}

/** How many tokens the longest of the phrases takes that stands at a token; 0 when none does. */
function phraseAt({ tokens }: Sentence, at: number, phrases: readonly string[]): number {
  let longest = 0;
  for (const words of byOpening(phrases).get(tokens[at]?.lower ?? '') ?? []) {
    if (words.length > longest && words.every((word, index) => tokens[at + index]?.lower === word))
      longest = words.length;
  }
  return longest;
}

const negation = /^(?:nicht|nie|niemals|keine?|niet|nooit|geen|inte|aldrig)$/;

function cueAt(sentence: Sentence, at: number): Saying[] | undefined {
  const { cues } = sentence.reading;
  const { tokens } = sentence;
  const lower = tokens[at]?.lower ?? '';
  if (cues.afterSource.has(lower)) {
    const before = subjectEnding(sentence, at - 1);
    return before === undefined ? undefined : [{ at, ...before, end: at + 1, sort: 'cue', needs: 'any' }];
  }
  if (cues.closingCues.has(lower)) return closingAt(sentence, at);
  const opinion = opinionAt(sentence, at);
  if (opinion !== undefined) return opinion;
  const spoken = phraseAt(sentence, at, cues.beforeSource);
  const named = phraseAt(sentence, at, cues.beforeNamed);
  const ofMedium = Math.max(phraseAt(sentence, at, cues.beforeMedium), phraseAt(sentence, at, cues.interviewCues));
  const length = Math.max(spoken, named, ofMedium);
  // "soll laut AFP" is said by AFP: where the verb is second, only a negation before the cue blocks it.
  const before = tokens[at - 1]?.lower ?? '';
  const isBlocked = cues.isVerbSecond ? negation.test(before) : cues.blockers.has(before);
  if (length === 0 || isBlocked) return undefined;
  const isOf = cues.ofWords.has(tokens[at + length]?.lower ?? '');
  const subject = subjectStarting(sentence, at + length + (isOf ? 1 : 0));
  if (subject === undefined) return undefined;
  const isWide = Math.max(spoken, named) >= ofMedium;
  const isAcronym = (name: string) => /^\p{Lu}{2,5}$/u.test(name);
  const sources = isWide
    ? subject.sources
    : subject.sources.filter((source) => isMedium(source) || isAcronym(source.name));
  const sort = spoken > 0 && spoken >= ofMedium && spoken >= named ? 'cue' : 'mention';
  return [{ at, start: at, end: subject.end, sources, sort, needs: 'any' }];
}

/** "Para Ana Ruiz, los indicios son “sólidos”": at the start of a sentence or behind a comma, and only with what she said. */
function opinionAt(sentence: Sentence, at: number): Saying[] | undefined {
  const { tokens, reading } = sentence;
  const length = phraseAt(sentence, at, reading.cues.beforeOpinion);
  const isFront = at === 0 || tokens[at - 1]?.text === ',';
  if (length === 0 || !isFront || !hasQuote(sentence)) return undefined;
  const subject = subjectStarting(sentence, at + length);
  if (subject === undefined || subject.sources.length === 0) return undefined;
  return [{ at, start: at, end: subject.end, sources: subject.sources, sort: 'cue', needs: 'quote' }];
}

/** "…, so Jana Roth.": behind a quotation or a comma, and its source ends the clause. */
function closingAt(sentence: Sentence, at: number): Saying[] | undefined {
  const { tokens } = sentence;
  const before = tokens[at - 1];
  const isBehind = before === undefined || before.kind === 'quote' || /^[,“”"]$/.test(before.text);
  const subject = isBehind ? subjectStarting(sentence, at + 1) : undefined;
  if (subject === undefined) return undefined;
  const next = tokens[subject.end];
  const { prepositions, adverbs, conjunctions } = sentence.reading.cues;
  const isLast =
    next?.kind !== 'word' || prepositions.has(next.lower) || adverbs.has(next.lower) || conjunctions.has(next.lower);
  return isLast
    ? [{ at, start: at, end: subject.end, sources: subject.sources, sort: 'cue', needs: 'any' }]
    : undefined;
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
  const verb = verbAround(sentence, at);
  if (verb === undefined || cues.emptyObjects.has(tokens[at + 1]?.lower ?? '')) return undefined;
  const left = subjectEnding(sentence, verb.finite - 1);
  const isNamed = left !== undefined && left.sources.length > 0;
  const toldFirst = isNamed ? undefined : toldMedium(sentence, at + 1, token.lower);
  const from = toldFirst?.end ?? behindPlatform(sentence, at + 1);
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
    const hasParticle = tokens.some((token, index) => index > at && particles.has(token.lower) && isLastOf(sentence, index));
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

const platforms = /^(?:X|Twitter|Twitterze|Facebooku|Instagramie|Instagram|Facebook|Telegram|LinkedIn|TikTok|Bluesky|Threads)$/;

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
