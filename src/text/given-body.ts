/**
 * Converts a body that is given as HTML, Markdown or plain text to sanitised HTML, and lists what was dropped from it.
 */

import { Parser } from 'htmlparser2';
import MarkdownIt from 'markdown-it';
import { sanitiseBody } from './sanitise.ts';

export type BodyFormat = 'HTML' | 'TEXT' | 'MARKDOWN';

export interface GivenBody {
  /** Sanitised HTML. */
  readonly html: string;
  /** Elements and attributes that the sanitised body lacks: `<script>`, `<p style>`, `<a href="javascript:">`. */
  readonly dropped: readonly string[];
}

const MAX_DROPPED_LISTED = 100;
const MAX_LISTED_CHARACTERS = 50;

/** Nobody nests deeper; a parser would take seconds for it. */
const MAX_DEPTH_ELEMENTS = 100;

/** CommonMark with HTML in it. It never goes far beyond linear time, which others do. */
const markdown = new MarkdownIt('commonmark');

/** @returns null for what is nested without an end */
export function bodyOf(text: string, format: BodyFormat): GivenBody | null {
  const given = toHtml(text, format);
  const { parts, depth } = partsOf(given);
  if (depth > MAX_DEPTH_ELEMENTS) return null;
  const html = sanitiseBody(given);
  const kept = partsOf(html).parts;
  const dropped = [...parts].filter((part) => !kept.has(part)).map((part) => `<${part}>`);
  return { html, dropped: dropped.slice(0, MAX_DROPPED_LISTED) };
}

function toHtml(text: string, format: BodyFormat): string {
  if (format === 'MARKDOWN') return markdown.render(text);
  if (format === 'HTML') return text;
  return text
    .split(/\n[ \t]*(?:\r?\n[ \t]*)+/)
    .map((paragraph) => `<p>${escaped(paragraph.trim()).replace(/\r?\n/g, '<br>')}</p>`)
    .join('\n');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Says the same of the structure in other words, or only wraps: nobody misses them. */
const renamed: Readonly<Record<string, string>> = { h1: 'h2', strike: 's', del: 's' };
const wrappers = new Set(['html', 'head', 'body', 'div', 'section', 'article', 'main', 'header', 'span']);

/** The names of the elements of a document, and of their attributes with the schemes of addresses; how deep it goes. */
function partsOf(html: string): { readonly parts: ReadonlySet<string>; readonly depth: number } {
  const parts = new Set<string>();
  let open = 0;
  let depth = 0;
  const parser = new Parser({
    onclosetag() {
      open -= 1;
    },
    onopentag(tag, attributes) {
      open += 1;
      depth = Math.max(depth, open);
      // What is refused needn't be read to its end.
      if (depth > MAX_DEPTH_ELEMENTS) parser.pause();
      const name = renamed[tag] ?? tag;
      if (!wrappers.has(name)) parts.add(shortened(name));
      for (const [attribute, value] of Object.entries(attributes)) {
        const isAddress = attribute === 'href' || attribute === 'src';
        parts.add(`${shortened(name)} ${shortened(attribute)}${isAddress ? `="${schemeOf(value)}"` : ''}`);
      }
    },
  });
  parser.end(html);
  return { parts, depth };
}

function schemeOf(address: string): string {
  const url = URL.parse(address.trim());
  return url === null ? 'relative' : shortened(url.protocol);
}

function shortened(name: string): string {
  return name.length <= MAX_LISTED_CHARACTERS ? name : `${name.slice(0, MAX_LISTED_CHARACTERS - 1).toWellFormed()}…`;
}
