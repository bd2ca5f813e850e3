/** The picture that a text of a feed begins with, which is its lead picture where the feed names none. */

import { type ElementNode, elementsIn, parseTree, textIn, writeTree } from '../../text/html/tree.ts';
import { MAX_DEPTH_ELEMENTS } from '../../text/sanitise.ts';
import type { DocumentImage, ImportedDocument } from '../imported-document.ts';
import { firstImage } from './image.ts';
import { oneLine } from './markup.ts';

export interface Led {
  readonly image: DocumentImage;
  /** Without it. */
  readonly body: string;
}

/** @param body as the sanitiser leaves it @returns undefined where it begins with anything else, or is nothing else */
export function ledByPicture(body: string): Led | undefined {
  if (!/^\s{0,99}<(?:figure|img|p|a)\b/.test(body)) return undefined;
  const nodes = parseTree(body, MAX_DEPTH_ELEMENTS) ?? [];
  const at = nodes.findIndex((node) => typeof node !== 'string' || node.trim() !== '');
  const first = nodes[at];
  if (first === undefined || typeof first === 'string') return undefined;
  const image = pictureAlone(first);
  const rest = nodes.slice(at + 1);
  return image === undefined || textIn(rest).trim() === '' ? undefined : { image, body: writeTree(rest).trimStart() };
}

/** With the picture that its text begins with, where it has none of its own. */
export function withLeadPicture(document: ImportedDocument): ImportedDocument {
  const led = document.image === undefined ? ledByPicture(document.body) : undefined;
  return led === undefined ? document : { ...document, image: led.image, body: led.body };
}

/** Of an element that shows one picture, and at most its caption. */
function pictureAlone(node: ElementNode): DocumentImage | undefined {
  const elements = [...elementsIn([node])];
  const pictures = elements.filter(({ tag }) => tag === 'img');
  const captions = elements.filter(({ tag }) => tag === 'figcaption');
  const isOther = elements.some(({ tag }) => !/^(?:figure|figcaption|img|p|a|em|strong|i|b|br|cite|small)$/.test(tag));
  const caption = textIn(captions.slice(0, 1));
  // A caption of a picture apart has no links.
  const isLinked = [...elementsIn(captions)].some(({ tag }) => tag === 'a');
  const [picture] = pictures;
  if (isLinked || picture === undefined || pictures.length > 1 || captions.length > 1 || isOther) return undefined;
  if (oneLine(textIn([node])) !== oneLine(caption)) return undefined;
  const { src: url, alt, width, height } = picture.attributes;
  return firstImage(
    [{ url, alt, width: Number(width), height: Number(height), caption: oneLine(caption) || undefined }],
    undefined,
  );
}
