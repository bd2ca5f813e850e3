/** Whom "he" or "she" in the next sentence is: the one person of this one, if there is no other. */

import type { NamedSource } from './attribution.ts';
import type { Mention } from './mention.ts';
import type { Saying } from './saying.ts';
import { isRole, type Sentence, sourceOf } from './sentence.ts';
import { subjectPerson } from './subject-person.ts';
import type { Token } from './tokens.ts';

/** "Für Jana Roth kommt das zur Unzeit.", "Kritik kommt von Jana Roth." */
const concerning =
  /^(?:für|kritik|lob|widerspruch|zuspruch|zustimmung|unterstützung|rückendeckung|beifall|applaus|gegenwind|protest|skepsis)$/;

/** The one person who speaks in a sentence, or of whom it tells, if nobody else is named in it. */
export function onlyPerson(sentence: Sentence, sayings: readonly Saying[]): NamedSource | undefined {
  const speakers = sayings
    .flatMap((saying) => (saying.sort === 'mention' ? [] : saying.sources))
    .filter((source) => source.kind === 'PERSON')
    .map((source) => source.name);
  const people = sentence.mentions.flatMap((mention) => {
    const source = sourceOf(mention, sentence);
    return source?.kind === 'PERSON' ? [{ mention, name: source.name }] : [];
  });
  const names = new Set([...speakers, ...people.map(({ name }) => name)]);
  const [name] = names;
  // "Cattermole said no. “Never,” he added": who may be anything is a person where "he" takes it up.
  if (name === undefined) return onlyUnsure(sentence, sayings);
  if (names.size > 1) return undefined;
  const subject = subjectPerson(sentence)?.source;
  // "Für Bäcker Jan Roth kommt das zur Unzeit."
  const isConcerned = concerning.test(sentence.tokens[0]?.lower ?? '') && people.length > 0;
  if (subject !== undefined || isConcerned) return subject ?? { name, kind: 'PERSON' };
  const isSubject = people.some(({ mention }) => isFree(mention, sentence) || isMet(mention, sentence));
  return speakers.length > 0 || isSubject ? { name, kind: 'PERSON' } : undefined;
}

function onlyUnsure({ mentions }: Sentence, sayings: readonly Saying[]): NamedSource | undefined {
  const speakers = sayings.flatMap(({ sort, sources }) => (sort === 'verb' ? sources : []));
  const [speaker, ...others] = speakers;
  const isWord =
    speaker?.kind === 'OTHER' && mentions.some(({ sort, name }) => sort === 'lone' && name === speaker.name);
  return isWord && others.length === 0 ? { name: speaker.name, kind: 'PERSON' } : undefined;
}

/** "I meet Jane Roe in her kitchen": whom the one who writes has in front of them, and who speaks next. */
function isMet({ sort, end }: Mention, { tokens }: Sentence): boolean {
  const isWriter = /^(?:i|we|ich|wir)$/.test(tokens[0]?.lower ?? '') && tokens[1]?.kind === 'word';
  return sort === 'person' && isWriter && tokens[end - 1]?.isPossessive !== true;
}

/** "Der Historiker Joachim Brandt hält …", "Brandt hält …": a person's name that isn't only what something else is of, or is done to. */
export function isFree(mention: Mention, { tokens, reading }: Sentence): boolean {
  const { cues } = reading;
  let at = (mention.front ?? mention.start) - 1;
  while (cues.determiners.has(tokens[at]?.lower ?? '') || isRole(tokens[at], cues)) at -= 1;
  // "Celtic manager Jock Rennie"
  if (isRole(tokens[at + 1], cues)) while (tokens[at]?.isCapital && !cues.capitalisesNouns) at -= 1;
  const before = tokens[at];
  // German "Auf Bakare angesprochen, lächelte Trainer Renner": the verb right behind a comma, and its subject.
  const isReflexive = cues.capitalisesNouns && before?.lower === 'sich';
  const isInverted = isReflexive || (cues.isVerbSecond && before?.isCapital === false && tokens[at - 1]?.text === ',');
  const isGenitive =
    cues.capitalisesNouns && before?.isCapital === true && /^de[rs]$/.test(tokens[at + 1]?.lower ?? '');
  const isSubject =
    isInverted || before?.kind !== 'word' || cues.adverbs.has(before.lower) || cues.conjunctions.has(before.lower);
  const isOwner = tokens[mention.end - 1]?.isPossessive === true;
  return mention.isOblique !== true && isSubject && !isGenitive && !isOwner && before?.isPossessive !== true;
}

const yearOld = /^\d{1,3}-(?:year-old|jährigen?)$/;

/** "the 48-year-old", "der 48-Jährige": who is meant is told as by "he". */
export function agedAt(
  sentence: Sentence,
  at: number,
): { sources: NamedSource[]; start: number; end: number } | undefined {
  const { tokens, reading } = sentence;
  // "die heute 82-Jährige"
  const isNow = reading.cues.language === 'de' && /^(?:heute|damals|inzwischen)$/.test(tokens[at - 1]?.lower ?? '');
  const isDefinite = /^(?:the|de[rnm]|die)$/.test(tokens[isNow ? at - 2 : at - 1]?.lower ?? '');
  // "der 48-jährige Jan Roth": with a capital it is a noun, else it is his who follows.
  const isNamed = reading.cues.capitalisesNouns && tokens[at]?.raw.includes('-j') === true;
  const isAlone = !isNamed && (tokens[at + 1]?.kind !== 'word' || !isRole(tokens[at + 1], reading.cues));
  if (!isDefinite || !isAlone || !yearOld.test(tokens[at]?.lower ?? '')) return undefined;
  const person = pronounAt(sentence, at);
  return { sources: person === undefined ? [] : [person], start: at - 1, end: at + 1 };
}

/** Whether a sentence opens with a name, and what somebody is in front of it; "Ann Grey's lawyer" opens with the lawyer. */
export function isOpening(mention: Mention, { tokens, reading }: Sentence): boolean {
  const { cues } = reading;
  const front = tokens.slice(0, mention.front ?? mention.start);
  const isOwner = tokens[mention.end - 1]?.isPossessive === true;
  return !isOwner && front.every((token) => cues.determiners.has(token.lower) || isRole(token, cues));
}

/** Whom a pronoun at a token is: the one person named before it in its sentence, else who the sentence before was about. */
export function pronounAt(sentence: Sentence, at: number): NamedSource | undefined {
  const people = sentence.mentions.flatMap((mention) => {
    const source = mention.end <= at ? sourceOf(mention, sentence) : undefined;
    return source?.kind === 'PERSON' ? [{ mention, source }] : [];
  });
  const [first] = people;
  if (first === undefined) return sentence.pronoun;
  const isOnly = people.every(({ source }) => source.name === first.source.name);
  return isOnly && isFree(first.mention, sentence) ? first.source : undefined;
}

const indirect =
  /^(?:sei|seien|habe|hätten?|werde|würden?|könne|könnten?|müsse|müssten?|solle|sollten|wolle|wollten|dürfe|dürften?|gebe|gehe|komme|stehe|brauche|mache|lasse|bleibe|liege|halte|stünden|lägen|gäben|kämen)$/;

const reported =
  /^(?:sei|seien|habe|werde|könne|müsse|solle|wolle|dürfe|gebe|gehe|komme|stehe|brauche|lasse|bleibe|liege|wisse|nehme|führe|handle|handele|bestehe|laufe|fehle|reiche|gehöre|bringe|steige|sinke|drohe|biete|stünden|lägen|gäben|kämen)$/;

/** German "Die Lage sei ernst,": whether a main clause in the mood of what others said ends before `end`. */
export function isReportedClause({ tokens, reading }: Sentence, end: number): boolean {
  if (reading.cues.language !== 'de') return false;
  const start = tokens.findLastIndex(({ kind, text }, at) => at < end && kind !== 'word' && !/^[-–%/]$/.test(text)) + 1;
  const clause = tokens.slice(start, end);
  const isPerson = (token: Token | undefined) => /^(?:er|sie|es|man)$/.test(token?.lower ?? '');
  const verb = clause.findIndex(
    ({ lower, isCapital }, at) =>
      !isCapital &&
      (reported.test(lower) ||
        // "er rechne", but "er rechnete"
        (/\p{L}{3}[^t]e$/u.test(lower) && (isPerson(clause[at - 1]) || isPerson(clause[at + 1])))),
  );
  // "Weil der Weg gesperrt sei,": where the verb is last, the clause is of another one.
  return verb > 0 && verb < clause.length - 1;
}

/** The same from `start` on. */
export function opensReportedClause(sentence: Sentence, start: number): boolean {
  const stop = sentence.tokens.findIndex(
    ({ kind, text }, at) => at >= start && kind !== 'word' && !/^[-–%/]$/.test(text),
  );
  return isReportedClause(sentence, stop < 0 ? sentence.tokens.length : stop);
}

/** German "Man habe „bis zuletzt“ gekämpft.": in this mood a sentence tells what somebody said who was named before. */
export function isIndirectSpeech({ tokens, mentions, reading }: Sentence): boolean {
  const isOfAnother = mentions.some(({ sort }) => sort === 'person' || sort === 'surname');
  return reading.cues.language === 'de' && !isOfAnother && tokens.some(({ lower }) => indirect.test(lower));
}

/** Whether a sentence goes on about "him" or "her", and names nobody. */
export function isAboutPronoun({ tokens, mentions, reading }: Sentence): boolean {
  return mentions.length === 0 && tokens.some((token) => reading.cues.personalPronouns.has(token.lower));
}
