/** What word processors put on the clipboard: their lists and marks as the elements that they mean. */

import { type ElementNode, element, type HtmlNode, styleOf, textIn } from './tree.ts';

/** Paragraphs that Word numbers or bullets become lists, nested by their level; others are as they were. */
export function withWordLists(nodes: readonly HtmlNode[]): readonly HtmlNode[] {
  if (!nodes.some((node) => listLevel(node) !== undefined)) return nodes;
  const out: HtmlNode[] = [];
  let items: ElementNode[] = [];
  const flush = () => {
    if (items.length > 0) out.push(...listOf(items));
    items = [];
  };
  for (const node of nodes) {
    if (listLevel(node) !== undefined) items.push(node as ElementNode);
    else if (typeof node === 'string' && node.trim() === '' && items.length > 0) continue;
    else {
      flush();
      out.push(node);
    }
  }
  flush();
  return out;
}

/** From 1; undefined for what isn't such a paragraph. */
function listLevel(node: HtmlNode): number | undefined {
  if (typeof node === 'string' || !/^(?:p|div|h\d)$/.test(node.tag)) return undefined;
  const level = /^l\d+\s+level(\d)\b/.exec(styleOf(node).get('mso-list') ?? '')?.[1];
  return level === undefined ? undefined : Number(level);
}

function listOf(items: readonly ElementNode[]): ElementNode[] {
  const lists: { marker: string; entries: { own: ElementNode; below: ElementNode[] }[] }[] = [];
  const level = items.reduce((least, item) => Math.min(least, listLevel(item) ?? 1), 9);
  for (const item of items) {
    const last = lists.at(-1);
    if (listLevel(item) === level || last === undefined) {
      const marker = markerOf(item);
      if (last !== undefined && isOrdered(last.marker) === isOrdered(marker))
        last.entries.push({ own: item, below: [] });
      else lists.push({ marker, entries: [{ own: item, below: [] }] });
    } else last.entries.at(-1)?.below.push(item);
  }
  return lists.map(({ marker, entries }) => {
    const children = entries.map(({ own, below }) =>
      element('li', {}, [...withoutMarker(own), ...(below.length > 0 ? listOf(below) : [])]),
    );
    return isOrdered(marker) ? element('ol', numbering(marker), children) : element('ul', {}, children);
  });
}

function markerOf(item: ElementNode): string {
  const marker = ignored(item);
  return (marker === undefined ? textIn([item]).slice(0, 12) : textIn([marker])).replace(/\s+/g, ' ').trim();
}

function ignored({ children }: ElementNode): ElementNode | undefined {
  for (const child of children) {
    if (typeof child === 'string') continue;
    const found = isMarker(child) ? child : ignored(child);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isMarker(node: ElementNode): boolean {
  return styleOf(node).get('mso-list') === 'ignore';
}

function withoutMarker(item: ElementNode): readonly HtmlNode[] {
  if (ignored(item) !== undefined) return without(item.children);
  const [first, ...rest] = item.children;
  if (typeof first === 'string') return [first.replace(bullet, ''), ...rest];
  return first !== undefined && bulletAlone.test(textIn([first])) ? rest : item.children;
}

const bullet = /^\s*[·•o§▪‣◦–-]\s+/;
/** In a span of its own, which on its way has lost what says that it is one; blanks keep it from the text. */
const bulletAlone = /^\s*[·•o§▪‣◦–-]\s+$/;

function without(nodes: readonly HtmlNode[]): HtmlNode[] {
  return nodes.flatMap((node): HtmlNode[] => {
    if (typeof node === 'string') return [node];
    return isMarker(node) ? [] : [element(node.tag, node.attributes, without(node.children))];
  });
}

const ordered = /^\(?(\d+(?:\.\d+)*|[a-z]|[ivxlc]+)[.)]/i;

function isOrdered(marker: string): boolean {
  return ordered.test(marker);
}

function numbering(marker: string): Record<string, string> {
  const label = ordered.exec(marker)?.[1] ?? '1';
  if (/^\d/.test(label)) {
    const start = Number(label.split('.').at(-1));
    return start === 1 ? {} : { start: `${start}` };
  }
  // An "i" begins Roman numbers; a "c" is the third letter.
  const isRoman = /^[ivx]+$/i.test(label) && /^i|^[vx]../i.test(label);
  const isUpper = label === label.toUpperCase();
  const type = isRoman ? (isUpper ? 'I' : 'i') : isUpper ? 'A' : 'a';
  const start = isRoman ? 1 : label.toLowerCase().charCodeAt(0) - 96;
  return start === 1 ? { type } : { start: `${start}`, type };
}

/** The elements that a style stands for; styles that undo an element are told by {@link isUndone}. */
export function marksOfStyle(node: ElementNode): string[] {
  const style = styleOf(node);
  const marks: string[] = [];
  const weight = style.get('font-weight') ?? '';
  const line = `${style.get('text-decoration') ?? ''} ${style.get('text-decoration-line') ?? ''}`;
  if (/^bold|^[6-9]00/.test(weight)) marks.push('strong');
  if (/^(?:italic|oblique)/.test(style.get('font-style') ?? '')) marks.push('em');
  if (line.includes('line-through')) marks.push('s');
  if (line.includes('underline')) marks.push('u');
  const align = style.get('vertical-align');
  if (align === 'super') marks.push('sup');
  if (align === 'sub') marks.push('sub');
  return marks;
}

/** Google Docs wraps all that it copies in a `b` that isn't bold. */
export function isUndone(node: ElementNode): boolean {
  const style = styleOf(node);
  if (/^(?:b|strong)$/.test(node.tag)) return /^(?:normal|[1-4]00)/.test(style.get('font-weight') ?? '');
  return /^(?:i|em)$/.test(node.tag) && style.get('font-style') === 'normal';
}
