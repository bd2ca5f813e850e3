/** Texts of Wix (Ricos) as the nodes that other editors write: what is said in `textData`, `headingData`, `imageData` stands in the node itself. */

import { type JsonRecord, recordOf, recordsOf, textOf } from './json.ts';
import { wixPicture } from './wix-picture.ts';

const isRicos = (node: JsonRecord) => typeof node.type === 'string' && /^[A-Z_]{4,40}$/.test(node.type);

const MAX_DEPTH = 50;

/** @returns undefined for another editor's nodes */
export function ricosNodes(nodes: readonly JsonRecord[], depth = 0): JsonRecord[] | undefined {
  if (nodes.length === 0 || depth > MAX_DEPTH || !nodes.every(isRicos)) return undefined;
  return nodes.map((node) => {
    const within = ricosNodes(recordsOf(node.nodes), depth + 1) ?? [];
    const text = recordOf(node.textData);
    if (text !== undefined)
      return {
        type: 'text',
        text: typeof text.text === 'string' ? text.text : '',
        marks: recordsOf(text.decorations).map(markOf),
      };
    const image = recordOf(recordOf(node.imageData)?.image);
    if (image !== undefined) {
      const { src } = image;
      const { altText, caption } = recordOf(node.imageData) ?? {};
      return { type: 'image', url: wixPicture(textOf(recordOf(src)?.url, recordOf(src)?.id)), alt: altText, caption };
    }
    const level = recordOf(node.headingData)?.level;
    return { type: String(node.type).toLowerCase().replaceAll('_', ''), level, children: within };
  });
}

function markOf({ type, linkData }: JsonRecord): unknown {
  const url = recordOf(recordOf(linkData)?.link)?.url;
  return url === undefined ? { type: String(type).toLowerCase() } : { href: url };
}
