/** schema.org JSON-LD of a page: finds it, repairs it, follows `@id` references and chooses the article. */

import { type PageDocument, squeeze } from './dom.ts';
import { decodeEntities } from './entities.ts';

export type LinkedNode = { readonly [key: string]: unknown };

export interface LinkedData {
  /** Nodes that describe the page's article, best first; several when a page says it twice. */
  readonly articles: readonly LinkedNode[];
  /** What a property holds: arrays flattened, references followed; the first article that has it answers. */
  readonly values: (property: string) => readonly unknown[];
  /** The same for any node. */
  readonly valuesOf: (node: LinkedNode, property: string) => readonly unknown[];
  /** The first non-empty string of a property. */
  readonly text: (property: string) => string | undefined;
}

const article = /(?:Article|BlogPosting|LiveBlogPosting|Report|Review)$/;
/** Levels of nesting that are followed; no vocabulary goes so deep, and input may be made to overflow the stack. */
const MAX_DEPTH = 50;
/** Lists of other pieces, and pieces of this one: an article inside isn't what the page is about. */
const elsewhere = new Set([
  'liveBlogUpdate',
  'itemListElement',
  'hasPart',
  'isPartOf',
  'comment',
  'citation',
  'mentions',
  'relatedLink',
]);

/** @param address canonical address of the page, to tell its own article from others */
export function readLinkedData(document: PageDocument, address: string | undefined): LinkedData {
  const byId = new Map<string, LinkedNode>();
  const found: LinkedNode[] = [];
  for (const script of document.querySelectorAll('script[type*="ld+json"]')) {
    for (const root of parseLoosely(script.textContent ?? '')) collect(root, byId, found);
  }
  const valuesOf = (node: LinkedNode, property: string) => flatten(node[property], byId);
  const scores = new Map(found.map((node) => [node, score(node, address)]));
  const best = [...found].sort((a, b) => (scores.get(b) ?? 0) - (scores.get(a) ?? 0));
  const main = best[0];
  const articles = best.filter((node) => node === main || (main !== undefined && isSamePiece(node, main)));
  const values = (property: string) =>
    articles.map((node) => valuesOf(node, property)).find((all) => all.length > 0) ?? [];
  return {
    articles,
    values,
    valuesOf,
    text: (property) =>
      values(property)
        .map(plainText)
        .find((text) => text !== ''),
  };
}

/** A value as a line of text: strings with their entities decoded and tags dropped, `@value` objects, numbers. */
export function plainText(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return squeeze(decodeEntities(value).replace(/<\/?[a-z][^<>]*>/gi, ' '));
  const inner = isNode(value) ? (value['@value'] ?? value.name) : undefined;
  return typeof inner === 'string' || typeof inner === 'number' ? plainText(inner) : '';
}

export function isNode(value: unknown): value is LinkedNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The types of a node without their vocabulary's address. */
export function typesOf(node: LinkedNode): string[] {
  const types = [node['@type'] ?? node.type].flat();
  return types.filter((type) => typeof type === 'string').map((type) => type.replace(/^.*[/#:]/, ''));
}

function collect(value: unknown, byId: Map<string, LinkedNode>, found: LinkedNode[], depth = 0): void {
  if (depth > MAX_DEPTH) return;
  if (Array.isArray(value)) for (const item of value) collect(item, byId, found, depth + 1);
  if (!isNode(value)) return;
  const id = value['@id'];
  // A bare `{"@id": …}` is a reference; of several descriptions the fullest one is kept.
  if (typeof id === 'string' && Object.keys(value).length > Object.keys(byId.get(id) ?? { '@id': id }).length)
    byId.set(id, value);
  if (typesOf(value).some((type) => article.test(type))) found.push(value);
  for (const [key, inner] of Object.entries(value)) if (!elsewhere.has(key)) collect(inner, byId, found, depth + 1);
}

function flatten(value: unknown, byId: ReadonlyMap<string, LinkedNode>, depth = 0): unknown[] {
  if (depth > MAX_DEPTH || value === undefined || value === null || value === '') return [];
  if (Array.isArray(value)) return value.flatMap((item) => flatten(item, byId, depth + 1));
  if (!isNode(value)) return [value];
  if (Array.isArray(value['@list'])) return flatten(value['@list'], byId, depth + 1);
  const id = value['@id'];
  const known = typeof id === 'string' ? byId.get(id) : undefined;
  return [known === undefined ? value : { ...known, ...value }];
}

function score(node: LinkedNode, address: string | undefined): number {
  const has = (property: string) => (node[property] === undefined || node[property] === null ? 0 : 1);
  const facts = 2 * has('headline') + 2 * has('datePublished') + has('author') + has('image') + has('articleBody');
  return facts + (address !== undefined && addressesOf(node).some((own) => sameAddress(own, address)) ? 3 : 0);
}

function addressesOf(node: LinkedNode): string[] {
  const all = [node.url, node['@id'], node.mainEntityOfPage]
    .flat()
    .map((value) => (isNode(value) ? (value['@id'] ?? value.url) : value));
  return all.filter((value) => typeof value === 'string');
}

function isSamePiece(node: LinkedNode, main: LinkedNode): boolean {
  if (plainText(node.headline) !== '' && plainText(node.headline) === plainText(main.headline)) return true;
  const own = addressesOf(main);
  return addressesOf(node).some((address) => own.some((other) => sameAddress(address, other)));
}

function sameAddress(one: string, other: string): boolean {
  const bare = (address: string) =>
    address
      .replace(/^https?:\/\/(?:www\.|m\.)?/, '')
      .replace(/[?#].*/s, '')
      .replace(/\/$/, '');
  return bare(one) !== '' && bare(one) === bare(other);
}

/** JSON as templates really print it: in comments or CDATA, with raw line breaks in strings and commas too many. */
export function parseLoosely(source: string): unknown[] {
  const bare = source
    .trim()
    .replace(
      /^(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|(?:\/\/\s*)?<!\[CDATA\[)|(?:-->|\/\*\s*\]\]>\s*\*\/|(?:\/\/\s*)?\]\]>)(?:\s*;)?$/g,
      '',
    )
    .trim();
  for (const attempt of [bare, repair(bare), repair(decodeEntities(bare))]) {
    try {
      return [JSON.parse(attempt)];
    } catch {
      // The next, more forgiving reading.
    }
  }
  return [];
}

function repair(json: string): string {
  let out = '';
  let isInString = false;
  for (let at = 0; at < json.length; at += 1) {
    const char = json[at] ?? '';
    if (isInString && char === '\\') {
      const next = json[at + 1] ?? '';
      out += /["\\/bfnrtu]/.test(next) ? char + next : next;
      at += 1;
    } else if (char === '"') {
      isInString = !isInString;
      out += char;
    } else if (isInString) out += char < ' ' ? ' ' : char;
    else if (char === ',' && /^\s*(?:[}\],]|$)/.test(json.slice(at + 1, at + 200))) continue;
    else out += char;
  }
  return out.replace(/;\s*$/, '');
}
