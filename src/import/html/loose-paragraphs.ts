/** Text without `<p>`: runs of it that two line breaks part, and boxes that hold nothing but text, become paragraphs. */

import { type PageDocument, type PageElement, type PageNode, squeeze } from './dom.ts';
import { lettersOf } from './letters.ts';

const blocks = new Set(
  'address article aside blockquote center div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr iframe li main nav ol p pre section table td ul video'.split(
    ' ',
  ),
);
const notText = new Set('p pre figure figcaption li a button h1 h2 h3 h4 h5 h6 nav footer label td dl'.split(' '));
const notInText = new Set(['img', 'input', 'select', 'textarea', 'button']);

/** Letters from which on a box without any block in it may be a paragraph. */
const MIN_BOX_LETTERS = 80;

/** What readers see as paragraphs is told from menus by them; the tree is changed. */
export function withParagraphs(document: PageDocument): void {
  // Not by `br + br`, which looks at all siblings of each.
  const broken = new Set(
    [...document.body.querySelectorAll('br')].flatMap((br) =>
      br.previousElementSibling?.localName === 'br' ? [br.parentElement] : [],
    ),
  );
  for (const parent of broken) if (parent !== null && !isWithin(parent, notText)) partAtBreaks(document, parent);
  const letters = lettersOf(document.body);
  const boxes = [...document.body.querySelectorAll('div, section')].filter((box) => {
    const { all, linked } = letters(box);
    return all >= MIN_BOX_LETTERS && linked < all / 2 && isFlat(box) && !isWithin(box, notText);
  });
  const perParent = Map.groupBy(boxes, (box) => box.parentElement);
  for (const siblings of perParent.values()) {
    if (siblings.length >= 2) for (const box of siblings) asParagraph(document, box);
  }
}

function isFlat(element: PageElement): boolean {
  for (const child of element.children)
    if (blocks.has(child.localName) || notInText.has(child.localName) || !isFlat(child)) return false;
  return true;
}

function isWithin(element: PageElement, names: ReadonlySet<string>): boolean {
  for (let at: PageElement | null = element; at !== null; at = at.parentElement)
    if (names.has(at.localName)) return true;
  return false;
}

/** With its class, by which furniture is told. */
function asParagraph(document: PageDocument, box: PageElement): void {
  const paragraph = document.createElement('p');
  for (const { name, value } of box.attributes) paragraph.setAttribute(name, value);
  paragraph.append(...box.childNodes);
  box.replaceWith(paragraph);
}

function partAtBreaks(document: PageDocument, parent: PageElement): void {
  let run: PageNode[] = [];
  const end = () => {
    const [first] = run;
    if (first !== undefined && run.some((node) => squeeze(node.textContent ?? '') !== '')) {
      const paragraph = document.createElement('p');
      parent.insertBefore(paragraph, first);
      paragraph.append(...run);
    }
    run = [];
  };
  let breaks: PageElement[] = [];
  for (const node of [...parent.childNodes]) {
    const element = node.nodeType === 1 ? (node as PageElement) : undefined;
    if (element?.localName === 'br') {
      breaks.push(element);
      continue;
    }
    const isEmpty = element === undefined && squeeze(node.textContent ?? '') === '';
    if (isEmpty && breaks.length > 0) continue;
    if (breaks.length === 1 && run.length > 0) run.push(...breaks);
    if (breaks.length >= 2) {
      end();
      for (const each of breaks) each.remove();
    }
    breaks = [];
    if (element !== undefined && blocks.has(element.localName)) end();
    else if (!isEmpty || run.length > 0) run.push(node);
  }
  end();
}
