/** The text of a NewsML-G2 item: inline XHTML, NITF or plain data, as HTML. */

import { paragraphs } from '../feed/markup.ts';
import { RefusedInput } from '../imported-document.ts';
import { nitfPiece } from '../nitf/nitf.ts';
import type { WirePiece } from '../wire/piece.ts';
import { elementsOf, findAll, htmlOf, rawText, type XmlElement, type XmlNode } from '../wire/xml-tree.ts';
import { isForDesk } from '../withheld/desk-parts.ts';

export type InlineText = Pick<WirePiece, 'body'> & Partial<WirePiece>;

/**
 * @param isWithheld what needs no text to be taken back
 * @throws {RefusedInput} where the text lies elsewhere
 */
export function textOfItem(contentSet: XmlElement | undefined, isWithheld: boolean): InlineText {
  const inline = [...elementsOf(contentSet, 'inlineXML'), ...elementsOf(contentSet, 'inlineData')];
  const [first] = inline.map(inlineText).filter(({ body }) => body.trim() !== '');
  if (first !== undefined) return first;
  const elsewhere = elementsOf(contentSet, 'remoteContent').find(({ attributes }) => isText(attributes.contenttype));
  if (elsewhere !== undefined && !isWithheld) {
    throw new RefusedInput(
      `Its text lies elsewhere: ${elsewhere.attributes.href ?? elsewhere.attributes.residref ?? ''}.`,
    );
  }
  return { body: '' };
}

const isText = (type = '') => /^text\/|html|nitf/i.test(type);

function inlineText(element: XmlElement): InlineText {
  const [nitf] = findAll(element, 'nitf');
  if (nitf !== undefined) return nitfPiece(nitf);
  const [html] = findAll(element, 'html');
  if (html !== undefined) return { body: mainHtml(elementsOf(html, 'body')[0] ?? html) };
  if (elementsOf(element).length > 0) return { body: mainHtml(element) };
  const text = rawText(element);
  if (text.trim() === '') return { body: '' };
  return {
    body: /html/i.test(element.attributes.contenttype ?? '') || /<p[\s>]/i.test(text) ? text : paragraphs(text),
  };
}

/** What is said besides the text: heads with date and slug, notes that aren't for readers, who signed it. */
const furniture = /^(?:header|footer|aside|nav|style|script)$/;
const furnitureClass = /\b(?:notepad|np-\w+|slugline|closingline|keywords?|byline|signature)\b/i;

/** HTML of a page's text: of its one main part, where it says which that is. */
export function mainHtml(body: XmlElement): string {
  const parts = elementsOf(body);
  const main = parts.filter(({ name, attributes }) => name === 'main' || /\bmain\b/.test(attributes.class ?? ''));
  return htmlOf(withoutFurniture((main.length === 1 ? main[0] : body)?.children ?? []));
}

function withoutFurniture(nodes: readonly XmlNode[]): XmlNode[] {
  return nodes.flatMap((node): XmlNode[] => {
    if (typeof node === 'string') return [node];
    const classes = node.attributes.class ?? '';
    const isLeft =
      furniture.test(node.name.toLowerCase()) || furnitureClass.test(classes) || classes.split(/\s+/).some(isForDesk);
    return isLeft ? [] : [{ ...node, children: withoutFurniture(node.children) }];
  });
}
