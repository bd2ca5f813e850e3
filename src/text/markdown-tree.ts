/** A stored body as a tree of Markdown (mdast): what Markdown has no sign for stays HTML in it. */

import type { BlockContent, DefinitionContent, List, PhrasingContent, RootContent, Table, TableRow } from 'mdast';
import { type ElementNode, type HtmlNode, textIn } from './html/tree.ts';
import { endTag, rawHtml, startTag } from './html-writer.ts';
import { hasMarkup } from './inert.ts';
import { elementsOf, isBlockElement, isElement, wholeNumber } from './stored-html.ts';

/** @param hasNotes whether references and notes are written as Markdown's */
export function markdownBlock(element: ElementNode, hasNotes: boolean): RootContent[] {
  const isNotes = hasNotes && element.tag === 'ol' && 'data-footnotes' in element.attributes;
  return isNotes ? notes(element) : [blockOf(element, hasNotes)];
}

export function htmlBlock(element: ElementNode): RootContent {
  return { type: 'html', value: rawHtml([element]) };
}

type Block = BlockContent | DefinitionContent;

function blockOf(element: ElementNode, hasNotes: boolean): Block {
  const { tag, attributes, children } = element;
  const isPlain = Object.keys(attributes).length === 0;
  const isOfText = !elementsOf(children).some(isBlockElement);
  if (tag === 'p' && isPlain && isOfText) return { type: 'paragraph', children: inline(children, hasNotes) };
  // A paragraph of pictures alone comes back as a figure.
  const isPictures = children.length > 0 && children.every((child) => isElement(child) && child.tag === 'img');
  if (tag === 'figure' && isPlain && isPictures) return { type: 'paragraph', children: inline(children, hasNotes) };
  if (/^h[2-6]$/.test(tag) && isPlain && isOfText) {
    return { type: 'heading', depth: Number(tag[1]) as 2, children: inline(children, hasNotes, true) };
  }
  if (tag === 'hr' && isPlain) return { type: 'thematicBreak' };
  if (tag === 'blockquote' && isPlain && !hasLooseText(children)) {
    return { type: 'blockquote', children: blocksIn(children, hasNotes) };
  }
  if (tag === 'pre' && isPlain) {
    const [code, ...more] = children;
    const isCode = more.length === 0 && isElement(code) && code.tag === 'code';
    if (isCode && elementsOf(code.children).length === 0 && Object.keys(code.attributes).length === 0) {
      const value = textIn(code.children);
      // Between fences nothing can be escaped.
      return hasMarkup(value) ? { type: 'html', value: rawHtml([element]) } : { type: 'code', value };
    }
  }
  const block = tag === 'table' && isPlain ? tableOf(children, hasNotes) : listOf(element, hasNotes);
  return block ?? { type: 'html', value: rawHtml([element]) };
}

const isSpace = (node: HtmlNode) => typeof node === 'string' && /^[ \t\r\n\f]*$/.test(node);

function hasLooseText(nodes: readonly HtmlNode[]): boolean {
  return nodes.some((node) => !isSpace(node) && !(isElement(node) && isBlockElement(node)));
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
    if (isElement(node) && isBlockElement(node)) {
      flush();
      blocks.push(blockOf(node, hasNotes));
    } else loose.push(node);
  }
  flush();
  return blocks;
}

function trimmedEnds(nodes: readonly HtmlNode[]): readonly HtmlNode[] {
  return nodes.map((node, index) => {
    if (typeof node !== 'string') return node;
    const text = index === 0 ? node.replace(/^[ \t\r\n\f]+/, '') : node;
    return index === nodes.length - 1 ? text.replace(/(?<![ \t\r\n\f])[ \t\r\n\f]+$/, '') : text;
  });
}

function listOf({ tag, attributes, children }: ElementNode, hasNotes: boolean): List | null {
  const { start, ...others } = attributes;
  if ((tag !== 'ul' && tag !== 'ol') || Object.keys(others).length > 0 || (tag === 'ul' && start)) return null;
  const items = elementsOf(children);
  if (items.some((item) => item.tag !== 'li' || Object.keys(item.attributes).length > 0)) return null;
  const spread = items.some((item) => elementsOf(item.children).some((child) => child.tag === 'p'));
  return {
    type: 'list',
    ordered: tag === 'ol',
    start: wholeNumber(start) ?? 1,
    spread,
    children: items.map((item) => ({ type: 'listItem', spread, children: blocksIn(item.children, hasNotes) })),
  };
}

/** GFM's tables have one row of heads, and as many cells in each row. */
function tableOf(parts: readonly HtmlNode[], hasNotes: boolean): Table | null {
  const [head, body, ...more] = elementsOf(parts);
  if (head?.tag !== 'thead' || (body !== undefined && body.tag !== 'tbody') || more.length > 0) return null;
  const heads = elementsOf(head.children);
  const rows = [...heads, ...elementsOf(body?.children ?? [])];
  const width = elementsOf(heads[0]?.children ?? []).length;
  const isFitting = (row: ElementNode, index: number) => {
    const cells = elementsOf(row.children);
    const isCell = (cell: ElementNode) =>
      cell.tag === (index === 0 ? 'th' : 'td') &&
      Object.keys(cell.attributes).length === 0 &&
      !elementsOf(cell.children).some(isBlockElement);
    return cells.length === width && cells.every(isCell);
  };
  if (heads.length !== 1 || width === 0 || !rows.every(isFitting)) return null;
  const toRow = (row: ElementNode): TableRow => ({
    type: 'tableRow',
    children: elementsOf(row.children).map((cell) => ({
      type: 'tableCell',
      children: inline(cell.children, hasNotes, true),
    })),
  });
  return { type: 'table', children: rows.map(toRow) };
}

function notes({ children }: ElementNode): RootContent[] {
  return elementsOf(children).map(({ attributes, children: content }) => {
    const identifier = attributes.id?.replace('text-fn-', '') ?? '';
    return { type: 'footnoteDefinition', identifier, label: identifier, children: blocksIn(content, true) };
  });
}

/** @param isLine whether a line break has to be HTML, as in headings and cells */
function inline(nodes: readonly HtmlNode[], hasNotes: boolean, isLine = false): PhrasingContent[] {
  return nodes.flatMap((node): PhrasingContent[] => {
    if (typeof node === 'string') return [{ type: 'text', value: node }];
    const { tag, attributes } = node;
    const keys = Object.keys(attributes).join(' ');
    const children = () => inline(node.children, hasNotes, isLine);
    if (tag === 'br') return [isLine ? { type: 'html', value: '<br />' } : { type: 'break' }];
    if (tag === 'em' && keys === '') return [{ type: 'emphasis', children: children() }];
    if (tag === 'strong' && keys === '') return [{ type: 'strong', children: children() }];
    if (tag === 's' && keys === '') return [{ type: 'delete', children: children() }];
    if (tag === 'a' && keys === 'href') return [{ type: 'link', url: attributes.href ?? '', children: children() }];
    if (tag === 'img' && (keys === 'src alt' || keys === 'alt src')) {
      const { src = '', alt = '' } = attributes;
      if (!hasMarkup(alt)) return [{ type: 'image', url: src, alt }];
    }
    if (tag === 'code' && keys === '' && elementsOf(node.children).length === 0) {
      const value = textIn(node.children);
      if (!value.includes('\n') && !hasMarkup(value)) return [{ type: 'inlineCode', value }];
    }
    const note = hasNotes && tag === 'sup' && keys === '' ? noteNumber(node.children) : null;
    if (note !== null) return [{ type: 'footnoteReference', identifier: note, label: note }];
    return [{ type: 'html', value: startTag(node) }, ...children(), { type: 'html', value: endTag(node) }];
  });
}

/** The number of the note that a raised link leads to. */
function noteNumber([link, ...more]: readonly HtmlNode[]): string | null {
  if (more.length > 0 || !isElement(link) || link.tag !== 'a') return null;
  const [, number = null] = /^#text-fn-(\d+)$/.exec(link.attributes.href ?? '') ?? [];
  return textIn(link.children) === number ? number : null;
}
