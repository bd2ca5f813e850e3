/** The stored HTML of a body as a tree, and what its readers ask of it. */

import { type ElementNode, type HtmlNode, parseTree } from './html/tree.ts';

/** Relies on what the sanitiser promises: no scripts, no comments, no nesting without an end. */
export function storedNodes(html: string): readonly HtmlNode[] {
  return parseTree(html, Number.POSITIVE_INFINITY) ?? [];
}

const blockElements = new Set(
  (
    'p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre hr figure figcaption ' +
    'table caption thead tbody tfoot tr th td dl dt dd div section article'
  ).split(' '),
);

export function isElement(node: HtmlNode | undefined): node is ElementNode {
  return typeof node === 'object';
}

export function isBlockElement({ tag }: ElementNode): boolean {
  return blockElements.has(tag);
}

export function elementsOf(nodes: readonly HtmlNode[]): readonly ElementNode[] {
  return nodes.filter(isElement);
}

/** White space as HTML has it: a zero-width space parts the words of Khmer and Thai and is no gap, nor is a hard space. */
export const htmlSpaces = /[ \t\r\n\f]+/g;

/** A whole number that an attribute gives. */
export function wholeNumber(attribute: string | undefined): number | null {
  return attribute !== undefined && /^-?\d{1,9}$/.test(attribute) ? Number(attribute) : null;
}
