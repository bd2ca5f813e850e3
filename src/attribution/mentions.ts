/** Finds the names in a sentence and what each can be: a source that is known, a body, a person, a place, an office. */
import type { SourceKind } from '../import/document.ts';
import type { Cues } from './cues.ts';
import type { SourceIndex } from './known-sources.ts';
import { isHeadWord, isPersonal, kindOfBody } from './name-kinds.ts';
import { isPeople, isPlace, PLACES_AND_NAMES } from './places.ts';
import type { Token } from './tokens.ts';
import { words } from './word-list.ts';

export interface Mention {
  /** First token, and the one after the last. */
  readonly start: number;
  readonly end: number;
  /** Where the capitalised words before the name, its title among them, begin, if there are any. */
  readonly front?: number;
  readonly name: string;
  /**
   * `lone`: one capitalised word (or several of no known shape), which may be anything; `weak`: the same where
   * a capital says nothing; `surname`: one word after a title; `office`: a title without a name.
   */
  readonly sort: 'known' | 'body' | 'person' | 'surname' | 'lone' | 'weak' | 'place' | 'office';
  readonly kind?: SourceKind | undefined;
  /** Lower-case title before a person ("minister"), by which the text may call them again. */
  readonly title?: string | undefined;
}

export interface Reading {
  readonly cues: Cues;
  readonly index: SourceIndex;
  /** A headline Set Like This: capitals say nothing. */
  readonly isTitleCase: boolean;
}

const PARTICLES = words('de von van der den di da del della al bin ibn el la le du des dos das ten ter zu zum af ben');
const POSSESSIVE_PARTS = words(
  `minister president prosecutor attorney general women children people workers farmers teachers men king queen governor
  mayor sheriff coroner students consumer consumers master speaker ombudsman chancellor examiner coroner defender controller comptroller treasurer director`,
);
// Titles keep their place before the name only where the name is never said without: "Pope Leo", "King Charles III".
const REGNAL = words('pope king queen prince princess emperor patriarch');
const STATES_BODIES = words('ministry government parliament army navy military police embassy senate department');
// Titles that are written with a capital in front of a name, besides the table's roles.
const TITLES = words(
  'dr. mr. mrs. ms. prof. gen. sen. rep. gov. lt. col. sgt. capt. maj. rev. hon. adm. cmdr. insp. supt. administrator general ayatollah sheikh sheik mullah emir sultan taoiseach whip elect pm mep msp ceo cfo',
);

function knownAt(tokens: readonly Token[], at: number, reading: Reading): Mention | undefined {
  const { index } = reading;
  if (!index.hasOpening(tokens[at]?.text ?? '')) return undefined;
  // "The Times", but not "The Kremlin": an article is a part of a name only where that is listed with it.
  const isArticle = reading.cues.determiners.has(tokens[at]?.lower ?? '');
  const lookUp = (name: string) => (isArticle ? index.exact(name) : index.find(name));
  const previous = tokens[at - 1]?.lower === 'the' ? 'The ' : '';
  for (let length = Math.min(index.longest, tokens.length - at); length > 0; length -= 1) {
    const slice = tokens.slice(at, at + length);
    const last = slice.at(-1);
    if (last === undefined || slice.some((token) => token.kind === 'quote')) continue;
    const stem = slice
      .slice(0, -1)
      .map((token) => token.raw)
      .join(' ');
    const spellings = [last.text, last.raw].map((end) => `${stem} ${end}`.trim());
    for (const spelling of spellings) {
      const source = index.exact(previous + spelling) ?? lookUp(spelling);
      if (source !== undefined)
        return { start: at, end: at + length, name: source.name, kind: source.kind, sort: 'known' };
    }
  }
  return undefined;
}

function isCommon(token: Token, { cues, isTitleCase }: Reading): boolean {
  const { lower } = token;
  return (
    cues.determiners.has(lower) ||
    cues.prepositions.has(lower) ||
    cues.conjunctions.has(lower) ||
    cues.adverbs.has(lower) ||
    cues.blockers.has(lower) ||
    cues.passives.has(lower) ||
    cues.hearsay.has(lower) ||
    cues.clauseOpeners.has(lower) ||
    cues.participles.has(lower) ||
    cues.personalPronouns.has(lower) ||
    (isTitleCase && cues.verbs.has(lower)) ||
    /^(?:i|you|me|him|them|us|asked|speaking|many|most|some|few|several|others?|everyone|someone|everybody|somebody|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|additional|another|dozens|hundreds|thousands|millions|such|same|not|yes|no)$/.test(
      lower,
    )
  );
}

/** "Prime Minister's Office", "Millers' Association", where an owner is a part of the name; "Fox News' Jane Roe" has none. */
function isNamesOwner(tokens: readonly Token[], at: number): boolean {
  const owner = tokens[at];
  const [next, second] = [tokens[at + 1], tokens[at + 2]];
  if (owner === undefined || next?.isCapital !== true) return false;
  const isPlural = /s['’]$/.test(owner.raw);
  const isBody = isHeadWord(next.lower) || (second?.isCapital === true && isHeadWord(second.lower));
  return POSSESSIVE_PARTS.has(owner.lower) || (isPlural && isBody);
}

/** The token after the last of a run of capitalised words, particles and "of" between them. */
function runEnd(tokens: readonly Token[], start: number, reading: Reading): number {
  let end = start;
  while (true) {
    const token = tokens[end];
    if (
      token === undefined ||
      !token.isCapital ||
      (end > start && isCommon(token, reading) && !/^(?:will|may)$/.test(token.lower))
    )
      break;
    if (reading.cues.times.has(token.lower) && !(end > start && /^(?:may|april|june|august)$/.test(token.lower))) break;
    end += 1;
    if (token.isPossessive && !isNamesOwner(tokens, end - 1)) break;
    end += joinLength(tokens, start, end, reading);
  }
  return end;
}

/** How many tokens at `end` only join the run to more of it: "&", "of the", "von der". */
function joinLength(tokens: readonly Token[], start: number, end: number, reading: Reading): number {
  const at = (offset: number) => tokens[end + offset];
  if (at(0)?.text === '&' && at(1)?.isCapital) return 1;
  let particles = 0;
  while (PARTICLES.has(at(particles)?.lower ?? '') && !at(particles)?.isCapital) particles += 1;
  if (
    particles > 0 &&
    at(particles)?.isCapital &&
    !(reading.cues.capitalisesNouns && /^(?:der|des|das|zu|zum)$/.test(at(0)?.lower ?? ''))
  )
    return particles;
  const run = tokens.slice(start, end);
  const isHeaded = run.some(
    (token) => isHeadWord(token.lower) || /^(?:secretary|minister|house|chief|joint|duke|doctors)$/.test(token.lower),
  );
  if (isHeaded && /^(?:of|for|für)$/.test(at(0)?.lower ?? '')) {
    const skipped = at(1)?.lower === 'the' ? 2 : 1;
    if (at(skipped)?.isCapital) return skipped;
  }
  if (isPairBefore(tokens, start, end, reading)) return 1;
  const isOpenList = run.some((token) => /^(?:of|for|für)$/.test(token.lower));
  const isSecondName = knownAt(tokens, end + 1, reading) !== undefined || isTitle(at(1), reading);
  if (isOpenList && /^(?:and|und)$/.test(at(0)?.lower ?? '') && at(1)?.isCapital && !isSecondName) return 1;
  return 0;
}

/** "Fish and Wildlife Service": one word, "and", and up to three more that end in what bodies are called. */
function isPairBefore(tokens: readonly Token[], start: number, end: number, reading: Reading): boolean {
  if (tokens[end]?.lower !== 'and' || knownAt(tokens, end + 1, reading) !== undefined) return false;
  const first = tokens.slice(start, end);
  const own = first.slice(placeLength(first));
  const isWord = own.length === 1 && !isTitle(own[0], reading) && knownAt(tokens, end - 1, reading) === undefined;
  const afterwards = tokens.slice(end + 1, end + 5);
  const stop = afterwards.findIndex((token) => !token.isCapital);
  const second = stop < 0 ? afterwards : afterwards.slice(0, stop);
  return isWord && second.length >= 2 && second.length <= 3 && isHeadWord(second.at(-1)?.lower ?? '');
}

function isTitle(token: Token | undefined, { cues }: Reading): boolean {
  if (token === undefined) return false;
  const parts = token.lower.split(/[-/]/);
  return (
    TITLES.has(token.lower) ||
    cues.roles.has(token.lower) ||
    cues.roles.has(parts.at(-1) ?? '') ||
    (cues.roleShape.test(token.lower) && token.lower.length > 6)
  );
}

function personAfterTitle(run: readonly Token[], start: number, reading: Reading): Mention | undefined {
  // "General Motors" and "Star Wars" aside, a title inside a run is the last word that isn't the name.
  const at = run.findLastIndex((token, index) => index < run.length - 1 && isTitle(token, reading));
  if (at < 0) return isTitle(run.at(-1), reading) ? office(run, start) : undefined;
  const title = run[at]?.lower.replace(/\.$/, '');
  let from = at + 1;
  if (/^(?:of|for|für)$/.test(run[from]?.lower ?? '')) {
    // "Secretary of State Jane Roe": what the office is for ends where the two words of the name begin.
    if (run.length - from < 4) return office(run, start);
    from = run.length - 2;
  }
  while (isPeople(run[from]?.text ?? '') && from < run.length - 1) from += 1;
  const parts = run.slice(from).map((token) => token.text);
  if (REGNAL.has(title ?? '') && (parts.length === 1 || /^[IVX]+$/.test(parts[1] ?? ''))) {
    return {
      start: start + at,
      end: start + run.length,
      name: run
        .slice(at)
        .map((token) => token.text)
        .join(' '),
      kind: 'PERSON',
      sort: 'person',
      title,
    };
  }
  const sort = parts.length === 1 ? 'surname' : 'person';
  if (sort === 'person' && !isPersonal(parts)) return undefined;
  return { start: start + from, end: start + run.length, name: parts.join(' '), kind: 'PERSON', sort, title };
}

function office(run: readonly Token[], start: number): Mention {
  const title = run.at(-1)?.lower;
  return { start, end: start + run.length, name: run.map((token) => token.text).join(' '), sort: 'office', title };
}

/** How many words at the front of a run are a place or a people. */
function placeLength(run: readonly Token[]): number {
  for (let length = Math.min(4, run.length); length > 0; length -= 1) {
    const name = run
      .slice(0, length)
      .map((token) => token.text)
      .join(' ');
    const isDirected =
      length === 2 && /^(?:North|South|West|East|Northern|Southern|Eastern|Western|Latin)$/.test(run[0]?.text ?? '');
    if (isPlace(name) || (isPeople(name) && length === 1) || (isDirected && isPeople(run[1]?.text ?? '')))
      return length;
  }
  return 0;
}

function classify(tokens: readonly Token[], start: number, end: number, reading: Reading): Mention {
  const run = tokens.slice(start, end);
  const parts = run.map((token) => token.raw);
  const last = run.at(-1);
  if (last !== undefined) parts[parts.length - 1] = last.text;
  const name = parts.join(' ');
  const person = personAfterTitle(run, start, reading);
  // "Bank of England Governor Jane Roe" is she, "Prime Minister's Office" and "Justice Department" are bodies.
  if (person?.sort === 'person' && !isHeadWord(last?.text ?? '')) return person;
  const bodyKind = kindOfBody(parts);
  if (bodyKind !== undefined) return body(tokens, start, end, parts, bodyKind);
  if (person !== undefined) return person;
  const places = placeLength(run);
  const isGivenName = places === 1 && run.length > 1 && PLACES_AND_NAMES.has(run[0]?.text ?? '');
  if (places === run.length) return { start, end, name, sort: 'place' };
  const rest = places > 0 && !isGivenName ? classify(tokens, start + places, end, reading) : undefined;
  // "Manchester United": a place before one more word of no known sort is a part of the name; a people isn't.
  const isClub = rest?.sort === 'lone' && !isPeople(run[places - 1]?.text ?? '') && !reading.isTitleCase;
  if (rest !== undefined) return isClub ? { start, end, name, sort: 'lone', kind: 'ORGANIZATION' } : rest;
  if (isPersonal(parts)) return { start, end, name, kind: 'PERSON', sort: 'person' };
  const isAcronym = /^\p{Lu}[\p{Lu}&.-]{1,6}$/u.test(name);
  const isFirst = start === 0 || tokens[start - 1]?.kind === 'quote';
  const isCapitalEmpty = reading.isTitleCase || reading.cues.capitalisesNouns;
  const isNoun =
    reading.cues.anonymous.has(last?.lower ?? '') ||
    reading.cues.mouthpieces.has(last?.lower ?? '') ||
    isHeadWord(name);
  const isGerund = isFirst && parts.length === 1 && name.endsWith('ing');
  const isPlural = isFirst && parts.length === 1 && /[^sui]s$/.test(name);
  const sort = !isAcronym && (isCapitalEmpty || isNoun || isPlural || isGerund) ? 'weak' : 'lone';
  return { start, end, name, sort, kind: isAcronym || parts.length > 1 ? 'ORGANIZATION' : undefined };
}

function body(
  tokens: readonly Token[],
  start: number,
  end: number,
  parts: readonly string[],
  kind: SourceKind,
): Mention {
  // "Ukraine's Defense Ministry": without its country the name would be that of every state.
  const owner = tokens[start - 1];
  const isOwned =
    owner?.isPossessive === true && isPlace(owner.text) && STATES_BODIES.has(parts.at(-1)?.toLowerCase() ?? '');
  const name = (isOwned ? [`${owner.text}'s`, ...parts] : parts).join(' ').replace(/(ministerium|amt)(?:s|es)$/, '$1');
  return { start, end, name, kind, sort: 'body' };
}

/** "the Polish interior ministry", "Hamburg police": a people or a place, and a public body in lower case. */
function publicBodyAt(tokens: readonly Token[], at: number, { cues }: Reading): Mention | undefined {
  const run = tokens.slice(at, at + 3).filter((token) => token.isCapital);
  const owners = placeLength(run);
  if (owners === 0) return undefined;
  for (let end = at + owners; end < at + owners + 4; end += 1) {
    const token = tokens[end];
    if (token?.kind !== 'word' || token.isCapital || cues.prepositions.has(token.lower) || cues.verbs.has(token.lower))
      return undefined;
    if (!cues.publicBodies.has(token.lower)) continue;
    const parts = tokens.slice(at, end + 1).map((part, index) => {
      const text = index === end - at ? part.text : part.raw;
      return (text[0] ?? '').toUpperCase() + text.slice(1);
    });
    // "the Kyiv government's envoy" speaks for himself.
    return token.isPossessive
      ? undefined
      : { start: at, end: end + 1, name: parts.join(' '), kind: 'GOVERNMENT', sort: 'body' };
  }
  return undefined;
}

export function mentionsIn(tokens: readonly Token[], reading: Reading): Mention[] {
  const mentions: Mention[] = [];
  let at = 0;
  while (at < tokens.length) {
    const mention = mentionAt(tokens, at, reading);
    if (mention !== undefined) mentions.push(mention);
    at = mention?.end ?? at + 1;
  }
  return mentions;
}

function mentionAt(tokens: readonly Token[], at: number, reading: Reading): Mention | undefined {
  const token = tokens[at];
  if (token?.kind !== 'word') return undefined;
  const known = knownAt(tokens, at, reading);
  const publicBody = publicBodyAt(tokens, at, reading);
  if (publicBody !== undefined && (known === undefined || known.end < publicBody.end)) return publicBody;
  if (!token.isCapital || isCommon(token, reading) || reading.cues.times.has(token.lower)) return known;
  const end = runEnd(tokens, at, reading);
  if (known === undefined) return end > at ? { ...classify(tokens, at, end, reading), front: at } : undefined;
  if (known.end >= end) return known;
  // "Reuters Institute" is a body of its own; in "Tesla CEO Jane Roe" the person is the name.
  const whole = { ...classify(tokens, at, end, reading), front: at };
  return whole.sort === 'body' || ((whole.sort === 'person' || whole.sort === 'surname') && whole.start > at)
    ? whole
    : known;
}
