/** The speaker to the right of a verb or of words such as "according to": the subject that starts at a token. */

import { isMedium } from './known-sources.ts';
import type { Mention } from './mention.ts';
import { memberFrom } from './particles.ts';
import { postBefore } from './posts.ts';
import { agedAt, pronounAt } from './pronouns.ts';
import {
  bodyBehindMouth,
  holder,
  isRole,
  mentionStarting,
  nobody,
  type Sentence,
  type Subject,
  sourceOf,
} from './sentence.ts';
import { headOfNoun } from './subject-noun.ts';
import { words } from './word-list.ts';

/** Tokens that are looked at: for the subject, before its name, and behind its name. */
const MAX_SUBJECT_WORDS = 14;
const MAX_MODIFIERS = 4;
const MAX_WORDS_BEHIND = 6;

/** The source whose name starts at `from`, after articles, roles and "a spokesman for". */
export function subjectStarting(sentence: Sentence, from: number): Subject | undefined {
  const { tokens, reading } = sentence;
  const { cues } = reading;
  const opinion = behindOpinion(sentence, from);
  if (opinion > from) {
    const holding = subjectStarting(sentence, opinion);
    return holding === undefined ? undefined : { ...holding, start: from };
  }
  let at = from;
  let mouth = false;
  let role = false;
  for (let steps = 0; steps < MAX_SUBJECT_WORDS; steps += 1) {
    if (tokens[at]?.kind !== 'word') return undefined;
    // "Housing and Urban Development Secretary Jane Roe": an office and her name are one run.
    const titled = sentence.mentions.find(
      ({ front, start, title }) => front === at && start > at && title !== undefined,
    );
    if (titled?.sort === 'person') {
      role = true;
      at = titled.start;
    }
    const token = tokens[at];
    if (token === undefined) return undefined;
    const aged = agedAt(sentence, at);
    if (aged !== undefined) return { ...aged, start: from };
    const member = memberFrom(sentence, at);
    if (member !== undefined) return { ...member, start: from };
    if (cues.capitalisesNouns && cues.anonymous.has(token.lower) && isBodyBehindAnd(sentence, at)) {
      at += 2;
      continue;
    }
    const mention = mentionStarting(sentence, at);
    // Where nouns have capitals, "Studie" and "Sprecher" look like names.
    const isNoun =
      cues.capitalisesNouns &&
      mention?.end === at + 1 &&
      (mention.sort === 'weak' || mention.sort === 'office') &&
      (cues.mouthpieces.has(token.lower) || isRole(token, cues)) &&
      tokens[at + 1]?.kind === 'word';
    // "wie das Unternehmen am Dienstag in Ulm mitteilte"
    const again = isNoun && isWhole(sentence, at) ? sourceOf(mention, sentence) : undefined;
    if (again !== undefined) return { sources: [again], start: from, end: at + 1 };
    // "o prefeito de Passos e presidente da Câmara, Rui Serrano"
    const goesOn = mention !== undefined && role && cues.joining.has(tokens[mention.end]?.lower ?? '');
    if (goesOn && mention.sort !== 'person' && isRole(tokens[mention.end + 1], cues)) {
      at = mention.end + 1;
      continue;
    }
    if (mention !== undefined && !isNoun) return named(sentence, mention, { from, mouth, role });
    const { lower } = token;
    const behind = attributeEnd(sentence, at);
    if (behind !== undefined && (mouth || role)) {
      at = behind;
      continue;
    }
    const covering = sentence.mentions.find(
      (candidate) => candidate.start > at && candidate.start <= at + MAX_MODIFIERS,
    );
    const isModifier = token.isCapital && covering !== undefined;
    if (cues.mouthpieces.has(lower)) {
      mouth = true;
      role ||= isRole(token, cues);
    } else if (cues.prepositions.has(lower) && !(at === from && cues.determiners.has(lower))) {
      if (!mouth && !role) return undefined;
    } else if (isRole(token, cues)) role = true;
    else if (cues.anonymous.has(lower) && mentionStarting(sentence, at + 1)?.sort !== 'known')
      return nobody(from, at + 1);
    else if (cues.joining.has(lower) && role && isOfOne(sentence, at + 1)) role = true;
    else if (!isModifier && (cues.conjunctions.has(lower) || cues.verbs.has(lower) || cues.passives.has(lower)))
      return undefined;
    if (cues.relatives.has(lower) || lower === 'that') return undefined;
    const isHe = cues.personalPronouns.has(lower) && at === from;
    const person = isHe ? pronounAt(sentence, at) : undefined;
    if (isHe) return { sources: person === undefined ? [] : [person], start: from, end: at + 1 };
    const back = at > from && cues.determiners.has(tokens[at - 1]?.lower ?? '') ? headOfNoun(sentence, at) : undefined;
    const isLast = mentionStarting(sentence, at + 1) === undefined && tokens[at + 1]?.kind !== 'word';
    // "el alcalde, Ramón Cid,"
    const apposed = isLast && role ? personBehindComma(sentence, at + 1, 0) : undefined;
    if (apposed !== undefined)
      return { sources: [{ name: apposed.name, kind: 'PERSON' }], start: from, end: apposed.end };
    if (isLast) return back ?? nobody(from, at + 1);
    at += 1;
  }
  return undefined;
}

/** Whether nothing of whom or what a noun is follows it. */
function isWhole({ tokens, reading }: Sentence, at: number): boolean {
  const { lower = '', isCapital } = tokens[at + 1] ?? {};
  const { ofWords, bodyJoins, determiners } = reading.cues;
  const isOf = ofWords.has(lower) || bodyJoins.has(lower) || determiners.has(lower);
  return isCapital === false && !isOf;
}

/** German "Polizei und Staatsanwaltschaft Fulda": the second has the name. */
function isBodyBehindAnd(sentence: Sentence, at: number): boolean {
  const isJoined = sentence.reading.cues.joining.has(sentence.tokens[at + 1]?.lower ?? '');
  return isJoined && mentionStarting(sentence, at + 2)?.sort === 'body';
}

const opinions = words(
  'fazit urteil einschätzung prognose bilanz credo motto devise appell rat warnung these diagnose',
);

/** German "lautet das Fazit von Jana Roth", "so das Urteil des Kritikers Jan Roth": where whose it is begins. */
function behindOpinion({ tokens, reading }: Sentence, from: number): number {
  const isOpinion =
    reading.cues.capitalisesNouns &&
    reading.cues.determiners.has(tokens[from]?.lower ?? '') &&
    opinions.has(tokens[from + 1]?.lower ?? '');
  if (!isOpinion) return from;
  if (reading.cues.ofWords.has(tokens[from + 2]?.lower ?? '')) return from + 3;
  return genitiveArticle.test(tokens[from + 2]?.lower ?? '') ? from + 2 : from;
}

/** "der Anwalt und Dissident Ayman Sheib": one more noun for what one person is. */
function isOfOne({ tokens, mentions, reading }: Sentence, at: number): boolean {
  const isNoun = mentions.some(({ sort, front, start }) => sort === 'person' && front === at && start > at);
  return isNoun || isRole(tokens[at], reading.cues);
}

/** German "des von der Hamas kontrollierten Ministeriums": where the attribute between an article and its noun ends. */
function attributeEnd({ tokens, reading }: Sentence, at: number): number | undefined {
  const { cues } = reading;
  const opens =
    cues.capitalisesNouns &&
    cues.determiners.has(tokens[at]?.lower ?? '') &&
    cues.prepositions.has(tokens[at + 1]?.lower ?? '');
  if (!opens) return undefined;
  const end = tokens.findIndex(
    ({ lower, isCapital, kind }, index) =>
      index > at + 2 &&
      (kind !== 'word' || (!isCapital && /t(?:e[nrms]?)$/.test(lower) && tokens[index + 1]?.isCapital)),
  );
  return end > 0 && tokens[end]?.kind === 'word' && end < at + MAX_SUBJECT_WORDS ? end + 1 : undefined;
}

function isAroundHer({ tokens, reading }: Sentence, start: number): boolean {
  const { cues } = reading;
  let at = start - 1;
  while (isRole(tokens[at], cues)) at -= 1;
  if (cues.determiners.has(tokens[at]?.lower ?? '')) at -= 1;
  return cues.aroundWords.has(tokens[at]?.lower ?? '');
}

/** German "der Vorsitzende der IG Metall": behind a role its article does what "of" does. */
const genitiveArticle = /^(?:der|des)$/;

interface Lead {
  readonly from: number;
  readonly mouth: boolean;
  readonly role: boolean;
}

/** A name that a lead ("according to", "said a spokesman for") has come to, or a better one right behind it. */
function named(sentence: Sentence, mention: Mention, lead: Lead): Subject | undefined {
  const { tokens, reading } = sentence;
  const { cues } = reading;
  // "l'adjoint du Village Hugo Carlier": what is before the name belongs to the words in front of it.
  const isApart = mention.title === undefined && mention.front !== undefined && mention.front < mention.start;
  const hasPreposition = tokens
    .slice(lead.from, isApart ? Math.max(lead.from, (mention.front ?? 0) - 1) : mention.start)
    .some(
      // Portuguese "a" right behind a verb is an article.
      (token, at) =>
        (cues.prepositions.has(token.lower) && !(at === 0 && cues.determiners.has(token.lower))) ||
        (at > 0 && lead.role && genitiveArticle.test(token.lower)),
    );
  // "Forschende um Jana Roth", "das Team um die Biologin Jana Roth": she is one of them.
  const isAround = mention.sort === 'person' && isAroundHer(sentence, mention.start);
  const leading = isAround && lead.mouth ? sourceOf(mention, sentence) : undefined;
  if (leading !== undefined) return { sources: [leading], start: lead.from, end: mention.end };
  const post = postBefore(sentence, mention);
  if (post !== undefined && post >= lead.from - 1) return holder(sentence, mention, lead.from);
  const isOffice = mention.sort === 'office';
  const apposed = personBehindComma(sentence, isOffice ? mention.end : mention.end - 1, isOffice ? 8 : 1);
  // "the head of the Port Authority, Jane Roe" and "the minister, Jane Roe".
  if (apposed !== undefined && ((hasPreposition && lead.role) || isOffice)) {
    return { sources: [{ name: apposed.name, kind: 'PERSON' }], start: lead.from, end: apposed.end };
  }
  const follower = wordsBehind(sentence, mention);
  if (follower.mention !== undefined)
    return named(sentence, follower.mention, { ...lead, role: true, from: follower.mention.start });
  // "said Roe's lawyer, John Doe"
  const owned = tokens[mention.end - 1]?.isPossessive ? personBehindComma(sentence, mention.end, 3) : undefined;
  if (owned !== undefined) return { sources: [{ name: owned.name, kind: 'PERSON' }], start: lead.from, end: owned.end };
  const source = sourceOf(mention, sentence);
  const end = follower.end;
  if (source === undefined || follower.isAnonymous) return nobody(lead.from, end);
  const body = hasPreposition ? (lead.mouth ? bodyBehindMouth(mention, source) : undefined) : source;
  if (body === undefined) return nobody(lead.from, end);
  const rest = cues.joining.has(tokens[mention.end]?.lower ?? '')
    ? subjectStarting(sentence, mention.end + 1)
    : undefined;
  const isPlainList = rest !== undefined && rest.sources.length > 0 && !cues.verbs.has(tokens[rest.end]?.lower ?? '');
  return {
    sources: isPlainList ? [body, ...rest.sources] : [body],
    start: lead.from,
    end: isPlainList ? rest.end : end,
  };
}

/** The person whose name stands behind the next comma, words only before it. */
function personBehindComma(sentence: Sentence, from: number, within: number): Mention | undefined {
  const comma = sentence.tokens.findIndex((token, at) => at >= from && token.kind !== 'word');
  if (sentence.tokens[comma]?.text !== ',' || comma > from + within) return undefined;
  const mention = sentence.mentions.find((candidate) => (candidate.front ?? candidate.start) === comma + 1);
  return mention?.sort === 'person' ? mention : undefined;
}

/** What follows a name and makes it somebody else's: "Kremlin adviser Jane Roe", "Pentagon officials", "Apple's report". */
function wordsBehind(sentence: Sentence, mention: Mention): { mention?: Mention; isAnonymous: boolean; end: number } {
  const { tokens, reading } = sentence;
  const { cues } = reading;
  const isOwner = tokens[mention.end - 1]?.isPossessive === true;
  // German "zitiert das Handelsblatt Ministerin Jana Roth": with an article the medium is one, and she another.
  const isArticled = cues.capitalisesNouns && cues.determiners.has(tokens[mention.start - 1]?.lower ?? '');
  if (isArticled && mention.kind !== undefined && isMedium({ name: mention.name, kind: mention.kind }))
    return { isAnonymous: false, end: mention.end };
  let isMouth = false;
  let seenRole = mention.sort === 'place' || mention.sort === 'office';
  // Only where nouns stand side by side: else the next name is another's, "w rozmowie z RMF FM minister Adam Nowak".
  const hasCompounds = !cues.hasFreeInversion;
  for (let at = mention.end; at < mention.end + MAX_WORDS_BEHIND; at += 1) {
    const token = tokens[at];
    const next = mentionStarting(sentence, at);
    const isBehindOwner = isOwner || seenRole;
    // German "sagte die Ministerin der Rheinischen Post": to whom she said it.
    const isTold = cues.capitalisesNouns && mention.sort === 'office' && next?.sort === 'known';
    if (isTold && isMedium({ name: next.name, kind: next.kind ?? 'OTHER' }))
      return { isAnonymous: false, end: mention.end };
    if (next !== undefined)
      return isBehindOwner && next.sort !== 'place'
        ? { mention: next, isAnonymous: false, end: next.end }
        : { isAnonymous: false, end: at };
    const isStop =
      token?.kind !== 'word' ||
      cues.prepositions.has(token.lower) ||
      cues.conjunctions.has(token.lower) ||
      (cues.verbs.has(token.lower) && token.lower !== 'state') ||
      cues.times.has(token.lower) ||
      cues.determiners.has(token.lower);
    if (isStop) return { isAnonymous: (isOwner && !isMouth) || (seenRole && mention.sort === 'place'), end: at };
    if (cues.mouthpieces.has(token.lower)) isMouth = true;
    else if (cues.anonymous.has(token.lower) && mentionStarting(sentence, at + 1) === undefined)
      return { isAnonymous: true, end: at + 1 };
    else if (isRole(token, cues)) seenRole ||= hasCompounds;
  }
  return { isAnonymous: isOwner && !isMouth, end: mention.end };
}
