/** The stored HTML of a body as a tree of elements and texts. */

import { parseDocument } from 'htmlparser2';

export interface HtmlText {
  readonly kind: 'text';
  readonly text: string;
}

export interface HtmlElement {
  readonly kind: 'element';
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly HtmlNode[];
}

export type HtmlNode = HtmlText | HtmlElement;

type ParsedNode = ReturnType<typeof parseDocument>['children'][number];

/** Relies on what the sanitiser promises: no scripts, no comments, no nesting without an end. */
export function storedNodes(html: string): readonly HtmlNode[] {
  return parseDocument(html).children.flatMap(toNode);
}

function toNode(node: ParsedNode): HtmlNode[] {
  if ('data' in node && node.type === 'text') return [{ kind: 'text', text: node.data }];
  if (!('name' in node && 'attribs' in node)) return [];
  return [{ kind: 'element', name: node.name, attributes: node.attribs, children: node.children.flatMap(toNode) }];
}

const blockElements = new Set(
  (
    'p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre hr figure figcaption ' +
    'table caption thead tbody tfoot tr th td dl dt dd div section article'
  ).split(' '),
);

export function isBlockElement({ name }: HtmlElement): boolean {
  return blockElements.has(name);
}

export function elementsOf(nodes: readonly HtmlNode[]): readonly HtmlElement[] {
  return nodes.filter((node) => node.kind === 'element');
}

/** All text of some nodes, one behind the other. */
export function textWithin(nodes: readonly HtmlNode[]): string {
  return nodes.map((node) => (node.kind === 'text' ? node.text : textWithin(node.children))).join('');
}

/** The first element of that name, at any depth. */
export function firstElement(
  nodes: readonly HtmlNode[],
  isWanted: (element: HtmlElement) => boolean,
): HtmlElement | undefined {
  for (const node of nodes) {
    if (node.kind === 'text') continue;
    const found = isWanted(node) ? node : firstElement(node.children, isWanted);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** White space as HTML has it: a zero-width space parts the words of Khmer and Thai and is no gap, nor is a hard space. */
export const htmlSpaces = /[ \t\r\n\f]+/g;

/** A whole number that an attribute gives. */
export function wholeNumber(attribute: string | undefined): number | null {
  return attribute !== undefined && /^-?\d{1,9}$/.test(attribute) ? Number(attribute) : null;
}
