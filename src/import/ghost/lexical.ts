/** Lexical, the document tree of Ghost's editor, as HTML. */

import { escapedAttribute, escapedText } from '../../text/html/tree.ts';
import { type JsonRecord, recordOf, recordsOf, textOf } from '../archive/json.ts';
import { cardHtml, paywall } from './cards.ts';
import { isForMembers } from './gated-blocks.ts';
import type { EditorHtml } from './mobiledoc.ts';

const MAX_DEPTH = 100;

export function lexicalHtml(json: string): EditorHtml | undefined {
  const root = recordOf(recordOf(JSON.parse(json) as unknown)?.root);
  if (root === undefined) return undefined;
  const dropped = new Set<string>();
  const parts: string[] = [];
  for (const node of recordsOf(root.children)) {
    const html = nodeHtml(node, dropped, 0);
    if (html === paywall) return { html: parts.join('\n'), dropped: [...dropped], isCut: true };
    parts.push(html);
  }
  return { html: parts.join('\n'), dropped: [...dropped], isCut: false };
}

function nodeHtml(node: JsonRecord, dropped: Set<string>, depth: number): string | typeof paywall {
  const type = textOf(node.type) ?? '';
  const inner = () => childrenHtml(node, dropped, depth + 1);
  switch (type.replace(/^extended-/, '')) {
    case 'text':
    case 'tab':
      return marked(textOf(node.text) === undefined ? ' ' : escapedText(String(node.text)), Number(node.format) || 0);
    case 'linebreak':
      return '<br>';
    case 'paragraph':
      return `<p>${inner()}</p>`;
    case 'heading':
      return withTag(/^h[1-6]$/.test(textOf(node.tag) ?? '') ? String(node.tag) : 'h2', inner());
    case 'quote':
    case 'aside':
      return withTag('blockquote', inner());
    case 'list':
      return withTag(node.listType === 'number' ? 'ol' : 'ul', inner());
    case 'listitem':
      return withTag('li', inner());
    case 'link':
    case 'autolink':
    case 'at-link':
      return `<a href="${escapedAttribute(textOf(node.url) ?? '')}">${inner()}</a>`;
    default: {
      if (isForMembers(node)) {
        dropped.add('a block for members');
        return '';
      }
      if (Array.isArray(node.children) && node.children.length > 0) return inner();
      const card = cardHtml(type, node);
      if (card === paywall) return paywall;
      if (card.dropped !== undefined) dropped.add(card.dropped);
      return card.html;
    }
  }
}

function childrenHtml({ children }: JsonRecord, dropped: Set<string>, depth: number): string {
  if (depth > MAX_DEPTH) return '';
  return recordsOf(children)
    .map((child) => nodeHtml(child, dropped, depth))
    .filter((html) => typeof html === 'string')
    .join('');
}

const withTag = (tag: string, inner: string) => `<${tag}>${inner}</${tag}>`;

/** Bits of a text's format. */
const marks: readonly (readonly [bit: number, tag: string])[] = [
  [1, 'strong'],
  [2, 'em'],
  [4, 's'],
  [8, 'u'],
  [16, 'code'],
  [32, 'sub'],
  [64, 'sup'],
  [128, 'mark'],
];

function marked(text: string, format: number): string {
  return marks.reduce((html, [bit, tag]) => ((format & bit) === 0 ? html : withTag(tag, html)), text);
}
