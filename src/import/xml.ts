/**
 * XML guard before feeds and wires are parsed: well-formed, limited depth, no DTD or entity definitions (XXE, billion laughs).
 */

import { SaxesParser } from 'saxes';
import { RefusedInput } from './imported-document.ts';

const MAX_DEPTH = 100;

/**
 * Checks XML before a parser sees it, and returns it the way that the parser should.
 *
 * Things that many feeds get wrong and nobody can misread are mended: white space and comments before the declaration, and an
 * ampersand that starts none of XML's own references. HTML's names (`&nbsp;`) are such too: they reach the HTML of an
 * item as they are and mean there what they always meant. A doctype that only points to a DTD, as RSS 0.91 prescribes,
 * is dropped, for no DTD is ever loaded. One that defines something is refused: entities can open files or grow without end.
 *
 * @throws {RefusedInput} that says what is wrong, and in which line and column where it is not well-formed.
 */
export function guardXml(text: string): string {
  const mended = mendReferences(withoutDoctype(withDeclarationFirst(text.trimStart())));
  const parser = new SaxesParser();
  let depth = 0;
  let personStart = 0;
  parser.on('opentag', ({ name }) => {
    if (personPattern.test(name)) personStart = parser.position;
    depth += 1;
    if (depth > MAX_DEPTH) throw new RefusedInput(`Its elements are nested more than ${MAX_DEPTH} deep.`);
  });
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    if (personPattern.test(name)) refuseCrowd(name, mended.slice(personStart, parser.position));
  });
  parser.on('error', ({ message }) => {
    const [, line, column, what = message] = /^(\d+):(\d+): (.*?)\.?$/s.exec(message) ?? [];
    throw new RefusedInput(`Its XML is broken in line ${line}, column ${column}: ${what}.`);
  });
  parser.write(mended).close();
  return mended;
}

/** A comment in front of the declaration says nothing that the rest would miss. */
function withDeclarationFirst(text: string): string {
  if (!text.startsWith('<!--')) return text;
  const at = text.slice(0, readProlog(text).end).indexOf('<?xml ');
  return at < 0 ? text : text.slice(at);
}

const personPattern = /(?:^|:)(?:author|managingeditor|webmaster)$/i;
const MAX_BRACKETS = 60;

/** The parser looks for a person's name behind each bracket anew, so that a megabyte of brackets would take it hours. */
function refuseCrowd(name: string, person: string): void {
  if ((person.match(/[<([&]/g)?.length ?? 0) > MAX_BRACKETS) {
    throw new RefusedInput(`Its <${name}> is no person's name: it holds more than ${MAX_BRACKETS} brackets.`);
  }
}

/** What stands before the first element. */
export interface Prolog {
  /** Index of the first character that is neither white space, declaration, comment nor doctype. */
  readonly end: number;
  readonly doctype: { readonly start: number; readonly end: number; readonly defines: boolean } | undefined;
}

/** Finds the end of a prolog in one pass; what is never closed reaches to the end of the text. */
export function readProlog(text: string): Prolog {
  let doctype: Prolog['doctype'];
  let at = 0;
  for (;;) {
    while (/\s/.test(text.charAt(at))) at += 1;
    if (text.startsWith('<?', at)) at = after(text, '?>', at);
    else if (text.startsWith('<!--', at)) at = after(text, '-->', at + 4);
    else if (doctype === undefined && /^<!doctype/i.test(text.slice(at, at + 9))) {
      const defines = text.slice(at, after(text, '>', at)).includes('[');
      const end = defines ? subsetEnd(text, at) : after(text, '>', at);
      doctype = { start: at, end, defines };
      at = end;
    } else return { end: at, doctype };
  }
}

function subsetEnd(text: string, at: number): number {
  const closer = /\]\s*>/g;
  closer.lastIndex = at;
  return closer.test(text) ? closer.lastIndex : text.length;
}

function withoutDoctype(text: string): string {
  const { doctype } = readProlog(text);
  if (doctype === undefined) return text;
  if (doctype.defines) {
    throw new RefusedInput(
      'Its doctype defines entities or elements; neither feeds nor wires have to, so it is not read.',
    );
  }
  return text.slice(0, doctype.start) + text.slice(doctype.end);
}

const noReference = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,8}|#x[\da-fA-F]{1,6});)/g;
const numberPattern = /&#(?:(\d{1,8})|x([\da-fA-F]{1,6}));/g;

/** Mends ampersands everywhere but in CDATA sections, comments and instructions, where they stand for themselves. */
function mendReferences(text: string): string {
  const parts: string[] = [];
  const verbatim = /<!\[CDATA\[|<!--|<\?/g;
  let from = 0;
  for (let found = verbatim.exec(text); found !== null; found = verbatim.exec(text)) {
    const end = after(text, closers[found[0]] ?? '?>', found.index + found[0].length);
    parts.push(mendPart(text.slice(from, found.index)), text.slice(found.index, end));
    from = end;
    verbatim.lastIndex = end;
  }
  parts.push(mendPart(text.slice(from)));
  return parts.join('');
}

const closers: Record<string, string> = { '<![CDATA[': ']]>', '<!--': '-->', '<?': '?>' };

function mendPart(text: string): string {
  return text.replace(noReference, '&amp;').replace(numberPattern, (reference, decimal?: string, hex?: string) => {
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    // As HTML does with numbers that are no character.
    return isXmlCharacter(code) ? reference : '\ufffd';
  });
}

function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff);
}

function after(text: string, closer: string, from: number): number {
  const at = text.indexOf(closer, from);
  return at < 0 ? text.length : at + closer.length;
}
