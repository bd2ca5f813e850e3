/** Places that a body's own links lead to: which ids stay, on which block they stand, and what they are called. */

import { type Addressing, linkAddress } from './addresses.ts';
import { type Footnotes, fragmentOf, idsOf } from './footnotes.ts';
import { type ElementNode, element, elementsIn, type HtmlNode } from './tree.ts';

export interface Anchors {
  /** Told of each element as it is reached: its ids wait for the next block. */
  reach(node: ElementNode): void;
  /** The id of a block that begins here, as an attribute. */
  take(): { readonly id?: string };
  /** For a block that came to nothing: the next one has its place. */
  giveBack(taken: { readonly id?: string }): void;
  /** The links with their places' names, those that lead nowhere as text; ids that none leads to are gone. */
  resolved(nodes: readonly HtmlNode[]): readonly HtmlNode[];
}

/** Nothing of a page begins so: its own ids and a body's never meet. */
const prefix = 'text-';
const MAX_NAME_CHARACTERS = 80;

export function anchorsOf(nodes: readonly HtmlNode[], footnotes: Footnotes, addressing: Addressing): Anchors {
  const wanted = wantedIn(nodes, addressing);
  const names = new Map<string, string>();
  const taken = new Set<string>();
  nameFootnotes(footnotes, names, taken);
  let pending: string[] = [];
  let givenBack: string | undefined;
  return {
    reach(node) {
      for (const id of idsOf(node)) if (wanted.has(id) && !names.has(id) && !pending.includes(id)) pending.push(id);
    },
    take() {
      const [first] = pending;
      if (first === undefined && givenBack === undefined) return {};
      const name = givenBack ?? freeName(first ?? '', taken);
      for (const id of pending) names.set(id, name);
      pending = [];
      givenBack = undefined;
      return { id: name };
    },
    giveBack({ id }) {
      if (id !== undefined) givenBack = id;
    },
    resolved(built) {
      const used = new Set<string>();
      const linked = withLinks(built, names, used);
      return withoutIds(linked, used);
    },
  };
}

function wantedIn(nodes: readonly HtmlNode[], addressing: Addressing): ReadonlySet<string> {
  const wanted = new Set<string>();
  for (const { tag, attributes } of elementsIn(nodes)) {
    if (tag !== 'a' || !attributes.href?.includes('#')) continue;
    const fragment = fragmentOf(linkAddress(attributes.href, addressing));
    if (fragment !== undefined) wanted.add(fragment);
  }
  return wanted;
}

function nameFootnotes({ notes, references }: Footnotes, names: Map<string, string>, taken: Set<string>): void {
  const own = [
    ...[...notes].map((note, at) => [note, noteName(at + 1)] as const),
    ...[...references].map(([reference, place]) => [reference, referenceName(place)] as const),
  ];
  for (const [node, name] of own) {
    taken.add(name);
    names.set(name, name);
    for (const id of idsOf(node)) names.set(id, name);
  }
}

export function noteName(number: number): string {
  return `${prefix}fn-${number}`;
}

export function referenceName({ number, nth }: { readonly number: number; readonly nth: number }): string {
  return `${prefix}fnref-${number}${nth === 1 ? '' : `-${nth}`}`;
}

function freeName(id: string, taken: Set<string>): string {
  const plain = id
    .replace(/[^\p{L}\p{M}\p{N}_.:-]+/gu, '-')
    .slice(0, MAX_NAME_CHARACTERS)
    .toWellFormed();
  const name = plain.startsWith(prefix) ? plain : prefix + plain;
  let free = name;
  for (let next = 2; taken.has(free); next += 1) free = `${name}-${next}`;
  taken.add(free);
  return free;
}

function withLinks(nodes: readonly HtmlNode[], names: ReadonlyMap<string, string>, used: Set<string>): HtmlNode[] {
  return nodes.flatMap((node) => {
    if (typeof node === 'string') return [node];
    const { tag, attributes } = node;
    const children = withLinks(node.children, names, used);
    const fragment = tag === 'a' ? fragmentOf(attributes.href) : undefined;
    if (fragment === undefined) return [element(tag, attributes, children)];
    const name = names.get(fragment);
    if (name === undefined) return children;
    used.add(name);
    return [element(tag, { ...attributes, href: `#${name}` }, children)];
  });
}

function withoutIds(nodes: readonly HtmlNode[], used: ReadonlySet<string>): HtmlNode[] {
  return nodes.map((node) => {
    if (typeof node === 'string') return node;
    const { id, ...rest } = node.attributes;
    const isKept = id !== undefined && (used.has(id) || node.tag === 'a');
    return element(node.tag, isKept ? node.attributes : rest, withoutIds(node.children, used));
  });
}
