/** Texts of Wix (Ricos) as the nodes that other editors write: what is said in `textData`, `headingData`, `imageData` stands in the node itself. */

import { type JsonRecord, recordOf, recordsOf, textOf } from './json.ts';
import { wixPicture } from './wix-picture.ts';

const isNamedAsRicos = ({ type }: JsonRecord) => typeof type === 'string' && /^[A-Z_]{4,40}$/.test(type);
/** Other editors write types in capitals, too, and keep texts and children under names of their own. */
const isRicos = (node: JsonRecord) =>
  Array.isArray(node.nodes) || Object.keys(node).some((name) => /^[a-z]{2,40}Data$/i.test(name));

const MAX_DEPTH = 50;

/** @returns undefined for another editor's nodes */
export function ricosNodes(nodes: readonly JsonRecord[], depth = 0): JsonRecord[] | undefined {
  if (depth > MAX_DEPTH || !nodes.every(isNamedAsRicos) || !nodes.some(isRicos)) return undefined;
  return nodes.map((node) => {
    const text = recordOf(node.textData);
    if (text !== undefined)
      return {
        type: 'text',
        text: typeof text.text === 'string' ? text.text : '',
        marks: recordsOf(text.decorations).flatMap(markOf),
      };
    const image = recordOf(recordOf(node.imageData)?.image);
    if (image !== undefined) {
      const { src } = image;
      const { altText, caption } = recordOf(node.imageData) ?? {};
      return {
        type: 'image',
        url: wixPicture(textOf(recordOf(src)?.url, recordOf(src)?.id)),
        alt: altText,
        caption: textOf(caption, textIn(recordsOf(node.nodes))),
      };
    }
    const within = ricosNodes(recordsOf(node.nodes), depth + 1);
    const level = recordOf(node.headingData)?.level;
    return { ...node, ...(level !== undefined && { level }), ...(within !== undefined && { children: within }) };
  });
}

/** The words of a caption, which has nodes of its own. */
function textIn(nodes: readonly JsonRecord[], depth = 0): string {
  if (depth > MAX_DEPTH) return '';
  return nodes
    .map((node) => textOf(recordOf(node.textData)?.text) ?? textIn(recordsOf(node.nodes), depth + 1))
    .join('');
}

const MIN_BOLD_WEIGHT = 600;

/** A decoration may say that there is none: a weight of 400 is no bold. */
function markOf({ type, linkData, fontWeightValue, italicData, underlineData }: JsonRecord): unknown[] {
  const url = recordOf(recordOf(linkData)?.link)?.url;
  if (url !== undefined) return [{ href: url }];
  const isLight = typeof fontWeightValue === 'number' && fontWeightValue < MIN_BOLD_WEIGHT;
  return isLight || italicData === false || underlineData === false ? [] : [{ type: String(type).toLowerCase() }];
}
