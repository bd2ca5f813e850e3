/** What an article's body is stored as: HTML made safe and reduced to the elements that a newsroom writes with. */

import sanitizeHtml from 'sanitize-html';
import type { Addressing } from './html/addresses.ts';
import { anchorsOf, noteName } from './html/anchors.ts';
import { type Building, type Losing, tightly } from './html/building.ts';
import { attributesOfTags, blockTags, inlineTags } from './html/elements.ts';
import { buildFlow, buildLine } from './html/flow.ts';
import { findFootnotes } from './html/footnotes.ts';
import { withoutHidden } from './html/hidden.ts';
import { type ElementNode, element, type HtmlNode, parseTree, writeTree } from './html/tree.ts';

export interface Sanitised {
  readonly html: string;
  /** What didn't get in, in the order of the text, each once: `<iframe>`, `<img>`, `<a href="javascript:">`. */
  readonly dropped: readonly string[];
}

/** Nobody nests deeper; a parser would take seconds for it. */
export const MAX_DEPTH_ELEMENTS = 100;
/** Pages nest their text deep in divisions. */
const MAX_IMPORTED_DEPTH_ELEMENTS = 500;
const MAX_ROUNDS = 5;
/** What is longer than any body that is stored isn't brought to rest. */
const MAX_STORED_CHARACTERS = 1_000_000;
/**
 * Beginnings of tags and references, each of which costs what a line of text does. A stored body has fewer: its shortest
 * element, `<b></b>` within others, has seven characters to two, so that a million characters hold 285,714.
 */
const MAX_SIGNS = 300_000;

/** Whether it has more tags and references than any body that is stored. */
export function hasTooManySigns(html: string): boolean {
  if (html.length <= MAX_SIGNS) return false;
  let count = 0;
  for (let at = 0; at < html.length && count <= MAX_SIGNS; at += 1) {
    const code = html.charCodeAt(at);
    if (code === 0x26 || code === 0x3c) count += 1;
  }
  return count > MAX_SIGNS;
}

/**
 * Makes HTML safe to put into any page as it is, with the elements of a body as docs/bodies.md lists them; no styles,
 * classes, scripts, frames or handlers. Players become figures with a link. Links get no `rel`, since no `target` is let
 * through. Text that stands outside of any block becomes paragraphs, split at blank lines. Sanitising the result changes
 * nothing.
 *
 * @returns null for what is nested deeper than `maxDepth` elements
 */
export function sanitised(
  html: string,
  addressing: Addressing = {},
  maxDepth: number = MAX_IMPORTED_DEPTH_ELEMENTS,
): Sanitised | null {
  const first = onceSanitised(html, addressing, maxDepth);
  // Most imports come a second time, and are at rest already.
  if (first === null || first.html === html || first.html.length > MAX_STORED_CHARACTERS) return first;
  let clean = first.html;
  // What goes may have been what gave something else its meaning: on until it is at rest.
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const again = onceSanitised(clean, addressing, Number.POSITIVE_INFINITY)?.html ?? '';
    if (again === clean) break;
    clean = again;
  }
  return { html: clean, dropped: first.dropped };
}

/** The body alone; what is nested without an end is the empty text. */
export function sanitiseBody(html: string, base?: string): string {
  return sanitised(html, { base, pages: [base] })?.html ?? '';
}

function onceSanitised(html: string, addressing: Addressing, maxDepth: number): Sanitised | null {
  const read = parseTree(html, maxDepth);
  if (read === null) return null;
  const dropped = new Set<string>();
  const lose: Losing = (part, of = '') => void dropped.add(`<${part}>${of}`);
  const nodes = withoutHidden(read, html, lose);
  const written = writeTree(built(nodes, addressing, lose));
  // What comes out as it went in has been checked.
  return { html: written === html ? html : checked(written), dropped: [...dropped] };
}

function built(nodes: readonly HtmlNode[], addressing: Addressing, lose: Losing): readonly HtmlNode[] {
  const footnotes = findFootnotes(nodes, addressing);
  const building: Building = {
    addressing,
    footnotes,
    anchors: anchorsOf(nodes, footnotes, addressing),
    captions: null,
    lose,
    flow: (inner, marks, place) => buildFlow(building, inner, marks, place),
    line: (inner, marks, separator) => buildLine(building, inner, marks, separator),
  };
  const blocks = building.flow(nodes, [], 'body').map(({ node }) => node);
  const notes = [...footnotes.notes].map((note, at) => noteWith(note, at + 1, building));
  const list = notes.length > 0 ? [element('ol', { 'data-footnotes': '' }, notes)] : [];
  return building.anchors.resolved([...blocks, ...list]);
}

function noteWith(note: ElementNode, number: number, building: Building): ElementNode {
  const items = building.flow(note.children, [], 'inner');
  const hasBlocks = items.map((item) => (item.kind === 'loose' ? { ...item, kind: 'paragraph' as const } : item));
  return element('li', { id: noteName(number) }, tightly(hasBlocks));
}

const safeHtml: sanitizeHtml.IOptions & { readonly allowedEmptyAttributes: string[] } = {
  allowedTags: [...blockTags, ...inlineTags],
  allowedAttributes: Object.fromEntries(Object.entries(attributesOfTags).map(([tag, names]) => [tag, [...names]])),
  allowedEmptyAttributes: ['alt', 'reversed', 'data-footnotes'],
  allowedSchemes: ['http', 'https', 'mailto', 'tel', 'sms', 'geo'],
  allowedSchemesByTag: { img: ['http', 'https'] },
  allowProtocolRelative: false,
};

/** The library has the last word on what is safe; what is written by the rules above it leaves as it is. */
function checked(html: string): string {
  return sanitizeHtml(html, safeHtml);
}
