/**
 * Coreference of people and bodies: who a piece has named in full, so that a surname, a title or "the ministry" later
 * on is known to be them.
 */

import type { NamedSource } from './attribution.ts';
import { bodyKey } from './demonyms.ts';
import type { Mention } from './mention.ts';
import { isHeadWord } from './name-kinds.ts';
import { isSameSurname } from './same-name.ts';

export interface CastMember {
  /** By the name that the piece gives first. */
  readonly source: NamedSource;
  readonly parts: readonly string[];
  readonly title?: string | undefined;
  readonly isFormer?: boolean | undefined;
  /** Named in full in the headline. */
  readonly isLeading: boolean;
}

/** Everyone and every body that is named in full, and the ways in which a text goes on to call them. */
export interface Cast {
  /** By each ending of a name in words: "Air Force" and "Force" of Ukraine's Air Force; a name isn't an ending of itself. */
  readonly bodiesByEnd: ReadonlyMap<string, readonly CastMember[]>;
  /** By each word of a name in lower case. */
  readonly bodiesByWord: ReadonlyMap<string, readonly CastMember[]>;
  readonly companies: readonly CastMember[];
  readonly byKey: ReadonlyMap<string, CastMember>;
  readonly bySurname: ReadonlyMap<string, readonly CastMember[]>;
  readonly byFirstName: ReadonlyMap<string, readonly CastMember[]>;
  readonly byTitle: ReadonlyMap<string, readonly CastMember[]>;
}

/** The cast of a piece from the mentions of its paragraphs, the headline first. */
export function castOf(paragraphs: readonly (readonly Mention[])[]): Cast {
  const byKey = new Map<string, CastMember>();
  const acronyms = new Map<string, string>();
  for (const [paragraph, mentions] of paragraphs.entries()) {
    for (const mention of mentions) {
      const isNamed = ['known', 'body', 'person'].includes(mention.sort) || mention.acronym !== undefined;
      if (mention.kind === undefined || !isNamed) continue;
      const key = personKey(mention.name, mention.kind);
      const earlier = byKey.get(key);
      if (mention.acronym !== undefined && mention.kind !== 'PERSON') acronyms.set(mention.acronym, key);
      byKey.set(key, {
        source: earlier?.source ?? { name: mention.name, kind: mention.kind },
        parts: earlier?.parts ?? mention.name.split(' '),
        title: earlier?.title ?? mention.title,
        isFormer: earlier === undefined || earlier.title === undefined ? mention.isFormer : earlier.isFormer,
        isLeading: earlier?.isLeading ?? paragraph === 0,
      });
    }
  }
  const order = new Map([...byKey.keys()].map((key, at) => [key, at]));
  for (const [key, member] of byKey) {
    // "Antonio Sanz" and "Antonio Sanz Cabello": with and without the second surname one is meant, by what comes first.
    const shortKey = member.parts.slice(0, 2).join(' ');
    const shorter = isPerson(member) ? byKey.get(shortKey) : undefined;
    if (shorter === undefined || shorter === member || !isPerson(shorter) || suffix.test(member.parts.at(-1) ?? ''))
      continue;
    const isLater = (order.get(shortKey) ?? 0) > (order.get(key) ?? 0);
    byKey.set(isLater ? shortKey : key, isLater ? member : shorter);
  }
  for (const [acronym, key] of acronyms) {
    const whole = byKey.get(key);
    if (whole !== undefined) byKey.set(acronym, whole);
  }
  mergeSurnames(byKey);
  const members = [...new Set(byKey.values())];
  const people = members.filter((member) => isPerson(member) && member.parts.length > 1);
  const bodies = members.filter((member) => !isPerson(member));
  return {
    bodiesByEnd: groupByEach(bodies, endsOf),
    bodiesByWord: groupByEach(bodies, ({ parts }) => [...new Set(parts.flatMap(wordsToCallBy))]),
    companies: bodies.filter(({ source }) => source.kind === 'COMPANY'),
    byKey,
    bySurname: groupByEach(people, surnamesOf),
    byFirstName: Map.groupBy(people, ({ parts }) => parts[0] ?? ''),
    byTitle: Map.groupBy(
      members.filter((member) => isPerson(member) && member.title !== undefined && member.isFormer !== true),
      ({ title = '' }) => title,
    ),
  };
}

/** "García Ortiz" is who is called Álvaro García Ortiz elsewhere, unless two are. */
function mergeSurnames(byKey: Map<string, CastMember>): void {
  const people = [...new Set(byKey.values())].filter(isPerson);
  const bySurname = groupByEach(people, surnamesOf);
  for (const [key, member] of byKey) {
    const [longer, ...others] = (bySurname.get(key) ?? []).filter((each) => each !== member);
    if (isPerson(member) && longer !== undefined && others.length === 0) byKey.set(key, longer);
  }
}

const suffix = /^(?:Jr\.?|Sr\.?|I{1,3}V?)$/;

/** "Leo Marsh" and "Leo J. Marsh" are one, "Leo Marsh Jr." is another. */
function personKey(name: string, kind: string): string {
  if (kind !== 'PERSON') return bodyKey(name);
  const initial = /^(?:\p{Lu}\.)+$/u;
  return name
    .split(' ')
    .filter((part, at) => at === 0 || !initial.test(part))
    .join(' ');
}

/** A person by the name that the piece gave first, or by the several words of a surname: "de Meijer". */
export function byFullName(cast: Cast, name: string): NamedSource | undefined {
  const member = cast.byKey.get(personKey(name, 'PERSON'));
  return member !== undefined && isPerson(member) ? member.source : theOnly(cast.bySurname.get(name) ?? []);
}

/** Whether the piece gives a person an office anywhere, or names a body in full. */
export function isInOffice(cast: Cast, source: NamedSource): boolean {
  const member = cast.byKey.get(personKey(source.name, source.kind));
  return member !== undefined && (member.title !== undefined || !isPerson(member));
}

/** A body that the piece named in full, by the word that shows it to be one aside: "Voltara" after "die Firma Voltara". */
export function bodyByName(cast: Cast, name: string): NamedSource | undefined {
  const member = cast.byKey.get(bodyKey(name));
  return member === undefined || isPerson(member) ? undefined : member.source;
}

/** Papers whose last word is another paper's whole name. */
const ownTimes = /^(?:Financial|Sunday|Radio|Irish) /;

/** "the Air Force" after "Ukraine's Air Force", "the Post" after "The Washington Post": the one body whose name ends so. */
export function byEndOfName(cast: Cast, name: string): NamedSource | undefined {
  const bare = name.replace(/^[Tt]he /, '');
  if (!isHeadWord(bare.split(' ').at(-1) ?? '')) return undefined;
  return theOnly(cast.bodiesByEnd.get(bare) ?? []);
}

/** Longer names than this aren't called by their end. */
const MAX_NAME_WORDS = 12;

function endsOf({ source }: CastMember): string[] {
  if (ownTimes.test(source.name)) return [];
  const words = source.name.split(' ').slice(-MAX_NAME_WORDS);
  return words.slice(1).map((_, at) => words.slice(at + 1).join(' '));
}

function theOnly(members: readonly CastMember[]): NamedSource | undefined {
  // Two ministers, two Smiths: not to be known which.
  return members.length === 1 ? members[0]?.source : undefined;
}

function isPerson(member: CastMember): boolean {
  return member.source.kind === 'PERSON';
}

/** Whether a name is the surname, or the first name, of anyone in the cast. */
export function isShared(cast: Cast, name: string): boolean {
  return namesakes(cast, name).length > 0;
}

/**
 * By a surname, or a first name where that is how the text goes on ("Kim" for Kim Jong Un). Of several with that name
 * it is the one who has just spoken, else the one of the headline, else nobody.
 */
export function bySurname(cast: Cast, name: string, recent: ReadonlySet<string>): NamedSource | undefined {
  const all = namesakes(cast, name);
  const speaking = all.filter(({ source }) => recent.has(source.name));
  return theOnly(all) ?? theOnly(speaking.length > 0 ? speaking : all.filter(({ isLeading }) => isLeading));
}

/** Of those with another spelling; a piece with more people isn't searched for them, so that time stays linear. */
const MAX_SPELLINGS = 40;

/** By a surname that the piece spells otherwise where it names somebody in full: "Orlov" for Wladimir Orlow. */
export function bySpelling({ bySurname }: Cast, name: string): NamedSource | undefined {
  if (bySurname.size > MAX_SPELLINGS) return undefined;
  const surnames = [...bySurname].filter(([surname]) => isSameSurname(surname, name));
  return theOnly([...new Set(surnames.flatMap(([, members]) => members))]);
}

function namesakes(cast: Cast, name: string): readonly CastMember[] {
  return cast.bySurname.get(name) ?? cast.byFirstName.get(name) ?? [];
}

/** By what a text may go on to call somebody: "Meijer" and "de Meijer", "al-Balaous" and "Balaous", "García" and "García Ortiz". */
function surnamesOf({ parts }: CastMember): string[] {
  const names = parts.filter((part) => !suffix.test(part));
  const last = names.at(-1) ?? '';
  const middle = names.slice(1, -1).filter((name) => /^\p{Lu}\p{Ll}/u.test(name));
  const several = names.slice(1, -1).map((_, at) => names.slice(at + 1).join(' '));
  return [...new Set([last, last.replace(/^[ae]\p{Ll}{1,2}-/u, ''), ...middle, ...several])];
}

function groupByEach(
  members: readonly CastMember[],
  namesOf: (member: CastMember) => readonly string[],
): ReadonlyMap<string, readonly CastMember[]> {
  const pairs = members.flatMap((member) => namesOf(member).map((name) => ({ name, member })));
  const groups = Map.groupBy(pairs, ({ name }) => name);
  return new Map([...groups].map(([name, each]) => [name, each.map(({ member }) => member)]));
}

export function byTitle(cast: Cast, title: string): NamedSource | undefined {
  return theOnly(cast.byTitle.get(title) ?? []);
}

/** Of those whose longer title is looked at; a piece with more titles isn't searched, so that time stays linear. */
const MAX_TITLES = 40;
const MIN_TITLE_CHARACTERS = 4;

/** German "der Minister" of the Innenminister, "die Chefin" of the Fraktionschefin: the one whose title ends so. */
export function byEndOfTitle({ byTitle }: Cast, title: string): NamedSource | undefined {
  if (byTitle.size > MAX_TITLES || title.length < MIN_TITLE_CHARACTERS) return undefined;
  return theOnly([...byTitle].flatMap(([own, members]) => (own.endsWith(title) ? members : [])));
}

/** By what a text goes on to call whom it has just named: "der Politiker", "die Wissenschaftlerin", "der CDU-Mann". */
const called =
  /^(?:\p{Lu}?\p{L}+-(?:mann|frau)|(?:\p{L}+-)?(?:politiker|wissenschaftler|forscher|expert|ökonom|parlamentarier|coach|sozialdemokrat|christdemokrat|liberale|ressortchef|vereinschef|rathauschef|verwaltungschef|behördenchef|kreischef|landkreischef|regierungschef|konzernchef|firmenchef|amtsinhaber)(?:in|e|en)?)$/u;
const feminine = /(?:in|frau|e)$/;

/** Whether a noun may be for a person of the sentence before, whose own title, where there is one, must be of the same gender. */
export function isCalled(cast: Cast, { name }: NamedSource, noun: string): boolean {
  const { title } = cast.byKey.get(personKey(name, 'PERSON')) ?? {};
  const isWoman = feminine.test(noun);
  const [given = ''] = name.split(' ');
  const isOther = (isWoman ? mens : womens).test(given);
  return called.test(noun) && (title === undefined ? !isOther : feminine.test(title) === isWoman);
}

/** Given names that show it; others are let be. */
const womens = /(?<!^(?:luc|sash|sasch|mik|jon|nikit))a$|(?:ine|ike|ette|elle|ilde|gard|traud|gund)$/i;
const mens = /(?:o|us|olf|old|bert|hard|ian|ans|mas|fan|iel|ael|ter|ner)$/i;

const compounds =
  /\p{L}(ministerium|gericht|behörde|institut|verband|verein|universität|klinikum|krankenhaus|gewerkschaft|stiftung|präsidium|inspektion|amt|dienst|kammer)s?$/u;
const clubs = /^(?:fc|sc|sv|tsv|vfb|vfl|vfr|spvgg|tus|fsv|ssv|bsc|ehc|ksv|ev)$/;

/** A word of a body's name, and what a text goes on to call a body by it: "das Ministerium" of the Innenministerium, "der Verein" of an SV. */
function wordsToCallBy(part: string): string[] {
  const lower = part.toLowerCase();
  const head = compounds.exec(lower)?.[1];
  return [lower, ...(head === undefined ? [] : [head]), ...(clubs.test(lower) ? ['verein', 'klub', 'club'] : [])];
}

/** "the ministry", "the company": the one body whose name ends so, or that is of that kind. */
export function byHead(cast: Cast, head: string, firmNouns: ReadonlySet<string>): NamedSource | undefined {
  const named = cast.bodiesByWord.get(head);
  if (named !== undefined) return theOnly(named);
  return firmNouns.has(head) ? theOnly(cast.companies) : undefined;
}
