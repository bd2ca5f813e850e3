/** Writes stored HTML from its tree: within Markdown, and in one form for comparing. */

import { type ElementNode, escapedAttribute, escapedText, type HtmlNode, isVoid } from './html/tree.ts';
import { isBlockElement, isElement } from './stored-html.ts';

/** One tag, whose attributes hold no line break: an empty line would end a block of HTML within Markdown. */
export function startTag({ tag, attributes }: ElementNode): string {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${onOneLine(escapedAttribute(value))}"`);
  return `<${tag}${given.join('')}${isVoid(tag) ? ' /' : ''}>`;
}

export function endTag({ tag }: ElementNode): string {
  return isVoid(tag) ? '' : `</${tag}>`;
}

/** HTML on as many lines as its texts have, of which none is empty. */
export function rawHtml(nodes: readonly HtmlNode[]): string {
  return nodes
    .map((node) => {
      if (typeof node === 'string') return onOneLine(escapedText(node));
      return startTag(node) + rawHtml(node.children) + endTag(node);
    })
    .join('');
}

function onOneLine(escaped: string): string {
  return escaped.replaceAll('\n', '&#10;');
}

/** The same for HTML that says the same: space between blocks and the order of attributes make no difference. */
export function canonicalHtml(nodes: readonly HtmlNode[], isPreformatted = false): string {
  const texts = isPreformatted ? nodes : withoutSpaceAtBlocks(nodes);
  return texts
    .map((node) => {
      if (typeof node === 'string') return escapedText(node);
      const sorted = Object.fromEntries(Object.entries(node.attributes).sort(([a], [b]) => (a < b ? -1 : 1)));
      const inside = canonicalHtml(node.children, isPreformatted || node.tag === 'pre');
      return startTag({ ...node, attributes: sorted }) + inside + endTag(node);
    })
    .join('');
}

function withoutSpaceAtBlocks(nodes: readonly HtmlNode[]): readonly HtmlNode[] {
  const isBlock = (node: HtmlNode | undefined) => isElement(node) && isBlockElement(node);
  if (!nodes.some(isBlock)) return nodes;
  return nodes.flatMap((node, index): HtmlNode[] => {
    if (typeof node !== 'string') return [node];
    let text = node;
    if (index === 0 || isBlock(nodes[index - 1])) text = text.replace(/^[ \t\r\n\f]+/, '');
    if (index === nodes.length - 1 || isBlock(nodes[index + 1]))
      text = text.replace(/(?<![ \t\r\n\f])[ \t\r\n\f]+$/, '');
    return text === '' ? [] : [text];
  });
}
