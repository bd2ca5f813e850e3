/** A stored body as a tree of Markdown (mdast): what Markdown has no sign for stays HTML in it. */

import type { BlockContent, DefinitionContent, List, PhrasingContent, RootContent, Table, TableRow } from 'mdast';
import { endTag, rawHtml, startTag } from './html-writer.ts';
import { elementsOf, type HtmlElement, type HtmlNode, isBlockElement, textWithin, wholeNumber } from './stored-html.ts';

/** @param hasNotes whether references and notes are written as Markdown's */
export function markdownBlock(element: HtmlElement, hasNotes: boolean): RootContent[] {
  const isNotes = hasNotes && element.name === 'ol' && 'data-footnotes' in element.attributes;
  return isNotes ? notes(element) : [blockOf(element, hasNotes)];
}

export function htmlBlock(element: HtmlElement): RootContent {
  return { type: 'html', value: rawHtml([element]) };
}

type Block = BlockContent | DefinitionContent;

function blockOf(element: HtmlElement, hasNotes: boolean): Block {
  const { name, attributes, children } = element;
  const isPlain = Object.keys(attributes).length === 0;
  const isOfText = !elementsOf(children).some(isBlockElement);
  if (name === 'p' && isPlain && isOfText) return { type: 'paragraph', children: inline(children, hasNotes) };
  // A paragraph of pictures alone comes back as a figure.
  const isPictures = children.length > 0 && children.every((child) => child.kind === 'element' && child.name === 'img');
  if (name === 'figure' && isPlain && isPictures) return { type: 'paragraph', children: inline(children, hasNotes) };
  if (/^h[2-6]$/.test(name) && isPlain && isOfText) {
    return { type: 'heading', depth: Number(name[1]) as 2, children: inline(children, hasNotes, true) };
  }
  if (name === 'hr' && isPlain) return { type: 'thematicBreak' };
  if (name === 'blockquote' && isPlain && !hasLooseText(children)) {
    return { type: 'blockquote', children: blocksIn(children, hasNotes) };
  }
  if (name === 'pre' && isPlain) {
    const [code, ...more] = children;
    const isCode = more.length === 0 && code?.kind === 'element' && code.name === 'code';
    if (isCode && elementsOf(code.children).length === 0 && Object.keys(code.attributes).length === 0) {
      return { type: 'code', value: textWithin(code.children) };
    }
  }
  const block = name === 'table' && isPlain ? tableOf(children, hasNotes) : listOf(element, hasNotes);
  return block ?? { type: 'html', value: rawHtml([element]) };
}

const isSpace = (node: HtmlNode) => node.kind === 'text' && /^[ \t\r\n\f]*$/.test(node.text);

function hasLooseText(nodes: readonly HtmlNode[]): boolean {
  return nodes.some((node) => !isSpace(node) && !(node.kind === 'element' && isBlockElement(node)));
}

/** Text that stands in no block is a paragraph, which a tight list doesn't show. */
function blocksIn(nodes: readonly HtmlNode[], hasNotes: boolean): Block[] {
  const blocks: Block[] = [];
  let loose: HtmlNode[] = [];
  const flush = () => {
    if (loose.some((node) => !isSpace(node))) {
      blocks.push({ type: 'paragraph', children: inline(trimmedEnds(loose), hasNotes) });
    }
    loose = [];
  };
  for (const node of nodes) {
    if (node.kind === 'element' && isBlockElement(node)) {
      flush();
      blocks.push(blockOf(node, hasNotes));
    } else loose.push(node);
  }
  flush();
  return blocks;
}

function trimmedEnds(nodes: readonly HtmlNode[]): readonly HtmlNode[] {
  return nodes.map((node, index) => {
    if (node.kind !== 'text') return node;
    const text = index === 0 ? node.text.replace(/^[ \t\r\n\f]+/, '') : node.text;
    return { ...node, text: index === nodes.length - 1 ? text.replace(/[ \t\r\n\f]+$/, '') : text };
  });
}

function listOf({ name, attributes, children }: HtmlElement, hasNotes: boolean): List | null {
  const { start, ...others } = attributes;
  if ((name !== 'ul' && name !== 'ol') || Object.keys(others).length > 0 || (name === 'ul' && start)) return null;
  const items = elementsOf(children);
  if (items.some((item) => item.name !== 'li' || Object.keys(item.attributes).length > 0)) return null;
  const spread = items.some((item) => elementsOf(item.children).some((child) => child.name === 'p'));
  return {
    type: 'list',
    ordered: name === 'ol',
    start: wholeNumber(start) ?? 1,
    spread,
    children: items.map((item) => ({ type: 'listItem', spread, children: blocksIn(item.children, hasNotes) })),
  };
}

/** GFM's tables have one row of heads, and as many cells in each row. */
function tableOf(parts: readonly HtmlNode[], hasNotes: boolean): Table | null {
  const [head, body, ...more] = elementsOf(parts);
  if (head?.name !== 'thead' || (body !== undefined && body.name !== 'tbody') || more.length > 0) return null;
  const heads = elementsOf(head.children);
  const rows = [...heads, ...elementsOf(body?.children ?? [])];
  const width = elementsOf(heads[0]?.children ?? []).length;
  const isFitting = (row: HtmlElement, index: number) => {
    const cells = elementsOf(row.children);
    const isCell = (cell: HtmlElement) =>
      cell.name === (index === 0 ? 'th' : 'td') &&
      Object.keys(cell.attributes).length === 0 &&
      !elementsOf(cell.children).some(isBlockElement);
    return cells.length === width && cells.every(isCell);
  };
  if (heads.length !== 1 || width === 0 || !rows.every(isFitting)) return null;
  const toRow = (row: HtmlElement): TableRow => ({
    type: 'tableRow',
    children: elementsOf(row.children).map((cell) => ({
      type: 'tableCell',
      children: inline(cell.children, hasNotes, true),
    })),
  });
  return { type: 'table', children: rows.map(toRow) };
}

function notes({ children }: HtmlElement): RootContent[] {
  return elementsOf(children).map(({ attributes, children: content }) => {
    const identifier = attributes.id?.replace('text-fn-', '') ?? '';
    return { type: 'footnoteDefinition', identifier, label: identifier, children: blocksIn(content, true) };
  });
}

/** @param isLine whether a line break has to be HTML, as in headings and cells */
function inline(nodes: readonly HtmlNode[], hasNotes: boolean, isLine = false): PhrasingContent[] {
  return nodes.flatMap((node): PhrasingContent[] => {
    if (node.kind === 'text') return [{ type: 'text', value: node.text }];
    const { name, attributes } = node;
    const keys = Object.keys(attributes).join(' ');
    const children = () => inline(node.children, hasNotes, isLine);
    if (name === 'br') return [isLine ? { type: 'html', value: '<br />' } : { type: 'break' }];
    if (name === 'em' && keys === '') return [{ type: 'emphasis', children: children() }];
    if (name === 'strong' && keys === '') return [{ type: 'strong', children: children() }];
    if (name === 's' && keys === '') return [{ type: 'delete', children: children() }];
    if (name === 'a' && keys === 'href') return [{ type: 'link', url: attributes.href ?? '', children: children() }];
    if (name === 'img' && (keys === 'src alt' || keys === 'alt src')) {
      return [{ type: 'image', url: attributes.src ?? '', alt: attributes.alt ?? '' }];
    }
    if (name === 'code' && keys === '' && elementsOf(node.children).length === 0) {
      const value = textWithin(node.children);
      if (!value.includes('\n')) return [{ type: 'inlineCode', value }];
    }
    const note = hasNotes && name === 'sup' && keys === '' ? noteNumber(node.children) : null;
    if (note !== null) return [{ type: 'footnoteReference', identifier: note, label: note }];
    return [{ type: 'html', value: startTag(node) }, ...children(), { type: 'html', value: endTag(node) }];
  });
}

/** The number of the note that a raised link leads to. */
function noteNumber([link, ...more]: readonly HtmlNode[]): string | null {
  if (more.length > 0 || link?.kind !== 'element' || link.name !== 'a') return null;
  const [, number = null] = /^#text-fn-(\d+)$/.exec(link.attributes.href ?? '') ?? [];
  return textWithin(link.children) === number ? number : null;
}
