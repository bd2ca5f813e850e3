/** Reads a table of a body: its caption, its rows and their cells. */

import { type BodyBlock, type Cell, linesOf, type Part } from './body-block.ts';
import type { ElementNode, HtmlNode } from './html/tree.ts';
import type { MarkedText } from './marked-text.ts';
import { elementsOf, wholeNumber } from './stored-html.ts';

const MAX_SPAN = 1_000;

/** How what stands in a table is read. */
interface Reader {
  line(nodes: readonly HtmlNode[]): MarkedText;
  part(cell: ElementNode): Part;
}

export function readTable({ attributes, children }: ElementNode, read: Reader): BodyBlock {
  const parts = elementsOf(children);
  const captions = parts.filter(({ tag }) => tag === 'caption');
  const caption = captions.length === 0 ? null : read.line(captions);
  const rows = parts.flatMap((part) => {
    const found = part.tag === 'tr' ? [part] : elementsOf(part.children).filter(({ tag }) => tag === 'tr');
    return found.map((row) => ({
      isHead: part.tag === 'thead',
      isFoot: part.tag === 'tfoot',
      cells: elementsOf(row.children).map((cell) => cellOf(cell, read)),
    }));
  });
  const rowTexts = rows.map(({ cells }) => ({ text: cells.map(({ text }) => text).join('\t') }));
  const text = linesOf([caption ?? { text: '' }, ...rowTexts]);
  return { kind: 'TABLE', text, anchor: attributes.id ?? null, caption, rows };
}

function cellOf(cell: ElementNode, read: Reader): Cell {
  const { scope, colspan, rowspan } = cell.attributes;
  const span = (attribute: string | undefined) => Math.min(MAX_SPAN, Math.max(1, wholeNumber(attribute) ?? 1));
  return {
    ...read.part(cell),
    isHeader: cell.tag === 'th',
    scope: scope === 'row' || scope === 'rowgroup' ? 'ROW' : scope === 'col' || scope === 'colgroup' ? 'COLUMN' : null,
    columns: span(colspan),
    rows: span(rowspan),
  };
}
