/** Pictures that load late: which of the addresses that an element names is the picture. */

import { type Addressing, webAddress } from './addresses.ts';
import { type ElementNode, element, elementsIn, type HtmlNode, hasClass, styleOf, textIn } from './tree.ts';

/** In the order in which they are believed: what a script would show comes before what is shown until then. */
const lateAttributes = [
  'data-src',
  'data-original',
  'data-lazy-src',
  'data-orig-file',
  'data-hi-res-src',
  'data-full-src',
  'data-url',
  'data-actualsrc',
];
const lateSets = ['data-srcset', 'data-lazy-srcset', 'data-original-set'];

/** Shows nothing by itself. */
const hollowAddress = /^(?:data:|about:|blob:|javascript:)/i;
/** Of a picture's file, without its ending. */
const fileName = /(?:^|\/)([^/?#]*)\.(gif|png|svg|jpe?g|webp)(?:[?#]|$)/i;
/** What stands in a picture's place until it comes is called so, whatever else. */
const stopgapAnyhow = /^(?:spacer|placeholder|1x1)$/;
/** The same by all of its name: "gray.png" and "loading-16x9.jpg", while "gray-seal.jpg" is a seal. */
const stopgap = /^(?:blank|transparent|pixel|lazy(?:load)?(?:ing)?|loading|(?:pre)?loader|grey|gray|empty|clear)$/;
const besideStopgap =
  /^(?:|bg|background|image|img|picture|photo|thumb|thumbnail|default|min|icon|spinner|fallback|\d+(?:x\d+)?|[\da-f]{6,})$/;
/** What a stopgap is called besides that is drawn or a GIF, as few photographs are. */
const besideDrawnStopgap =
  /^(?:ajax|anim(?:ated|ation)?|circle|ring|dots?|bar|box|square|white|black|light|dark|small|large|big|trans|tracking|tracker|preview|news|site|page|min|px|pre|gif|svg|load(?:ed|er|ing)?|progress|wait|bigger|lazy)$/;

function isStopgap(address: string): boolean {
  if (hollowAddress.test(address)) return true;
  const [, name = '', ending = ''] = fileName.exec(address) ?? [];
  const words = name.toLowerCase().split(/[_.-]/);
  if (words.some((word) => stopgapAnyhow.test(word))) return true;
  if (!words.some((word) => stopgap.test(word))) return false;
  const isDrawn = /^(?:gif|svg)$/i.test(ending);
  return words.every(
    (word) => stopgap.test(word) || besideStopgap.test(word) || (isDrawn && besideDrawnStopgap.test(word)),
  );
}

const MAX_ALT_CHARACTERS = 2000;

/** @returns the picture with its address and size; an emoji as its text; null when there is none, or only a counter */
export function pictureOf(
  image: ElementNode,
  sources: readonly ElementNode[],
  addressing: Addressing,
): ElementNode | string | null {
  const { attributes } = image;
  const { alt } = attributes;
  if (alt && alt.length <= 16 && (hasClass(image, 'emoji', 'wp-smiley') || /\/emoji\//.test(attributes.src ?? ''))) {
    return alt;
  }
  if (isCounter(image)) return null;
  const address = addressOf([image, ...sources], addressing);
  if (address === undefined) return null;
  const [width, height] = [pixels(attributes.width), pixels(attributes.height)];
  return element(
    'img',
    {
      src: address,
      ...(alt !== undefined && { alt: alt.replace(/\s+/g, ' ').trim().slice(0, MAX_ALT_CHARACTERS).toWellFormed() }),
      ...(width !== undefined && { width }),
      ...(height !== undefined && { height }),
    },
    [],
  );
}

/** The first usable address of an element and those that stand in for it. */
function addressOf(elements: readonly ElementNode[], addressing: Addressing): string | undefined {
  const usable = (address: string | undefined) =>
    address !== undefined && !isStopgap(address.trim()) ? webAddress(address, addressing) : undefined;
  const ways: ((attributes: ElementNode['attributes']) => string | undefined)[] = [
    ...lateAttributes.map((name) => (attributes: ElementNode['attributes']) => attributes[name]),
    ...lateSets.map((name) => (attributes: ElementNode['attributes']) => bestOf(attributes[name])),
    (attributes) => attributes.src,
    (attributes) => bestOf(attributes.srcset),
    namedAnyhow,
  ];
  for (const { attributes } of elements) {
    for (const way of ways) {
      const found = usable(way(attributes));
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** The first address in an attribute of a page's own that is called after a source, in JSON or not. */
function namedAnyhow(attributes: ElementNode['attributes']): string | undefined {
  for (const [name, value] of Object.entries(attributes)) {
    if (!/^data-[\w-]*(?:src|image|img|picture|photo)/.test(name)) continue;
    const address = /^\s*(?:[[{"]\s*)*"?(https:\/\/[^\s"'\\<>]+)/.exec(value ?? '')?.[1];
    if (address !== undefined) return address;
  }
  return undefined;
}

/** The largest candidate of a `srcset`. Addresses may hold commas; what parts candidates is followed by white space. */
function bestOf(set: string | undefined): string | undefined {
  if (!set) return undefined;
  const candidates = set
    .trim()
    .split(/,\s+|,(?=https?:|\/\/)/)
    .map((candidate) => candidate.trim().split(/\s+/))
    .map(([address = '', size = '1x']) => ({ address: address.replace(/,$/, ''), size: Number.parseFloat(size) || 1 }));
  return candidates.filter(({ address }) => address !== '').sort((a, b) => b.size - a.size)[0]?.address;
}

/** Nobody looks at a picture of one pixel. */
export function isCounter(element: ElementNode): boolean {
  const { width, height } = element.attributes;
  const style = styleOf(element);
  const isPoint = (size: string | undefined) => size !== undefined && /^[01](?:px)?$/.test(size.trim());
  return (
    (isPoint(width) && isPoint(height)) ||
    (isPoint(style.get('width')) && isPoint(style.get('height'))) ||
    (/^none/.test(style.get('display') ?? '') && element.attributes['data-src'] === undefined)
  );
}

/** Width and height only when they are whole pixels: `100%` and `auto` are styling. */
function pixels(size: string | undefined): string | undefined {
  const whole = /^\s*0*([1-9]\d{0,4})(?:\.\d+)?(?:px)?\s*$/.exec(size ?? '')?.[1];
  return whole;
}

/**
 * What a page shows without scripts stands beside what scripts fill in: the same picture or player twice. The one without
 * scripts stays, for it is whole; a notice that there are none goes.
 */
export function withoutDoubles(nodes: readonly HtmlNode[]): readonly HtmlNode[] {
  if (!nodes.some((node) => typeof node !== 'string' && node.tag === 'noscript')) return nodes;
  const all: (HtmlNode | null)[] = [...nodes];
  for (const [at, node] of nodes.entries()) {
    if (typeof node === 'string' || node.tag !== 'noscript') continue;
    const media = [...elementsIn(node.children)].filter((each) => mediaTags.has(each.tag) && !isCounter(each));
    if (media.length === 0 || textIn(node.children).trim().length > MAX_NOTICE_CHARACTERS) {
      all[at] = null;
      continue;
    }
    all[at] = element('shown-without-scripts', {}, node.children);
    if (media[0]?.tag !== 'img') continue;
    const [before, after] = [beside(all, at, -1), beside(all, at, 1)];
    if (isOnePicture(all[before])) all[before] = null;
    else if (isOnePicture(all[after])) all[after] = null;
  }
  return all.filter((node) => node !== null);
}

const MAX_NOTICE_CHARACTERS = 300;

/** The place of the next node that isn't only white space. */
function beside(nodes: readonly (HtmlNode | null)[], from: number, step: 1 | -1): number {
  let at = from + step;
  for (let node = nodes[at]; typeof node === 'string' && node.trim() === ''; node = nodes[at]) at += step;
  return at;
}

const mediaTags = new Set(['img', 'iframe', 'video', 'audio', 'figure', 'picture']);

function isOnePicture(node: HtmlNode | null | undefined): boolean {
  if (node == null || typeof node === 'string' || node.tag === 'shown-without-scripts' || textIn([node]).trim() !== '')
    return false;
  return [...elementsIn([node])].filter(({ tag }) => tag === 'img' || tag === 'amp-img').length === 1;
}
