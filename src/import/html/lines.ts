/** A page's text as readers see it, line by line, in linear time. */

import { type PageDocument, type PageElement, type PageNode, squeeze } from './dom.ts';

/** They stand within a line; all others begin one. */
const inLine = new Set('a b i em strong small abbr font u sub sup bdi label cite q mark ins'.split(' '));
/** They stand within a line too, and often have nothing but their look to part them from what is beside them. */
const setOff = new Set(['span', 'time']);
const unseen = new Set(
  'script style template noscript head nav footer aside figure form svg iframe button select'.split(' '),
);

export interface Line {
  readonly text: string;
  /** Whether it stands in the headline. */
  readonly isHeadline: boolean;
  /** Whether it stands in the same `article` or `main` as the piece. */
  readonly isWithin: boolean;
}

/**
 * @param title the element of the headline
 * @param scope the element that holds the piece; undefined where none is marked
 */
export function linesOf(document: PageDocument, title: PageElement, scope: PageElement | undefined): Line[] {
  const lines: Line[] = [];
  let text = '';
  const end = (isHeadline: boolean, isWithin: boolean) => {
    const line = squeeze(text);
    if (/[\p{L}\p{N}]/u.test(line)) lines.push({ text: line, isHeadline, isWithin });
    text = '';
  };
  const walk = (parent: PageElement, outerHeadline: boolean, outerWithin: boolean) => {
    const isHeadline = outerHeadline || parent === title;
    const isWithin = outerWithin || parent === scope;
    for (const node of parent.childNodes) {
      if (node.nodeType === 3) text += node.textContent ?? '';
      if (!isElement(node) || node.hasAttribute('hidden')) continue;
      // ASP.NET puts a whole page into a form.
      if (unseen.has(node.localName) && !(node.localName === 'form' && node.contains(title))) continue;
      const isInLine = node !== title && inLine.has(node.localName);
      const isSetOff = node !== title && setOff.has(node.localName);
      if (isSetOff) text += ' | ';
      else if (!isInLine) end(isHeadline, isWithin);
      walk(node, isHeadline, isWithin);
      if (isSetOff) text += ' | ';
      else if (!isInLine) end(isHeadline || node === title, isWithin);
    }
  };
  walk(document.body, false, false);
  end(false, false);
  return lines;
}

function isElement(node: PageNode): node is PageElement {
  return node.nodeType === 1;
}
