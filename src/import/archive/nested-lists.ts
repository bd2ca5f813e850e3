/** Lists of Portable Text and Draft.js, which say of each paragraph that it is an item and how deep, as lists within lists. */

import { type JsonRecord, textOf } from './json.ts';

interface List {
  readonly type: string;
  readonly children: JsonRecord[];
}

export function nestedLists(nodes: readonly JsonRecord[]): JsonRecord[] {
  const made: JsonRecord[] = [];
  let open: List[] = [];
  for (const node of nodes) {
    const kind = textOf(node.listItem);
    if (kind === undefined) {
      open = [];
      made.push(node);
      continue;
    }
    const type = kind === 'number' ? 'orderedlist' : 'bulletlist';
    const level = Math.max(1, Number(node.level) || 1);
    open = open.slice(0, level);
    if (open.at(-1)?.type !== type && open.length === level) open.pop();
    if (open.length < level) {
      const list: List = { type, children: [] };
      // A deeper list stands in the item above it.
      const parent = open.at(-1)?.children.at(-1);
      if (parent === undefined) made.push({ ...list });
      else open.at(-1)?.children.splice(-1, 1, { ...parent, children: [...childrenOf(parent), list] });
      open.push(list);
    }
    open.at(-1)?.children.push({ ...node, listItem: undefined, style: 'listitem' });
  }
  return made;
}

const childrenOf = ({ children }: JsonRecord): readonly unknown[] => (Array.isArray(children) ? children : []);
