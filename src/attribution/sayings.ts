/** Speech verbs: where in a sentence something is said, and by whom. */

import type { NamedSource } from './attribution.ts';
import type { Complement } from './cues.ts';
import { isMedium } from './known-sources.ts';
import { type Sentence, type Subject, sourceOf } from './sentence.ts';
import { subjectStarting } from './subject-after.ts';
import { subjectEnding } from './subject-before.ts';

/** One saying: a verb with its subject, or words such as "according to" with their source. */
export interface Saying {
  /** Token of the verb or the first of the cue; `start` to `end` covers the speaker's name as well. */
  readonly at: number;
  readonly start: number;
  readonly end: number;
  readonly sources: readonly NamedSource[];
  /** `cue`: "according to"; `mention`: the source is named but can't have spoken a quotation ("told Reuters"). */
  readonly sort: 'verb' | 'cue' | 'mention';
  readonly needs: Complement;
}

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

function cueAt(sentence: Sentence, at: number): Saying[] | undefined {
  const { cues } = sentence.reading;
  const { tokens } = sentence;
  const wide = phraseAt(sentence, at, cues.beforeSource);
  const narrow = Math.max(phraseAt(sentence, at, cues.beforeMedium), phraseAt(sentence, at, cues.interviewCues));
  if (cues.afterSource.has(tokens[at]?.lower ?? '')) {
    const before = subjectEnding(sentence, at - 1);
    return before === undefined ? undefined : [{ at, ...before, end: at + 1, sort: 'cue', needs: 'any' }];
  }
  if (wide === 0 && narrow === 0) return undefined;
  if (cues.blockers.has(tokens[at - 1]?.lower ?? '')) return undefined;
  const length = Math.max(wide, narrow);
  const subject = subjectStarting(sentence, at + length);
  if (subject === undefined) return undefined;
  const sources = wide >= narrow ? subject.sources : subject.sources.filter(isMedium);
  // Only a full "according to" carries words that somebody spoke; "confirmed by" and "citing" don't.
  const speaks =
    wide > 0 && !/^(?:wie|citing)$/.test(tokens[at]?.lower ?? '') && tokens[at + 1]?.lower !== 'by' && wide >= narrow;
  return [{ at, start: at, end: subject.end, sources, sort: speaks ? 'cue' : 'mention', needs: 'any' }];
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
  const { tokens, reading } = sentence;
  const { cues } = reading;
  const token = tokens[at];
  if (token === undefined || (token.isCapital && !reading.isTitleCase)) return undefined;
  const needs = cues.verbs.get(token.lower);
  if (needs === undefined || cues.emptyObjects.has(tokens[at + 1]?.lower ?? '')) return undefined;
  const before = subjectEnding(sentence, at - 1);
  const subject = before ?? invertedSubject(sentence, at);
  if (subject === undefined) return undefined;
  const isInverted = before === undefined;
  // Without a clause there may still be a quotation that turns out to be the subject's.
  const need = isSaid(sentence, at, needs, subject) ? needs : 'quote';
  if (need === 'quote' && !hasQuote(sentence)) return undefined;
  const told = toldMedium(sentence, isInverted ? subject.end : at + 1, token.lower);
  const end = told?.end ?? (isInverted ? subject.end : at + 1);
  return [verbSaying(at, subject, need, end), ...(told === undefined ? [] : [told])];
}

/** ", said Jane Roe": only behind a quotation, a comma, or at the start of a line. */
function invertedSubject(sentence: Sentence, at: number): Subject | undefined {
  const { tokens, reading } = sentence;
  const before = tokens[at - 1];
  // German has one part of the sentence before its verb: "Kürzlich sagte Jana Roth".
  const isSecond = reading.cues.capitalisesNouns && at === 1 && reading.cues.adverbs.has(before?.lower ?? '');
  const isBlocked =
    before?.kind === 'word' &&
    !isSecond &&
    !reading.cues.conjunctions.has(before.lower) &&
    !/^(?:so|wie)$/.test(before.lower);
  if (isBlocked || (before === undefined && !reading.cues.capitalisesNouns)) return undefined;
  const subject = subjectStarting(sentence, at + 1);
  return subject === undefined || reading.cues.blockers.has(tokens[at + 1]?.lower ?? '') ? undefined : subject;
}

function hasQuote(sentence: Sentence): boolean {
  return sentence.tokens.some((token) => token.kind === 'quote');
}

/** Whether a verb that needs a clause or a quotation has one. */
function isSaid(sentence: Sentence, at: number, needs: Complement, subject: Subject): boolean {
  const { tokens, reading } = sentence;
  if (needs !== 'clause') return needs === 'any';
  const next = tokens[Math.max(at + 1, subject.start > at ? subject.end : 0)];
  let front = Math.min(subject.start, at) - 1;
  if (reading.cues.determiners.has(tokens[front]?.lower ?? '')) front -= 1;
  const isParenthetic = front > 0 && /^[,–—-]$/.test(tokens[front]?.text ?? '');
  const isLast = next === undefined || (next.kind === 'mark' && /[.,;–—]/.test(next.text));
  const isCommaClause = reading.cues.capitalisesNouns && tokens.slice(at).some((token) => token.text === ',');
  return reading.cues.clauseOpeners.has(next?.lower ?? '') || (isParenthetic && isLast) || isCommaClause;
}

const MAX_WORDS_BEFORE_MEDIUM = 4;

/** Who was told, where it is a medium: "told Reuters", "sagte sie der Süddeutschen Zeitung". */
function toldMedium(sentence: Sentence, from: number, verb: string): Saying | undefined {
  const { cues } = sentence.reading;
  if (!cues.tellVerbs.has(verb)) return undefined;
  const mention = sentence.mentions.find(
    (candidate) => candidate.start >= from && candidate.start <= from + MAX_WORDS_BEFORE_MEDIUM,
  );
  if (mention === undefined) return undefined;
  const source = sourceOf(mention, sentence);
  const between = sentence.tokens.slice(from, mention.start);
  const isObject = between.every(
    (token) =>
      cues.determiners.has(token.lower) ||
      cues.roles.has(token.lower) ||
      cues.personalPronouns.has(token.lower) ||
      token.lower === 'news',
  );
  // In German the dative's article alone tells who was told from who was told about.
  const isDative = !cues.capitalisesNouns || between.some((token) => /^(?:der|dem|den)$/.test(token.lower));
  if (!isObject || !isDative || source === undefined || !isMedium(source)) return undefined;
  return { at: from, start: from, end: mention.end, sources: [source], sort: 'mention', needs: 'any' };
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
