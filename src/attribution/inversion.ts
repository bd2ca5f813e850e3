/** Subjects that don't stand before their verb: behind it, behind what may come between, or nowhere. */

import { platforms } from './phrases.ts';
import { isRole, type Sentence, type Subject } from './sentence.ts';
import { subjectStarting } from './subject-after.ts';
import { isOpeningVerb, type Verb } from './verbs.ts';
import { words } from './word-list.ts';

/** "“…”, explicó.": where a verb needs no pronoun, behind a quotation, and with nothing that could be its subject. */
export function dropped({ tokens, reading, pronoun }: Sentence, verb: Verb): Subject | undefined {
  const { cues } = reading;
  const before = tokens[verb.finite - 1];
  const isBehindQuote =
    before?.kind === 'quote' || (/^[,–—-]$/.test(before?.text ?? '') && tokens[verb.finite - 2]?.kind === 'quote');
  const next = tokens[verb.end];
  const isBare = next?.kind !== 'word' || (cues.prepositions.has(next.lower) && !cues.determiners.has(next.lower));
  if (!cues.dropsPronouns || pronoun === undefined || !isBehindQuote || !isBare) return undefined;
  return { sources: [pronoun], start: verb.finite, end: verb.end };
}

/** "podkreślił w czwartek wójt": when it was said may stand before who says it. */
export function behindTime(sentence: Sentence, from: number): number {
  const { tokens, reading } = sentence;
  const { times, timeLeads, capitalisesNouns } = reading.cues;
  const isLead = timeLeads.has(tokens[from]?.lower ?? '') && times.has(tokens[from + 1]?.lower ?? '');
  if (isLead) return from + 2;
  // "entgegnet etwa der Ökonom"
  if (
    capitalisesNouns &&
    /^(?:etwa|beispielsweise|hingegen|dagegen|derweil|auch|dann|dazu|daraufhin|später|wiederum|unterdessen)$/.test(
      tokens[from]?.lower ?? '',
    )
  )
    return from + 1;
  const behind = behindPhrase(sentence, from);
  if (behind !== undefined) return behind;
  return times.has(tokens[from]?.lower ?? '') && tokens[from]?.isCapital === false ? from + 1 : from;
}

/** "przyznał po meczu kapitan Jan Bury", "dijo tras el partido el técnico": where or when it was said. */
function behindPhrase({ tokens, reading }: Sentence, from: number): number | undefined {
  const { cues } = reading;
  const preposition = tokens[from]?.lower ?? '';
  const mayStand = cues.hasFreeInversion || cues.isVerbSecond;
  const isTo =
    cues.toldMarkers.has(preposition) || /^(?:a|à|al|do|dla|aan|tegen|till|an|von|o|om|über|van)$/.test(preposition);
  if (!mayStand || isTo || !cues.prepositions.has(preposition) || cues.determiners.has(preposition)) return undefined;
  let at = from + 1;
  if (cues.determiners.has(tokens[at]?.lower ?? '')) at += 1;
  const noun = tokens[at];
  const isNoun = noun?.kind === 'word' && noun.isCapital === cues.capitalisesNouns && !isRole(noun, cues);
  const next = tokens[at + 1];
  const isSpeaker = isRole(next, cues) || (cues.determiners.has(next?.lower ?? '') && isRole(tokens[at + 2], cues));
  return isNoun && isSpeaker ? at + 1 : undefined;
}

/** "bezeichnete es Kern als": a pronoun may stand before who says it. */
export function behindObject(sentence: Sentence, from: number): number {
  const { tokens, reading } = sentence;
  const isPronoun = reading.cues.capitalisesNouns && /^(?:es|ihn|ihm|ihnen|sich)$/.test(tokens[from]?.lower ?? '');
  // "„Lächerlich“ findet das Jana Roth", but "lautet das Fazit"
  const isThis = reading.cues.capitalisesNouns && tokens[from]?.lower === 'das';
  const person = isThis
    ? sentence.mentions.find(({ sort, front, start }) => sort === 'person' && (front ?? start) === from + 1)
    : undefined;
  if (person !== undefined) return from + 1;
  // "das wünscht sich auch Jana Roth"
  const isAlso = isPronoun && /^(?:auch|etwa|zudem|ebenfalls)$/.test(tokens[from + 1]?.lower ?? '');
  const behind = isAlso ? from + 2 : from + 1;
  const next = tokens[behind];
  const isSubject = next?.isCapital === true || /^d(?:er|ie)$/.test(next?.lower ?? '');
  return isPronoun && isSubject ? behind : behindPlatform(sentence, from);
}

/** "ha scritto su X la premier", "napisał na platformie X poseł": where it was said may stand before who said it. */
function behindPlatform({ tokens, reading }: Sentence, from: number): number {
  const platform = tokens[from + 1]?.isCapital === false ? from + 2 : from + 1;
  const isPhrase =
    reading.cues.prepositions.has(tokens[from]?.lower ?? '') && platforms.test(tokens[platform]?.text ?? '');
  return isPhrase ? platform + 1 : from;
}

/**
 * ", said Jane Roe.": in English behind a comma and with nothing but her place behind her, so that what stands before is what she
 * said, whoever it begins with: "The mayor, John Doe, was late, said Jane Roe of the council."
 */
export function isTagged(sentence: Sentence, at: number): boolean {
  const { tokens, reading } = sentence;
  const { cues } = reading;
  const isTag = cues.language === 'en' && tokens[at - 1]?.text === ',' && taggingVerbs.has(tokens[at]?.lower ?? '');
  const behind = isTag ? subjectStarting(sentence, at + 1) : undefined;
  if (behind === undefined || !hasFiniteBefore(sentence, at - 1)) return false;
  const noun = tokens[at + 2];
  const isSomebody =
    cues.determiners.has(tokens[at + 1]?.lower ?? '') &&
    noun !== undefined &&
    (isRole(noun, cues) || cues.anonymous.has(noun.lower) || cues.mouthpieces.has(noun.lower));
  // "Jane Roe, the mayor, was hurt, said John Doe", but "said John Doe lied".
  const name = sentence.mentions.findLast(({ start, end }) => start > at && end <= behind.end);
  const next = tokens[name?.end ?? behind.end];
  const isEnd = next?.kind !== 'word' || cues.prepositions.has(next.lower) || cues.times.has(next.lower);
  return isEnd && (behind.sources.length > 0 || isSomebody);
}

/** Whether a clause ends at a comma, and not only what explains a name: "The mayor, John Doe, was late,". */
function hasFiniteBefore({ tokens, reading }: Sentence, comma: number): boolean {
  const { finiteVerbs, relatives } = reading.cues;
  return tokens
    .slice(0, comma)
    .some(
      ({ lower }, at) =>
        finiteVerbs.has(lower) && !relatives.has(tokens[at - 1]?.lower ?? '') && tokens[at - 1]?.lower !== 'which',
    );
}

/** Whom they are said to can't stand right behind them. */
const taggingVerbs = words('said says explained explains added adds noted notes');

/** ", said Jane Roe": behind a quotation, a comma, at the start of a line, or behind what isn't the subject. */
export function invertedSubject(
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
  // "“…,” a neighbour, who gave no name, told Roe": in English whom one tells stands behind, and never who tells.
  if (cues.language === 'en' && cues.tellVerbs.has(tokens[at]?.lower ?? '') && !isOpeningVerb(tokens, at, cues))
    return undefined;
  if (isFree ? isOwnSubject(sentence, left, finite) : left !== undefined && !isTagged(sentence, at)) return undefined;
  // "“Honest” describes Smith": what is said ends in a comma of its own.
  const needsComma = cues.verbs.get(tokens[at]?.lower ?? '') === 'quote' && cues.language === 'en';
  if (needsComma && before?.kind === 'quote' && !/[\p{P}]$/u.test(before.text)) return undefined;
  // "He warns of war and says Jane Roe is wrong": in English only what is said may stand before.
  const isBehind = before !== undefined && before.kind !== 'word';
  if (!isFree && !isBehind && !isOpeningVerb(tokens, at, cues)) return undefined;
  if (cues.blockers.has(tokens[from]?.lower ?? '')) return undefined;
  const behind = subjectStarting(sentence, from);
  // "The paper, citing sources, said Jane Roe was hurt": without a quotation before it the name opens what was said.
  if (
    cues.language === 'en' &&
    before?.text === ',' &&
    behind !== undefined &&
    isFollowedByFinite(sentence, behind, from)
  )
    return undefined;
  if (behind !== undefined || finite === at || !cues.isVerbSecond) return behind;
  return subjectStarting(sentence, finite + 1);
}

function isFollowedByFinite({ tokens, mentions, reading }: Sentence, subject: Subject, from: number): boolean {
  const name = mentions.findLast(({ start, end }) => start >= from && end <= subject.end);
  return reading.cues.finiteVerbs.has(tokens[name?.end ?? subject.end]?.lower ?? '');
}

/** Whether what stands before a verb is its subject, though nobody to name, and no adverb, object or opening clause. */
function isOwnSubject(sentence: Sentence, left: Subject | undefined, finite: number): boolean {
  if (left === undefined) return false;
  const { tokens, reading } = sentence;
  const { cues } = reading;
  // "På frågan om framtiden svarade tränaren": what opens with a preposition is no subject where the verb is second.
  const opensPhrase = cues.isVerbSecond && cues.prepositions.has(tokens[0]?.lower ?? '') && left.sources.length === 0;
  if (opensPhrase && tokens.slice(0, finite).every(({ kind, lower }) => kind === 'word' && !cues.verbs.has(lower)))
    return false;
  const first = tokens[left.start];
  const last = tokens[finite - 1];
  const isOpening = (lower: string) =>
    cues.prepositions.has(lower) ||
    cues.adverbs.has(lower) ||
    cues.conjunctions.has(lower) ||
    cues.openers.has(lower) ||
    cues.times.has(lower) ||
    /^(?:lo|la|le|l'|so|das|dies|se|si|s|me|så|zo|det|to)$/.test(lower);
  // German "Klare Worte fand Landrat Jan Roth": without an article in front of the verb, and behind it somebody in office.
  const isBare =
    cues.language === 'de' && left.sources.length === 0 && first?.kind === 'word' && !cues.determiners.has(first.lower);
  const isTitled = sentence.mentions.some(
    ({ sort, title, start, front }) => sort === 'person' && title !== undefined && (front ?? start) === finite + 1,
  );
  if (isBare && isTitled && left.start === 0) return false;
  // German "Den Vorwurf wies Roth zurück": in this case it is done to.
  const isObject = cues.capitalisesNouns && left.sources.length === 0 && /^de[nm]$/.test(first?.lower ?? '');
  return !isObject && !isOpening(first?.lower ?? '') && !isOpening(last?.lower ?? '');
}

/** "Bei dem Treffen mit dem Minister, Ron Dahl, habe Kern betont": what opens with a preposition isn't the subject of a second verb. */
export function isFront({ tokens, reading }: Sentence, left: Subject, finite: number): boolean {
  const { cues } = reading;
  const opens = cues.isVerbSecond && left.start > 0 && cues.prepositions.has(tokens[0]?.lower ?? '');
  return (
    opens &&
    tokens[finite + 1]?.isCapital === true &&
    !tokens.slice(0, finite).some(({ lower }) => cues.verbs.has(lower))
  );
}
