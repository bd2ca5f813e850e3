/** Lists and definition lists of a body. */

import { type Building, tightly } from './building.ts';
import type { Mark } from './inline.ts';
import { type ElementNode, element, type HtmlNode } from './tree.ts';

/** None for a list without items; another one begins where an item has a number that doesn't follow from those before it. */
export function listsOf(node: ElementNode, marks: readonly Mark[], building: Building): readonly ElementNode[] {
  const taken = building.anchors.take();
  if (node.tag !== 'ol') {
    const items = entriesOf(node.children).flatMap((entry) => itemOf(entry, marks, building) ?? []);
    if (items.length === 0) building.anchors.giveBack(taken);
    return items.length === 0 ? [] : [element('ul', taken, items)];
  }
  const { start: first, ...style } = numbering(node);
  const step = 'reversed' in style ? -1 : 1;
  const entries = entriesOf(node.children).flatMap((entry) => {
    const item = itemOf(entry, marks, building);
    return item === null ? [] : [{ item, value: wholeNumber(entry.item?.attributes.value) }];
  });
  let next = first === undefined ? (step > 0 ? 1 : entries.length) : Number(first);
  const lists: { readonly start: number; readonly items: ElementNode[] }[] = [];
  for (const { item, value } of entries) {
    const number = value ?? next;
    const last = lists.at(-1);
    if (last === undefined || number !== next) lists.push({ start: number, items: [item] });
    else last.items.push(item);
    next = number + step;
  }
  if (lists.length === 0) building.anchors.giveBack(taken);
  return lists.map(({ start, items }, at) => {
    const isPlain = start === (step > 0 ? 1 : items.length);
    const isAsGiven = at === 0 && first === `${start}`;
    const counted = isPlain && !isAsGiven ? {} : { start: `${start}` };
    return element('ol', { ...(at === 0 ? taken : {}), ...counted, ...style }, items);
  });
}

/** As `start` and `value` may have it. */
function wholeNumber(given: string | undefined): number | undefined {
  const number = /^\s*(-?\d{1,6})\s*$/.exec(given ?? '')?.[1];
  return number === undefined ? undefined : Number(number);
}

interface Entry {
  readonly item: ElementNode | undefined;
  readonly content: HtmlNode[];
}

/** A list right in a list is a part of the item before it; what else isn't an item is one. */
function entriesOf(nodes: readonly HtmlNode[]): Entry[] {
  const entries: Entry[] = [];
  for (const node of nodes) {
    if (typeof node === 'string') {
      if (node.trim() !== '') entries.push({ item: undefined, content: [node] });
      continue;
    }
    const last = entries.at(-1);
    if (node.tag === 'li') entries.push({ item: node, content: [...node.children] });
    else if (/^(?:[ou]l|menu|dir)$/.test(node.tag) && last !== undefined) last.content.push(node);
    else if (node.children.some((child) => typeof child !== 'string' && child.tag === 'li')) {
      entries.push(...entriesOf(node.children));
    } else entries.push({ item: undefined, content: [node] });
  }
  return entries;
}

function itemOf({ item, content }: Entry, marks: readonly Mark[], building: Building): ElementNode | null {
  const { anchors, footnotes } = building;
  if (item !== undefined && (footnotes.left.has(item) || footnotes.notes.has(item))) return null;
  if (item !== undefined) anchors.reach(item);
  return itemWith(content, marks, building);
}

/** @returns null for an item without content */
export function itemWith(content: readonly HtmlNode[], marks: readonly Mark[], { anchors, flow }: Building) {
  const taken = anchors.take();
  const children = tightly(flow(content, marks, 'inner'));
  if (children.length === 0) {
    anchors.giveBack(taken);
    return null;
  }
  return element('li', taken, children);
}

function numbering({ attributes }: ElementNode): Record<string, string> {
  const start = wholeNumber(attributes.start);
  const type = /^[aAiI]$/.exec(attributes.type ?? '')?.[0];
  return {
    ...(start !== undefined && (start !== 1 || attributes.reversed !== undefined) && { start: `${start}` }),
    ...(attributes.reversed !== undefined && { reversed: '' }),
    ...(type !== undefined && { type }),
  };
}

/** @returns null for a list that defines nothing */
export function definitionsOf(node: ElementNode, marks: readonly Mark[], building: Building): ElementNode | null {
  const { anchors } = building;
  const taken = anchors.take();
  const children: ElementNode[] = [];
  for (const entry of definitionParts(node.children)) {
    if (typeof entry !== 'string') anchors.reach(entry);
    const isTerm = typeof entry !== 'string' && entry.tag === 'dt';
    const own = anchors.take();
    const content = typeof entry !== 'string' && /^d[dt]$/.test(entry.tag) ? entry.children : [entry];
    const made = isTerm ? building.line(content, marks, 'break') : tightly(building.flow(content, marks, 'inner'));
    if (made.length > 0) children.push(element(isTerm ? 'dt' : 'dd', own, made));
    else anchors.giveBack(own);
  }
  if (children.length === 0) {
    anchors.giveBack(taken);
    return null;
  }
  return element('dl', taken, children);
}

/** Terms and definitions, which may stand in groups. */
function definitionParts(nodes: readonly HtmlNode[]): HtmlNode[] {
  return nodes.flatMap((node) => {
    if (typeof node === 'string') return node.trim() === '' ? [] : [node];
    const isGroup = node.children.some((child) => typeof child !== 'string' && /^d[dt]$/.test(child.tag));
    return isGroup && !/^d[dt]$/.test(node.tag) ? definitionParts(node.children) : [node];
  });
}
