/** Slices of Prismic and blocks of Wagtail's stream fields, of which a page's text is made there, as HTML: rich text, pictures and players, in their order. */

import { escapedAttribute, escapedText } from '../../text/html/tree.ts';
import { isForDesk } from '../withheld/desk-parts.ts';
import { type JsonRecord, recordOf, recordsOf, textOf } from './json.ts';
import { type RichBody, richBody } from './rich-body.ts';

/** @returns undefined for what is no list of slices */
export function slicesBody(value: unknown): RichBody | undefined {
  const slices = recordsOf(value);
  if (slices.length === 0 || !slices.every((slice) => typeof slice.slice_type === 'string')) return undefined;
  const dropped = new Set<string>();
  const html = slices.map((slice) => {
    const fields = isForDesk(String(slice.slice_type))
      ? []
      : [recordOf(slice.primary) ?? {}, ...recordsOf(slice.items)];
    const parts = fields.flatMap((part) => partHtml(part, dropped));
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
    if (isForDesk(String(type))) {
      dropped.add(`[${String(type)}]`);
      return '';
    }
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
  const isShown = Object.values(part).some((value) => isMedium(recordOf(value) ?? {}));
  const quoted: string[] = [];
  const speakers: string[] = [];
  const shownParts = Object.entries(part).map(([name, value]) => {
    if (name === 'caption' && isShown) return '';
    const rich = Array.isArray(value) ? richBody(value) : undefined;
    for (const each of rich?.dropped ?? []) dropped.add(each);
    const record = recordOf(value);
    if (record !== undefined) return shown(record, captionOf(part.caption));
    const html = rich?.html ?? (typeof value === 'string' ? textHtml(name, value.trim(), isQuoted, dropped) : '');
    if (!isQuoted || (rich === undefined && html.startsWith('<h'))) return html;
    (html.startsWith('<p><cite>') ? speakers : quoted).push(html);
    return '';
  });
  const said = [...quoted, ...speakers].join('');
  return said === '' ? shownParts : [`<blockquote>${said}</blockquote>`, ...shownParts];
}

/** Of texts without marks. */
const textName =
  /^(?:text|paragraph|quote|quotation|citation|heading|title|subtitle|subheading|lead|intro|standfirst|question|answer|description)$/;
const speakerName = /(?:^|_)(?:author|speaker|attribution|source|cite|name)(?:_|$)/;

/** What stands under another name may be a setting or a note among editors: where it has words it is told that it isn't shown. */
function textHtml(name: string, text: string, isQuoted: boolean, dropped: Set<string>): string {
  if (text === '') return '';
  if (isQuoted && speakerName.test(name)) return `<p><cite>${escapedText(text)}</cite></p>`;
  if (textName.test(name)) return keyText(name, text, false);
  if (/\s/.test(text)) dropped.add(`[${name}]`);
  return '';
}

function keyText(name: string, text: string, isQuoted: boolean): string {
  if (/head|title|question/.test(name)) return `<h2>${escapedText(text)}</h2>`;
  return isQuoted ? `<blockquote><p>${escapedText(text)}</p></blockquote>` : `<p>${escapedText(text)}</p>`;
}

/** As a text, or as a tree of paragraphs, in a line. */
function captionOf(value: unknown): string | undefined {
  const text = textOf(value);
  if (text !== undefined) return escapedText(text);
  return richBody(value)
    ?.html.replaceAll('</p><p>', ' ')
    .replace(/<\/?p>/g, '');
}

/** A picture has its size, a player its address. */
const isMedium = ({ url, dimensions, embed_url: player }: JsonRecord) =>
  textOf(player) !== undefined || (typeof url === 'string' && dimensions !== undefined);

/** @param caption HTML */
function shown(record: JsonRecord, caption: string | undefined): string {
  if (!isMedium(record)) return '';
  const { url, alt, embed_url: player } = record;
  const words = caption === undefined ? '' : `<figcaption>${caption}</figcaption>`;
  const address = textOf(player);
  if (address === undefined)
    return `<figure><img src="${escapedAttribute(String(url))}" alt="${escapedAttribute(textOf(alt) ?? '')}">${words}</figure>`;
  const frame = `<iframe src="${escapedAttribute(address)}"></iframe>`;
  return words === '' ? frame : `<figure>${frame}${words}</figure>`;
}
