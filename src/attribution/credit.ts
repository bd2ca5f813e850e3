/** Picture credits: who made a picture, from credit lines as printed and captions that end in one. */

import type { NamedSource, SourceKind } from './attribution.ts';
import { bodyEnding, bodyOpening, firm, label, nobody, rank, separator, standing } from './credit-words.ts';
import { isGivenName } from './given-names.ts';
import { indexSources, type KnownSource, type SourceIndex } from './known-sources.ts';
import { isPersonal, kindOfBody } from './name-kinds.ts';
import { isPlace } from './places.ts';
import { isPlainWord } from './plain-words.ts';

const MIN_NAME_CHARACTERS = 2;
const MAX_NAME_CHARACTERS = 60;

export interface Credit {
  /** As printed, without brackets around it. */
  readonly creditLine: string;
  /** Everyone whom it names, in its order. */
  readonly sources: NamedSource[];
}

/** @param part without more than one blank in a row */
function sourceOfPart(part: string, index: SourceIndex): NamedSource | undefined {
  const name = part
    .trim()
    .replace(standing, '')
    .replace(label, '')
    .replace(/^official /i, '')
    .replace(rank, '')
    .replace(
      /^(?:(?:photos?|images?|pictures?|video) )?(?:provided|supplied|submitted|contributed|released|issued|taken|shared|handout)(?: (?:by|from))? (?:the )?(?=\p{Lu})/iu,
      '',
    )
    .replaceAll('’', "'")
    .replace(/^[\s:–-]+/, '')
    .replace(/^(?:from )?(?:the )?collections? of /i, '')
    .replace(/^(?:the (?=\p{Lu})|The (?=[Ee]state of ))/u, '')
    .replace(/^(?:(?:special|exclusive|provided) )?(?:to|for|from) (?:the )?(?=\p{Lu})/iu, '')
    .replace(/^(?:19|20)\d\d | (?:19|20)\d\d$/g, '')
    .replace(
      / (?:file(?: (?:photos?|pictures?|images?))?|photos?|pictures?|handout|images?|archives?|collection)$/i,
      (ending, at) => (isOwnEnding(part, ending, at, index) ? ending : ''),
    )
    .replace(/(?<![. ])[. ]+$/u, (ending) => (/\b(?:Inc|Corp|Ltd|Co|Jr|Sr)\.$/.test(part) ? ending : ''))
    .trim();
  if (name.length < MIN_NAME_CHARACTERS || name.length > MAX_NAME_CHARACTERS || nobody.test(name)) return undefined;
  // Alone in a credit the two letters are the agency's, in a text they may be anything.
  const known = index.find(name === 'PA' ? 'PA Media' : name);
  if (known !== undefined)
    return { name: known.name, kind: known.kind, ...(known.homepage && { homepage: known.homepage }) };
  const words = name.split(/\s+/).map((word, _, all) => (index.find(word) === undefined ? unshouted(word, all) : word));
  const spelled = index.find(words.join(' '));
  if (spelled !== undefined) return { name: spelled.name, kind: spelled.kind };
  // "Guardian Design", "Google Maps": a known name in front of one more word that is no surname.
  // "Parks & Recreation", "Harbour archive": what isn't written as a name is none.
  const isWritten = words.every((word) => /^(?:\p{Lu}|[a-z]{1,3}$|['’])/u.test(word) && word !== '&');
  const isBody = words.every((word) => /^(?:\p{Lu}|[a-z]{1,3}$|['’&\d])/u.test(word)) && !name.includes(':');
  const kindOfWhole = isBody ? (kindOfBody(words) ?? kindInCredit(words)) : undefined;
  const front = words.length > 1 && !isGivenName(words[0] ?? '') ? index.find(words.slice(0, -1).join(' ')) : undefined;
  if (front !== undefined && front.kind !== 'PERSON' && kindOfWhole === undefined)
    return { name: front.name, kind: front.kind };
  const isNamed = isGivenName(words[0] ?? '') || !words.some(isPlainWord);
  const isThing =
    words[0] === 'The' ||
    words.some((word) => /^(?:of|in|at|for|the)$/.test(word)) ||
    isPlace(name) ||
    /^(?:North|South|East|West)$/.test(words[0] ?? '');
  const kind = kindOfWhole ?? (isPersonal(words) && isNamed && isWritten && !isThing ? 'PERSON' : undefined);
  // "Jane Roe Photography"
  if (kind === 'PERSON' && firm.test(words.at(-1) ?? '')) return { name, kind: 'ORGANIZATION' };
  // "Petty Officer Jane Roe"
  const given = kind === 'PERSON' ? words.findIndex((word) => isGivenName(word)) : -1;
  const from = given > 0 && given < words.length - 1 ? given : 0;
  if (kind !== undefined) return { name: words.slice(from).join(' '), kind };
  // "Kremlin Pool", "NOAA Coast Survey": a known name in front stands for the rest.
  return words.length > 1 ? index.find(words.slice(0, -1).join(' ')) : undefined;
}

/** What only credits call a body, where no person's first name opens it: "Landmark Media", "Stena Line", "Port of Harrow". */
function kindInCredit(words: readonly string[]): SourceKind | undefined {
  const isEnding = words.length > 1 && bodyEnding.test(words.at(-1) ?? '') && !isGivenName(words[0] ?? '');
  return isEnding || bodyOpening.test(words.join(' ')) ? 'ORGANIZATION' : undefined;
}

/** "Hulton Archive" is called so; "Harrow Herald archives" are the paper's. */
function isOwnEnding(part: string, ending: string, at: number, index: SourceIndex): boolean {
  if (index.find(part.trim()) !== undefined) return true;
  const front = part.trim().slice(0, at);
  const isPartOfName = /^ (?:Archives?|Collection|ARCHIVES?|COLLECTION)$/.test(ending);
  const words = front.split(' ');
  return (
    isPartOfName && index.find(front) === undefined && kindOfBody(words) === undefined && !isGivenName(words[0] ?? '')
  );
}

/** "JANE ROE" is Jane Roe; an acronym stays as it is. */
function unshouted(word: string, all: readonly string[]): string {
  const isShouted = all.length > 1 && all.every((each) => !/\p{Ll}/u.test(each));
  return isShouted && /^\p{Lu}{3,}$/u.test(word) ? word.charAt(0) + word.slice(1).toLowerCase() : word;
}

/**
 * Whom a credit line names: agencies, photographers, archives ("Jane Roe/AFP via Getty Images" has three).
 * Names of unknown shape are left out.
 */
export function parseCreditLine(line: string, known: readonly KnownSource[]): Credit {
  const index = indexSources(known);
  const creditLine = line
    .trim()
    .replace(/^[([](.*)[)\]]$/s, '$1')
    .trim();
  const unlabelled = creditLine.replace(/\s+/g, ' ').replace(label, '');
  const sources = new Map<string, NamedSource>();
  const whole = index.find(unlabelled);
  const parts =
    whole === undefined ? unlabelled.split(separator).flatMap((part) => peopleOf(part, index)) : [whole.name];
  for (const part of parts) {
    const source = sourceOfPart(part, index);
    if (source !== undefined && !sources.has(source.name))
      sources.set(source.name, {
        name: source.name,
        kind: source.kind,
        ...(source.homepage && { homepage: source.homepage }),
      });
  }
  return { creditLine, sources: [...sources.values()] };
}

/** "Jane Roe & John Doe" are two, "Johnson & Johnson", "Marks & Spencer" and "Harrow Fire and Rescue Service" are one. */
function peopleOf(part: string, index: SourceIndex): string[] {
  const [first = '', ...others] = part.split(/ (?:and|und) /);
  const words = first.trim().split(' ');
  const isSource = index.find(first.trim()) !== undefined || kindOfBody(words) !== undefined;
  const isPerson = isGivenName(words[0] ?? '') || (isPersonal(words) && !words.some(isPlainWord));
  if (others.length > 0 && !isSource && !isPerson && kindOfBody(part.split(' ')) !== undefined) return [part];
  return [first, ...others].flatMap(eachOfPair);
}

function eachOfPair(part: string): string[] {
  const names = part.split(' & ').map((name) => name.trim());
  const arePeople = names.every((name) => isGivenName(name.split(' ')[0] ?? '') && isPersonal(name.split(' ')));
  return arePeople ? names : [part];
}

/** The one to name beside a picture: the agency or archive that gave it, else who took it. */
export function leadingCredit(sources: readonly NamedSource[]): NamedSource | undefined {
  return sources.find((source) => source.kind !== 'PERSON') ?? sources[0];
}

export interface CaptionAndCredit {
  readonly caption: string;
  readonly creditLine?: string;
  readonly credit?: NamedSource;
}

const endings: readonly RegExp[] = [
  /(?<!\s)\s*[([](?<line>(?:(?:AP|AFP|EPA|Reuters|Getty)\s+)?(?:image|photo|picture|photograph|foto|bild|credit|source|courtesy|©|\(c\))[^()[\]]{2,90})[)\]]\.?$/iu,
  /(?<=[.!?…”"’)])\s*(?:\/|\||[-–—]{1,2})\s*(?<line>[^.!?]{2,80}\.?)$/u,
  /(?<=[.!?…”"’)]|^)\s*(?<line>(?:(?:(?:file|staff|archive|stock|handout)\s)?(?:image|photo|pic|picture|photograph|screengrab|foto|fot\.|bild|bildquelle|quelle)s?(?:\s+credits?)?\s*(?::|by\b|courtesy of\b|\/|(?=©))|credits?:|©|\(c\)|courtesy of)\s*.{2,90})$/iu,
  /(?<=[.!?…”"’)])\s*(?<line>[A-Z][\p{L} .'-]{2,40}\/[\p{L} .&'-]{2,60})$/u,
  /(?<=[.!?…”"’)])\s*[([](?<line>[^()[\]]{2,80})[)\]]\.?\s*$/u,
  /,\s(?<line>courtesy of .{2,80})$/iu,
];
/** Endings of sentences that don't end before: "Harbour at dawn (AP)", "Harbour at dawn. Reuters". Only an agency is credited so. */
const agencyEndings: readonly RegExp[] = [
  /(?<!\s)\s[([](?<line>[^()[\]]{2,60})[)\]]\.?$/u,
  /(?<=[.!?…”"’)])\s(?<line>\p{Lu}[\p{L} ]{1,30})$/u,
];

/** Where people stand, and what they are in. */
const positions =
  /^(?:(?:from|top|bottom|back|front|far|pictured|seated|standing) )?(?:left|right|centre|center|top|bottom|clockwise|foreground|background|cast)\b|: | (?:left|right)$/i;

/** Behind "Photo:" the name of who is in it: "Jane Roe (right) receives the cup", "Jane Roe, who left on Sunday". */
const seen = /\((?:left|right|cent(?:re|er))\)|, (?:who|whose|which|left|right|pictured|seen|aged \d+|\d\d(?=,|$))\b/i;

/** Whether what a caption ends in, and no word calls a credit, says who is seen, where, or who spoke: "(From left: Jane Roe)", "“…” — Jane Roe". */
function isTold(caption: string, at: number, line: string, sources: readonly NamedSource[]): boolean {
  const isSpoken = /[”"’]\s*$/.test(caption.slice(0, at)) && /^\s*[-–—]/.test(caption.slice(at));
  const isList = /,| and /.test(line) && !/\/|\bvia\b/.test(line);
  const arePeople = sources.every(({ kind }) => kind === 'PERSON');
  const isNobodys = sources.every(
    ({ name, kind }) => kind === 'PERSON' && !isGivenName(name.split(' ')[0] ?? '') && !/^\p{Lu}\./u.test(name),
  );
  return positions.test(line) || (arePeople && (isSpoken || isList || (isNobodys && !line.includes('/'))));
}

/**
 * Splits a caption from the credit that it ends in: "The harbour at dawn. / Reuters", "… (Photo by Jane Roe/AFP)".
 * An ending that names nobody stays in the caption, unless it is marked as a credit.
 */
export function captionAndCredit(text: string, known: readonly KnownSource[] = []): CaptionAndCredit {
  const whole = text.trim();
  for (const shape of endings) {
    const match = shape.exec(whole);
    const line = match?.groups?.line?.trim();
    if (match === null || line === undefined || seen.test(line)) continue;
    const { creditLine, sources } = parseCreditLine(line, known);
    const credit = leadingCredit(sources);
    if (!label.test(line) && isTold(whole, match.index, line, sources)) continue;
    if (credit === undefined && !label.test(line)) continue;
    return { caption: whole.slice(0, match.index).trim(), creditLine, ...(credit !== undefined && { credit }) };
  }
  return agencyEnding(whole, known) ?? { caption: whole };
}

function agencyEnding(whole: string, known: readonly KnownSource[]): CaptionAndCredit | undefined {
  for (const shape of agencyEndings) {
    const match = shape.exec(whole);
    const line = match?.groups?.line?.trim();
    if (match === null || line === undefined) continue;
    const { creditLine, sources } = parseCreditLine(line, known);
    const credit = sources.find(({ kind }) => kind === 'NEWS_AGENCY');
    const isAgencys = indexSources(known).find(line) !== undefined || (/\/| via /.test(line) && sources.length > 1);
    if (credit !== undefined && isAgencys) return { caption: whole.slice(0, match.index).trim(), creditLine, credit };
  }
  return undefined;
}
