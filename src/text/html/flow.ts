/** Content of any source as the blocks of a body: the walk through its tree, and what each element becomes. */

import { noteName, referenceName } from './anchors.ts';
import type { Building, FlowItem, Place } from './building.ts';
import { paragraphLikeTags, renamed, tagsWithoutText } from './elements.ts';
import { bareAddress, type Embed, embedIn, hasFallback } from './embeds.ts';
import { embedFigure, figureOf, writtenEmbed } from './figures.ts';
import { type Leaf, lineOf, type Mark, paragraphsOf, verbatim } from './inline.ts';
import { definitionsOf, itemWith, listsOf } from './lists.ts';
import { marksWith } from './marks.ts';
import { mathAsText } from './math.ts';
import { withWordLists } from './pasted.ts';
import { isCounter, pictureOf, withoutDoubles } from './pictures.ts';
import { providerOf } from './providers.ts';
import { tableOf } from './tables.ts';
import { type ElementNode, element, elementsIn, type HtmlNode, hasClass, textIn } from './tree.ts';

/** Blocks so far, and the text that isn't in one yet. */
interface Flow {
  readonly items: FlowItem[];
  run: Leaf[];
  /** Whether the run stands in a paragraph of its own. */
  isParagraph: boolean;
  readonly place: Place | 'line' | 'verbatim';
}

export function buildFlow(
  building: Building,
  nodes: readonly HtmlNode[],
  marks: readonly Mark[],
  place: Place,
): FlowItem[] {
  const flow: Flow = { items: [], run: [], isParagraph: false, place };
  walkAll(building, flow, nodes, marks);
  flush(building, flow);
  return flow.items;
}

export function buildLine(
  building: Building,
  nodes: readonly HtmlNode[],
  marks: readonly Mark[],
  separator: 'break' | 'space',
): HtmlNode[] {
  const flow: Flow = { items: [], run: [], isParagraph: false, place: 'line' };
  walkAll(building, flow, nodes, marks);
  return lineOf(flow.run, separator);
}

function walkAll(building: Building, flow: Flow, nodes: readonly HtmlNode[], marks: readonly Mark[]): void {
  for (const node of withWordLists(withoutDoubles(nodes))) {
    if (typeof node === 'string') flow.run.push({ kind: 'text', text: node, marks });
    else walk(building, flow, node, marks);
  }
}

function walk(building: Building, flow: Flow, node: ElementNode, marks: readonly Mark[]): void {
  const { footnotes, anchors, addressing } = building;
  if (footnotes.left.has(node) || footnotes.notes.has(node)) return;
  const reference = footnotes.references.get(node);
  const reading = embedIn(node, addressing);
  if (reference !== undefined) pushReference(flow, reference, marks);
  else if (reading === 'dropped') building.lose(node.tag);
  else {
    anchors.reach(node);
    if (reading !== 'none') {
      if (hasFallback(node, reading.embed)) building.lose(node.tag, ' fallback');
      walkEmbed(building, flow, reading.embed, marks);
    } else walkElement(building, flow, node, marks);
  }
}

function walkElement(building: Building, flow: Flow, node: ElementNode, marks: readonly Mark[]): void {
  const tag = renamed(node.tag);
  if (tagsWithoutText.has(tag)) walkDropped(building, node);
  else if (tag === 'br') flow.run.push({ kind: 'break', marks });
  else if (tag === 'img' || tag === 'picture') walkPicture(building, flow, node, marks);
  else if (tag === 'math') walkAll(building, flow, mathAsText(node.children), marks);
  else if (tag === 'rt') walkAll(building, flow, ['(', ...node.children, ')'], marks);
  else if (paragraphLikeTags.has(tag) || Object.hasOwn(BLOCK_MAKERS, tag)) walkBlock(building, flow, node, marks);
  else walkAll(building, flow, node.children, marksWith(node, marks, building.addressing, building.lose));
}

function walkBlock(building: Building, flow: Flow, node: ElementNode, marks: readonly Mark[]): void {
  const { place } = flow;
  const make = isCaptioned(node) ? figure : BLOCK_MAKERS[renamed(node.tag)];
  if (place === 'line' || place === 'verbatim') walkParted(building, flow, node, marks);
  else if (make === undefined) walkParagraph(building, flow, node, marks);
  else {
    flush(building, flow);
    flow.items.push(...make(node, marks, building, place));
  }
}

type BlockMaker = (node: ElementNode, marks: readonly Mark[], building: Building, place: Place) => readonly FlowItem[];

const block = (node: ElementNode | null): readonly FlowItem[] => (node === null ? [] : [{ node, kind: 'block' }]);

const heading: BlockMaker = (node, marks, building) => {
  const taken = building.anchors.take();
  const line = building.line(node.children, marks, 'space');
  // A picture or nothing is no heading.
  const isText = textIn(line).trim() !== '';
  if (line.length === 0) building.anchors.giveBack(taken);
  const tag = isText ? renamed(node.tag) : 'p';
  return line.length === 0 ? [] : [{ node: element(tag, taken, line), kind: isText ? 'block' : 'paragraph' }];
};

const quotation: BlockMaker = (node, marks, building) => {
  const taken = building.anchors.take();
  const items = building.flow(node.children, marks, 'inner');
  if (items.length === 0) building.anchors.giveBack(taken);
  return items.length === 0
    ? []
    : block(
        element(
          'blockquote',
          taken,
          items.map((item) => item.node),
        ),
      );
};

const preformatted: BlockMaker = (node, marks, building) => {
  const flow: Flow = { items: [], run: [], isParagraph: false, place: 'verbatim' };
  const taken = building.anchors.take();
  walkAll(building, flow, node.children, marks);
  const content = verbatim(flow.run);
  if (textIn(content).trim() === '') building.anchors.giveBack(taken);
  return textIn(content).trim() === '' ? [] : block(element('pre', taken, content));
};

const figure: BlockMaker = (node, marks, building) => {
  if (node.attributes['data-embed'] !== undefined) {
    const written = writtenEmbed(node, building);
    if (written !== null) return [written];
  }
  return figureOf(node, marks, building);
};

const list: BlockMaker = (node, marks, building) =>
  listsOf(node, marks, building).map((each) => ({ node: each, kind: 'block' }));

const BLOCK_MAKERS: Readonly<Record<string, BlockMaker>> = {
  h2: heading,
  h3: heading,
  h4: heading,
  h5: heading,
  h6: heading,
  ul: list,
  ol: list,
  dl: (node, marks, building) => block(definitionsOf(node, marks, building)),
  blockquote: quotation,
  pre: preformatted,
  hr: (_, __, { anchors }) => block(element('hr', anchors.take(), [])),
  table: tableOf,
  figure,
  // An item whose list is lost.
  li: (node, marks, building) => {
    const item = itemWith(node.children, marks, building);
    return item === null ? [] : block(element('ul', {}, [item]));
  },
};

/** Older programs made figures of divisions. */
function isCaptioned(node: ElementNode): boolean {
  return (
    (node.tag === 'div' && hasClass(node, 'wp-caption')) ||
    (node.tag === 'table' && hasClass(node, 'tr-caption-container'))
  );
}

function isCaption(node: ElementNode): boolean {
  return node.tag === 'figcaption' || hasClass(node, 'wp-caption-text', 'tr-caption');
}

function walkParagraph(building: Building, flow: Flow, node: ElementNode, marks: readonly Mark[]): void {
  flush(building, flow);
  if (building.captions !== null && isCaption(node)) {
    building.captions.push(building.line(node.children, marks, 'break'));
    return;
  }
  const isParagraph = node.tag !== 'html' && node.tag !== 'body';
  flow.isParagraph = isParagraph;
  walkAll(building, flow, node.children, marks);
  flush(building, flow);
}

/** Where no block can stand, what it says is parted from what is beside it. */
function walkParted(building: Building, flow: Flow, node: ElementNode, marks: readonly Mark[]): void {
  const part: Leaf = flow.place === 'line' ? { kind: 'gap', marks } : { kind: 'break', marks };
  if (flow.run.length > 0) flow.run.push(part);
  walkAll(building, flow, node.children, marks);
  flow.run.push(part);
}

function flush(building: Building, flow: Flow): void {
  const { place } = flow;
  const paragraphs = paragraphsOf(flow.run, !flow.isParagraph && place === 'body');
  const kind = flow.isParagraph ? 'paragraph' : 'loose';
  flow.run = [];
  flow.isParagraph = false;
  for (const content of paragraphs) {
    const address = place === 'body' ? bareAddress(textIn(content)) : undefined;
    if (address !== undefined) flow.items.push(embedFigure({ url: address, title: undefined, content: [] }, building));
    else flow.items.push({ node: element('p', building.anchors.take(), content), kind });
  }
}

function pushReference(
  flow: Flow,
  place: { readonly number: number; readonly nth: number },
  marks: readonly Mark[],
): void {
  const link: Mark = { tag: 'a', attributes: { id: referenceName(place), href: `#${noteName(place.number)}` } };
  const around = marks.filter(({ tag }) => tag !== 'sup' && tag !== 'sub' && tag !== 'a');
  flow.run.push({ kind: 'text', text: `${place.number}`, marks: [...around, { tag: 'sup', attributes: {} }, link] });
}

function walkEmbed(building: Building, flow: Flow, embed: Embed, marks: readonly Mark[]): void {
  if (flow.place !== 'line' && flow.place !== 'verbatim') {
    flush(building, flow);
    flow.items.push(embedFigure(embed, building));
    return;
  }
  walkAll(building, flow, embed.content, marks);
  const link: Mark = { tag: 'a', attributes: { href: embed.url } };
  const gap: Leaf = { kind: 'gap', marks };
  flow.run.push(
    gap,
    {
      kind: 'text',
      text: embed.title ?? providerOf(embed.url),
      marks: [...marks.filter(({ tag }) => tag !== 'a'), link],
    },
    gap,
  );
}

function walkPicture(building: Building, flow: Flow, node: ElementNode, marks: readonly Mark[]): void {
  const inner = [...elementsIn(node.children)];
  const image = node.tag === 'picture' ? inner.find(({ tag }) => tag === 'img' || tag === 'amp-img') : node;
  const sources = inner.filter(({ tag }) => tag === 'source');
  const picture = image && pictureOf(image, sources, building.addressing);
  if (typeof picture === 'string') flow.run.push({ kind: 'text', text: picture, marks });
  else if (picture) flow.run.push({ kind: 'picture', picture, marks });
  else if (image && !isCounter(image)) building.lose('img');
}

/** What isn't text isn't gone through; a vector drawing or a menu is told as one thing. */
function walkDropped(building: Building, node: ElementNode): void {
  if (!silent.has(node.tag)) building.lose(node.tag);
}

/** Belong to what is kept, or to nothing. */
const silent = new Set([
  'source',
  'param',
  'track',
  'meta',
  'link',
  'rp',
  'head',
  'title',
  'annotation',
  'annotation-xml',
]);
