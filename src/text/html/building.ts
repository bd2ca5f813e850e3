/** What the makers of blocks share: how content below them is read, and where what is lost is told. */

import type { Addressing } from './addresses.ts';
import type { Anchors } from './anchors.ts';
import type { Footnotes } from './footnotes.ts';
import type { Mark } from './inline.ts';
import type { ElementNode, HtmlNode } from './tree.ts';

/** `body` is the text itself, where an address alone on a line is a player; `inner` is within another block. */
export type Place = 'body' | 'inner';

export interface FlowItem {
  readonly node: ElementNode;
  /** A paragraph of text that stood in no element, one that had its own, or any other block. */
  readonly kind: 'loose' | 'paragraph' | 'block';
}

/** Names what doesn't get into the body: an element, one with an attribute, or what of an element's content. */
export type Losing = (part: string, of?: '' | ' fallback') => void;

export interface Building {
  readonly addressing: Addressing;
  readonly footnotes: Footnotes;
  readonly anchors: Anchors;
  /** Captions that the figure in the making has got so far; null outside of any. */
  captions: HtmlNode[][] | null;
  readonly lose: Losing;
  /** Content as blocks. */
  flow(nodes: readonly HtmlNode[], marks: readonly Mark[], place: Place): FlowItem[];
  /** Content as one line of text, for what can hold no blocks. */
  line(nodes: readonly HtmlNode[], marks: readonly Mark[], separator: 'break' | 'space'): HtmlNode[];
}

/** The content of a list's item or a definition: a line needs no paragraph, also not above a list. */
export function tightly(items: readonly FlowItem[]): readonly HtmlNode[] {
  const lines = items.filter(({ kind }) => kind === 'loose');
  const isTight =
    lines.length === 1 &&
    lines[0]?.node.attributes.id === undefined &&
    items.every(({ kind, node }) => kind === 'loose' || node.tag === 'ul' || node.tag === 'ol');
  return items.flatMap(({ kind, node }) => (isTight && kind === 'loose' ? node.children : [node]));
}
