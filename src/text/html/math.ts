/** Formulas in MathML as a line of text: fractions with a stroke, what is raised or lowered as such. */

import { type ElementNode, element, type HtmlNode } from './tree.ts';

/** The content of `math` without its layout, so that a half isn't twelve. */
export function mathAsText(nodes: readonly HtmlNode[]): readonly HtmlNode[] {
  return nodes.flatMap((node) => (typeof node === 'string' ? [node.trim()] : partOf(node)));
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
      return [...own(first), ...raised('sup', second)];
    case 'msub':
      return [...own(first), ...raised('sub', second)];
    case 'msubsup':
      return [...own(first), ...raised('sub', second), ...raised('sup', third)];
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

/** In brackets where it has several parts. */
function grouped(part: ElementNode | undefined): readonly HtmlNode[] {
  if (part === undefined) return [];
  const content = partOf(part);
  const isSeveral = part.tag === 'mrow' && part.children.filter((child) => typeof child !== 'string').length > 1;
  return isSeveral ? ['(', ...content, ')'] : content;
}
