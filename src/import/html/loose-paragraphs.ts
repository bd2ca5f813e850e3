/** Text without `<p>`: runs of it that two line breaks part, and boxes that hold nothing but text, become paragraphs. */

import { type PageDocument, type PageElement, type PageNode, squeeze, textOf } from './dom.ts';

const block =
  'address, article, aside, blockquote, center, div, dl, fieldset, figure, footer, form, h1, h2, h3, h4, h5, h6, header, hr, iframe, li, main, nav, ol, p, pre, section, table, td, ul, video';
const blockNames = new Set(block.split(', '));
const notText = 'p, pre, figure, figcaption, li, a, button, h1, h2, h3, h4, h5, h6, nav, footer, label, td, dl';

/** Letters from which on a box without any block in it may be a paragraph. */
const MIN_BOX_LETTERS = 80;

/** What readers see as paragraphs is told from menus by them; the tree is changed. */
export function withParagraphs(document: PageDocument): void {
  const broken = new Set([...document.body.querySelectorAll('br + br')].map((br) => br.parentElement));
  for (const parent of broken) if (parent !== null && parent.closest(notText) === null) partAtBreaks(document, parent);
  const boxes = [...document.body.querySelectorAll('div, section')].filter(isTextBox);
  const perParent = Map.groupBy(boxes, (box) => box.parentElement);
  for (const siblings of perParent.values()) {
    if (siblings.length >= 2) for (const box of siblings) asParagraph(document, box);
  }
}

function isTextBox(box: PageElement): boolean {
  if (box.querySelector(`${block}, img, form, input`) !== null || box.closest(notText) !== null) return false;
  const text = textOf(box);
  if (text.length < MIN_BOX_LETTERS) return false;
  let linked = 0;
  for (const link of box.querySelectorAll('a')) linked += textOf(link).length;
  return linked < text.length / 2;
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
    if (element !== undefined && blockNames.has(element.localName)) end();
    else if (!isEmpty || run.length > 0) run.push(node);
  }
  end();
}
