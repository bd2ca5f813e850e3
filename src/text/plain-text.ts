/** A body as plain text, made of its blocks. */

import type { BodyBlock, Part } from './body-block.ts';
import { numberLabel } from './number-label.ts';

/** Blocks parted by an empty line; items of lists, rows of tables and entries of definitions on lines of their own. */
export function plainText(blocks: readonly BodyBlock[]): string {
  return joined(blocks.map(blockText), '\n\n');
}

function blockText(block: BodyBlock): string {
  switch (block.kind) {
    case 'LIST':
      return block.items.map((item, index) => itemText(item, labelOf(block, index))).join('\n');
    case 'QUOTE':
      return joined([plainText(block.blocks), block.caption?.text ?? ''], '\n\n');
    case 'TABLE': {
      const cells = (each: readonly Part[]) => each.map(({ text }) => text.replaceAll('\n', ' ')).join('\t');
      return joined([block.caption?.text ?? '', ...block.rows.map((row) => cells(row.cells))], '\n');
    }
    default:
      return block.text;
  }
}

function labelOf(list: BodyBlock & { readonly kind: 'LIST' }, index: number): string {
  if (!list.isOrdered) return '- ';
  const first = list.start ?? (list.isReversed ? list.items.length : 1);
  const number = list.isReversed ? first - index : first + index;
  return list.isNotes ? `[${number}] ` : `${numberLabel(number, list.numbering)}. `;
}

/** What stands in an item behind its first block is indented below it. */
function itemText({ blocks }: Part, label: string): string {
  const [first = '', ...rest] = blocks.map(blockText).filter((text) => text !== '');
  return [label + first, ...rest].join('\n').replaceAll('\n', '\n  ');
}

function joined(texts: readonly string[], separator: string): string {
  return texts.filter((text) => text.trim() !== '').join(separator);
}
