/**
 * Names of what other systems export and no importer here reads, found out by content, so that none of it is taken for a
 * page of news.
 */

import { type JsonRecord, recordOf, recordsOf } from './archive/json.ts';
import { RefusedInput } from './imported-document.ts';

interface TextFormat {
  readonly name: string;
  readonly shape: RegExp;
}

/** How much of a text says what it is. */
const HEAD_CHARS = 4_000;

const headerLine = String.raw`[A-Za-z][\w-]{0,60}:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,50}`;

const textFormats: readonly TextFormat[] = [
  {
    name: 'an e-mail',
    shape: new RegExp(
      String.raw`^(?:From [^\n]+\n)?(?=(?:${headerLine}){0,60}?(?:Subject|From):)(?=(?:${headerLine}){0,60}?(?:Message-ID|MIME-Version|Received|Return-Path|Delivered-To|To|Content-Type):)(?:${headerLine}){2}`,
      'i',
    ),
  },
  { name: 'a mailbox', shape: /^From [^\s@]+@\S+ [A-Z][a-z]{2} [A-Z][a-z]{2}/ },
  { name: 'RTF', shape: /^\{\\rtf\d/ },
  { name: 'a PDF', shape: /^%PDF-/ },
  { name: 'a calendar (iCalendar)', shape: /^BEGIN:VCALENDAR/i },
  { name: 'an address book (vCard)', shape: /^BEGIN:VCARD/i },
  { name: 'subtitles', shape: /^(?:WEBVTT\b|1\n\d\d:\d\d:\d\d[,.]\d{3} -->)/ },
];

/** @throws {RefusedInput} that names the format */
export function refuseForeignText(text: string): void {
  const head = text
    .slice(0, HEAD_CHARS)
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .trimStart();
  const format = textFormats.find(({ shape }) => shape.test(head));
  if (format !== undefined) throw notYet(format.name);
}

const rootNames: ReadonlyMap<string, string> = new Map([
  ['conceptitem', 'NewsML-G2'],
  ['knowledgeitem', 'NewsML-G2'],
  ['planningitem', 'NewsML-G2'],
  ['en-export', 'an export of Evernote'],
  ['svg', 'a drawing (SVG)'],
  ['fictionbook', 'a book (FictionBook)'],
  ['tei', 'an edition (TEI)'],
  ['opml', 'an outline (OPML)'],
]);

/** What a root element stands for, where we know it. */
export function foreignXml(root: string): string | undefined {
  return rootNames.get(root);
}

interface JsonFormat {
  readonly name: string;
  readonly fits: (json: JsonRecord) => boolean;
}

const jsonFormats: readonly JsonFormat[] = [
  { name: 'JSON-LD', fits: (json) => '@context' in json || '@graph' in json },
];

/** The system or format of a JSON that is no feed, if we know it. */
export function foreignJson(json: unknown): string | undefined {
  const [first] = recordsOf(json);
  const one = recordOf(json) ?? first;
  return one && jsonFormats.find(({ fits }) => fits(one))?.name;
}

/** The refusal of a format by its name. */
export function notYet(name: string): RefusedInput {
  return new RefusedInput(`It is ${name}, which can’t be imported yet.`);
}
