/**
 * Common shape of what wires bring (ninjs, NewsML, NITF, IPTC 7901) and its way to a document: status, embargo, versions,
 * authors and agency.
 */

import { createHash } from 'node:crypto';
import type { DocumentAttribution } from '../../attribution/attribution.ts';
import { escapedText } from '../../text/html/tree.ts';
import { bareName, isLogin } from '../author-names.ts';
import { distinctNames } from '../distinct-names.ts';
import { oneLine, plainText } from '../feed/markup.ts';
import { kindOfName, namesOfByline } from '../html/byline.ts';
import { withoutTracking } from '../html/tracking.ts';
import { type DocumentImage, type ImportedDocument, RefusedInput } from '../imported-document.ts';
import { isTakeOut } from '../withheld/notes.ts';
import { isWithheldMark } from '../withheld/states.ts';
import { readWireDate, surelyPast, type WireDate } from './dates.ts';
import { unsigned } from './signature.ts';

/** A piece as its format says it, its parts found; dates as written. */
export interface WirePiece {
  /** The same in all its versions. */
  readonly id: string | undefined;
  readonly url?: string | undefined;
  readonly slug?: string | undefined;
  readonly headline: string | undefined;
  /** HTML or plain text. */
  readonly standfirst?: string | undefined;
  /** HTML. */
  readonly body: string;
  /** Where it was written, as printed: "MERROWHAVEN, 2 March". */
  readonly dateline?: string | undefined;
  readonly language?: string | undefined;
  /** When the first version was made. */
  readonly created?: string | undefined;
  /** When this one was. */
  readonly versionCreated?: string | undefined;
  readonly version?: string | undefined;
  /** `usable`, `withheld`, `canceled`, or none. */
  readonly status?: string | undefined;
  /** Empty for one without an end; undefined for none. */
  readonly embargo?: string | undefined;
  /** When it is to be taken away. */
  readonly expires?: string | undefined;
  /** Bylines as printed, or names. */
  readonly bylines: readonly string[];
  /** Agencies and houses that it comes from. */
  readonly houses: readonly string[];
  /** Keywords that anybody gives. */
  readonly topics: readonly string[];
  /** From a list that somebody keeps. */
  readonly sections?: readonly string[];
  readonly image?: DocumentImage | undefined;
  /** What readers aren't to see. */
  readonly notes?: readonly string[];
  /** Why its sender may not want it out, where its format says that in a place of its own. */
  readonly withheld?: string | undefined;
  /** What came with it that a body has no place for: "a video". */
  readonly dropped?: readonly string[];
}

/** @throws {RefusedInput} for what can't be a piece */
export function documentOf(piece: WirePiece, now: Date): ImportedDocument {
  const takenBack = takenBackAs(piece.status);
  const headline = headlineOf(piece) ?? (takenBack === undefined ? undefined : piece.id);
  if (headline === undefined) throw new RefusedInput('It has neither a headline nor a text.');
  const { standfirst, text } = standfirstAndText(piece.standfirst, headline, withoutHeadline(piece.body, headline));
  const body = withDateline(unsigned(text, piece), piece.dateline);
  const first = readWireDate(piece.created);
  const made = readWireDate(piece.versionCreated);
  const embargo = embargoOf(piece, now);
  const dated = first ?? made;
  const publishedAt = latest(dated?.at, embargo.at) ?? now;
  const updatedAt = made !== undefined && made.at > publishedAt ? made.at : undefined;
  const isDateOfVersion = first === undefined && embargo.at === undefined && made !== undefined;
  return {
    origin: originOf(piece, headline, dated),
    url: piece.url && withoutTracking(piece.url),
    slug: piece.slug,
    headline,
    standfirst,
    body,
    droppedFromBody: piece.dropped,
    language: piece.language,
    publishedAt,
    isDateGuessed: dated === undefined && embargo.at === undefined,
    isDateOfVersion: isDateOfVersion || undefined,
    isDateOnly: (publishedAt === dated?.at && dated.isDayAlone) || undefined,
    updatedAt,
    version: { number: numberOf(piece.version), at: made?.at },
    takenBack,
    unsure:
      takenBack === 'withheld'
        ? 'Its sender withholds it until further notice.'
        : (embargo.unsure ?? doubtOf(piece) ?? expiryOf(piece, now) ?? piece.withheld),
    image: piece.image,
    topics: namesIn(piece.topics),
    sections: namesIn(piece.sections ?? []),
    attributions: attributionsOf(piece),
  };
}

/**
 * Why a word in a place that says what a piece is for keeps it from readers.
 *
 * @param slots names of places and the words in them, codes with their scheme
 */
export function withheldAs(slots: Iterable<readonly [name: string, word: string | undefined]>): string | undefined {
  for (const [name, word = ''] of slots) {
    if (isWithheldMark(/(?<![^:/])[^:/]*$/.exec(word.trim())?.[0] ?? '', isOfKinds(name)))
      return `Its ${name} is “${word.trim()}”.`;
  }
  return undefined;
}

/** A place that says what kind of text it is; what it tells editors is no such place. */
const isOfKinds = (name: string) => /(?:genre|service|type)$/i.test(name) && !name.startsWith('ed-msg');

/** NITF, NewsML and ninjs write one word in several ways. */
function takenBackAs(status: string | undefined): ImportedDocument['takenBack'] {
  const word = statusWord(status);
  if (word === 'withheld' || word === 'withhold') return 'withheld';
  return /^(?:cancell?ed|kill(?:ed)?|recall(?:ed)?|spiked?|withdrawn|deleted|retracted)$/.test(word)
    ? 'canceled'
    : undefined;
}

/** `stat:usable`, `http://…/usable`, "Usable" */
function statusWord(status: string | undefined): string {
  return (status ?? '')
    .trim()
    .replace(/^.*[:/]/, '')
    .toLowerCase();
}

/** Of a status that isn't known to be one of what is out; of an embargo its end says when that is over. */
function doubtOf({ status, embargo }: WirePiece): string | undefined {
  if (takenBackAs(status) !== undefined) return undefined;
  const word = statusWord(status);
  if (word === 'embargoed') return embargo === undefined ? 'It is under an embargo that has no end.' : undefined;
  const isOut = /^(?:|usable|useable|published?|released?|live|update[ds]?|correct(?:ed|ion))$/.test(word);
  return isOut ? undefined : `Its status is “${status?.trim().slice(0, 60)}”, which may not mean that it is public.`;
}

function expiryOf({ expires }: WirePiece, now: Date): string | undefined {
  const until = readWireDate(expires);
  return until !== undefined && until.at <= now ? `It was to be taken away at ${until.at.toISOString()}.` : undefined;
}

function numberOf(version: string | undefined): number | undefined {
  return version !== undefined && /^\d{1,15}$/.test(version.trim()) ? Number(version) : undefined;
}

/** In front of Reuters' later versions: "UPDATE 2-Salt miners go back". */
const ofVersion = /^(?:UPDATE|WRAPUP) \d{1,2}-(?=[\p{Lu}\d“‘"'])/u;

function headlineOf({ headline, body }: WirePiece): string | undefined {
  const written = plainText(headline ?? '').replace(ofVersion, '');
  if (written !== '') return written;
  const [first] = new Intl.Segmenter(undefined, { granularity: 'sentence' }).segment(plainText(body).slice(0, 300));
  return first?.segment.trim().slice(0, 200) || undefined;
}

/** Of a piece without an id what stays the same from one version to the next. */
function originOf({ id, houses }: WirePiece, headline: string, dated: WireDate | undefined): string {
  if (id !== undefined && id.trim() !== '') return id.trim();
  const lasting = JSON.stringify([houses[0], headline, dated?.at]);
  return `sha256:${createHash('sha256').update(lasting).digest('hex')}`;
}

/** A day that no zone makes later; without a time that can be relied on it is an editor's to decide. */
function embargoOf(
  { embargo, notes = [] }: WirePiece,
  now: Date,
): { readonly at?: Date; readonly unsure?: string | undefined } {
  if (embargo === undefined) {
    const note = notes.map(oneLine).find((each) => isTakeOut(each, now));
    return { unsure: note && `Its note to editors says: ${note.slice(0, 300)}` };
  }
  const until = readWireDate(embargo);
  if (until === undefined) return { unsure: 'It is under an embargo that has no end.' };
  const over = surelyPast(until);
  if (over.getTime() === until.at.getTime() || over <= now) return { at: until.at };
  return { unsure: `Its embargo says no zone or no hour: ${embargo.trim()}.` };
}

function latest(one: Date | undefined, other: Date | undefined): Date | undefined {
  return one === undefined || (other !== undefined && other > one) ? other : one;
}

/** Some bodies begin with the headline. */
function withoutHeadline(body: string, headline: string): string {
  const [heading = '', text = ''] = /^\s*<h[12][^<>]*>([^<]{0,500})<\/h[12]>/i.exec(body) ?? [];
  return heading !== '' && plainText(text).toLowerCase() === headline.toLowerCase() ? body.slice(heading.length) : body;
}

/** In front of the first paragraph, unless that begins with the place already. */
function withDateline(body: string, dateline: string | undefined): string {
  const place = oneLine(dateline ?? '').replace(/[ .–—-]{1,5}$/, '');
  const [name = ''] = /^[\p{L} .'’-]{2,60}/u.exec(place) ?? [];
  const [opening = ''] = /^\s{0,200}<p[^<>]{0,200}>/.exec(body) ?? [];
  const words = plainText(body.slice(0, DATELINE_CHARS)).toLowerCase();
  if (name === '' || opening === '' || words.includes(name.trim().toLowerCase())) return body;
  return `${opening}${escapedText(place)} – ${body.slice(opening.length).trimStart()}`;
}

/** Of a beginning, in which a place of writing would stand, with its tags. */
const DATELINE_CHARS = 300;

/** None where it only says again what the headline or the text's beginning says; a first paragraph that is it goes. */
function standfirstAndText(
  written: string | undefined,
  headline: string,
  body: string,
): { readonly standfirst: string | undefined; readonly text: string } {
  const standfirst = plainText(written ?? '');
  if (standfirst === '' || standfirst.toLowerCase() === headline.toLowerCase())
    return { standfirst: undefined, text: body };
  const end = body.indexOf('</p>') + '</p>'.length;
  const isFirst = end >= '</p>'.length && plainText(body.slice(0, end)) === standfirst;
  if (isFirst && plainText(body.slice(end)) !== '') return { standfirst, text: body.slice(end) };
  return { standfirst: plainText(body).includes(standfirst.slice(0, 80)) ? undefined : standfirst, text: body };
}

/** An agency in a byline is a wire; what is no person and no agency publishes. */
function attributionsOf({ bylines, houses }: WirePiece): DocumentAttribution[] {
  const isHouse = (name: string) =>
    kindOfName(name) !== 'NEWS_AGENCY' && houses.some((house) => bareName(house) === bareName(name));
  const names = bylines.flatMap(namesOfByline).filter((name) => !isLogin(name) && !isHouse(name));
  const authors = distinctNames(names).map((name): DocumentAttribution => {
    const kind = /^The /.test(name) ? 'ORGANIZATION' : kindOfName(name);
    return { role: kind === 'NEWS_AGENCY' ? 'WIRE' : 'AUTHOR', source: { name, kind } };
  });
  const known = new Set(authors.map(({ source }) => source.name.toLowerCase()));
  const others = distinctNames(houses.map(oneLine))
    .filter((name) => name !== '' && name.length <= 100 && !known.has(name.toLowerCase()))
    .map((name): DocumentAttribution => {
      const isAgency = kindOfName(name) === 'NEWS_AGENCY';
      return isAgency
        ? { role: 'WIRE', source: { name, kind: 'NEWS_AGENCY' } }
        : { role: 'PUBLISHER', source: { name, kind: 'ORGANIZATION' } };
    });
  return [...authors, ...others];
}

function namesIn(written: readonly string[]): string[] {
  return distinctNames(written.map(oneLine).filter((name) => name !== ''));
}
