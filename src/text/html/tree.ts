/** HTML as a tree of plain values: read from text by a forgiving parser, and written in one canonical way. */

import { Parser } from 'htmlparser2';

export interface ElementNode {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly HtmlNode[];
}

export type HtmlNode = ElementNode | string;

interface OpenElement extends ElementNode {
  readonly children: HtmlNode[];
}

/** @returns null for what is nested deeper than `maxDepth` elements: its end isn't even read */
export function parseTree(html: string, maxDepth: number): readonly HtmlNode[] | null {
  const root: OpenElement = { tag: '', attributes: {}, children: [] };
  const open = [root];
  const parser = new Parser({
    onopentag(tag, attributes) {
      const element: OpenElement = { tag, attributes, children: [] };
      open.at(-1)?.children.push(element);
      open.push(element);
      if (open.length > maxDepth + 1) parser.pause();
    },
    onclosetag() {
      open.pop();
    },
    ontext(text) {
      const { children } = open.at(-1) ?? root;
      const before = children.at(-1);
      if (typeof before === 'string') children[children.length - 1] = before + text;
      else children.push(text);
    },
  });
  parser.write(html);
  if (open.length > maxDepth + 1) return null;
  parser.end();
  return root.children;
}

/**
 * Whether HTML is small enough to make a tree of: no parser builds one of a million elements within another, or of as many
 * texts, in time. Nothing is built here, and what is behind the first excess isn't read.
 *
 * @param most levels of elements, and nodes of any kind
 */
export function excessOf(
  html: string,
  most: { readonly depth: number; readonly nodes: number },
): 'depth' | 'nodes' | null {
  let depth = 0;
  let nodes = 0;
  let excess: 'depth' | 'nodes' | null = null;
  const count = () => {
    nodes += 1;
    if (depth > most.depth) excess = 'depth';
    else if (nodes > most.nodes) excess = 'nodes';
    if (excess !== null) parser.pause();
  };
  const parser = new Parser({
    onopentagname() {
      depth += 1;
      count();
    },
    onclosetag() {
      depth -= 1;
    },
    ontext: count,
    oncomment: count,
  });
  for (let at = 0; at < html.length && excess === null; at += CHUNK_CHARACTERS)
    parser.write(html.slice(at, at + CHUNK_CHARACTERS));
  return excess;
}

/** So that what is behind an excess isn't kept by the parser. */
const CHUNK_CHARACTERS = 50_000;

export function element(
  tag: string,
  attributes: Readonly<Record<string, string>>,
  children: readonly HtmlNode[],
): ElementNode {
  return { tag, attributes, children };
}

/** All elements below, in the order of the document. */
export function* elementsIn(nodes: readonly HtmlNode[]): Generator<ElementNode> {
  const waiting: HtmlNode[] = nodes.toReversed();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (typeof node === 'string') continue;
    yield node;
    for (let at = node.children.length - 1; at >= 0; at -= 1) waiting.push(node.children[at] as HtmlNode);
  }
}

/** Text as it stands in the source, white space and all; that of scripts and styles isn't text. */
export function textIn(nodes: readonly HtmlNode[]): string {
  const parts: string[] = [];
  const waiting: HtmlNode[] = nodes.toReversed();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (typeof node === 'string') parts.push(node);
    else if (node.tag !== 'script' && node.tag !== 'style') {
      for (let at = node.children.length - 1; at >= 0; at -= 1) waiting.push(node.children[at] as HtmlNode);
    }
  }
  return parts.join('');
}

/** One or more of the class names, as whole words. */
export function hasClass({ attributes }: ElementNode, ...names: readonly string[]): boolean {
  const own = attributes.class?.split(/\s+/) ?? [];
  return names.some((name) => own.includes(name));
}

/** The declarations of a style attribute, in lower case. */
export function styleOf({ attributes }: Pick<ElementNode, 'attributes'>): ReadonlyMap<string, string> {
  if (!attributes.style) return noStyle;
  return new Map(
    attributes.style
      .toLowerCase()
      .split(';')
      .map((declaration) => {
        const colon = declaration.indexOf(':');
        return [declaration.slice(0, colon).trim(), declaration.slice(colon + 1).trim()] as const;
      }),
  );
}

const noStyle: ReadonlyMap<string, string> = new Map();
const voidTags = new Set(['br', 'hr', 'img']);

/** Of a body's elements, those that have no end. */
export function isVoid(tag: string): boolean {
  return voidTags.has(tag);
}

/** Each list and each block on one line, as far as none holds a line's end itself. */
export function writeTree(nodes: readonly HtmlNode[]): string {
  return nodes.map(written).join('');
}

function written(node: HtmlNode): string {
  if (typeof node === 'string') return escapedText(node);
  const { tag, attributes, children } = node;
  const list = Object.entries(attributes).map(([name, value]) => ` ${name}="${escapedAttribute(value)}"`);
  if (isVoid(tag)) return `<${tag}${list.join('')} />`;
  return `<${tag}${list.join('')}>${writeTree(children)}</${tag}>`;
}

export function escapedText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export function escapedAttribute(text: string): string {
  return escapedText(text).replaceAll('"', '&quot;');
}
