/** Items of Plone, as its REST API and `collective.exportimport` give them. */

import { escapedAttribute } from '../../text/html/tree.ts';
import { type JsonRecord, recordOf, recordsOf, textOf } from '../archive/json.ts';
import { richBody } from '../archive/rich-body.ts';
import type { System } from './system.ts';

export const plone: System = {
  name: 'items of Plone',
  fits: (json) => itemsIn(json).some(isItem),
  rowsOf: (json) => itemsIn(json).filter(isPiece).map(rowOf),
  othersIn(json) {
    const others: Record<string, number> = {};
    for (const item of itemsIn(json).filter((each) => !isPiece(each))) {
      const name = `items of the type ${(textOf(item['@type']) ?? 'unknown').slice(0, 60)}`;
      others[name] = (others[name] ?? 0) + 1;
    }
    return others;
  },
};

function itemsIn(json: unknown): JsonRecord[] {
  if (Array.isArray(json)) return recordsOf(json);
  const whole = recordOf(json) ?? {};
  return isPiece(whole) ? [whole] : recordsOf(whole.items);
}

/** JSON-LD has an `@id` and an `@type`, too. */
const isItem = (item: JsonRecord) => ['@id', '@type', 'UID'].every((name) => typeof item[name] === 'string');

/** A `Document` is a page. */
const isPiece = (item: JsonRecord) =>
  isItem(item) && /article|post|story|news|report|blog/i.test(textOf(item['@type']) ?? '');

function rowOf(item: JsonRecord): JsonRecord {
  const { '@id': url, created, effective, modified, text, image, language } = item;
  const { expires, review_state: state, image_caption: caption, ...own } = item;
  return {
    ...own,
    id: item.UID,
    url: textOf(url),
    slug: textOf(item.id),
    status: state ?? undefined,
    // Plone writes a year before 1970 and one after 2400 for none.
    publishedAt: isYear(effective) ? effective : created,
    updatedAt: modified,
    expires: isYear(expires) ? expires : undefined,
    body: textOf(recordOf(text)?.data, text) ?? blocksHtml(item),
    authors: undefined,
    language: textOf(recordOf(language)?.token, language),
    image: textOf(recordOf(image)?.download) && { url: recordOf(image)?.download, caption: textOf(caption) },
    record: item,
  };
}

const isYear = (time: unknown) => /^(?:19[7-9]|20|21)/.test(textOf(time) ?? '');

/** Of Volto, whose texts are parts in the order of a list beside them. */
function blocksHtml({ blocks, blocks_layout: layout }: JsonRecord): string {
  const parts = recordOf(blocks) ?? {};
  const order = recordOf(layout)?.items;
  return (Array.isArray(order) ? order : []).map((id) => partHtml(recordOf(parts[String(id)]) ?? {})).join('');
}

function partHtml(part: JsonRecord): string {
  if (part['@type'] === 'image') return `<img src="${escapedAttribute(textOf(part.url) ?? '')}">`;
  return richBody(part['@type'] === 'slate' ? part.value : part.text)?.html ?? '';
}
