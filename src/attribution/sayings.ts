/** Speech verbs: where in a sentence something is said, and by whom. */

import { cueAt } from './citings.ts';
import type { Need } from './cues.ts';
import { hasEmptyObject } from './empty-object.ts';
import { withoutHearsay } from './hearsay.ts';
import { behindObject, behindTime, dropped, invertedSubject, isFront, isTagged } from './inversion.ts';
import { isMedium } from './known-sources.ts';
import { openingPerson } from './opening-subject.ts';
import { negation, phraseAt } from './phrases.ts';
import { hasQuote, isSaid } from './said.ts';
import type { Saying } from './saying.ts';
import { isRole, mentionStarting, nobody, type Sentence, type Subject, sourceOf } from './sentence.ts';
import { subjectStarting } from './subject-after.ts';
import { subjectEnding } from './subject-before.ts';
import { isSupposed } from './supposed.ts';
import { saidIn, saidTo, toldBefore, toldBetween, toldInClause, toldMedium } from './told.ts';
import { isOpeningVerb, verbAround } from './verbs.ts';

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
  const speaks = ({ sort, sources }: Saying) => sort === 'verb' && sources.some(({ kind }) => kind === 'PERSON');
  const told = sayings.filter(speaks).flatMap(({ at }) => saidIn(sentence, at));
  const isNew = ({ start, end }: Saying) =>
    sayings.every((saying) => saying.sort !== 'mention' || saying.end <= start || saying.start >= end);
  return withoutHearsay(sentence, [...sayings, ...told.filter(isNew)]);
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
  // "The Post quoted him as saying": somebody, and nobody to name.
  const isSomebody =
    tokens[at + 1]?.kind === 'word' &&
    mentionStarting(sentence, at + 1) === undefined &&
    phraseAt(sentence, at + 2, cues.quotingClose) > 0;
  const quoted = isSomebody ? nobody(at + 1, at + 2) : subjectStarting(sentence, at + 1);
  const inverted = cues.isVerbSecond ? quotedByMedium(sentence, at) : undefined;
  if (inverted !== undefined) return inverted;
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

/** German "„…“, zitiert das Handelsblatt die Ministerin Jana Roth": the medium, and who spoke. */
function quotedByMedium(sentence: Sentence, at: number): Saying[] | undefined {
  const medium = subjectStarting(sentence, at + 1);
  if (medium === undefined || !medium.sources.every(isMedium) || medium.sources.length === 0) return undefined;
  const speaker = subjectStarting(sentence, medium.end) ?? nobody(medium.end, medium.end);
  return [{ ...verbSaying(at, medium, 'any'), sort: 'mention' }, verbSaying(at, speaker, 'any')];
}

function verbSaying(at: number, subject: Subject, needs: Need, end: number = at + 1): Saying {
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
  const isOpening = at === 0 && (cues.hasFreeInversion || isOpeningVerb(tokens, at, cues));
  if (token === undefined || (token.isCapital && !reading.isTitleCase && !isOpening)) return undefined;
  // "the Grey report said": what is a noun as well is one before a verb.
  const isNoun =
    (cues.mouthpieces.has(token.lower) && cues.verbs.has(tokens[at + 1]?.lower ?? '')) || isOwned(sentence, at);
  const verb = isNoun ? undefined : verbAround(sentence, at);
  if (verb === undefined || hasEmptyObject(sentence, at)) return undefined;
  const between = toldBetween(sentence, verb.finite);
  const left = subjectEnding(sentence, between?.speakerEnd ?? verb.finite - 1);
  const isLeft = left !== undefined && left.sources.length > 0 && !isFront(sentence, left, verb.finite);
  const isNamed = isLeft && !isTagged(sentence, at);
  const toldFirst = isNamed ? undefined : toldMedium(sentence, at + 1, token.lower);
  const from = toldFirst?.end ?? behindObject(sentence, behindTime(sentence, verb.end));
  const right = isNamed ? undefined : invertedSubject(sentence, at, verb.finite, left, from);
  const spoken = right ?? (isNamed ? left : (openedByLike(sentence, verb.finite) ?? left)) ?? dropped(sentence, verb);
  const subject =
    spoken !== undefined && isSupposed(sentence, spoken, verb.finite) ? { ...spoken, sources: [] } : spoken;
  if (subject === undefined)
    return toldFirst === undefined || (verb.needs === 'quote' && !hasQuote(sentence)) ? undefined : [toldFirst];
  // "Brat Adama Nowaka mówi": a name in another case than the subject's belongs to it.
  if (mentions.some(({ isOblique, start, end }) => isOblique === true && start >= subject.start && end <= subject.end))
    return undefined;
  const isInverted = right !== undefined;
  const behind = Math.max(at + 1, isInverted ? subject.end : 0);
  // "sagte die Bahn nicht": where the verb is second, it is denied behind its subject.
  const isDoubt = /^glaub/.test(token.lower) && cues.thatWords.has(tokens[0]?.lower ?? '');
  const isDenied = cues.isVerbSecond && tokens.slice(at + 1, behind + 1).some(({ lower }) => negation.test(lower));
  if (isDenied && !isDoubt) return undefined;
  const told =
    between?.told ??
    toldFirst ??
    toldMedium(sentence, tokens[behind]?.text === ',' ? behind + 1 : behind, token.lower) ??
    toldInClause(sentence, behind) ??
    toldBefore(sentence, verb.finite) ??
    saidTo(sentence, behind);
  const isAsked = cues.questionWords.has(tokens[Math.min(subject.start, verb.finite) - 1]?.lower ?? '');
  const isComplete = !isAsked && (told !== undefined || isSaid(sentence, at, verb.needs, subject));
  // Without a clause there may still be a quotation that turns out to be the subject's.
  const isWhole = verb.needs !== 'quote' || cues.language === 'de';
  const need = isComplete && isWhole ? (verb.needs === 'quote' && told === undefined ? 'any' : verb.needs) : 'quote';
  if (need === 'quote' && !hasQuote(sentence)) return undefined;
  const end = Math.max(behind, told === undefined || told.end < behind ? 0 : told.end);
  return [verbSaying(at, subject, need, end), ...(told === undefined ? [] : [told])];
}

/** German "wie das Handelsblatt unter Berufung auf Insider schreibt": where the verb is last, its subject opens the clause. */
function openedByLike(sentence: Sentence, verb: number): Subject | undefined {
  const { tokens, reading } = sentence;
  const { cues } = reading;
  if (!cues.isVerbSecond || tokens[verb + 1]?.kind === 'word') return undefined;
  const start = tokens.findLastIndex(({ kind }, at) => at < verb && kind !== 'word') + 1;
  const isBetween = tokens.slice(start + 1, verb).some(({ lower, isCapital }) => !isCapital && cues.verbs.has(lower));
  const subject = cues.likeWords.has(tokens[start]?.lower ?? '') && !isBetween && subjectStarting(sentence, start + 1);
  return subject && subject.sources.length > 0 && subject.end <= verb ? { ...subject, start: start + 1 } : undefined;
}

/** "the comments", "Smith's claims": in English a noun, though a verb is written so as well. */
function isOwned({ tokens, reading }: Sentence, at: number): boolean {
  if (reading.cues.language !== 'en') return false;
  const before = tokens[at - 1];
  // "Dunmore's said"
  const isPast = /ed$|^(?:said|says|told|tells|wrote|writes|thinks|believes)$/.test(tokens[at]?.lower ?? '');
  if (before?.isPossessive === true) return !isPast;
  return /^(?:the|an?|his|its|their|our|my|your|these|those|that|this)$/.test(before?.lower ?? '');
}

/** "…, adding that": said by whom the sentence is about, or by whom it quoted last. */
function participleAt(sentence: Sentence, at: number, earlier: readonly Saying[]): Saying[] | undefined {
  const { tokens, reading } = sentence;
  const needs = reading.cues.participles.get(tokens[at]?.lower ?? '');
  const before = tokens[at - 1];
  // "with analysts predicting …" has a subject of its own; "a flood warning" and "by saying" are no such participle at all.
  const isFree =
    before?.kind !== 'word' || reading.cues.conjunctions.has(before.lower) || reading.cues.adverbs.has(before.lower);
  if (needs === undefined || before === undefined) return undefined;
  const accompanying = isFree ? undefined : withPerson(sentence, at);
  if (accompanying !== undefined) return [{ ...verbSaying(at, accompanying, 'any'), start: at }];
  if (!isFree) return undefined;
  const told = toldMedium(sentence, at + 1, tokens[at]?.lower ?? '');
  const end = told?.end ?? at + 1;
  const others = told === undefined ? [] : [told];
  const speaker = earlier.findLast((saying) => saying.sort === 'verb');
  if (speaker !== undefined) {
    // "The Post reports Jane Roe stood up late, saying …": she says, and not the paper.
    const isTold =
      speaker.sources.some(isMedium) &&
      sentence.mentions.some(({ start, sort }) => start > speaker.at && start < at && sort !== 'place');
    return [{ at, start: at, end, sources: isTold ? [] : speaker.sources, sort: 'verb', needs }, ...others];
  }
  const subject = clauseSubject(sentence, at);
  // NOTE: without a subject the saying still stands, so that its quotation isn't given to somebody else.
  const said: Subject = subject ?? { sources: [], start: at, end: at + 1 };
  const isComplete =
    needs === 'any' || hasQuote(sentence) || reading.cues.clauseOpeners.has(tokens[at + 1]?.lower ?? '');
  return isComplete ? [{ ...verbSaying(at, said, needs, end), start: at }, ...others] : undefined;
}

/** "…, with spokesman John Doe saying": a participle with a subject of its own. */
function withPerson(sentence: Sentence, at: number): Subject | undefined {
  const { tokens, reading } = sentence;
  const mention = sentence.mentions.find(({ end }) => end === at);
  let start = mention?.front ?? mention?.start ?? 0;
  while (isRole(tokens[start - 1], reading.cues) || reading.cues.determiners.has(tokens[start - 1]?.lower ?? ''))
    start -= 1;
  const isWith = reading.cues.language === 'en' && tokens[start - 1]?.lower === 'with';
  const source = isWith && mention?.sort === 'person' ? sourceOf(mention, sentence) : undefined;
  return source === undefined ? undefined : { sources: [source], start: start - 1, end: at };
}

/** The subject of the main clause before a participle: a name right at its start, before a verb that isn't hearsay. */
function clauseSubject(sentence: Sentence, before: number): Subject | undefined {
  const { tokens, mentions, reading } = sentence;
  // "Jane Roe, the mayor, backed the plan, saying"
  const opening = tokens[before - 1]?.text === ',' ? openingPerson(sentence, before - 1) : undefined;
  if (opening !== undefined) return opening;
  for (const mention of mentions) {
    if (mention.end >= before) return undefined;
    // "met Democrats who resist the deal, saying it …": they say.
    if (tokens.slice(mention.end, before).some(({ lower }) => reading.cues.relatives.has(lower))) return undefined;
    const next = tokens[mention.end];
    if (
      mention.sort === 'place' ||
      next?.kind !== 'word' ||
      next.isCapital ||
      isRole(next, reading.cues) ||
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
