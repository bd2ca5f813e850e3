/** Speech verbs: where in a sentence something is said, and by whom. */

import { cueAt } from './citings.ts';
import type { Complement } from './cues.ts';
import { behindObject, behindTime, dropped, invertedSubject, isFront } from './inversion.ts';
import { negation, phraseAt } from './phrases.ts';
import { hasQuote, isSaid } from './said.ts';
import type { Saying } from './saying.ts';
import type { Sentence, Subject } from './sentence.ts';
import { subjectStarting } from './subject-after.ts';
import { subjectEnding } from './subject-before.ts';
import { toldBefore, toldBetween, toldInClause, toldMedium } from './told.ts';
import { verbAround } from './verbs.ts';

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
  const between = toldBetween(sentence, verb.finite);
  const left = subjectEnding(sentence, between?.speakerEnd ?? verb.finite - 1);
  const isNamed = left !== undefined && left.sources.length > 0 && !isFront(sentence, left, verb.finite);
  const toldFirst = isNamed ? undefined : toldMedium(sentence, at + 1, token.lower);
  const from = toldFirst?.end ?? behindObject(sentence, behindTime(sentence, verb.end));
  const right = isNamed ? undefined : invertedSubject(sentence, at, verb.finite, left, from);
  const subject = right ?? left ?? dropped(sentence, verb);
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
    between?.told ??
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
    // "met Democrats who resist the deal, saying it …": they say.
    if (tokens.slice(mention.end, before).some(({ lower }) => reading.cues.relatives.has(lower))) return undefined;
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
