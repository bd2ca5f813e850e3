/** Dialogs and popovers of a page that aren't open, and templates: neither what they say nor whom they name is the piece's. */

import { isClosed } from '../../text/html/hidden.ts';
import { isInSentence, isNote, openedBy } from '../../text/html/popovers.ts';
import type { PageDocument, PageElement } from './dom.ts';

/** Takes them out of the tree; the tree is changed. Notes that a sentence opens are words of the piece and stay. */
export function removeClosed(document: PageDocument): void {
  openNotes(document);
  for (const element of [...document.body.querySelectorAll('dialog, [popover], template')]) {
    if (element.localName === 'template' || isClosed({ tag: element.localName, attributes: attributesOf(element) }))
      element.remove();
  }
}

function openNotes(document: PageDocument): void {
  const buttons = [...document.body.querySelectorAll('button[popovertarget], button[commandfor]')];
  if (buttons.length === 0) return;
  const notes = new Map(
    [...document.body.querySelectorAll('[popover][id]')].filter(isReadable).map((note) => [note.id, note]),
  );
  const texts = new Map<PageElement, string>();
  for (const button of buttons) {
    const note = notes.get(openedBy(attributesOf(button)) ?? '');
    const block = button.closest('p, li, td, dd, blockquote');
    if (note === undefined || block === null) continue;
    const around = texts.get(block) ?? block.textContent ?? '';
    texts.set(block, around);
    const own = button.textContent ?? '';
    if (!isInSentence(around, own)) continue;
    note.removeAttribute('popover');
    button.replaceWith(own);
  }
}

function isReadable(note: PageElement): boolean {
  const inside = [...note.querySelectorAll('*')];
  const ofLinks = inside.filter(({ localName }) => localName === 'a').map(({ textContent }) => textContent ?? '');
  return isNote(
    note.textContent ?? '',
    ofLinks.join(''),
    inside.map(({ localName }) => localName),
  );
}

function attributesOf(element: PageElement): Record<string, string> {
  return Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]));
}
