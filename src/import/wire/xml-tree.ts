/** XML as a tree of plain values, for formats whose elements are read by their names: without prefixes, and checked first. */

import { SaxesParser } from 'saxes';
import { escapedAttribute } from '../../text/html/tree.ts';
import { decodeEntities } from '../html/entities.ts';
import { guardXml } from '../xml.ts';

export interface XmlElement {
  /** Without its prefix, as written. */
  readonly name: string;
  /** By their names without prefix. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
}

export type XmlNode = XmlElement | string;

interface OpenElement extends XmlElement {
  readonly children: XmlNode[];
}

/** @throws {RefusedInput} for what is broken, nested too deeply, or defines entities */
export function parseXml(text: string): XmlElement {
  const root: OpenElement = { name: '', attributes: {}, children: [] };
  const open = [root];
  const parser = new SaxesParser();
  const add = (node: XmlNode) => open.at(-1)?.children.push(node);
  parser.on('opentag', ({ name, attributes }) => {
    const own = Object.entries(attributes).map(([key, value]) => [bare(key), value] as const);
    const element: OpenElement = { name: bare(name), attributes: Object.fromEntries(own), children: [] };
    add(element);
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  parser.on('text', (written) => void add(named(written)));
  parser.on('cdata', (written) => void add(written));
  parser.write(guardXml(text)).close();
  return root.children.find((node) => typeof node !== 'string') ?? root;
}

function bare(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** HTML's names, which the guard has made plain text of. */
function named(text: string): string {
  return text.replace(/&[a-z][a-z\d]{1,31};/gi, decodeEntities);
}

export function elementsOf(element: XmlElement | undefined, name?: string): XmlElement[] {
  return (element?.children ?? []).filter(
    (node): node is XmlElement => typeof node !== 'string' && (name === undefined || node.name === name),
  );
}

/** The first one at the end of a path of names. */
export function at(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>((found, name) => elementsOf(found, name)[0], element);
}

/** All of that name, in the order of the text, none of them within another; in a loop, since trees may be long. */
export function findAll(element: XmlElement | undefined, name: string): XmlElement[] {
  const found: XmlElement[] = [];
  const ahead: XmlElement[] = element === undefined ? [] : [element];
  for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
    if (next.name === name) found.push(next);
    else for (const inner of elementsOf(next).reverse()) ahead.push(inner);
  }
  return found;
}

/** All text within, in one line; undefined where there is none. */
export function textIn(element: XmlElement | undefined): string | undefined {
  const text = rawText(element).replace(/\s+/g, ' ').trim();
  return text === '' ? undefined : text;
}

/** All text within as it stands. */
export function rawText(element: XmlElement | undefined): string {
  return (element?.children ?? []).map((node) => (typeof node === 'string' ? node : rawText(node))).join('');
}

const voidTags = new Set(['br', 'hr', 'img']);

/** As HTML, for what is HTML already. */
export function htmlOf(nodes: readonly XmlNode[]): string {
  return nodes
    .map((node) => {
      if (typeof node === 'string') return escapedAttribute(node);
      const tag = node.name.toLowerCase();
      const attributes = Object.entries(node.attributes).map(
        ([name, value]) => ` ${name}="${escapedAttribute(value)}"`,
      );
      const start = `<${tag}${attributes.join('')}>`;
      return voidTags.has(tag) ? start : `${start}${htmlOf(node.children)}</${tag}>`;
    })
    .join('');
}
