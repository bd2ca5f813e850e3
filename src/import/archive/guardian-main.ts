/** The Guardian's `main`: the element above a text, as HTML, whose picture is the piece's. */

import { elementsIn, hasClass, parseTree, textIn } from '../../text/html/tree.ts';
import type { JsonRecord } from './json.ts';

const MAX_DEPTH = 50;

/** The record with the picture of its `main` as `image`; one with a picture of its own, or whose main element is a player, stays as it is. */
export function withMainOfGuardian(record: JsonRecord): JsonRecord {
  const { main, image } = record;
  if (image !== undefined || typeof main !== 'string' || !('webPublicationDate' in record)) return record;
  const elements = [...elementsIn(parseTree(main, MAX_DEPTH) ?? [])];
  const src = elements.find(({ tag }) => tag === 'img')?.attributes;
  if (src?.src === undefined) return record;
  const said = (name: string) => {
    const found = elements.find((each) => hasClass(each, `element-image__${name}`));
    return found && textIn([found]).trim();
  };
  return { ...record, image: { url: src.src, alt: src.alt, caption: said('caption'), credit: said('credit') } };
}
