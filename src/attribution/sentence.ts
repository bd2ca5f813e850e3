/** A sentence as the rules read it: tokens, mentions and quotations, and the source that a mention stands for. */

import type { NamedSource, SourceKind } from './attribution.ts';
import type { Cues } from './cues.ts';
import { isGivenName } from './given-names.ts';
import type { Mention, Reading } from './mention.ts';
import {
  bodyByName,
  byEndOfName,
  byEndOfTitle,
  byFullName,
  byHead,
  bySpelling,
  bySurname,
  byTitle,
  type Cast,
  isCalled,
  isShared,
} from './people.ts';
import type { Token } from './tokens.ts';

/** A sentence that is being read. */
export interface Sentence {
  readonly tokens: readonly Token[];
  readonly mentions: readonly Mention[];
  readonly reading: Reading;
  readonly cast: Cast;
  /** Names of those who spoke in this paragraph so far or in the one before. */
  readonly recent: ReadonlySet<string>;
  /** Who "he" or "she" would be; see `find.ts`. */
  readonly pronoun: NamedSource | undefined;
}

/** Sources that speak, and where what names them begins and ends; an empty list: somebody, but nobody to name. */
export interface Subject {
  readonly sources: readonly NamedSource[];
  readonly start: number;
  readonly end: number;
  readonly isHearsay?: boolean | undefined;
}

export function mentionEnding(sentence: Sentence, end: number): Mention | undefined {
  return sentence.mentions.find((mention) => mention.end === end);
}

export function mentionStarting(sentence: Sentence, start: number): Mention | undefined {
  return sentence.mentions.find((mention) => mention.start === start);
}

/** The source that a mention is; `undefined` for places, offices and words that may be anything. */
export function sourceOf(mention: Mention, sentence: Sentence): NamedSource | undefined {
  const { name, kind, sort, title } = mention;
  // "Bloomberg said" of Michael Bloomberg, whom the piece names: he, and not the agency.
  const isWord = sort === 'known' && mention.end === mention.start + 1 && !name.includes(' ');
  const namesake = isWord ? bySurname(sentence.cast, name, sentence.recent) : undefined;
  if (namesake !== undefined) return namesake;
  if (sort === 'known' || sort === 'body')
    return kind === undefined
      ? undefined
      : (byEndOfName(sentence.cast, name) ?? bodyByName(sentence.cast, name) ?? { name, kind });
  const isUnsure = sort === 'lone' || sort === 'weak' || sort === 'surname';
  if (isUnsure) {
    // "der CDU-Mann"
    const isOfParty = sentence.reading.cues.language === 'de' && /-(?:Mann|Frau)$/.test(name);
    if (isOfParty) return officeHolder({ ...mention, title: name.toLowerCase() }, sentence);
    const again = bodyAgain(mention, sentence);
    if (again !== undefined) return again;
    const member = bySurname(sentence.cast, name, sentence.recent);
    const body = bodyByName(sentence.cast, name) ?? (sort === 'lone' ? byEndOfName(sentence.cast, name) : undefined);
    if (body !== undefined) return body;
    // A surname that could be two people's is nobody's.
    if (member !== undefined || isShared(sentence.cast, name)) return member;
    const spelled = bySpelling(sentence.cast, name);
    if (spelled !== undefined) return spelled;
  }
  if (sort === 'office') return bodyAgain(mention, sentence) ?? officeHolder(mention, sentence);
  // Polish "pan Henryk" has no more of a name than that.
  const isOneWord = (sort === 'surname' || sort === 'person') && !name.includes(' ');
  if (isOneWord && sentence.reading.cues.language === 'pl' && isGivenName(name)) return undefined;
  if (sort === 'person') {
    const isEmpty = sentence.reading.isTitleCase && title === undefined;
    const member = byFullName(sentence.cast, name);
    if (isEmpty && member === undefined) return undefined;
    const around = title === undefined ? kindAround(mention, sentence) : undefined;
    return { name: member?.name ?? name, kind: around ?? 'PERSON' };
  }
  if (sort === 'surname') return { name, kind: 'PERSON' };
  return sort === 'lone' ? { name, kind: kindAround(mention, sentence) ?? kind ?? 'OTHER' } : undefined;
}

/** "the minister", "der Politiker": whom the piece gives that title, or has just named. */
function officeHolder(
  { title, start, end }: Mention,
  { tokens, reading, cast, pronoun }: Sentence,
): NamedSource | undefined {
  if (title === undefined) return undefined;
  const holder = byTitle(cast, title);
  const isAgain =
    reading.cues.language === 'de' && end === start + 1 && /^d(?:er|ie)$/.test(tokens[start - 1]?.lower ?? '');
  if (holder !== undefined || !isAgain || cast.byTitle.has(title) || reading.usage.isIntroduced(title)) return holder;
  return byEndOfTitle(cast, title) ?? (pronoun !== undefined && isCalled(cast, pronoun, title) ? pronoun : undefined);
}

/** German "Das Ministerium teilte mit", "Der Verein", "Der Konzern": a noun by which the text calls a body again that it has named. */
function bodyAgain({ sort, name, start, end }: Mention, { tokens, reading, cast }: Sentence): NamedSource | undefined {
  const { bodyNouns, firmNouns, capitalisesNouns } = reading.cues;
  const noun = name.toLowerCase();
  const isNoun =
    (sort === 'weak' || sort === 'office') &&
    capitalisesNouns &&
    end === start + 1 &&
    (bodyNouns.has(noun) || firmNouns.has(noun));
  const isKnown = /^d(?:er|ie|as|em)$/.test(tokens[start - 1]?.lower ?? '');
  return isNoun && isKnown ? byHead(cast, noun, firmNouns) : undefined;
}

/** What the words around a name tell of its kind: "the broadcaster TRT", "Oksana, 43,", "Zentrix said its sales". */
function kindAround(mention: Mention, { tokens, reading }: Sentence): SourceKind | undefined {
  const front = (mention.front ?? mention.start) - 1;
  const noun = tokens[front];
  // "Gravel Industry Group's Jane Roe" is no group.
  const isOwned = noun?.isPossessive === true || (noun?.isCapital === true && !reading.cues.capitalisesNouns);
  const descriptor = isOwned ? undefined : reading.cues.descriptors.get(noun?.lower ?? '');
  if (descriptor !== undefined) return descriptor;
  const [first, second, third] = tokens.slice(mention.end, mention.end + 3).map((token) => token.text);
  const isAged = first === ',' && /^\d{1,3}$/.test(second ?? '') && third === ',';
  if (isAged || (first === ',' && second === 'who')) return 'PERSON';
  if (first === ',' && second === 'which') return 'COMPANY';
  // "an inn in Ferncliffe, where she": what is behind a preposition isn't spoken of.
  if (/^(?:in|at|near|from)$/.test(noun?.lower ?? '')) return undefined;
  const rest = tokens.slice(mention.end, mention.end + 8);
  const { thingPronouns, personWords } = reading.cues;
  const pronoun = rest.findIndex(({ lower }) => thingPronouns.has(lower) || personWords.has(lower));
  const word = rest[pronoun]?.lower ?? '';
  // "it was", "it is" may be about the weather.
  const isThing =
    /^its/.test(word) ||
    (word === 'it' && /^(?:had|has|would|will|plans|expects|planned|expected)$/.test(rest[pronoun + 1]?.lower ?? ''));
  if (isThing) return 'COMPANY';
  return personWords.has(word) ? 'PERSON' : undefined;
}

/** A person whom a post in front of the name shows to be one, whatever the name looks like. */
export function holder(sentence: Sentence, mention: Mention, start: number): Subject {
  const source: NamedSource = sourceOf(mention, sentence) ?? { name: mention.name, kind: 'PERSON' };
  return { sources: [{ ...source, kind: 'PERSON' }], start, end: mention.end };
}

export function isRole(token: Token | undefined, cues: Cues): boolean {
  if (token?.kind !== 'word') return false;
  const last = token.lower.split('-').at(-1) ?? '';
  return cues.roles.has(token.lower) || cues.roles.has(last) || cues.roleShape.test(token.lower);
}

/** Somebody speaks, but nobody to name. */
export function nobody(start: number, end: number): Subject {
  return { sources: [], start, end };
}

/** Whom a mouthpiece speaks for: "a spokesperson for Thames Water" can mean nothing but a body, though nothing else shows it. */
export function bodyBehindMouth(mention: Mention, source: NamedSource | undefined): NamedSource | undefined {
  // "eine Sprecherin der Reederei Norvia": there the noun in front says what the body is.
  if (source === undefined || (mention.title !== undefined && mention.sort !== 'body')) return undefined;
  const isPersonal = isGivenName(mention.name.split(' ')[0] ?? '');
  if (mention.sort !== 'lone' && mention.sort !== 'person') return source.kind === 'PERSON' ? undefined : source;
  const isCast = source.name !== mention.name;
  return isPersonal || isCast
    ? undefined
    : { name: source.name, kind: source.kind === 'PERSON' || source.kind === 'OTHER' ? 'ORGANIZATION' : source.kind };
}
