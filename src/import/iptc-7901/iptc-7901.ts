/** IPTC 7901 importer: wire text between control signs, its header for routing and its text for readers. */

import { paragraphs } from '../feed/markup.ts';
import type { ReadingContext } from '../formats/format.ts';
import { isPersonsName, kindOfName, namesOfByline } from '../html/byline.ts';
import { RefusedInput } from '../imported-document.ts';
import { isDeskContact } from '../wire/desk-contact.ts';
import { type Making, pageOf } from '../wire/page.ts';
import { documentOf, type WirePiece } from '../wire/piece.ts';
import { isEmbargoNote } from '../withheld/notes.ts';
import { headerLine, timeGroup } from './recognise.ts';

/** Reads one message, or several that were written one after the other. */
export const readIptc7901 = (text: string, { now }: Pick<ReadingContext, 'now'>) => {
  const messages = text.includes('\x01') ? text.split('\x01').slice(1) : [text];
  return pageOf(
    messages.filter((message) => message.trim() !== '').map((message, index) => making(message, index, now)),
  );
};

function making(message: string, index: number, now: Date): Making {
  const piece = pieceOf(message.replace(/\r\n?/g, '\n'));
  const make = () => (piece.status === 'canceled' ? refuseKill() : documentOf(piece, now));
  return { name: piece.headline ?? `message ${index + 1}`, make };
}

/** It has a number of its own, and only its words say which text is meant. */
function refuseKill(): never {
  throw new RefusedInput(
    'It takes back another text, which its format doesn’t name: an editor has to withdraw that one, if it came in.',
  );
}

const isByline = (line: string) => /^(?:by|von|par|por|di|da|door|av|af)\s+\p{Lu}/iu.test(line);
/** As of which no embargo is over. */
const always = new Date(0);
const isNote = (line: string) =>
  /^\(.*\)$|^hold(?: for release)?\b\W*$|^(?:eil|blitz|urgent|flash|vorrang|korrektur|berichtigung|correction)\b\W*$|^achtung\s?[:!]|^(?:frei|freigabe) (?:erst )?ab(?!\p{L})/iu.test(
    line,
  ) || isEmbargoNote(line, always);

/** "BC-PIER/", "PIER-SHUT (1ST LEAD)": by which editors call a text; "CDU/CSU-FRAKTION" is a headline's first line. */
const isRouting = (line: string) =>
  /^B[BC]-[A-Z\d/-]{2,60}(?: \([^()]*\))?$|^[A-Z\d-]{2,60}\/(?: \([^()]*\))?$/.test(line) ||
  /^(?=[^/-]+[/-])[A-Z\d/-]{4,60} \((?:\d[^()]*|[^()]*(?:LEAD|LD|UPDATE|ADV|RPT)[^()]*)\)$/.test(line);
/** Whether a name in it is surely somebody's, or set in capitals as names are there. */
const namesSomebody = (line: string) =>
  /(?<!\p{L})\p{Lu}{3,}(?!\p{L})/u.test(line.replace(/^\S+\s/, '')) ||
  namesOfByline(line).some((name) => isPersonsName(name) || kindOfName(name) === 'NEWS_AGENCY');
/** A block by itself, and no sentence that begins so; an agency may stand behind the names: "Von Ada Quay, dpa". */
function isBylineAlone(block: string): boolean {
  if (!isByline(block) || !namesSomebody(block) || block.length > 100 || /[.!?:]$/.test(block)) return false;
  const [, house] = /(?:, ?| ?\/ ?| \()([\p{L}.]{2,12})\)?$/u.exec(block) ?? [];
  const names = house !== undefined && kindOfName(house) === 'NEWS_AGENCY' ? block.slice(0, -house.length) : block;
  return /^\S+(?: (?:\p{Lu}\S*|and|und|et|y|e|en|de|van|von|der))+$/u.test(names.replace(/[ ,/()]{1,4}$/, ''));
}

interface Parts {
  readonly header: readonly string[];
  readonly text: string;
  /** What stands behind the text. */
  readonly end: string;
}

/** By the signs for the start and end of a text or, where they were taken out, by the first empty line and the time group. */
function partsOf(message: string): Parts {
  const start = message.indexOf('\x02');
  const [first = ''] = message.trimStart().split('\n', 1);
  const from = start >= 0 ? start + 1 : headEnd(message);
  const stop = message.indexOf('\x03', from);
  const group = timeGroup.exec(message.slice(from));
  const to = stop >= 0 ? stop : group === null ? message.length : from + group.index;
  const header =
    start >= 0 || from > 0
      ? message
          .slice(0, Math.max(0, from - 1))
          .trim()
          .split('\n')
      : [first];
  return { header, text: message.slice(from, to), end: message.slice(to) };
}

function headEnd(message: string): number {
  const begin = message.length - message.trimStart().length;
  const empty = message.indexOf('\n\n', begin);
  return empty < 0 ? Math.max(0, message.indexOf('\n', begin)) : empty;
}

function pieceOf(message: string): WirePiece {
  const { header, text, end } = partsOf(message);
  const [, service, number, , , , of = ''] = headerLine.exec((header[0] ?? '').trim()) ?? [];
  const { head, body, bylines, notes } = textParts(text);
  const written = timeOf(end) ?? timeOf(text);
  const isCanceled = head.some((line) =>
    /^\W*(?:kill\b.*\bkill|eliminar\b.*eliminar|annul(?:er|l?ation)|storno|mandatory kill|zurückgezogen)\b/i.test(line),
  );
  const titled = head.filter((line) => !isNote(line));
  // "By Christmas the ferry will sail" is all that there is of a headline.
  const hasTitle = titled.some((line) => !isByline(line));
  const isAuthors = (line: string) => isByline(line) && (hasTitle || namesSomebody(line));
  const titles = titled.filter((line) => !isAuthors(line));
  const headline = titles.filter((line) => titles.length === 1 || !isRouting(line)).join(' ');
  const id = service === undefined ? undefined : `iptc7901:${service.toLowerCase()}${number}:${written ?? ''}`;
  return {
    id,
    headline: headline || undefined,
    body: paragraphs(body.join('\n\n')),
    versionCreated: written,
    status: isCanceled ? 'canceled' : 'usable',
    bylines: [...titled.filter(isAuthors), ...bylines],
    houses: of
      .split(/\s+/)
      .slice(0, 1)
      .filter((name) => kindOfName(name) === 'NEWS_AGENCY'),
    topics: header
      .slice(1)
      .flatMap((line) => line.split('/'))
      .map((word) => word.trim())
      // "(Summary 1015)" says which version it is.
      .filter((word) => !/^[A-Z\d]+-[A-Z\d-]+$|^\(.*\)$/.test(word)),
    notes: [...head.filter(isNote).map((line) => line.replace(/^\(|\)$/g, '')), ...notes],
  };
}

interface TextParts {
  /** Lines above the text: the headline, who wrote it, what editors are told. */
  readonly head: readonly string[];
  readonly body: readonly string[];
  /** Who wrote it, where that stands below an empty line. */
  readonly bylines: readonly string[];
  readonly notes: readonly string[];
}

const forEditors =
  /^\W*(?:(?:\p{L}{2,8}-)?notizblock|redaktionelle hinweise|the following information is not (?:intended )?for publication|die folgenden informationen sind nicht zur veröffentlichung|notes? to editors?|no apto para publicación|eds?:)/iu;
/** "abc xy zz": who worked on it. */
const signature = /^\p{Ll}{2,5}(?:[ /]\p{Ll}{1,5}\d?){0,6}$/u;

function textParts(text: string): TextParts {
  const [head, rest] = headAndRest(text.split('\n'));
  const all = blocksOf(rest);
  const at = all.findIndex((block) => forEditors.test(block));
  const blocks = (at < 0 ? all : all.slice(0, at)).filter(
    (block) => !signature.test(block) && !isDeskContact(block) && !/^[#*=_ -]+$/.test(block),
  );
  const [first = ''] = blocks;
  const isSigned = blocks.length > 1 && isBylineAlone(first);
  return {
    head,
    body: isSigned ? blocks.slice(1) : blocks,
    bylines: isSigned ? [first] : [],
    notes: at < 0 ? [] : all.slice(at),
  };
}

/** "(ANSA) - ROMA, 2 MAR -", "Merrow, 2 mar (EFE).-": the text begins with it. */
const dateline =
  /^(?:\((\p{Lu}[\p{L} ]{1,20})\) ?[-–—]|\p{Lu}[\p{L}\d .,'’-]{1,60} \((\p{Lu}\p{L}{1,12})\) ?\.?[-–—]) /u;

/** "Friedrich Merz (CDU) - a talk" is a headline's line. */
function isDateline(line: string): boolean {
  const [, alone, behindPlace] = dateline.exec(line) ?? [];
  const house = alone ?? behindPlace;
  return house !== undefined && kindOfName(house) === 'NEWS_AGENCY';
}

/** A head ends with "=", or else at the first line that is empty, set in or begins with a place and an agency. */
function headAndRest(lines: readonly string[]): [string[], readonly string[]] {
  const begin = lines.findIndex((line) => line.trim() !== '');
  if (begin < 0) return [[], []];
  const marked = lines.slice(begin, begin + 8).findIndex((line) => line.trimEnd().endsWith('='));
  const isText = (line: string) => line.trim() === '' || /^(?: {2,}|\t)/.test(line) || isDateline(line);
  const plain = lines.slice(begin + 1).findIndex(isText);
  let end = begin + 1 + (marked >= 0 ? marked : Math.max(plain, 0));
  for (let line = lines[end]?.trim() ?? ''; isByline(line) || isNote(line); line = lines[end]?.trim() ?? '') end += 1;
  const head = lines.slice(begin, end).map((line) => line.replace(/[\s=]{1,20}$/, '').trim());
  return [head.filter((line) => line !== ''), lines.slice(end)];
}

/** Paragraphs: an empty line parts them, as does one that is set in; the lines of one are one. */
function blocksOf(lines: readonly string[]): string[] {
  const blocks: string[][] = [];
  let isNew = true;
  for (const line of lines) {
    const written = line.trim();
    // "(Reporting by …)" is set in by one blank.
    if (written === '' || isNew || /^(?: {2,}|\t| \()/.test(line)) blocks.push([]);
    isNew = written === '';
    if (!isNew) blocks.at(-1)?.push(written);
  }
  return blocks.map((block) => block.join(' ')).filter((block) => block !== '');
}

/** Months that no calendar shortens so. */
const months: Readonly<Record<string, string>> = {
  mrz: 'mar',
  mär: 'mar',
  maerz: 'mar',
  okt: 'oct',
  dez: 'dec',
  mai: 'may',
};

/** RFC 3339, or nothing; without a zone it is taken as UTC, and says none. */
function timeOf(text: string): string | undefined {
  const [, day, hour, minute, zone = '', month = '', year = ''] = timeGroup.exec(text) ?? [];
  if (day === undefined) return undefined;
  const name = months[month.toLowerCase()] ?? month;
  return `${day} ${name} ${year.length === 2 ? `20${year}` : year} ${hour}:${minute} ${zone === 'Z' ? 'GMT' : zone}`.trim();
}
