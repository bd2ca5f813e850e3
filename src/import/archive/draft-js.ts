/** Content of Draft.js, whose blocks are texts with ranges beside them, as nodes with children and marks. */

import { type JsonRecord, recordOf, recordsOf, textOf } from './json.ts';

/** It has blocks with keys and texts, and a map of entities. */
export function isDraftJs(tree: unknown): tree is JsonRecord {
  const [block] = recordsOf(recordOf(tree)?.blocks);
  return block !== undefined && typeof block.text === 'string' && recordOf(block.data)?.text === undefined;
}

const types: Readonly<Record<string, string>> = {
  unstyled: 'paragraph', 'header-one': 'h2', 'header-two': 'h2', 'header-three': 'h3', 'header-four': 'h4', 'header-five': 'h5', 'header-six': 'h6',
  blockquote: 'blockquote', 'code-block': 'codeblock',
}; // biome-ignore format: one list

export function draftJsNodes(tree: JsonRecord): JsonRecord[] {
  const entities = recordOf(tree.entityMap) ?? {};
  return recordsOf(tree.blocks).flatMap((block) => {
    const type = textOf(block.type) ?? 'unstyled';
    const found = recordsOf(block.entityRanges).map(({ key }) => recordOf(entities[String(key)]) ?? {});
    if (type === 'atomic') return found.map(shownIn);
    const list = /^(un)?ordered-list-item$/.exec(type);
    const item =
      list === null
        ? {}
        : { listItem: list[1] === undefined ? 'number' : 'bullet', level: (Number(block.depth) || 0) + 1 };
    const children = partsOf(block, entities);
    return children.length === 0
      ? []
      : [{ type: types[type] ?? (list === null ? 'paragraph' : 'block'), children, ...item }];
  });
}

function shownIn(entity: JsonRecord): JsonRecord {
  const { src, url, alt, caption } = recordOf(entity.data) ?? {};
  return { type: (textOf(entity.type) ?? 'atomic').toLowerCase(), src: textOf(src, url), alt, caption };
}

interface Range {
  readonly from: number;
  readonly to: number;
  readonly mark: unknown;
}

/** The text in pieces of which each has the same marks throughout; offsets are in UTF-16. */
function partsOf(block: JsonRecord, entities: JsonRecord): JsonRecord[] {
  const text = String(block.text);
  const rangeOf = (range: JsonRecord, mark: unknown): Range => {
    const from = Number(range.offset) || 0;
    return { from, to: from + (Number(range.length) || 0), mark };
  };
  const ranges = [
    ...recordsOf(block.inlineStyleRanges).map((each) => rangeOf(each, (textOf(each.style) ?? '').toLowerCase())),
    ...recordsOf(block.entityRanges).flatMap((each) => {
      const { url, href } = recordOf(recordOf(entities[String(each.key)])?.data) ?? {};
      const address = textOf(url, href);
      return address === undefined ? [] : [rangeOf(each, { href: address })];
    }),
  ].filter(({ from, to }) => from >= 0 && from < to && to <= text.length);
  const bounds = [...new Set([0, text.length, ...ranges.flatMap(({ from, to }) => [from, to])])].toSorted(
    (a, b) => a - b,
  );
  return bounds.slice(0, -1).map((from, at) => ({
    type: 'text',
    text: text.slice(from, bounds[at + 1]),
    marks: ranges.filter((range) => range.from <= from && from < range.to).map(({ mark }) => mark),
  }));
}
