/** Items of Plone, as its REST API and `collective.exportimport` give them. */

import { escapedAttribute, escapedText } from '../../text/html/tree.ts';
import { type JsonRecord, recordOf, recordsOf, textOf } from '../archive/json.ts';
import { type RichBody, richBody } from '../archive/rich-body.ts';
import { isForDesk } from '../withheld/desk-parts.ts';
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

/** A `Document` is a page, a `Blog` without a text a folder of entries. */
function isPiece(item: JsonRecord): boolean {
  const type = textOf(item['@type']) ?? '';
  const isFolder = /^blog$/i.test(type) && textOf(recordOf(item.text)?.data, item.text) === undefined;
  return isItem(item) && /article|post|story|news|report|blog/i.test(type) && !isFolder;
}

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
    body: textOf(recordOf(text)?.data, text) ?? bodyOf(item),
    authors: undefined,
    language: textOf(recordOf(language)?.token, language),
    image: textOf(recordOf(image)?.download) && { url: recordOf(image)?.download, caption: textOf(caption) },
    record: item,
  };
}

const isYear = (time: unknown) => /^(?:19[7-9]|20|21)/.test(textOf(time) ?? '');

const MAX_DEPTH = 10;

/** With what its parts show and HTML can't, as `[listing]`. */
function bodyOf(item: JsonRecord): RichBody {
  const dropped = new Set<string>();
  return { html: blocksHtml(item, dropped), dropped: [...dropped] };
}

/** Of Volto, whose texts are parts in the order of a list beside them, and may hold others. */
function blocksHtml({ blocks, blocks_layout: layout }: JsonRecord, dropped: Set<string>, depth = 0): string {
  const parts = recordOf(blocks) ?? {};
  const order = recordOf(layout)?.items;
  if (depth > MAX_DEPTH || !Array.isArray(order)) return '';
  return order.map((id) => partHtml(recordOf(parts[String(id)]) ?? {}, dropped, depth)).join('');
}

/** What says again what the item says, or nothing. */
const silent = /^(?:|title|description|leadimage|slate|text|separator|spacer|toc)$/i;

function partHtml(part: JsonRecord, dropped: Set<string>, depth: number): string {
  const type = textOf(part['@type']) ?? '';
  const within = recordOf(part.blocks) === undefined ? recordOf(part.data) : part;
  if (!isForDesk(type)) {
    if (recordOf(within?.blocks) !== undefined) return blocksHtml(within ?? {}, dropped, depth + 1);
    const html = htmlOf(type, part);
    if (html !== '') return html;
  }
  if (!silent.test(type)) dropped.add(`[${type.slice(0, 60)}]`);
  return '';
}

function htmlOf(type: string, part: JsonRecord): string {
  if (type === 'html') return textOf(part.html) ?? '';
  if (type === 'image') return imageHtml(part);
  const url = textOf(part.url);
  if (type === 'video' && url !== undefined) return `<iframe src="${escapedAttribute(url)}"></iframe>`;
  const heading = textOf(part.heading);
  if (type === 'heading' && heading !== undefined) return `<h2>${escapedText(heading)}</h2>`;
  const text = richBody(part.value)?.html ?? richBody(part.text)?.html ?? wrapped('p', textOf(part.text));
  return type === 'quote' ? wrapped('blockquote', text) : text;
}

const wrapped = (tag: string, html: string | undefined) =>
  html === undefined || html === '' ? '' : `<${tag}>${tag === 'p' ? escapedText(html) : html}</${tag}>`;

function imageHtml({ url, alt, caption, description }: JsonRecord): string {
  if (textOf(url) === undefined) return '';
  const words = textOf(caption, description);
  const shown = `<img src="${escapedAttribute(textOf(url) ?? '')}" alt="${escapedAttribute(textOf(alt) ?? '')}">`;
  return `<figure>${shown}${words === undefined ? '' : `<figcaption>${escapedText(words)}</figcaption>`}</figure>`;
}
