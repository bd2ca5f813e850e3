/** Inline elements as marks of the text in them. */

import { type Addressing, linkAddress, schemeOf } from './addresses.ts';
import { renamed } from './elements.ts';
import type { Mark } from './inline.ts';
import { isUndone, marksOfStyle } from './pasted.ts';
import type { ElementNode } from './tree.ts';

const plain = new Set([
  'em',
  'strong',
  'i',
  'b',
  's',
  'ins',
  'del',
  'sub',
  'sup',
  'q',
  'cite',
  'mark',
  'code',
  'kbd',
  'small',
  'u',
]);
/** Mean the same: one within the other says it twice. */
const sameTags: readonly (readonly string[])[] = [
  ['em', 'i'],
  ['strong', 'b'],
  ['s', 'del'],
];
const MAX_ATTRIBUTE_CHARACTERS = 500;

/** The marks of an element's text: those around it and its own. */
export function marksWith(
  node: ElementNode,
  around: readonly Mark[],
  addressing: Addressing,
  lose: (part: string) => void,
): readonly Mark[] {
  const tag = renamed(node.tag);
  const { attributes } = node;
  let marks = around;
  if (tag === 'a') marks = withLink(node, around, addressing, lose);
  else if (plain.has(tag) && !isUndone(node)) marks = added(marks, tag, {});
  else if (tag === 'time') marks = added(marks, tag, kept('datetime', attributes.datetime));
  else if (tag === 'abbr' && attributes.title) marks = added(marks, tag, kept('title', attributes.title));
  // A list's or a table's style is its look; that of the text in it stands on the text.
  if (attributes.style && (tag === 'span' || tag === 'font' || plain.has(tag))) {
    for (const meant of marksOfStyle(node)) marks = meant === 'u' && isLinked(marks) ? marks : added(marks, meant, {});
  }
  return marks;
}

function withLink(
  { attributes }: ElementNode,
  around: readonly Mark[],
  addressing: Addressing,
  lose: (part: string) => void,
): readonly Mark[] {
  const { href } = attributes;
  const address = linkAddress(href, addressing);
  if (address === undefined) {
    if (href !== undefined && !/^#?$/.test(href.trim())) lose(`a href="${schemeOf(href)}"`);
    return around;
  }
  // A link ends where the next begins.
  return [...around.filter(({ tag }) => tag !== 'a'), { tag: 'a', attributes: { href: address } }];
}

export function isLinked(marks: readonly Mark[]): boolean {
  return marks.some(({ tag }) => tag === 'a');
}

function added(marks: readonly Mark[], tag: string, attributes: Mark['attributes']): readonly Mark[] {
  const same = sameTags.find((tags) => tags.includes(tag)) ?? [tag];
  if (tag !== 'q' && marks.some((mark) => same.includes(mark.tag))) return marks;
  return [...marks, { tag, attributes }];
}

function kept(name: string, value: string | undefined): Record<string, string> {
  const line = value?.replace(/\s+/g, ' ').trim() ?? '';
  return line === '' || line.length > MAX_ATTRIBUTE_CHARACTERS ? {} : { [name]: line };
}
