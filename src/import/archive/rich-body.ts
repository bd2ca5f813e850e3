/** Bodies that an editor keeps as a tree of JSON, as HTML: Portable Text (Sanity), Editor.js, ProseMirror and TipTap, Slate and Strapi's blocks. */

import { escapedAttribute, escapedText } from '../../text/html/tree.ts';
import { type JsonRecord, recordOf, recordsOf, textOf } from './json.ts';

const MAX_DEPTH = 50;

const tags: Readonly<Record<string, string>> = {
  paragraph: 'p', p: 'p', normal: 'p', blockquote: 'blockquote', quote: 'blockquote', listitem: 'li', li: 'li', bulletlist: 'ul',
  unorderedlist: 'ul', bulletedlist: 'ul', ul: 'ul', orderedlist: 'ol', numberedlist: 'ol', ol: 'ol', codeblock: 'pre', code: 'pre',
  table: 'table', tablerow: 'tr', tablecell: 'td', tableheader: 'th', horizontalrule: 'hr', delimiter: 'hr', hardbreak: 'br',
}; // biome-ignore format: one list
const marks: Readonly<Record<string, string>> = {
  strong: 'strong', bold: 'strong', em: 'em', italic: 'em', underline: 'u', code: 'code', strike: 's', strikethrough: 's',
  subscript: 'sub', superscript: 'sup',
}; // biome-ignore format: one list
const alone = new Set(['hr', 'br']);

/** @returns undefined for what is no such tree */
export function richBodyHtml(value: unknown): string | undefined {
  const record = recordOf(value);
  const nodes = recordsOf(Array.isArray(value) ? value : (record?.blocks ?? record?.content ?? record?.children));
  if (nodes.length === 0 || !nodes.every((node) => textOf(node._type, node.type) !== undefined)) return undefined;
  return listed(nodes)
    .map((node) => htmlOf(node, 0))
    .join('');
}

/** Portable Text says of each paragraph that it is an item. */
function listed(nodes: readonly JsonRecord[]): JsonRecord[] {
  const lists: { type: string; children: JsonRecord[] }[] = [];
  return nodes.flatMap((node, at) => {
    const kind = textOf(node.listItem);
    if (kind === undefined) return [node];
    const item = { ...node, listItem: undefined, style: 'listitem' };
    const before = lists.at(-1);
    if (before !== undefined && textOf(nodes[at - 1]?.listItem) === kind) {
      before.children.push(item);
      return [];
    }
    const list = { type: kind === 'number' ? 'orderedlist' : 'bulletlist', children: [item] };
    lists.push(list);
    return [list];
  });
}

function htmlOf(node: JsonRecord, depth: number): string {
  if (depth > MAX_DEPTH) return '';
  const held = recordOf(node.data) ?? {};
  const attributes = recordOf(node.attrs) ?? {};
  if (typeof node.text === 'string') return marked(node);
  const type = (textOf(node._type, node.type) ?? '').toLowerCase().replace(/[^a-z\d]/g, '');
  const kind = type === 'block' ? (textOf(node.style) ?? 'normal').toLowerCase() : type;
  if (kind === 'image') return imageOf({ ...held, ...attributes, ...node });
  // Editor.js has the text itself, as HTML.
  const written = textOf(held.text) ?? '';
  const items = Array.isArray(held.items)
    ? held.items.map((each) => `<li>${textOf(each, recordOf(each)?.content) ?? ''}</li>`)
    : [];
  const children = recordsOf(node.children ?? node.content);
  const inner =
    written + items.join('') + children.map((child) => htmlOf(withDefinitions(child, node), depth + 1)).join('');
  if (kind === 'link' || kind === 'inlinelink') return linked(textOf(node.url, node.href, attributes.href), inner);
  const level = /^h(?:eading|eader)?([1-6])?$/.exec(kind)
    ? (/\d/.exec(kind)?.[0] ?? textOf(node.level, attributes.level, held.level) ?? '2')
    : undefined;
  const isOrdered = kind === 'list' && (textOf(held.style, node.format, node.listType) ?? '').startsWith('order');
  const tag =
    level !== undefined
      ? `h${Math.max(2, Number(level) || 2)}`
      : kind === 'list'
        ? isOrdered
          ? 'ol'
          : 'ul'
        : tags[kind];
  if (tag === undefined) return inner;
  return alone.has(tag) ? `<${tag}>` : `<${tag}>${inner}</${tag}>`;
}

/** A link of Portable Text stands beside the children that name it. */
const withDefinitions = (child: JsonRecord, { markDefs }: JsonRecord): JsonRecord => ({ ...child, markDefs });

/** Text with its marks: names in a list, types in records, or flags of its own. */
function marked(node: JsonRecord): string {
  const text = escapedText(String(node.text)).replaceAll('\n', '<br>');
  const given: readonly unknown[] = Array.isArray(node.marks) ? node.marks : [];
  const flags = Object.keys(marks).filter((name) => node[name] === true);
  return [...given, ...flags].reduce<string>((html, mark) => {
    const record = recordOf(mark) ?? recordsOf(node.markDefs).find(({ _key }) => _key === mark);
    const href = textOf(record?.href, recordOf(record?.attrs)?.href);
    if (href !== undefined) return linked(href, html);
    const tag = marks[textOf(mark, record?.type) ?? ''];
    return tag === undefined ? html : `<${tag}>${html}</${tag}>`;
  }, text);
}

const linked = (href: string | undefined, inner: string) =>
  href === undefined ? inner : `<a href="${escapedAttribute(href)}">${inner}</a>`;

function imageOf(node: JsonRecord): string {
  const file = recordOf(node.file) ?? recordOf(node.image) ?? recordOf(node.asset) ?? {};
  const src = textOf(node.src, node.url, file.url);
  if (src === undefined) return '';
  const caption = textOf(node.caption, file.caption);
  const shown = `<img src="${escapedAttribute(src)}" alt="${escapedAttribute(textOf(node.alt, file.alternativeText) ?? '')}">`;
  return `<figure>${shown}${caption === undefined ? '' : `<figcaption>${escapedText(caption)}</figcaption>`}</figure>`;
}
