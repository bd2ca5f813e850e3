/** What a page says by styles and classes that looking for its text takes away: pasted marks and lists, and who is quoted. */

import { isUndone, marksOfStyle } from '../../text/html/pasted.ts';
import { hints, type PageDocument, type PageElement, textOf } from './dom.ts';
import { nameWords } from './name-words.ts';

/** Where a style waits until the text is found. */
const waitingStyle = 'data-pasted-style';

/** Styles that stand for an element, or undo one, or make a paragraph of Word's an item, are put by. The tree is changed. */
export function putStylesBy(document: PageDocument): void {
  for (const element of document.body.querySelectorAll('[style]')) {
    const style = element.getAttribute('style') ?? '';
    const node = { tag: element.localName, attributes: { style }, children: [] };
    const isOfText = /^(?:span|font|b|strong|i|em|u|s|sub|sup)$/.test(element.localName);
    if (/mso-list\s*:/i.test(style) || (isOfText && (marksOfStyle(node).length > 0 || isUndone(node))))
      element.setAttribute(waitingStyle, style);
  }
}

/** The styles that were put by stand in their elements again. The tree is changed. */
export function takeStylesBack(body: PageElement): void {
  for (const element of [...body.querySelectorAll(`[${waitingStyle}]`)]) {
    element.setAttribute('style', element.getAttribute(waitingStyle) ?? '');
    element.removeAttribute(waitingStyle);
  }
}

const speakerWords = nameWords('authors?', 'autor', 'byline', 'credits?', 'signature', '\\w+-footer', 'captions?');
/** A longer one may be the whole page, set in. */
const MAX_QUOTATION_CHARACTERS = 2_000;

/**
 * Who is quoted stands at the end of the quotation, and is called as the page's own author and footer are: without these
 * names it is taken for neither. The tree is changed.
 */
export function keepSpeakers(document: PageDocument): void {
  for (const quotation of [...document.body.querySelectorAll('blockquote')]) {
    // Of quotations within each other the innermost, so that each element is looked at once.
    if (quotation.querySelector('blockquote') !== null) continue;
    const text = textOf(quotation);
    if (text.length > MAX_QUOTATION_CHARACTERS) continue;
    for (const element of [...quotation.querySelectorAll('footer, cite, [class], [rel], [itemprop]')]) {
      const words = textOf(element);
      if (words === '' || words === text || !text.endsWith(words)) continue;
      if (element.localName === 'footer') element.replaceWith(plain(document, element));
      else if (element.localName === 'cite' || speakerWords.test(hints(element)) || isOfAuthor(element))
        for (const name of ['class', 'id', 'rel', 'itemprop']) element.removeAttribute(name);
    }
  }
}

const isOfAuthor = (element: PageElement) =>
  element.getAttribute('rel') === 'author' || /\bauthor\b/.test(element.getAttribute('itemprop') ?? '');

function plain(document: PageDocument, element: PageElement): PageElement {
  const division = document.createElement('div');
  division.append(...element.childNodes);
  return division;
}
