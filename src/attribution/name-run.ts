/** The extent of a name: capitalised words, and the small ones that join them. */

import { isGivenName } from './given-names.ts';
import { knownAt } from './known-names.ts';
import type { Reading } from './mention.ts';
import { isMonthForename } from './month-names.ts';
import { isHeadWord, kindOfBody, opensBody } from './name-kinds.ts';
import { isPlace, placeLength } from './places.ts';
import { isContraction, isPlainWord } from './plain-words.ts';
import { isTitle } from './titles.ts';
import type { Token } from './tokens.ts';
import { words } from './word-list.ts';

const nameParticles = words(
  "de von vom van der den di da del della dell' dei delle degli al bin ibn el la las los le les l' du des d' dos das do ten ter zu zum af ben het 't abu bint",
);
const possessiveParts = words(
  `minister president prosecutor attorney general women children people workers farmers teachers men king queen governor
  mayor sheriff coroner students consumer consumers master speaker ombudsman chancellor examiner coroner defender controller comptroller treasurer director`,
);

/** "Kremlin-backed", "Republican-led": what begins with a name and is none. */
export const compound =
  /-(?:led|run|backed|based|controlled|funded|owned|born|held|leaning|trained|style|linked|aligned|appointed|educated|made|occupied|installed|dominated|listed|era|area)$/;

/** Whether a word with a capital only starts a sentence or a heading, and never a name. */
export function isCommon(token: Token, { cues, isTitleCase }: Reading): boolean {
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
    cues.questionWords.has(lower) ||
    cues.participles.has(lower) ||
    cues.personalPronouns.has(lower) ||
    isContraction(token.raw) ||
    compound.test(token.raw) ||
    cues.openers.has(lower) ||
    // Where a sentence may open with its verb, a capital on one names nobody.
    ((isTitleCase || cues.hasFreeInversion || cues.isVerbSecond) && cues.verbs.has(lower)) ||
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
  // "the Examiner's Jane Roe"
  return (possessiveParts.has(owner.lower) && !isGivenName(next.text)) || (isPlural && isBody);
}

/** "Yann Le Guen", "Ursula Von der Leyen", "Will", "Zulmira Fontes", "David Long": common words that names have as well. */
function isNamePart(tokens: readonly Token[], at: number, { cues, isTitleCase }: Reading): boolean {
  const { lower = '' } = tokens[at] ?? {};
  return (
    /^(?:will|may)$/.test(lower) ||
    (/^(?:le|la|de|di|da|del|van|von|el)$/.test(lower) && tokens[at + 1]?.isCapital === true) ||
    (!isTitleCase && (cues.openers.has(lower) || cues.adverbs.has(lower)) && isGivenName(tokens[at - 1]?.text ?? ''))
  );
}

/** Of a name: so many that no real one is cut, and so few that a text of capitals is read in linear time. */
const MAX_NAME_TOKENS = 16;

/** The token after the last of a run of capitalised words, particles and "of" between them. */
export function runEnd(tokens: readonly Token[], start: number, reading: Reading): number {
  let end = start;
  while (true) {
    const token = tokens[end];
    if (
      token === undefined ||
      !token.isCapital ||
      end - start >= MAX_NAME_TOKENS ||
      // "Bürgerinitiative „Rettet den Strand“"
      (end > start &&
        token.isTitle === true &&
        reading.cues.descriptors.get(tokens[end - 1]?.lower ?? '') === 'ORGANIZATION') ||
      (end > start && isCommon(token, reading) && !isNamePart(tokens, end, reading)) ||
      (end > start + 1 && reading.cues.capitalisesNouns && isObjectBehindName(tokens, end))
    )
      break;
    // "Jane May", but "a DOT June 2013 release"
    const isGivenMonth =
      end > start &&
      /^(?:may|april|june|august)$/.test(token.lower) &&
      !/^\p{Lu}{2,}$/u.test(tokens[end - 1]?.text ?? '');
    const isMonth = reading.cues.times.has(token.lower) && !isMonthForename(tokens, end, reading);
    if (isMonth && !isGivenMonth && !isEdition(tokens, start, end, reading)) break;
    end += 1;
    if (token.isPossessive && !isNamesOwner(tokens, end - 1)) break;
    end += joinLength(tokens, start, end, reading);
  }
  return end;
}

/** "gab Egon Harms Versäumnisse zu": behind a given name and a surname stands what was said of. */
function isObjectBehindName(tokens: readonly Token[], at: number): boolean {
  return isGivenName(tokens[at - 2]?.text ?? '') && objects.test(tokens[at]?.text ?? '');
}

const objects =
  /(?:nissen?|heiten|keiten|ungen|vorwürfe|fehler|kritik|zweifel|bedenken|vorbehalte|mängel|pläne|probleme|gespräche|hilfe|konsequenzen)$/i;

/** "the Merrow Evening Post", "the Sunday Ledger": when a paper comes out is a part of its name. */
export function isEdition(tokens: readonly Token[], start: number, at: number, { cues }: Reading): boolean {
  const next = tokens[at + 1];
  const isInside = at > start || cues.definite.has(tokens[at - 1]?.lower ?? '');
  return isInside && next?.isCapital === true && isHeadWord(next.lower);
}

/** How many tokens at `end` only join the run to more of it: "&", "of the", "von der". */
function joinLength(tokens: readonly Token[], start: number, end: number, reading: Reading): number {
  const at = (offset: number) => tokens[end + offset];
  // "Channel 13", "Kanal 5"
  const isChannel = /^(?:channel|kanal|canal|canale|kanaal|radio|tv|antenne)$/.test(tokens[end - 1]?.lower ?? '');
  if (isChannel && /^\d{1,3}$/.test(at(0)?.text ?? '')) return 1;
  if (at(0)?.text === '&' && at(1)?.isCapital) return 1;
  // "Prokuratura Okręgowa w Opolu"
  const isSeated =
    reading.cues.language === 'pl' &&
    /^we?$/.test(at(0)?.lower ?? '') &&
    /^(?:Komend|Prokuratur|Sąd|Uniwersytet|Szpital|Urz[ąę]d|Politechnik|Akademi)/u.test(tokens[start]?.text ?? '') &&
    end - start > 1;
  if (isSeated && at(1)?.isCapital) return 1;
  let particles = 0;
  while (nameParticles.has(at(particles)?.lower ?? '') && !at(particles)?.isCapital) particles += 1;
  if (
    particles > 0 &&
    at(particles)?.isCapital &&
    !isNounsOf(tokens, end, reading) &&
    !isOwnName(tokens, start, end + particles, reading) &&
    !(
      reading.cues.capitalisesNouns &&
      /^(?:der|des|das|den|zu|zum|vom)$/.test(at(0)?.lower ?? '') &&
      !isNoble(tokens[start])
    )
  )
    return particles;
  const genitive = reading.cues.capitalisesNouns ? genitiveLength(tokens, end) : 0;
  if (genitive > 0) return genitive;
  const run = tokens.slice(start, end);
  const isHeaded = run.some(
    (token) =>
      isHeadWord(token.lower) ||
      /^(?:secretary|minister|mec|commissioner|house|chief|joint|duke|doctors)$/.test(token.lower) ||
      /(?:institut|verband|amt|zentrum|rat)e?s$/.test(token.lower),
  );
  const [first] = run;
  const isBodys = first !== undefined && (opensBody(first.text) || kindOfBody([first.text]) !== undefined);
  // "Council to Protect Pensions"
  if (isHeaded && reading.cues.language === 'en' && at(0)?.lower === 'to' && at(1)?.isCapital) return 1;
  // "House Speaker Paul Ryan of Wisconsin"
  const title = run.findLastIndex((token) => isTitle(token, reading));
  const isNamed = title >= 0 && run.length - title > 2 && isGivenName(run[title + 1]?.text ?? '');
  if ((isHeaded || isBodys) && !isNamed && reading.cues.bodyJoins.has(at(0)?.lower ?? '')) {
    const skipped = reading.cues.definite.has(at(1)?.lower ?? '') ? 2 : 1;
    if (at(skipped)?.isCapital && !isTitledPerson(tokens, end + skipped, reading)) return skipped;
  }
  // "Center on Budget and Policy Priorities", but no "Committee on Tuesday".
  const isOnSubject = /^(?:center|centre|committee|commission|council|conference|institute|panel)$/.test(
    run.at(-1)?.lower ?? '',
  );
  if (isOnSubject && at(0)?.lower === 'on' && at(1)?.isCapital && !reading.cues.times.has(at(1)?.lower ?? '')) return 1;
  if (isHeaded && at(0)?.text === ',' && isListed(tokens, end)) return 1;
  if (isPairBefore(tokens, start, end, reading) || isDoubleSurname(tokens, start, end, reading)) return 1;
  const isOpenList = run.some((token) => /^(?:of|for|on|to|für)$/.test(token.lower));
  const isSecondName = knownAt(tokens, end + 1, reading) !== undefined || isTitle(at(1), reading);
  if (isOpenList && reading.cues.joining.has(at(0)?.lower ?? '') && at(1)?.isCapital && !isSecondName) return 1;
  return 0;
}

const ofAll =
  /^(?:\p{L}*bund|\p{L}*verband|institut|\p{L}*vereinigung|akademie|zentralrat|arbeitsgemeinschaft|interessengemeinschaft|gewerkschaft|haus)(?:e?s)?$/iu;

/** German "Bund der Steuerzahler", "Institut der deutschen Wirtschaft": whose body it is, is a part of its name. */
function genitiveLength(tokens: readonly Token[], end: number): number {
  const isOf = ofAll.test(tokens[end - 1]?.text ?? '') && /^de[rs]$/.test(tokens[end]?.lower ?? '');
  const [next, second] = [tokens[end + 1], tokens[end + 2]];
  if (!isOf || next?.kind !== 'word') return 0;
  if (next.isCapital) return opensBody(next.text) || isPlace(next.text) ? 0 : 1;
  return /en$/.test(next.lower) && second?.isCapital === true ? 2 : 0;
}

/** "the court of Chief Justice Ann Bly": what is somebody's isn't called after them. */
export function isTitledPerson(tokens: readonly Token[], start: number, reading: Reading): boolean {
  const words = tokens.slice(start, start + MAX_NAME_TOKENS);
  const given = words.findIndex(({ text, isCapital }, at) => at > 0 && (!isCapital || isGivenName(text)));
  return given > 0 && isTitle(words[given - 1], reading) && isGivenName(words[given]?.text ?? '');
}

/** "Marta da Cunha e Silva disse", but "Marta da Cunha e Silva disseram": one word more, and no verb in the plural. */
function isDoubleSurname(tokens: readonly Token[], start: number, end: number, reading: Reading): boolean {
  const { language } = reading.cues;
  const isJoint =
    (language === 'pt' && tokens[end]?.lower === 'e') || (language === 'es' && tokens[end]?.lower === 'y');
  const [next, verb] = [tokens[end + 1], tokens[end + 2]];
  const run = tokens.slice(start, end);
  const isParticled = isGivenName(run[0]?.text ?? '') && run.some(({ isCapital }) => !isCapital);
  if (!isJoint || !isParticled || next?.isCapital !== true) return false;
  const isAnother = isGivenName(next.text) || isPlace(next.text) || isHeadWord(next.lower) || next.text.length < 3;
  if (isAnother || isTitle(next, reading) || knownAt(tokens, end + 1, reading) !== undefined) return false;
  return verb?.isCapital !== true && !(verb?.kind === 'word' && /[mn]$/.test(verb.lower));
}

/** German "Angaben von Jana Roth", "Umzug von Brandt nach Kiel": a noun, and whose it is. */
function isNounsOf(tokens: readonly Token[], end: number, reading: Reading): boolean {
  const before = tokens[end - 1];
  if (!reading.cues.capitalisesNouns || tokens[end]?.lower !== 'von' || before === undefined) return false;
  const isHolder = isTitle(before, reading) && !reading.cues.mouthpieces.has(before.lower);
  return !isGivenName(before.text) && !isNoble(before) && !isHolder && !/\.$/.test(before.text);
}

/** German "Prinz Ludwig zu Hohenried": behind such a title "zu" is of the name. */
function isNoble(token: Token | undefined): boolean {
  return /^(?:prinz|prinzessin|fürst|fürstin|graf|gräfin|freiherr|freifrau|herzog|herzogin)$/.test(token?.lower ?? '');
}

/** Of a body's subjects: "Environment, Food and Rural Affairs". */
const MAX_LISTED_WORDS = 5;

/** "Department for Environment, Food and Rural Affairs": behind the comma one word or two, "and", and one more with capitals. */
function isListed(tokens: readonly Token[], comma: number): boolean {
  const and = tokens.findIndex(({ lower }, at) => at > comma && lower === 'and');
  const subject = tokens.slice(comma + 1, and);
  const isCapital = subject.every(({ isCapital, text }) => isCapital || text === ',');
  return (
    and > comma + 1 &&
    subject.length <= MAX_LISTED_WORDS &&
    isCapital &&
    tokens[and + 1]?.isCapital === true &&
    isSubjectsHead(tokens, comma)
  );
}

/** Only of ministries and committees: "University of Leeds, Oxfam and Shelter" are three. */
function isSubjectsHead(tokens: readonly Token[], end: number): boolean {
  return tokens
    .slice(Math.max(0, end - MAX_LISTED_WORDS), end)
    .some(({ lower }) => /^(?:department|ministry|secretary|minister|committee)$/.test(lower));
}

/** "Jana Roth von der Universität Bonn": behind two words of a person another name begins. */
function isOwnName(tokens: readonly Token[], start: number, next: number, reading: Reading): boolean {
  const { cues } = reading;
  const run = tokens.slice(start, next).filter((token) => token.isCapital);
  const isBody = opensBody(tokens[start]?.text ?? '') || run.some((token) => isHeadWord(token.lower));
  // "Faisal bin Rashid": whose son he is.
  const isFather = /^(?:bin|ibn|bint)$/.test(tokens[next - 1]?.lower ?? '');
  if (run.length < 2 || isBody || isFather) return false;
  // "Karl Theodor von Guttenberg" has two given names; else "von" and "van" lead to where somebody is from.
  const isNobility = isGivenName(run.at(-1)?.text ?? '');
  if (isNoble(run.at(-1))) return false;
  if ((cues.capitalisesNouns || cues.isVerbSecond) && !isNobility && !isNoble(tokens[start])) return true;
  const word = tokens[next]?.text ?? '';
  return (
    isGivenName(word) ||
    opensBody(word) ||
    /^\p{Lu}{2,}$/u.test(word) ||
    knownAt(tokens, next, reading) !== undefined ||
    /-\p{Lu}/u.test(word) ||
    isHeadWord(tokens[next + 1]?.text ?? '') ||
    kindOfBody([word]) !== undefined ||
    (isPlace(word) && !/^(?:der|den|la|el)$/.test(tokens[next - 1]?.lower ?? ''))
  );
}

/** "Fish and Wildlife Service": one word, "and", and up to three more that end in what bodies are called. */
function isPairBefore(tokens: readonly Token[], start: number, end: number, reading: Reading): boolean {
  if (tokens[end]?.lower !== 'and' || knownAt(tokens, end + 1, reading) !== undefined) return false;
  const first = tokens.slice(start, end);
  const places = placeLength(first.map((token) => token.text));
  // "House Ways and Means Committee"
  const chamber = /^(?:House|Senate|Joint|Select|Standing)$/.test(first[places]?.text ?? '') ? 1 : 0;
  const own = first.slice(places + chamber);
  const isWord = own.length === 1 && !isTitle(own[0], reading) && knownAt(tokens, end - 1, reading) === undefined;
  // "England and Wales Cricket Board"
  const isOfTwo = places === first.length && isPlace(tokens[end + 1]?.text ?? '');
  const afterwards = tokens.slice(end + 1, end + 5);
  const stop = afterwards.findIndex((token) => !token.isCapital);
  const second = stop < 0 ? afterwards : afterwards.slice(0, stop);
  // "Housing and Urban Development Secretary Jane Roe"
  const isOffice = isPlainWord(own[0]?.text ?? '') && second.slice(1).some((token) => isTitle(token, reading));
  if (isWord && isOffice) return true;
  return (isWord || isOfTwo) && second.length >= 2 && second.length <= 3 && isHeadWord(second.at(-1)?.lower ?? '');
}
