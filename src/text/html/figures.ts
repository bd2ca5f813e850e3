/** Figures of a body: pictures with their caption, and players as links to what they would show. */

import type { Building, FlowItem } from './building.ts';
import { type Embed, embedFrom } from './embeds.ts';
import { lineBreak, type Mark } from './inline.ts';
import { providerOf } from './providers.ts';
import { type ElementNode, element, elementsIn, type HtmlNode, textIn } from './tree.ts';

/** The figure; or what it holds, when that is no figure. */
export function figureOf(node: ElementNode, marks: readonly Mark[], building: Building): FlowItem[] {
  const taken = building.anchors.take();
  const outer = building.captions;
  building.captions = [];
  const items = building.flow(node.children, marks, 'body');
  const caption = joined(building.captions);
  building.captions = outer;
  const figures = items.filter((item) => item.node.tag === 'figure');
  const isGallery = figures.every(({ node: inner }) => isPicturesOnly(inner));
  const content = isGallery ? items.flatMap(contentOf) : [];
  if (isGallery && content.some(isShown)) return [figureWith(content, caption, taken)];
  building.anchors.giveBack(taken);
  const [only] = items;
  if (items.length === 1 && only !== undefined && only.node.attributes['data-embed'] !== undefined) {
    return [withCaption(only.node, caption)];
  }
  return [...items, ...(caption.length > 0 ? [{ node: element('p', {}, caption), kind: 'paragraph' } as const] : [])];
}

function figureWith(
  content: readonly HtmlNode[],
  caption: readonly HtmlNode[],
  taken: { readonly id?: string },
): FlowItem {
  const children = caption.length > 0 ? [...content, element('figcaption', {}, caption)] : content;
  return { node: element('figure', taken, children), kind: 'block' };
}

function isPicturesOnly(figure: ElementNode): boolean {
  return figure.attributes['data-embed'] === undefined && figure.children.every((child) => isLineOfPictures([child]));
}

function isLineOfPictures(nodes: readonly HtmlNode[]): boolean {
  return (
    textIn(nodes).trim() === '' &&
    [...elementsIn(nodes)].every(({ tag }) => tag === 'img' || tag === 'a' || tag === 'br')
  );
}

/** Pictures stand in a figure by themselves; text in it keeps its paragraphs. */
function contentOf({ node, kind }: FlowItem): readonly HtmlNode[] {
  if (node.tag === 'figure') return node.children;
  const isPictures = kind !== 'block' && isLineOfPictures(node.children) && node.attributes.id === undefined;
  return isPictures ? pictures(node.children) : [node];
}

function pictures(nodes: readonly HtmlNode[]): HtmlNode[] {
  return nodes.filter((node) => typeof node !== 'string' && node.tag !== 'br');
}

/** A figure shows something: text alone is no figure. */
function isShown(node: HtmlNode): boolean {
  if (typeof node === 'string') return false;
  return (
    /^(?:table|blockquote|pre|dl|ul|ol)$/.test(node.tag) || [...elementsIn([node])].some(({ tag }) => tag === 'img')
  );
}

function joined(lines: readonly (readonly HtmlNode[])[]): HtmlNode[] {
  return lines.filter((line) => line.length > 0).flatMap((line, at) => (at === 0 ? line : [lineBreak, ...line]));
}

/** A player as a body has it: a link, never the player. */
export function embedFigure({ url, title, content }: Embed, building: Building): FlowItem {
  const provider = providerOf(url);
  const taken = building.anchors.take();
  const link = element('a', { href: url }, [title ?? provider]);
  const figure = element('figure', { ...taken, 'data-embed': provider }, [link]);
  return withCaption(figure, building.line(content, [], 'break'));
}

function withCaption(figure: ElementNode, caption: readonly HtmlNode[]): FlowItem {
  const [link, ...rest] = figure.children;
  const own = rest.flatMap((node) => (typeof node === 'string' ? [node] : node.children));
  const whole = joined([own, caption]);
  const children = [
    ...(link === undefined ? [] : [link]),
    ...(whole.length > 0 ? [element('figcaption', {}, whole)] : []),
  ];
  return { node: element('figure', figure.attributes, children), kind: 'block' };
}

/** A player that was written so before. */
export function writtenEmbed(node: ElementNode, building: Building): FlowItem | null {
  const embed = embedFrom(node, building.addressing);
  return embed === null ? null : embedFigure(embed, building);
}
