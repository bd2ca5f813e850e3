/** Reads the blocks of a body from its stored HTML. */

import { type BodyBlock, linesOf, type Part } from './body-block.ts';
import { type ElementNode, elementsIn, type HtmlNode, textIn } from './html/tree.ts';
import { type BodyPicture, type MarkedText, pictureOf, type TextWriter, textWriter } from './marked-text.ts';
import { elementsOf, isBlockElement, isElement, storedNodes, wholeNumber } from './stored-html.ts';
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
    if (typeof node === 'string') writer.write(node);
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
function writeLeaf(element: ElementNode, writer: TextWriter, href: string | null): boolean {
  if (element.tag === 'br') writer.lineBreak();
  else if (element.tag === 'img') writer.picture(element, href);
  else return false;
  return true;
}

/** The text of what holds no blocks; should it hold some, they are lines of it. */
function markedText(nodes: readonly HtmlNode[], language: string, keepsSpaces = false): MarkedText {
  const writer = textWriter(language, keepsSpaces);
  const walk = (node: HtmlNode, href: string | null): void => {
    if (typeof node === 'string') writer.write(node);
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

function blockOf(element: ElementNode, language: string): readonly BodyBlock[] {
  const { tag, attributes, children } = element;
  const anchor = attributes.id ?? null;
  if (tag === 'hr') return [{ kind: 'DIVIDER', text: '', anchor }];
  if (tag === 'p') return anchored(blocksOf(children, language), anchor);
  if (/^h[1-6]$/.test(tag)) {
    const line = markedText(children, language);
    return line.text === '' ? paragraph(line, anchor) : [{ kind: 'HEADING', level: Number(tag[1]), anchor, ...line }];
  }
  if (tag === 'ul' || tag === 'ol') return [listOf(element, language)];
  if (tag === 'dl') {
    const entries = elementsOf(children).map((entry) => ({ ...partOf(entry, language), isTerm: entry.tag === 'dt' }));
    return [{ kind: 'DEFINITIONS', text: linesOf(entries), anchor, entries }];
  }
  if (tag === 'blockquote') {
    const blocks = blocksOf(children, language);
    return [{ kind: 'QUOTE', text: linesOf(blocks), anchor, blocks, caption: null }];
  }
  if (tag === 'pre') return [{ kind: 'CODE', anchor, ...markedText(codeOf(children), language, true) }];
  if (tag === 'table')
    return [
      readTable(element, { line: (nodes) => markedText(nodes, language), part: (cell) => partOf(cell, language) }),
    ];
  if (tag === 'figure') return figureOf(element, language);
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
  return others.length === 0 && isElement(only) && only.tag === 'code' ? only.children : nodes;
}

function partOf({ attributes, children }: ElementNode, language: string): Part {
  const blocks = blocksOf(children, language);
  return { text: linesOf(blocks), anchor: attributes.id ?? null, blocks };
}

function listOf({ tag, attributes, children }: ElementNode, language: string): BodyBlock {
  const items = elementsOf(children).map((item) => partOf(item, language));
  return {
    kind: 'LIST',
    text: linesOf(items),
    anchor: attributes.id ?? null,
    isOrdered: tag === 'ol',
    isNotes: 'data-footnotes' in attributes,
    start: wholeNumber(attributes.start),
    isReversed: 'reversed' in attributes,
    numbering: attributes.type ?? null,
    items,
  };
}

/** A figure is its one block with a caption; one of several things is several blocks, the caption with the last. */
function figureOf({ attributes, children }: ElementNode, language: string): readonly BodyBlock[] {
  const anchor = attributes.id ?? null;
  const captions = elementsOf(children).filter(({ tag }) => tag === 'figcaption');
  const text = markedText(captions, language);
  const caption = text.text === '' && text.marks.length === 0 ? null : text;
  const content = children.filter((node) => typeof node === 'string' || node.tag !== 'figcaption');
  const provider = attributes['data-embed'];
  if (provider !== undefined) {
    const link = elementsIn(content).find(({ tag, attributes: { href } }) => tag === 'a' && href !== undefined);
    if (link?.attributes.href !== undefined) {
      const title = markedText(link.children, language).text || null;
      const all = linesOf([{ text: title ?? '' }, caption ?? { text: '' }]);
      return [{ kind: 'EMBED', text: all, anchor, provider, url: link.attributes.href, title, caption }];
    }
  }
  const pictures = picturesIn(content);
  if (pictures.length > 0 && textIn(content).trim() === '') {
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
    const picture = element.tag === 'img' ? pictureOf(element, href) : null;
    return picture === null ? picturesIn(element.children, element.attributes.href ?? href) : [picture];
  });
}
