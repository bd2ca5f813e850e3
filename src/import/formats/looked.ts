/** A text as it is looked at to find out what it holds: its JSON or its root element, each read once and only when somebody asks. */

import { firstJsonLine } from '../wire/json-lines.ts';
import { readProlog } from '../xml.ts';
import { withoutWarnings } from './warnings.ts';

export interface Looked {
  /** Without white space or a program's warnings in front. */
  readonly content: string;
  /** Of its name, without the dot and in small letters. */
  readonly extension: string;
  /** The whole JSON, or the first of many lines; undefined for none. */
  readonly json: () => unknown;
  /** Whether there is a line each rather than one value. */
  readonly isLines: () => boolean;
  /** The fault of a text that begins as JSON does. */
  readonly jsonFault: () => SyntaxError | undefined;
  readonly markup: () => Markup;
}

interface Markup {
  /** Name of the first element, in small letters and without its prefix. */
  readonly root: string | undefined;
  /** Where it begins. */
  readonly at: number;
  readonly isHtmlDoctype: boolean;
  /** Whether the doctype defines elements or entities, as no page's does. */
  readonly isDefining: boolean;
}

/** A page that says what is wrong is saved under any name. */
export const isPageByBeginning = (content: string) => /^<(?:!doctype|html|\?xml)/i.test(content);

export function lookedAt(text: string, extension = ''): Looked {
  const content = withoutWarnings(text).trimStart();
  const json = once(() => jsonIn(content));
  return {
    content,
    extension,
    json: () => json().value,
    isLines: () => json().isLines,
    jsonFault: () => json().fault,
    markup: once(() => markupIn(content)),
  };
}

interface Json {
  readonly value: unknown;
  readonly isLines: boolean;
  readonly fault?: SyntaxError;
}

function jsonIn(content: string): Json {
  if (!/^[[{]/.test(content)) return { value: undefined, isLines: false };
  try {
    return { value: JSON.parse(content), isLines: false };
  } catch (error) {
    const value = firstJsonLine(content);
    return { value, isLines: value !== undefined, fault: error as SyntaxError };
  }
}

function markupIn(content: string): Markup {
  const { end, doctype } = readProlog(content);
  const root = /^<(?:[\w.-]+:)?([a-z][\w.-]*)/i.exec(content.slice(end, end + 200))?.[1]?.toLowerCase();
  const isHtmlDoctype = doctype !== undefined && /^<!doctype\s+html/i.test(content.slice(doctype.start, doctype.end));
  return { root, at: end, isHtmlDoctype, isDefining: doctype?.defines === true };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
