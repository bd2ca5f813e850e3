/** Formulas in MathML as a line of text: fractions with a stroke, what is raised or lowered as such. */

import { type ElementNode, element, type HtmlNode, textIn } from './tree.ts';

/** The content of `math` without its layout, so that a half isn't twelve. */
export function mathAsText(nodes: readonly HtmlNode[]): readonly HtmlNode[] {
  const line: HtmlNode[] = [];
  let before = '';
  let isBehindFraction = false;
  for (const node of nodes) {
    const part = typeof node === 'string' ? [node.trim()] : partOf(node);
    const text = textIn(part);
    if (text.trim() !== '') {
      // Two and a half isn't 21/2, nor half of x one part of 2x.
      const isBesideFraction = isBehindFraction || isFractionAt(node, 0);
      if (isBesideFraction && /[\p{L}\p{N}]$/u.test(before) && /^[\p{L}\p{N}(]/u.test(text)) line.push(' ');
      before = text;
      isBehindFraction = isFractionAt(node, -1);
    }
    line.push(...part);
  }
  return line;
}

/** Whether a part begins (0) or ends (-1) with a fraction. */
function isFractionAt(node: HtmlNode | undefined, end: 0 | -1): boolean {
  if (node === undefined || typeof node === 'string') return false;
  return node.tag === 'mfrac' || (wrapping.has(node.tag) && isFractionAt(shownIn(node).at(end), end));
}

/** The parts of a formula within another. */
const shownIn = (node: ElementNode) =>
  node.children.filter(
    (child): child is ElementNode =>
      typeof child !== 'string' && !/^(?:annotation(?:-xml)?|mspace|mphantom|none|mprescripts)$/.test(child.tag),
  );

/** What a part is below the layout that holds nothing else. */
function bare(part: ElementNode): ElementNode {
  const [only, ...others] = wrapping.has(part.tag) ? shownIn(part) : [];
  return only === undefined || others.length > 0 ? part : bare(only);
}

function partOf(node: ElementNode): readonly HtmlNode[] {
  const parts = node.children.filter((child): child is ElementNode => typeof child !== 'string');
  const [first, second, third] = parts;
  const own = (part: ElementNode | undefined) => (part === undefined ? [] : partOf(part));
  const raised = (tag: 'sub' | 'sup', part: ElementNode | undefined) => {
    const content = own(part);
    return content.length === 0 ? [] : [element(tag, {}, content)];
  };
  switch (node.tag) {
    case 'mfrac':
      return [...grouped(first), '/', ...grouped(second)];
    case 'msup':
      return [...based(first), ...raised('sup', second)];
    case 'msub':
      return [...based(first), ...raised('sub', second)];
    case 'msubsup':
      return [...based(first), ...raised('sub', second), ...raised('sup', third)];
    case 'msqrt':
      return ['√', ...grouped(element('mrow', {}, node.children))];
    case 'mroot':
      return [...raised('sup', second), '√', ...grouped(first)];
    case 'annotation':
    case 'annotation-xml':
      return [];
    case 'mtext':
      return node.children;
    case 'mtd':
      return [' ', ...mathAsText(node.children)];
    case 'mtr':
      return [...mathAsText(node.children), ';'];
    default:
      return wrapping.has(node.tag) ? mathAsText(node.children) : [node];
  }
}

/** What else may stand in a formula is HTML, or isn't text. */
const wrapping = new Set(
  'math semantics mrow mi mn mo ms mstyle mpadded mtable mover munder munderover menclose'.split(' '),
);

/** In brackets where it is a fraction. */
function based(part: ElementNode | undefined): readonly HtmlNode[] {
  if (part === undefined) return [];
  return bare(part).tag === 'mfrac' ? ['(', ...partOf(part), ')'] : partOf(part);
}

/** In brackets where it has several parts, or is a fraction. */
function grouped(part: ElementNode | undefined): readonly HtmlNode[] {
  if (part === undefined) return [];
  const content = partOf(part);
  const inner = bare(part);
  const isSeveral = inner.tag === 'mfrac' || (wrapping.has(inner.tag) && shownIn(inner).length > 1);
  return isSeveral ? ['(', ...content, ')'] : content;
}
