/**
 * Bodies that an editor keeps as a tree of JSON, as HTML: Portable Text (Sanity), Editor.js, ProseMirror and TipTap, Slate, Strapi's
 * blocks, Lexical (Payload), Draft.js and Contentful's rich text. What shows something else is named rather than lost.
 */

import { escapedAttribute, escapedText } from '../../text/html/tree.ts';
import { isForDesk } from '../withheld/desk-parts.ts';
import { draftJsNodes, isDraftJs } from './draft-js.ts';
import { editorJsHtml, isEditorJs } from './editor-js.ts';
import { type JsonRecord, recordOf, recordsOf, textOf } from './json.ts';
import { nestedLists } from './nested-lists.ts';
import { ricosNodes } from './ricos.ts';

export interface RichBody {
  readonly html: string;
  /** What the tree shows and HTML can't, as `[mention]`. */
  readonly dropped: readonly string[];
}

const MAX_DEPTH = 50;

const tags: Readonly<Record<string, string>> = {
  paragraph: 'p', p: 'p', normal: 'p', unstyled: 'p', blockquote: 'blockquote', quote: 'blockquote', pullquote: 'blockquote',
  listitem: 'li', li: 'li', lic: 'p', taskitem: 'li', checklistitem: 'li', bulletlist: 'ul', unorderedlist: 'ul', bulletedlist: 'ul', ul: 'ul', tasklist: 'ul',
  orderedlist: 'ol', numberedlist: 'ol', ol: 'ol', codeblock: 'pre', code: 'pre', table: 'table', tablerow: 'tr', tr: 'tr',
  tablecell: 'td', td: 'td', tableheader: 'th', tableheadercell: 'th', th: 'th', horizontalrule: 'hr', hr: 'hr', divider: 'hr', delimiter: 'hr', hardbreak: 'br', linebreak: 'br',
}; // biome-ignore format: one list
const marks: Readonly<Record<string, string>> = {
  strong: 'strong', bold: 'strong', b: 'strong', em: 'em', italic: 'em', i: 'em', underline: 'u', code: 'code', strike: 's', strikethrough: 's', 'strike-through': 's',
  subscript: 'sub', superscript: 'sup',
}; // biome-ignore format: one list
/** Lexical's, by the bits of a number. */
const formats: readonly (readonly [bit: number, tag: string])[] = [
  [1, 'strong'], [2, 'em'], [4, 's'], [8, 'u'], [16, 'code'], [32, 'sub'], [64, 'sup'],
]; // biome-ignore format: one list
const alone = new Set(['hr', 'br']);
/** What holds blocks of its own and says nothing itself. */
const containers = new Set([
  'doc',
  'document',
  'root',
  'section',
  'columns',
  'column',
  'columnlist',
  'group',
  'tablesection',
  'tbody',
  'thead',
  'details',
  'detailscontent',
  'callout',
  'panel',
  'figure',
  'layout',
]);

/** @returns undefined for what is no such tree */
export function richBody(value: unknown): RichBody | undefined {
  const tree = typeof value === 'string' ? parsed(value) : value;
  const given = nodesOf(tree);
  const nodes = isDraftJs(tree) ? draftJsNodes(tree) : (ricosNodes(given) ?? given);
  if (nodes.length === 0 || !nodes.every(isNode)) return undefined;
  const dropped = new Set<string>();
  const html = blocksHtml(nodes, 0, dropped);
  return html === '' && (dropped.size === 0 || typeof value === 'string') ? undefined : { html, dropped: [...dropped] };
}

/** A table keeps it in a text. */
function parsed(text: string): unknown {
  if (!/^\s*(?:\{\s*"|\[\s*\{)/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function nodesOf(tree: unknown): JsonRecord[] {
  if (Array.isArray(tree)) return recordsOf(tree);
  const record = recordOf(tree) ?? {};
  if (Array.isArray(record.document)) return recordsOf(record.document);
  const inner = recordOf(record.root) ?? recordOf(record.document) ?? record;
  return recordsOf(inner.blocks ?? inner.content ?? inner.children ?? inner.nodes);
}

const typeOf = (node: JsonRecord) => textOf(node._type, node.type, node.nodeType);
const isNode = (node: JsonRecord) =>
  typeOf(node) !== undefined || typeof node.text === 'string' || Array.isArray(node.children);

const blocksHtml = (nodes: readonly JsonRecord[], depth: number, dropped: Set<string>): string =>
  nestedLists(nodes)
    .map((node) => htmlOf(node, depth, dropped))
    .join('');

const isText = (node: JsonRecord) => /^(?:text|span)?$/i.test(typeOf(node) ?? '') && !Array.isArray(node.children);
/** Whether nothing but text stands in it, so that it is a paragraph where it is nothing that is known. */
const isInline = (node: JsonRecord) =>
  isText(node) || /^(?:link|inlinelink|hyperlink|a|autolink|mention|linebreak|hardbreak|emoji)$/.test(kindOf(node));

function kindOf(node: JsonRecord): string {
  const type = (typeOf(node) ?? '').toLowerCase().replace(/[^a-z\d]/g, '');
  return type === 'block' ? (textOf(node.style) ?? 'normal').toLowerCase() : type;
}

function htmlOf(node: JsonRecord, depth: number, dropped: Set<string>): string {
  if (depth > MAX_DEPTH) return '';
  if (isText(node)) {
    const html = marked(node);
    return depth === 0 && html !== '' ? `<p>${html}</p>` : html;
  }
  const kind = kindOf(node);
  // Portable Text's own; in other trees one may wrap words that are published.
  const isComment = /^comments?$/i.test(textOf(node._type) ?? '');
  if (isComment || isForDesk(typeOf(node) ?? '') || isForDesk(textOf(node.style) ?? '')) return lost(kind, dropped);
  if (isEditorJs(node)) return editorJsHtml(node, dropped);
  const held = recordOf(node.data) ?? {};
  const attributes = recordOf(node.attrs) ?? recordOf(node.attributes) ?? {};
  const fields = recordOf(node.fields) ?? {};
  if (/^(?:image|img|picture|upload|resizableimage)$/.test(kind))
    return imageOf({ ...held, ...attributes, ...recordOf(node.value), ...fields, ...node }) ?? lost(kind, dropped);
  const tag = tagOf(node, kind, { ...held, ...attributes });
  if (tag !== undefined && alone.has(tag)) return `<${tag}>`;
  const inner = innerOf(node, depth, dropped);
  if (/^(?:link|inlinelink|hyperlink|a|autolink)$/.test(kind))
    return linked(textOf(node.url, node.href, attributes.href, fields.url, held.uri), inner);
  if (inner === '' && (tag === 'blockquote' || /quote|citation/.test(kind)))
    return quoteOf({ ...held, ...attributes, ...fields, ...node }) ?? lost(kind, dropped);
  if (tag !== undefined) return `<${tag}>${inner}</${tag}>`;
  if (inner !== '') return isParagraph(node, depth) ? `<p>${inner}</p>` : inner;
  const label = textOf(attributes.label, attributes.text, node.label, attributes.name);
  if (label !== undefined) return escapedText(label);
  const src = textOf(node.url, node.src, attributes.src, attributes.url, held.url);
  if (src !== undefined && /^https?:\/\//.test(src)) return `<iframe src="${escapedAttribute(src)}"></iframe>`;
  return kind === '' || containers.has(kind) ? '' : lost(kind, dropped);
}

/** A quotation whose words are a field of its own, with whose they are. */
function quoteOf({ quote, by, author, citation, attribution, credit }: JsonRecord): string | undefined {
  const words = textOf(quote) ?? '';
  const said = richBody(quote)?.html ?? (/<[a-z]/i.test(words) ? words : wrappedText(words));
  if (said === '') return undefined;
  const whose = textOf(
    ...[by, author, citation, attribution, credit].filter((each) => !/^https?:/.test(textOf(each) ?? '')),
  );
  return `<blockquote>${said}${whose === undefined ? '' : `<p><cite>${escapedText(whose)}</cite></p>`}</blockquote>`;
}

const wrappedText = (words: string) => (words === '' ? '' : `<p>${escapedText(words)}</p>`);

function lost(kind: string, dropped: Set<string>): string {
  dropped.add(`[${kind}]`);
  return '';
}

/** Text by itself, of a code, and of what is within. */
function innerOf(node: JsonRecord, depth: number, dropped: Set<string>): string {
  const own = typeof node.text === 'string' ? marked(node) : escapedText(textOf(node.code) ?? '');
  const children = recordsOf(node.children ?? node.content ?? node.nodes);
  const isOfText = children.length > 0 && children.every(isInline);
  const within = (isOfText ? children : nestedLists(children)).map((child) =>
    htmlOf({ ...child, markDefs: child.markDefs ?? node.markDefs }, depth + 1, dropped),
  );
  return own + within.join('');
}

function isParagraph(node: JsonRecord, depth: number): boolean {
  const children = recordsOf(node.children ?? node.content ?? node.nodes);
  return typeof node.text === 'string' ? depth === 0 : children.length > 0 && children.every(isInline) && depth < 2;
}

function tagOf(node: JsonRecord, kind: string, attributes: JsonRecord): string | undefined {
  if (/^h(?:eading|eader)?[1-6]?$/.test(kind)) {
    const level =
      /\d/.exec(kind)?.[0] ?? /^h([1-6])$/.exec(textOf(node.tag) ?? '')?.[1] ?? textOf(node.level, attributes.level);
    return `h${Math.min(6, Math.max(2, Number(level) || 2))}`;
  }
  if (kind !== 'list') return tags[kind];
  return /^(?:order|number|ol)/.test(textOf(node.format, node.listType, node.tag, attributes.style) ?? '')
    ? 'ol'
    : 'ul';
}

/** Text with its marks: names in a list, types in records, flags of its own, or bits of a number. */
function marked(node: JsonRecord): string {
  const written = typeof node.text === 'string' ? node.text : typeof node.value === 'string' ? node.value : '';
  const text = escapedText(written).replaceAll('\n', '<br>');
  const given: readonly unknown[] = Array.isArray(node.marks) ? node.marks : [];
  const flags = Object.keys(marks).filter((name) => node[name] === true);
  const bits = typeof node.format === 'number' ? node.format : 0;
  const html = formats.reduce((inner, [bit, tag]) => ((bits & bit) === 0 ? inner : `<${tag}>${inner}</${tag}>`), text);
  return [...given, ...flags].reduce<string>((inner, mark) => {
    const record = recordOf(mark) ?? recordsOf(node.markDefs).find(({ _key }) => _key === mark);
    const href = textOf(record?.href, recordOf(record?.attrs)?.href);
    if (href !== undefined) return linked(href, inner);
    const tag = marks[textOf(mark, record?.type) ?? ''];
    return tag === undefined ? inner : `<${tag}>${inner}</${tag}>`;
  }, html);
}

const linked = (href: string | undefined, inner: string) =>
  href === undefined ? inner : `<a href="${escapedAttribute(href)}">${inner}</a>`;

/** @returns undefined for one of which only a reference is told */
function imageOf(node: JsonRecord): string | undefined {
  const file = recordOf(node.file) ?? recordOf(node.image) ?? recordOf(node.asset) ?? {};
  const src = textOf(node.src, node.url, file.url);
  if (src === undefined) return undefined;
  const caption = textOf(node.caption, file.caption);
  const shown = `<img src="${escapedAttribute(src)}" alt="${escapedAttribute(textOf(node.alt, file.alternativeText) ?? '')}">`;
  return `<figure>${shown}${caption === undefined ? '' : `<figcaption>${escapedText(caption)}</figcaption>`}</figure>`;
}
