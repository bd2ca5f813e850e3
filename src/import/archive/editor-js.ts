/** Blocks of Editor.js as HTML: each has a type and its parts in `data`, whose texts are HTML already. */

import { escapedAttribute, escapedText } from '../../text/html/tree.ts';
import { type JsonRecord, recordOf, textOf } from './json.ts';

export function isEditorJs(node: JsonRecord): boolean {
  const parts = recordOf(node.data);
  const isTree = [node.children, node.content, node.nodes].some(Array.isArray);
  return typeof node.type === 'string' && !isTree && parts !== undefined && Object.keys(parts).length > 0;
}

const texts = (...values: readonly unknown[]) => values.flatMap((each) => textOf(each) ?? []);
const inTag = (tag: string, inner: string) => (inner === '' ? '' : `<${tag}>${inner}</${tag}>`);

/** @param dropped what of it can't be shown, as `[attaches]` */
export function editorJsHtml({ type, data }: JsonRecord, dropped: Set<string>): string {
  const kind = (textOf(type) ?? '').toLowerCase();
  const parts = recordOf(data) ?? {};
  const html = blockHtml(kind, parts);
  if (html === '' && typeof parts.text !== 'string') dropped.add(`[${kind}]`);
  return html;
}

function blockHtml(kind: string, parts: JsonRecord): string {
  const text = textOf(parts.text) ?? '';
  if (/^head(?:er|ing)$/.test(kind)) return inTag(`h${Math.min(6, Math.max(2, Number(parts.level) || 2))}`, text);
  if (/list$/.test(kind)) return listHtml(parts);
  if (kind === 'table') return tableHtml(parts);
  if (kind === 'quote') return quoteHtml(text, textOf(parts.caption));
  if (kind === 'code') return inTag('pre', inTag('code', escapedText(textOf(parts.code) ?? '')));
  if (kind === 'raw') return textOf(parts.html) ?? '';
  if (/image$/.test(kind)) return imageHtml(parts);
  const address = textOf(parts.source, parts.embed, parts.link, recordOf(parts.file)?.url, parts.url);
  if (kind === 'embed' && address !== undefined)
    return `<figure><iframe src="${escapedAttribute(address)}"></iframe>${inTag('figcaption', textOf(parts.caption) ?? '')}</figure>`;
  if (address !== undefined) {
    const { title } = recordOf(parts.meta) ?? {};
    return `<p><a href="${escapedAttribute(address)}">${escapedText(textOf(title, parts.title) ?? address)}</a></p>`;
  }
  return texts(parts.title, parts.text, parts.message)
    .map((each) => inTag('p', each))
    .join('');
}

function listHtml({ style, items }: JsonRecord): string {
  const list: readonly unknown[] = Array.isArray(items) ? items : [];
  const inner = list.map((each) => {
    const item = recordOf(each) ?? {};
    return inTag('li', (textOf(each, item.content, item.text) ?? '') + listHtml({ style, items: item.items }));
  });
  return inTag((textOf(style) ?? '').startsWith('order') ? 'ol' : 'ul', inner.join(''));
}

function tableHtml({ content, withHeadings }: JsonRecord): string {
  const rows: readonly unknown[] = Array.isArray(content) ? content : [];
  const inner = rows.map((row, at) => {
    const cells: readonly unknown[] = Array.isArray(row) ? row : [];
    const tag = at === 0 && withHeadings === true ? 'th' : 'td';
    return inTag('tr', cells.map((cell) => `<${tag}>${textOf(cell) ?? ''}</${tag}>`).join(''));
  });
  return inTag('table', inner.join(''));
}

const quoteHtml = (text: string, by: string | undefined) =>
  inTag('blockquote', inTag('p', text) + (by === undefined ? '' : `<p><cite>${by}</cite></p>`));

function imageHtml(parts: JsonRecord): string {
  const src = textOf(recordOf(parts.file)?.url, parts.url);
  if (src === undefined) return '';
  const alt = textOf(parts.alt) ?? '';
  return `<figure><img src="${escapedAttribute(src)}" alt="${escapedAttribute(alt)}">${inTag('figcaption', textOf(parts.caption) ?? '')}</figure>`;
}
