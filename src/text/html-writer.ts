/** Writes stored HTML from its tree: within Markdown, and in one form for comparing. */

import { type HtmlElement, type HtmlNode, isBlockElement } from './stored-html.ts';

const withoutEnd = new Set(['br', 'hr', 'img']);

/** One tag, whose attributes hold no line break: an empty line would end a block of HTML within Markdown. */
export function startTag({ name, attributes }: HtmlElement): string {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapedAttribute(value)}"`);
  return `<${name}${given.join('')}${withoutEnd.has(name) ? ' /' : ''}>`;
}

export function endTag({ name }: HtmlElement): string {
  return withoutEnd.has(name) ? '' : `</${name}>`;
}

/** HTML on as many lines as its texts have, of which none is empty. */
export function rawHtml(nodes: readonly HtmlNode[]): string {
  return nodes
    .map((node) => {
      if (node.kind === 'text') return escapedHtml(node.text).replaceAll('\n', '&#10;');
      return startTag(node) + rawHtml(node.children) + endTag(node);
    })
    .join('');
}

function escapedHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function escapedAttribute(value: string): string {
  return escapedHtml(value).replaceAll('"', '&quot;').replaceAll('\n', '&#10;');
}

/** The same for HTML that says the same: space between blocks and the order of attributes make no difference. */
export function canonicalHtml(nodes: readonly HtmlNode[], isPreformatted = false): string {
  const texts = isPreformatted ? nodes : withoutSpaceAtBlocks(nodes);
  return texts
    .map((node) => {
      if (node.kind === 'text') return escapedHtml(node.text);
      const sorted = Object.fromEntries(Object.entries(node.attributes).sort(([a], [b]) => (a < b ? -1 : 1)));
      const inside = canonicalHtml(node.children, isPreformatted || node.name === 'pre');
      return startTag({ ...node, attributes: sorted }) + inside + endTag(node);
    })
    .join('');
}

function withoutSpaceAtBlocks(nodes: readonly HtmlNode[]): readonly HtmlNode[] {
  const isBlock = (node: HtmlNode | undefined) => node?.kind === 'element' && isBlockElement(node);
  if (!nodes.some(isBlock)) return nodes;
  return nodes.flatMap((node, index): HtmlNode[] => {
    if (node.kind !== 'text') return [node];
    let { text } = node;
    if (index === 0 || isBlock(nodes[index - 1])) text = text.replace(/^[ \t\r\n\f]+/, '');
    if (index === nodes.length - 1 || isBlock(nodes[index + 1])) text = text.replace(/[ \t\r\n\f]+$/, '');
    return text === '' ? [] : [{ kind: 'text', text }];
  });
}
