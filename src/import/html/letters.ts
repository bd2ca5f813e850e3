/** How many letters each element of a page has, all of them counted in one walk; a sign that stands for a syllable or a word counts as several. */

import type { PageElement, PageNode } from './dom.ts';

export interface Letters {
  readonly all: number;
  readonly linked: number;
}

const none: Letters = { all: 0, linked: 0 };
const unread = new Set(['script', 'style', 'template', 'noscript']);

/** Of the tree as it is now: white space counts once. */
export function lettersOf(root: PageElement): (element: PageElement) => Letters {
  const counts = new Map<PageNode, Letters>();
  const count = (element: PageElement): Letters => {
    let [all, linked] = [0, 0];
    for (const node of element.childNodes) {
      if (node.nodeType === 3) all += lettersIn((node.textContent ?? '').replace(/\s+/g, ' '));
      if (node.nodeType !== 1 || unread.has((node as PageElement).localName)) continue;
      const inner = count(node as PageElement);
      all += inner.all;
      linked += inner.linked;
    }
    const letters = { all, linked: element.localName === 'a' ? all : linked };
    counts.set(element, letters);
    return letters;
  };
  count(root);
  return (element) => counts.get(element) ?? none;
}

const ofSyllables = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
/** What such a sign says takes two to three letters in scripts of letters. */
const LETTERS_OF_SIGN = 2.5;

/** The length of a text in letters, so that one measure holds for a paragraph in any script. */
export function lettersIn(text: string): number {
  const signs = text.match(ofSyllables)?.length ?? 0;
  return Math.round(text.length + (LETTERS_OF_SIGN - 1) * signs);
}
