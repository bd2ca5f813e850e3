/** Classifies a run of capitalised words as person, body or place, from its words and from how the piece uses them. */

import type { SourceKind } from './attribution.ts';
import type { Cues } from './cues.ts';
import { isGivenName, isOrdinaryName } from './given-names.ts';
import { isLaw } from './laws.ts';
import { acronym, loneWord } from './lone-word.ts';
import type { Mention, Reading } from './mention.ts';
import { isBareHead, isHeadWord, isImpersonal, isPersonal, joined, kindOfBody, opensBody } from './name-kinds.ts';
import { isPersonHere, speaksNext } from './person-here.ts';
import { isPeople, isPlace, placeLength, placesAndNames } from './places.ts';
import { isPlainWord } from './plain-words.ts';
import { isTalkingThing } from './things.ts';
import { personAfterTitle } from './titles.ts';
import type { Token } from './tokens.ts';
import { isStart } from './usage.ts';
import { words } from './word-list.ts';

const statesBodies = words('ministry government parliament army navy military police embassy senate department force');
const nationalBodies = words('office agency authority commission service court bureau guard institute council bank');

/** "Michael Steel": what companies and bodies are called is a surname behind one given name. */
function isSurnamed([first = '', last = '', ...more]: readonly string[]): boolean {
  const isWord =
    /^(?:steel|church|court|post|guard|power|college|bond|press|banks?|parks?|bureau|board|energy|corps?)$/i.test(last);
  return more.length === 0 && isWord && isGivenName(first);
}

const postNominal = /^(?:MP|MSP|MEP|MLA|TD|KC|QC|[OMC]BE|MD|PhD|MdB|MdL)$/;

/** What the capitalised words from `start` to before `end` name. */
export function classify(tokens: readonly Token[], start: number, end: number, reading: Reading): Mention {
  const run = tokens.slice(start, end);
  const parts = run.map((token) => token.raw);
  const last = run.at(-1);
  if (last !== undefined) parts[parts.length - 1] = last.text;
  const name = joined(parts);
  // "Ruth Dane MP", "Ruth Dane KC": what somebody is may stand behind the name.
  const bare =
    run.length > 2 && postNominal.test(last?.text ?? '') ? classify(tokens, start, end - 1, reading) : undefined;
  if (bare?.sort === 'person') return { ...bare, end };
  const described = knownBehindNoun(run, start, reading);
  if (described !== undefined) return described;
  // "Spółka Tauron", "Bolaget Talgren": at the start of a sentence the noun has a capital as well.
  const kindNoun = reading.cues.descriptors.get(run[0]?.lower ?? '');
  const isNoun =
    kindNoun !== undefined && kindNoun !== 'PERSON' && kindNoun !== 'OTHER' && reading.cues.language !== 'en';
  if (isNoun && !reading.cues.capitalisesNouns && run.length === 2 && isStart(tokens, start))
    return { start: start + 1, end, name: last?.text ?? name, kind: kindNoun, sort: 'body' };
  const person = personAfterTitle(run, start, reading);
  // "Bank of England Governor Jane Roe" is she, "Prime Minister's Office" and "Justice Department" are bodies.
  if (person?.sort === 'person' && !isHeadWord(last?.text ?? '') && !opensBody(run[0]?.text ?? '')) return person;
  // "City Officials", "House Republicans": nobody in particular, whatever stands before.
  const isOfBody = run.some(({ lower }) => /^(?:of|for)$/.test(lower)) && kindOfBody(parts) !== undefined;
  if (run.length > 1 && !isOfBody && isCrowd(last, reading)) return { start, end, name, sort: 'weak' };
  const isBare = parts.length === 1 && isBareHead(name);
  const bodyKind = isBare || isSurnamed(parts) ? undefined : kindOfBody(parts);
  if (isLaw(tokens, start, end) || isTalkingThing(run)) return { start, end, name, sort: 'weak' };
  // German "die staatliche Nachrichtenagentur Sana": what it is stands in front of its name.
  if (person?.sort === 'body' && person.kind === 'NEWS_AGENCY') return person;
  if (bodyKind !== undefined) return body(tokens, start, end, parts, bodyKind, reading);
  if (person !== undefined) return person;
  const places = placeLength(run.map((token) => token.text));
  const isGiven = places === 1 && run.length > 1 && placesAndNames.has(run[0]?.text ?? '');
  if (places === run.length) return { start, end, name, sort: 'place' };
  const rest = places > 0 && !isGiven ? classify(tokens, start + places, end, reading) : undefined;
  // "Manchester United": a place before one more word of no known sort is a part of the name; a people isn't.
  const kind = kindOfLastWord(tokens, start, end, places, reading);
  if (kind !== undefined) return { start, end, name, sort: 'lone', kind };
  const isClub = rest?.sort === 'lone' && !isPeople(run[places - 1]?.text ?? '') && !reading.isTitleCase;
  if (rest !== undefined) return isClub ? { start, end, name, sort: 'lone', kind: 'ORGANIZATION' } : rest;
  // "North Tyneside", of which there are more than any list has.
  if (parts.length === 2 && /^(?:North|South|East|West|Upper|Lower|Greater|Inner|Outer)$/.test(parts[0] ?? ''))
    return { start, end, name, sort: 'place' };
  // "Jane Roe, R-Idaho,"
  if (parts.length === 1 && /^[DRI]-\p{Lu}/u.test(name)) return { start, end, name, sort: 'place' };
  if (parts.length === 1) return loneWord(tokens, start, reading);
  if (isOrdinaryName(parts[0] ?? '') && isPersonHere(tokens, start, end, parts, reading))
    return { start, end, name, kind: 'PERSON', sort: 'person' };
  return personBehindWords(tokens, start, end, reading) ?? several(tokens, start, end, parts, reading);
}

/** Sports of which a country's or the world's body is called so: "World Athletics", "British Cycling". */
const sports =
  /^(?:Athletics|Aquatics|Rugby|Cycling|Gymnastics|Triathlon|Rowing|Sailing|Swimming|Netball|Hockey|Boxing|Archery|Judo|Taekwondo|Badminton|Curling)$/;
const utilities = /^(?:Power|Water|Rail|Hydro|Transit|Gas|Electric)$/;

/** What a place and one more word name: "Thames Water", "Yorkshire Water said", "World Athletics says". */
function kindOfLastWord(
  tokens: readonly Token[],
  start: number,
  end: number,
  places: number,
  reading: Reading,
): SourceKind | undefined {
  const [first, last] = [tokens[start]?.text ?? '', tokens[end - 1]?.text ?? ''];
  const isTwo = end === start + 2 && !reading.isTitleCase && reading.cues.language === 'en';
  if (sports.test(last) && isTwo && (places === 1 || /^(?:World|European|UK|USA|England|GB)$/.test(first)))
    return 'ORGANIZATION';
  if (!utilities.test(last) || isPeople(first)) return undefined;
  const isNamed = isTwo && !isPlainWord(first) && !isGivenName(first) && speaksNext(tokens, end, reading);
  return (places > 0 && end === start + places + 1) || isNamed ? 'COMPANY' : undefined;
}

/** "Agencja Reuters", "Stacja TVN24": a noun that says what the known name behind it is. */
function knownBehindNoun(run: readonly Token[], start: number, { cues, index }: Reading): Mention | undefined {
  const [first, ...rest] = run;
  const isNoun = cues.descriptors.has(first?.lower ?? '') || opensBody(first?.text ?? '');
  const known = isNoun && rest.length > 0 ? index.find(rest.map((token) => token.text).join(' ')) : undefined;
  if (known === undefined) return undefined;
  return { start: start + 1, end: start + run.length, name: known.name, kind: known.kind, sort: 'known' };
}

function isCrowd(token: Token | undefined, { cues }: Reading): boolean {
  const text = token?.text ?? '';
  const isNoun = cues.language === 'en' || cues.language === 'de';
  return (
    (isNoun && cues.anonymous.has(text.toLowerCase()) && !isHeadWord(text)) ||
    isPeople(text) ||
    isPeople(text.replace(/s$/, ''))
  );
}

/** What follows is who is seen or heard, not who says. */
const lookedAt = /^(?:watch|hear|see|let)$/i;

/** "Meet Oskar Lind", "County Clerk Rosa Imbert", "Dissident Ayman Sheib": words that are no name in front of one. */
function personBehindWords(
  tokens: readonly Token[],
  start: number,
  end: number,
  reading: Reading,
): Mention | undefined {
  const run = tokens.slice(start, end);
  const first = run[0]?.text ?? '';
  if (isGivenName(first) || /^\p{Lu}[.ª]$/u.test(first)) return undefined;
  const isFree = isStart(tokens, start) || reading.cues.capitalisesNouns;
  const given = run.findIndex((token) => isGivenName(token.text));
  const front = run.slice(0, Math.max(given, 0));
  // "the MSWiA spokesman", "l'adjoint du Village Hugo Carlier": what somebody is of may be any word.
  const isOf = reading.cues.hasFreeInversion && reading.cues.ofWords.has(tokens[start - 1]?.lower ?? '');
  const isFront =
    isFree ||
    isOf ||
    reading.cues.hasFreeInversion ||
    front.every((token) => isPlainWord(token.text) || isImpersonal(token.text) || /\p{Lu}.*\p{Lu}/u.test(token.text));
  if (given > 0 && given < run.length - 1 && isFront) {
    const name = run
      .slice(given)
      .map((token) => token.text)
      .join(' ');
    // "Tausch von Jana Roth", "Watch Jane Roe say": something is done to her.
    const isObject = front.some((token) => !token.isCapital || lookedAt.test(token.lower));
    if (isPersonal(name.split(' ')))
      return { start: start + given, end, name, kind: 'PERSON', sort: isObject ? 'weak' : 'person' };
  }
  // "World Weather Attribution said": three words that say so, of which the first says how far they reach.
  const isWide =
    run.length > 2 && isImpersonal(first) && speaksNext(tokens, end, reading) && !isGivenName(run[1]?.text ?? '');
  if (isWide && reading.cues.language === 'en') return undefined;
  const isOpener = isStart(tokens, start) && (isPlainWord(first) || reading.usage.isLower(first.toLowerCase()));
  return isOpener && run.length > 1 && !reading.cues.capitalisesNouns
    ? {
        ...classify(tokens, start + 1, end, reading),
        ...((run.length === 2 || lookedAt.test(first)) && { sort: 'weak' as const }),
      }
    : undefined;
}

/** Two words or more that name no body: a person, or some thing that may be anything. */
function several(
  tokens: readonly Token[],
  start: number,
  end: number,
  parts: readonly string[],
  reading: Reading,
): Mention {
  const name = parts.join(' ');
  const owner = ownerOf(tokens, start, parts, reading);
  if (owner !== undefined) return owner;
  // "Dunmore & Hale"
  if (parts.at(-2) === '&') return { start, end, name, kind: 'COMPANY', sort: 'lone' };
  if (isPersonHere(tokens, start, end, parts, reading)) {
    const noun = reading.cues.capitalisesNouns && isPersonsNoun(parts) ? 1 : 0;
    return { start: start + noun, end, name: parts.slice(noun).join(' '), kind: 'PERSON', sort: 'person' };
  }
  const isThing =
    isPlainWord(parts.at(-1) ?? '') || isHeadWord(name) || reading.cues.anonymous.has(parts[0]?.toLowerCase() ?? '');
  const isUnproven = isStart(tokens, start) && !reading.usage.isInner(name) && !speaksNext(tokens, end, reading);
  const isCapitalEmpty = reading.isTitleCase || reading.cues.capitalisesNouns;
  const isShort = acronym.test(name);
  const sort = !isShort && (isCapitalEmpty || isThing || isUnproven) ? 'weak' : 'lone';
  return { start, end, name, sort, kind: 'ORGANIZATION' };
}

/** German "Organisator Pit Lamprecht", "Ex-Profi Manni Roth": in front of two names a noun of what somebody is. */
function isPersonsNoun([first = '', ...names]: readonly string[]): boolean {
  const isNoun = /.(?:er|or|ist|eur|ant|ent|in|är|oge|at|iger|chef|coach|star|profi|kraft|frau|mann|legende)$/.test(
    first,
  );
  return names.length > 1 && first.length > 4 && isNoun && !isGivenName(first);
}

/** German "Anna Kerns Verweis": she, in the genitive, and what is hers. */
function ownerOf(
  tokens: readonly Token[],
  start: number,
  parts: readonly string[],
  { cues }: Reading,
): Mention | undefined {
  const [first = '', last = '', thing] = parts;
  const isOwner = cues.capitalisesNouns && thing !== undefined && isGivenName(first) && /[^s]s$/.test(last);
  if (!isOwner || isGivenName(last) || tokens[start + 2]?.isCapital !== true) return undefined;
  return {
    start,
    end: start + 2,
    name: `${first} ${last.slice(0, -1)}`,
    kind: 'PERSON',
    sort: 'person',
    isOblique: true,
  };
}

function body(
  tokens: readonly Token[],
  start: number,
  end: number,
  parts: readonly string[],
  kind: SourceKind,
  { cues }: Reading,
): Mention {
  // "Ukraine's Defense Ministry": without its country the name would be that of every state.
  const owner = tokens[start - 1];
  const last = parts.at(-1)?.toLowerCase() ?? '';
  const isNational = /^(?:National|Central|State)$/.test(parts[0] ?? '');
  const isOwned =
    owner?.isPossessive === true &&
    isPlace(owner.text) &&
    (statesBodies.has(last) || (isNational && nationalBodies.has(last)));
  const isDescribed =
    cues.capitalisesNouns &&
    (parts.length > 2 || /^\p{Lu}{2,}$/u.test(parts[1] ?? '')) &&
    cues.descriptors.has(parts[0]?.toLowerCase() ?? '');
  const whole = joined(isOwned ? [`${owner.text}'s`, ...parts] : parts.slice(isDescribed ? 1 : 0));
  return { start, end, name: inNominative(whole, cues), kind, sort: 'body' };
}

/** "(dem) Statistischen Bundesamt" is Statistisches Bundesamt. */
function inNominative(name: string, { bodyEndings }: Cues): string {
  return bodyEndings.reduce((spelled, [shape, ending]) => spelled.replace(shape, ending), name);
}
