/** Dialogs and popovers of a page that aren't open, and templates: neither what they say nor whom they name is the piece's. */

import { isClosed } from '../../text/html/hidden.ts';
import type { PageDocument, PageElement } from './dom.ts';

/** Takes them out of the tree; the tree is changed. */
export function removeClosed(document: PageDocument): void {
  for (const element of [...document.body.querySelectorAll('dialog, [popover], template')]) {
    if (element.localName === 'template' || isClosed({ tag: element.localName, attributes: attributesOf(element) }))
      element.remove();
  }
}

function attributesOf(element: PageElement): Record<string, string> {
  return Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]));
}
