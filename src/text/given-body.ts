/**
 * Converts a body that is given as HTML, Markdown or plain text to sanitised HTML, and lists what was dropped from it.
 */

import { Parser } from 'htmlparser2';
import { blockTags, inlineTags, renamed, wrapperTags } from './html/elements.ts';
import { isUndone, marksOfStyle } from './html/pasted.ts';
import { type ElementNode, escapedText } from './html/tree.ts';
import { markdownAsHtml } from './markdown-in.ts';
import { hasTooManySigns, MAX_DEPTH_ELEMENTS, sanitised } from './sanitise.ts';

export type BodyFormat = 'HTML' | 'TEXT' | 'MARKDOWN';

export interface GivenBody {
  /** Sanitised HTML. */
  readonly html: string;
  /** Elements and attributes that the sanitised body lacks: `<script>`, `<p style>`, `<a href="javascript:">`. */
  readonly dropped: readonly string[];
}

const MAX_DROPPED_LISTED = 100;
const MAX_LISTED_CHARACTERS = 50;

/**
 * @param base what relative addresses stand against
 * @returns null for what is nested without an end, or in parts without number
 */
export function bodyOf(text: string, format: BodyFormat, base?: string): GivenBody | null {
  const given = toHtml(text, format);
  if (hasTooManySigns(given)) return null;
  const made = sanitised(given, { base }, MAX_DEPTH_ELEMENTS);
  if (made === null) return null;
  const kept = attributesOf(made.html);
  const attributes = [...attributesOf(given)].filter((part) => !kept.has(part)).map((part) => `<${part}>`);
  const dropped = [...new Set([...made.dropped, ...attributes])].map(shortened);
  return { html: made.html, dropped: dropped.slice(0, MAX_DROPPED_LISTED) };
}

function toHtml(text: string, format: BodyFormat): string {
  if (format === 'MARKDOWN') return markdownAsHtml(text);
  if (format === 'HTML') return text;
  return text
    .split(/\n[ \t]*(?:\r?\n[ \t]*)+/)
    .map((paragraph) => `<p>${escapedText(paragraph.trim()).replace(/\r?\n/g, '<br>')}</p>`)
    .join('\n');
}

/** Addresses are told by the sanitiser, which knows whether they lead anywhere. */
const addressAttributes = new Set([
  'href',
  'src',
  'srcset',
  'sizes',
  'poster',
  'cite',
  'data',
  'name',
  'target',
  'rel',
]);

/** The names of the attributes of a document's elements. */
function attributesOf(html: string): ReadonlySet<string> {
  const parts = new Set<string>();
  new Parser({
    onopentag(tag, attributes) {
      const name = renamed(tag);
      if (!keptTags.has(name) && !wrapperTags.has(name)) return;
      for (const attribute of Object.keys(attributes)) {
        if (addressAttributes.has(attribute) || attribute.startsWith('data-')) continue;
        // Another list begins there.
        if (attribute === 'value' && name === 'li') continue;
        if (attribute === 'style' && isMeant({ tag, attributes, children: [] })) continue;
        parts.add(`${name} ${attribute}`);
      }
    },
  }).end(html);
  return parts;
}

const keptTags: ReadonlySet<string> = new Set([...blockTags, ...inlineTags]);

/** The style became an element, or undid one. */
function isMeant(node: ElementNode): boolean {
  return marksOfStyle(node).length > 0 || isUndone(node);
}

function shortened(name: string): string {
  return name.length <= MAX_LISTED_CHARACTERS ? name : `${name.slice(0, MAX_LISTED_CHARACTERS - 2).toWellFormed()}…>`;
}
