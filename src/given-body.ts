/** What a body is made of that came as HTML, as Markdown or as plain text: safe HTML, and what was left out of it. */

import { Parser } from 'htmlparser2';
import { marked } from 'marked';
import { sanitiseBody } from './body.ts';

export type BodyFormat = 'HTML' | 'TEXT' | 'MARKDOWN';

export interface GivenBody {
  /** Sanitised HTML. */
  readonly html: string;
  /** Elements and attributes that the sanitised body lacks: `<script>`, `<p style>`, `<a href="javascript:">`. */
  readonly dropped: readonly string[];
}

/** More would be told to nobody. */
const mostDropped = 100;

export function bodyOf(text: string, format: BodyFormat): GivenBody {
  const given = toHtml(text, format);
  const html = sanitiseBody(given);
  const kept = partsOf(html);
  const dropped = [...partsOf(given)].filter((part) => !kept.has(part)).map((part) => `<${part}>`);
  return { html, dropped: dropped.slice(0, mostDropped) };
}

function toHtml(text: string, format: BodyFormat): string {
  if (format === 'MARKDOWN') return marked.parse(text, { async: false });
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

/** The names of the elements of a document, and of their attributes with the schemes of addresses. */
function partsOf(html: string): Set<string> {
  const parts = new Set<string>();
  const parser = new Parser({
    onopentag(tag, attributes) {
      const name = renamed[tag] ?? tag;
      if (!wrappers.has(name)) parts.add(shortened(name));
      for (const [attribute, value] of Object.entries(attributes)) {
        const isAddress = attribute === 'href' || attribute === 'src';
        parts.add(`${shortened(name)} ${shortened(attribute)}${isAddress ? `="${schemeOf(value)}"` : ''}`);
      }
    },
  });
  parser.end(html);
  return parts;
}

function schemeOf(address: string): string {
  const url = URL.parse(address.trim());
  return url === null ? 'relative' : shortened(url.protocol);
}

function shortened(name: string): string {
  return name.length <= 50 ? name : `${name.slice(0, 49).toWellFormed()}…`;
}
