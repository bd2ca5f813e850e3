/** Slices of Prismic and blocks of Wagtail's stream fields, of which a page's text is made there, as HTML: rich text, pictures and players, in their order. */

import { escapedAttribute, escapedText } from '../../text/html/tree.ts';
import { type JsonRecord, recordOf, recordsOf, textOf } from './json.ts';
import { type RichBody, richBody } from './rich-body.ts';

/** @returns undefined for what is no list of slices */
export function slicesBody(value: unknown): RichBody | undefined {
  const slices = recordsOf(value);
  if (slices.length === 0 || !slices.every((slice) => typeof slice.slice_type === 'string')) return undefined;
  const dropped = new Set<string>();
  const html = slices.map((slice) => {
    const parts = [recordOf(slice.primary) ?? {}, ...recordsOf(slice.items)].flatMap((part) => partHtml(part, dropped));
    if (parts.join('') === '') dropped.add(`[${String(slice.slice_type)}]`);
    return parts.join('');
  });
  return { html: html.join(''), dropped: [...dropped] };
}

/** Blocks that have a type and a value. @returns undefined for what is no list of them */
export function streamBody(value: unknown): RichBody | undefined {
  const blocks = recordsOf(value);
  const isBlock = (block: JsonRecord) => typeof block.type === 'string' && 'value' in block;
  if (blocks.length === 0 || !blocks.every(isBlock)) return undefined;
  const dropped = new Set<string>();
  const html = blocks.map(({ type, value: held }) => {
    const text = typeof held === 'string' ? held.trim() : undefined;
    if (text !== undefined)
      return text.startsWith('<') ? text : keyText(String(type), text, /quote/i.test(String(type)));
    const parts = partHtml(recordOf(held) ?? {}, dropped).join('');
    if (parts === '') dropped.add(`[${String(type)}]`);
    return parts;
  });
  return { html: html.join(''), dropped: [...dropped] };
}

function partHtml(part: JsonRecord, dropped: Set<string>): string[] {
  const isQuoted = ['quote', 'quotation', 'citation'].some((name) => name in part);
  return Object.entries(part).map(([name, value]) => {
    const rich = Array.isArray(value) ? richBody(value) : undefined;
    if (rich !== undefined) {
      for (const each of rich.dropped) dropped.add(each);
      return isQuoted ? `<blockquote>${rich.html}</blockquote>` : rich.html;
    }
    const record = recordOf(value);
    if (record !== undefined) return shown(record, textOf(part.caption));
    return textName.test(name) && typeof value === 'string' ? keyText(name, value, isQuoted) : '';
  });
}

/** Of texts without marks; others are colours, sizes and anchors. */
const textName = /^(?:text|paragraph|quote|quotation|citation|heading|title|subtitle|subheading)$/;

function keyText(name: string, text: string, isQuoted: boolean): string {
  if (/head|title/.test(name)) return `<h2>${escapedText(text)}</h2>`;
  return isQuoted ? `<blockquote><p>${escapedText(text)}</p></blockquote>` : `<p>${escapedText(text)}</p>`;
}

/** A picture has its size, a player its address. */
function shown({ url, alt, dimensions, embed_url: player }: JsonRecord, caption: string | undefined): string {
  const address = textOf(player);
  if (address !== undefined) return `<iframe src="${escapedAttribute(address)}"></iframe>`;
  if (typeof url !== 'string' || dimensions === undefined) return '';
  const words = caption === undefined ? '' : `<figcaption>${escapedText(caption)}</figcaption>`;
  return `<figure><img src="${escapedAttribute(url)}" alt="${escapedAttribute(textOf(alt) ?? '')}">${words}</figure>`;
}
