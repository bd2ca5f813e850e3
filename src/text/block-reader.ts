/** Reads the blocks of a body from its stored HTML. */

import { type BodyBlock, linesOf, type Part } from './body-block.ts';
import { type BodyPicture, type MarkedText, pictureOf, type TextWriter, textWriter } from './marked-text.ts';
import {
  elementsOf,
  firstElement,
  type HtmlElement,
  type HtmlNode,
  isBlockElement,
  storedNodes,
  textWithin,
  wholeNumber,
} from './stored-html.ts';
import { readTable } from './table-reader.ts';

export function readBlocks(html: string, language: string): readonly BodyBlock[] {
  return blocksOf(storedNodes(html), language);
}

/** The blocks of what may hold loose text as well, as a list's item does: that becomes paragraphs. */
function blocksOf(nodes: readonly HtmlNode[], language: string): readonly BodyBlock[] {
  const blocks: BodyBlock[] = [];
  const writer = textWriter(language, false);
  const end = () => blocks.push(...paragraph(writer.end(), null));
  const walk = (node: HtmlNode, href: string | null): void => {
    if (node.kind === 'text') writer.write(node.text);
    else if (isBlockElement(node)) {
      end();
      blocks.push(...blockOf(node, language));
    } else if (!writeLeaf(node, writer, href)) {
      writer.inside(node, () => {
        for (const child of node.children) walk(child, node.attributes.href ?? href);
      });
    }
  };
  for (const node of nodes) walk(node, null);
  end();
  return blocks;
}

/** A line break or a picture. */
function writeLeaf(element: HtmlElement, writer: TextWriter, href: string | null): boolean {
  if (element.name === 'br') writer.lineBreak();
  else if (element.name === 'img') writer.picture(element, href);
  else return false;
  return true;
}

/** The text of what holds no blocks; should it hold some, they are lines of it. */
function markedText(nodes: readonly HtmlNode[], language: string, keepsSpaces = false): MarkedText {
  const writer = textWriter(language, keepsSpaces);
  const walk = (node: HtmlNode, href: string | null): void => {
    if (node.kind === 'text') writer.write(node.text);
    else if (!writeLeaf(node, writer, href)) {
      if (isBlockElement(node)) writer.lineBreak();
      writer.inside(node, () => {
        for (const child of node.children) walk(child, node.attributes.href ?? href);
      });
      if (isBlockElement(node)) writer.lineBreak();
    }
  };
  for (const node of nodes) walk(node, null);
  return writer.end();
}

/** Nothing of a text without words; pictures of one without any other are a block of pictures. */
function paragraph(text: MarkedText, anchor: string | null): BodyBlock[] {
  if (text.text.trim() !== '') return [{ kind: 'PARAGRAPH', anchor, ...text }];
  const pictures = text.marks.flatMap(({ picture }) => picture ?? []);
  return pictures.length === 0 ? [] : [{ kind: 'PICTURE', text: '', anchor, pictures, caption: null }];
}

function blockOf(element: HtmlElement, language: string): readonly BodyBlock[] {
  const { name, attributes, children } = element;
  const anchor = attributes.id ?? null;
  if (name === 'hr') return [{ kind: 'DIVIDER', text: '', anchor }];
  if (name === 'p') return anchored(blocksOf(children, language), anchor);
  if (/^h[1-6]$/.test(name)) {
    const line = markedText(children, language);
    return line.text === '' ? paragraph(line, anchor) : [{ kind: 'HEADING', level: Number(name[1]), anchor, ...line }];
  }
  if (name === 'ul' || name === 'ol') return [listOf(element, language)];
  if (name === 'dl') {
    const entries = elementsOf(children).map((entry) => ({ ...partOf(entry, language), isTerm: entry.name === 'dt' }));
    return [{ kind: 'DEFINITIONS', text: linesOf(entries), anchor, entries }];
  }
  if (name === 'blockquote') {
    const blocks = blocksOf(children, language);
    return [{ kind: 'QUOTE', text: linesOf(blocks), anchor, blocks, caption: null }];
  }
  if (name === 'pre') return [{ kind: 'CODE', anchor, ...markedText(codeOf(children), language, true) }];
  if (name === 'table')
    return [
      readTable(element, { line: (nodes) => markedText(nodes, language), part: (cell) => partOf(cell, language) }),
    ];
  if (name === 'figure') return figureOf(element, language);
  return blocksOf(children, language);
}

/** The first of them has the anchor of what they were. */
function anchored(blocks: readonly BodyBlock[], anchor: string | null): readonly BodyBlock[] {
  const [first, ...rest] = blocks;
  return anchor === null || first === undefined ? blocks : [{ ...first, anchor }, ...rest];
}

/** Preformatted text that is code says so twice. */
function codeOf(nodes: readonly HtmlNode[]): readonly HtmlNode[] {
  const [only, ...others] = nodes;
  return others.length === 0 && only?.kind === 'element' && only.name === 'code' ? only.children : nodes;
}

function partOf({ attributes, children }: HtmlElement, language: string): Part {
  const blocks = blocksOf(children, language);
  return { text: linesOf(blocks), anchor: attributes.id ?? null, blocks };
}

function listOf({ name, attributes, children }: HtmlElement, language: string): BodyBlock {
  const items = elementsOf(children).map((item) => partOf(item, language));
  return {
    kind: 'LIST',
    text: linesOf(items),
    anchor: attributes.id ?? null,
    isOrdered: name === 'ol',
    isNotes: 'data-footnotes' in attributes,
    start: wholeNumber(attributes.start),
    isReversed: 'reversed' in attributes,
    numbering: attributes.type ?? null,
    items,
  };
}

/** A figure is its one block with a caption; one of several things is several blocks, the caption with the last. */
function figureOf({ attributes, children }: HtmlElement, language: string): readonly BodyBlock[] {
  const anchor = attributes.id ?? null;
  const captions = elementsOf(children).filter(({ name }) => name === 'figcaption');
  const text = markedText(captions, language);
  const caption = text.text === '' && text.marks.length === 0 ? null : text;
  const content = children.filter((node) => node.kind === 'text' || node.name !== 'figcaption');
  const provider = attributes['data-embed'];
  if (provider !== undefined) {
    const link = firstElement(content, ({ name, attributes: { href } }) => name === 'a' && href !== undefined);
    if (link?.attributes.href !== undefined) {
      const title = markedText(link.children, language).text || null;
      const all = linesOf([{ text: title ?? '' }, caption ?? { text: '' }]);
      return [{ kind: 'EMBED', text: all, anchor, provider, url: link.attributes.href, title, caption }];
    }
  }
  const pictures = picturesIn(content);
  if (pictures.length > 0 && textWithin(content).trim() === '') {
    return [{ kind: 'PICTURE', text: caption?.text ?? '', anchor, pictures, caption }];
  }
  const blocks = blocksOf(content, language);
  return anchored(caption === null ? blocks : captioned(blocks, caption), anchor);
}

function captioned(blocks: readonly BodyBlock[], caption: MarkedText): readonly BodyBlock[] {
  const last = blocks.at(-1);
  if (last !== undefined && 'caption' in last && last.caption === null) {
    // A table's caption stands above it.
    const text = linesOf(last.kind === 'TABLE' ? [caption, last] : [last, caption]);
    return [...blocks.slice(0, -1), { ...last, text, caption }];
  }
  return [...blocks, ...paragraph(caption, null)];
}

function picturesIn(nodes: readonly HtmlNode[], href: string | null = null): readonly BodyPicture[] {
  return elementsOf(nodes).flatMap((element) => {
    const picture = element.name === 'img' ? pictureOf(element, href) : null;
    return picture === null ? picturesIn(element.children, element.attributes.href ?? href) : [picture];
  });
}
