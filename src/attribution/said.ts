/** Evidence that a verb of saying says: the clause, the quotation or the standing of the speaker that it needs. */

import type { Need } from './cues.ts';
import { isMedium } from './known-sources.ts';
import type { Mention } from './mention.ts';
import { isNameInMarks } from './names-in-marks.ts';
import { isInOffice } from './people.ts';
import { platforms } from './phrases.ts';
import { isReportedClause, opensReportedClause } from './pronouns.ts';
import { isRole, type Sentence, type Subject } from './sentence.ts';

export function hasQuote(sentence: Sentence): boolean {
  const { tokens, reading } = sentence;
  return tokens.some((token, at) => token.kind === 'quote' && !isNameInMarks(tokens, at, reading.cues));
}

/** Whether a verb has what it needs before its subject counts as a source; what needs a quotation has it later on, or hasn't. */
export function isSaid(sentence: Sentence, at: number, needs: Need, subject: Subject): boolean {
  if (needs === 'any' || isReported(sentence, at, subject)) return true;
  if (needs === 'quote') return false;
  if (needs === 'office') {
    const isPerson = subject.sources.every(({ kind }) => kind === 'PERSON');
    return isPerson && !isSubordinate(sentence, subject) && mayAnnounce(sentence, subject);
  }
  const isNews = needs === 'news' && !isSubordinate(sentence, subject) && mayAnnounce(sentence, subject);
  const isStand = needs === 'stand' && !isSubordinate(sentence, subject) && takesStand(sentence, at, subject);
  const isFound = sentence.reading.cues.findingVerbs.has(sentence.tokens[at]?.lower ?? '');
  const isPrivate = isFound && subject.sources.some(({ kind }) => kind === 'PERSON') && !mayAnnounce(sentence, subject);
  return (
    isNews || isStand || (!isPrivate && (hasClause(sentence, at, subject) || isBehindClause(sentence, at, subject)))
  );
}

const MIN_WORDS_OF_CLAUSE = 4;

/** German "Zwei Millionen Euro fehlen, bestätigte Roth auf Anfrage", "Dass Geld fehlt, hat Roth eingeräumt": what was said is the clause in front. */
function isBehindClause({ tokens, reading }: Sentence, at: number, { start }: Subject): boolean {
  const { language, conjunctions, thatWords, beliefVerbs, passives, auxiliaries } = reading.cues;
  const finite = auxiliaries.has(tokens[start - 1]?.lower ?? '') ? start - 1 : at;
  const first = tokens[0]?.lower ?? '';
  const isFront = finite > 2 && tokens[finite - 1]?.text === ',' && start === finite + 1;
  const isComposed = finite < at && reading.cues.perfects.has(tokens[at]?.lower ?? '');
  if (language !== 'de' || !isFront || beliefVerbs.has(tokens[at]?.lower ?? '')) return false;
  if (thatWords.has(first) || /^(?:ob|wie|warum)$/.test(first)) return true;
  const clause = tokens.slice(0, finite - 1);
  const hasVerb = clause.some(
    ({ lower, isCapital }) =>
      !isCapital &&
      (passives.has(lower) ||
        /^(?:ist|sind|war|waren|hat|haben|kann|können|muss|müssen|soll|sollen|fehlen|\p{L}{3,}(?:te|ten|t))$/u.test(
          lower,
        )),
  );
  const isOpened = conjunctions.has(first) || /^(?:da|als|nachdem|bevor|seit)$/.test(first);
  // "Die Fische fliehen vor Lärm, haben Forschende um Jana Roth herausgefunden"
  return (!isOpened && hasVerb && finite === at) || (isComposed && clause.length >= MIN_WORDS_OF_CLAUSE);
}

/** German "Die Lage sei ernst, orakelte Minister Roth", "Roth orakelte, die Lage sei ernst": in that mood it is said, whatever the verb is. */
function isReported(sentence: Sentence, at: number, subject: Subject): boolean {
  const { tokens, reading } = sentence;
  if (reading.cues.language !== 'de' || isSubordinate(sentence, subject)) return false;
  if (subject.start > at) return tokens[at - 1]?.text === ',' && isReportedClause(sentence, at - 1);
  const comma = tokens.findIndex(({ text }, index) => index > at && text === ',');
  return comma > 0 && opensReportedClause(sentence, comma + 1);
}

/** "even before the mayor announced it": what is told is when, and not what she said. */
function isSubordinate({ tokens, reading }: Sentence, { start }: Subject): boolean {
  const { cues } = reading;
  const before = tokens[start - 1]?.lower ?? '';
  const opens = cues.conjunctions.has(before) || cues.clausePrepositions.has(before);
  return opens && !cues.joining.has(before) && !cues.likeWords.has(before) && !contrast.test(before);
}

const contrast = /^(?:but|aber|mais|pero|mas|ma|maar|ale|men)$/;

/** A body, a medium, or somebody with an office: of anybody else "announced", "confirmed" may be about anything. */
function mayAnnounce(sentence: Sentence, subject: Subject): boolean {
  const { tokens, mentions, reading, cast } = sentence;
  if (subject.sources.some((source) => isMedium(source) || isInOffice(cast, source))) return true;
  const inside = mentions.filter(({ start, end }) => start >= subject.start && end <= subject.end);
  // "Anna Bakker" is no baker.
  const isInName = (at: number) => inside.some(({ start, end }) => at >= start && at < end);
  // German "Seilbahner Jan Roth": a noun right in front of a person's name is what they are.
  const isNoun = inside.some(
    ({ sort, front, start: first, name }) =>
      reading.cues.capitalisesNouns && sort === 'person' && front !== undefined && front < first && name.includes(' '),
  );
  const hasRole = tokens.some(
    (token, at) => at >= subject.start && at < subject.end && !isInName(at) && isRole(token, reading.cues),
  );
  // "His agent, Jane Roe of Roe & Doe, announced"
  const isApposed = tokens[subject.start - 1]?.text === ',' && isRole(tokens[subject.start - 2], reading.cues);
  return (
    hasRole ||
    isNoun ||
    isApposed ||
    inside.some((mention) => isStanding(mention, sentence) || isExplained(mention, sentence))
  );
}

/** What a person does in words alone, in German; whom one greets or what one asks for needn't be said. */
const inWords = /^(?:kritisier|beklag|bemängel|monier|attestier|bescheinig|verspricht|empf[ia]|bezweifel|befürworte)/;

/** A body, or somebody in office: "Gutachter Jan Roth bescheinigte dem Amt Versäumnisse". */
function takesStand(sentence: Sentence, at: number, subject: Subject): boolean {
  const { sources } = subject;
  const isPerson = sources.length > 0 && sources.every(({ kind }) => kind === 'PERSON');
  if (!isPerson) return isBody(sentence, subject);
  const { tokens, reading } = sentence;
  return reading.cues.language === 'de' && inWords.test(tokens[at]?.lower ?? '') && mayAnnounce(sentence, subject);
}

/** A body that is named, and no firm or state, which act as often as they speak. */
function isBody({ mentions }: Sentence, { start, end, sources }: Subject): boolean {
  const inside = mentions.filter((mention) => mention.start >= start && mention.end <= end);
  return (
    sources.length > 0 &&
    sources.every(({ kind }) => kind === 'ORGANIZATION') &&
    inside.some(({ sort }) => sort === 'known' || sort === 'body')
  );
}

function isStanding({ sort, title, name, kind }: Mention, { reading }: Sentence): boolean {
  // "Manchester United", but not "PSG", which plays as often as it announces.
  const isBody = sort === 'known' || sort === 'body' || (sort === 'lone' && kind !== undefined && name.includes(' '));
  return (isBody || title !== undefined) && !reading.isTitleCase;
}

/** "Jan Matysek, dyrektor muzeum,": what somebody is stands behind the name. */
function isExplained({ end }: Mention, { tokens, reading }: Sentence): boolean {
  const { cues } = reading;
  const first = tokens[end]?.text === ',' ? end + 1 : tokens.length;
  const noun = cues.determiners.has(tokens[first]?.lower ?? '') ? first + 1 : first;
  return isRole(tokens[noun], cues) || isRole(tokens[noun + 1], cues);
}

/** How far behind its verb the word that opens a clause may stand: "said on Tuesday that". */
const MAX_WORDS_TO_CLAUSE = 6;
/** The longest subject of a clause that opens with no word of its own: "said fares in the north had risen". */
const MAX_WORDS_TO_FINITE = 9;

/** "says in “The Long Road” that": behind the work in which somebody says it. */
function behindWork({ tokens, reading }: Sentence, from: number): number {
  const isWork = reading.cues.prepositions.has(tokens[from]?.lower ?? '') && tokens[from + 1]?.kind === 'quote';
  const isThat = reading.cues.thatWords.has(tokens[from + 2]?.lower ?? '');
  return isWork && isThat ? from + 2 : from;
}

const MAX_WORDS_TOLD = 5;

/** English "told a news conference on Tuesday", "told shareholders": behind whom somebody told it, where no clause begins there. */
function behindTold({ tokens, reading }: Sentence, at: number, from: number): number {
  const { cues } = reading;
  if (cues.language !== 'en' || !cues.tellVerbs.has(tokens[at]?.lower ?? '')) return from;
  for (let end = from; end <= from + MAX_WORDS_TOLD; end += 1) {
    const { kind, lower = '' } = tokens[end] ?? {};
    if (kind !== 'word' || cues.prepositions.has(lower) || cues.times.has(lower)) return end;
    if (cues.finiteVerbs.has(lower) || cues.conjunctions.has(lower) || cues.clauseOpeners.has(lower)) return from;
  }
  return from;
}

/** Whether what was said stands beside a verb as a clause, or around it: ", Jane Roe said." */
function hasClause(sentence: Sentence, at: number, subject: Subject): boolean {
  const { tokens, reading } = sentence;
  const { cues } = reading;
  const isInverted = subject.start > at;
  const behind = behindTold(sentence, at, behindWork(sentence, Math.max(at + 1, isInverted ? subject.end : 0)));
  const next = tokens[behind];
  let front = Math.min(subject.start, at) - 1;
  if (cues.determiners.has(tokens[front]?.lower ?? '')) front -= 1;
  const before = tokens[front];
  const isParenthetic = front > 0 && (before?.kind === 'quote' || /^[,–—-]$/.test(before?.text ?? ''));
  const isEnd = next === undefined || (next.kind === 'mark' && /[.,;–—]/.test(next.text));
  // The comma of "0,4 Prozent" parts nothing.
  const isBelief = cues.beliefVerbs.has(tokens[at]?.lower ?? '');
  const isClauseAt = ({ text = '', lower = '' }) =>
    isBelief ? cues.clauseOpeners.has(lower) || /^(?:wie|wo|wann|weshalb|wieso)$/.test(lower) : !/^\d/.test(text);
  const isCommaClause =
    cues.hasCommaClauses &&
    tokens.some(({ text }, index) => index >= at && text === ',' && isClauseAt(tokens[index + 1] ?? {}));
  // "Roth betonte: Die Brücke sei sicher."
  // Where a comma may open what was said, so may a colon; else only one right behind the verb: "found a job: driving" tells of no words.
  const isColonClause = tokens.some(
    ({ text }, index) =>
      (cues.hasCommaClauses ? index >= behind : index === behind) && text === ':' && tokens[index + 1]?.kind === 'word',
  );
  const follows = tokens.slice(behind, behind + MAX_WORDS_TO_FINITE);
  const stop = follows.findIndex((token) => token.kind !== 'word');
  const words = stop < 0 ? follows : follows.slice(0, stop);
  // ", Jane Roe wrote on Monday.", "on X": when and where may follow.
  const [, place] = follows;
  const isTail =
    cues.prepositions.has(next?.lower ?? '') &&
    (cues.times.has(place?.lower ?? '') || platforms.test(place?.text ?? ''));
  const isLast = isEnd || isTail;
  const isThatClause = follows
    .slice(0, Math.min(MAX_WORDS_TO_CLAUSE, words.length + (follows[stop]?.text === ',' ? 2 : 0)))
    .some((token) => cues.thatWords.has(token.lower));
  const isBareClause = !isBelief && words.slice(1).some(({ lower }) => cues.finiteVerbs.has(lower));
  // "como explica Ana Ruiz": what was said is the clause around; "das sagte": it stands before.
  const first = Math.min(subject.start, at) - 1;
  const isObject = /^(?:l'|le|lo|o)$/.test(tokens[first]?.lower ?? '');
  const isLike = cues.likeWords.has(tokens[isObject ? first - 1 : first]?.lower ?? '');
  const isPronoun = isInverted && cues.saidPronouns.has(tokens[at - 1]?.lower ?? '');
  return (
    // "said it was late", but not "confirmed it."
    (!isBelief && cues.clauseOpeners.has(next?.lower ?? '') && words.length > 1) ||
    isLike ||
    isPronoun ||
    isThatClause ||
    isBareClause ||
    (isParenthetic && (isLast || (isInverted && cues.hasFreeInversion))) ||
    isCommaClause ||
    isColonClause
  );
}
