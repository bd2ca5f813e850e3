/** Tables of a body: what holds data stays one, what only lays out a page is unfolded. */

import type { Building, FlowItem } from './building.ts';
import { lineBreak, type Mark } from './inline.ts';
import { type ElementNode, element, elementsIn, type HtmlNode, textIn } from './tree.ts';

/** Cells of data are short; a column of prose isn't data. */
const MAX_CELL_CHARACTERS = 1_000;
const MAX_SPAN = 1_000;

type Section = 'thead' | 'tbody' | 'tfoot';

interface Row {
  readonly section: Section;
  readonly node: ElementNode;
  readonly cells: readonly ElementNode[];
}

interface Parts {
  readonly captions: readonly ElementNode[];
  readonly rows: readonly Row[];
  /** What parsers put before a table, since it can't stand in one. */
  readonly beside: readonly HtmlNode[];
}

/** The table with what can't stand in it before it; the content of its cells, one after the other, when it is no table. */
export function tableOf(node: ElementNode, marks: readonly Mark[], building: Building): FlowItem[] {
  const parts = partsOf(node);
  const isKept = !isLayout(node, parts);
  if (!isKept) {
    const all = [...parts.captions, ...parts.beside, ...parts.rows.flatMap(({ cells }) => cells)];
    return all.flatMap((each) => building.flow([each], marks, 'body'));
  }
  const before = building.flow(parts.beside, marks, 'inner');
  const taken = building.anchors.take();
  const caption = parts.captions.flatMap((each) => building.line(each.children, marks, 'break'));
  const sections = withHead(parts.rows).map(({ section, rows }) =>
    element(
      section,
      {},
      rows.map((row) => rowOf(row, marks, building)),
    ),
  );
  const table = element('table', taken, [
    ...(caption.length > 0 ? [element('caption', {}, caption)] : []),
    ...sections.filter(({ tag }) => tag === 'thead'),
    ...sections.filter(({ tag }) => tag === 'tbody'),
    ...sections.filter(({ tag }) => tag === 'tfoot'),
  ]);
  if (!hasContent(table)) {
    building.anchors.giveBack(taken);
    return before;
  }
  return [...before, { node: table, kind: 'block' }];
}

function hasContent(node: ElementNode): boolean {
  return textIn([node]).trim() !== '' || [...elementsIn([node])].some(({ tag }) => tag === 'img');
}

function partsOf(table: ElementNode): Parts {
  const captions: ElementNode[] = [];
  const rows: Row[] = [];
  const beside: HtmlNode[] = [];
  const visit = (nodes: readonly HtmlNode[], section: Section) => {
    for (const node of nodes) {
      if (typeof node === 'string') {
        if (node.trim() !== '') beside.push(node);
      } else if (node.tag === 'caption') captions.push(node);
      else if (node.tag === 'thead' || node.tag === 'tbody' || node.tag === 'tfoot') visit(node.children, node.tag);
      else if (node.tag === 'tr') {
        const cells = cellsIn(node.children, beside);
        if (cells.length > 0) rows.push({ section, node, cells });
      } else if (node.tag === 'td' || node.tag === 'th') rows.push({ section, node, cells: [node] });
      else if (node.tag !== 'colgroup' && node.tag !== 'col') beside.push(node);
    }
  };
  visit(table.children, 'tbody');
  return { captions, rows, beside };
}

function cellsIn(nodes: readonly HtmlNode[], beside: HtmlNode[]): ElementNode[] {
  return nodes.flatMap((node) => {
    if (typeof node !== 'string' && (node.tag === 'td' || node.tag === 'th')) return [node];
    if (typeof node !== 'string' || node.trim() !== '') beside.push(node);
    return [];
  });
}

function isLayout({ attributes }: ElementNode, { rows, captions }: Parts): boolean {
  if (attributes.role === 'presentation' || attributes.role === 'none') return true;
  const cells = rows.flatMap((row) => row.cells);
  const isLabelled = captions.length > 0 || cells.some(({ tag }) => tag === 'th');
  const isColumn = rows.every((row) => row.cells.length <= 1) && cells.every(({ attributes: own }) => !own.rowspan);
  // A column of short values under a caption or a header cell is data, too.
  if (isColumn && !(isLabelled && isShortColumn(cells))) return true;
  const inner = cells.flatMap((cell) => [...elementsIn(cell.children)]);
  if (inner.some(({ tag }) => tag === 'table')) return true;
  if (isLabelled) return false;
  if (inner.some(({ tag }) => /^h[1-6]$/.test(tag))) return true;
  return cells.some((cell) => textIn(cell.children).length > MAX_CELL_CHARACTERS);
}

/** Longer values in one column are sentences, which have paragraphs. */
const MAX_VALUE_CHARACTERS = 120;

function isShortColumn(cells: readonly ElementNode[]): boolean {
  return (
    cells.length > 1 &&
    cells.every(
      ({ children }) =>
        textIn(children).trim().length <= MAX_VALUE_CHARACTERS &&
        [...elementsIn(children)].every(({ tag }) => !/^(?:p|div|h[1-6]|ul|ol|img|picture|figure|table)$/.test(tag)),
    )
  );
}

/** Neighbours of one section together. A first row of nothing but header cells is the table's head. */
function withHead(rows: readonly Row[]): { section: Section; rows: Row[] }[] {
  const [first, second] = rows;
  const isHead =
    first?.section === 'tbody' &&
    second !== undefined &&
    rows.every(({ section }) => section !== 'thead') &&
    first.cells.every(({ tag, attributes }) => tag === 'th' && !attributes.rowspan);
  const groups: { section: Section; rows: Row[] }[] = [];
  for (const row of rows) {
    const section = isHead && row === first ? 'thead' : row.section;
    const last = groups.find((group) => group.section === section);
    if (last === undefined) groups.push({ section, rows: [row] });
    else last.rows.push(row);
  }
  return groups;
}

function rowOf({ node, cells }: Row, marks: readonly Mark[], building: Building): ElementNode {
  building.anchors.reach(node);
  const children = cells.map((cell) => {
    building.anchors.reach(cell);
    const taken = building.anchors.take();
    return element(
      cell.tag,
      { ...taken, ...cellAttributes(cell) },
      cellContent(building.flow(cell.children, marks, 'inner')),
    );
  });
  return element('tr', {}, children);
}

function cellAttributes({ tag, attributes }: ElementNode): Record<string, string> {
  const scope = tag === 'th' ? /^(?:row|col|rowgroup|colgroup)$/i.exec(attributes.scope ?? '')?.[0] : undefined;
  const [columns, rows] = [spanOf(attributes.colspan), spanOf(attributes.rowspan)];
  return {
    ...(scope !== undefined && { scope: scope.toLowerCase() }),
    ...(columns !== undefined && { colspan: columns }),
    ...(rows !== undefined && { rowspan: rows }),
  };
}

function spanOf(given: string | undefined): string | undefined {
  const span = Number(/^\s*(\d{1,4})\s*$/.exec(given ?? '')?.[1] ?? 1);
  return span > 1 && span <= MAX_SPAN ? `${span}` : undefined;
}

/** Lines of text need no paragraphs in a cell; other content keeps its blocks. */
function cellContent(items: readonly FlowItem[]): readonly HtmlNode[] {
  const isText = items.every(({ kind, node }) => kind !== 'block' && node.attributes.id === undefined);
  if (!isText) return items.map(({ node }) => node);
  return items.flatMap(({ node }, at) => (at === 0 ? node.children : [lineBreak, ...node.children]));
}
