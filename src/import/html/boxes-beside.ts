/** Boxes that a page has beside its piece whatever they are called: threads of comments, forms for an address, requests to subscribe. */

import { type PageDocument, type PageElement, textOf, wordsOfName } from './dom.ts';
import { lettersOf } from './letters.ts';
import { isRequest } from './page-lines.ts';

const thread =
  /^(?:(?:article|post|story|page|user|reader|leser|fb|js|section|list|thread|wp)-?)*(?:comments?|kommentar(?:e|er)?|comentarios?|commentaires?|commenti|coment[aá]rios|reacties|yorumlar|komentarze|komentari|discussion|disqus|viafoura|livefyre|openweb|spotim|coral)(?:-?(?:section|area|list|thread|wrapper|container|box|block|content|embed|root|module))*$/;

/** Letters of the piece that must be left where a thread is longer than it. */
const MIN_TEXT_LETTERS = 200;
/** Letters of a box that asks for something; more is a text. */
const MAX_BOX_LETTERS = 600;

/** Takes them out of the tree, while its forms are still there; the tree is changed. */
export function removeBoxesBeside(document: PageDocument): void {
  removeThreads(document);
  const letters = lettersOf(document.body);
  const kept = keptOf(document);
  const widest = (element: PageElement) => boxAround(element, (box) => letters(box).all, kept);
  for (const input of [...document.body.querySelectorAll('input[type="email"], input[type="password"]')]) {
    const form = input.closest('form') ?? input.parentElement;
    if (form !== null && document.body.contains(form) && letters(form).all <= MAX_BOX_LETTERS) widest(form).remove();
  }
  for (const line of [...document.body.querySelectorAll('p, div, h2, h3, h4, h5, span')]) {
    const { all } = letters(line);
    if (all < 10 || all > MAX_BOX_LETTERS || line.querySelector('p, div') !== null || !isRequest(textOf(line)))
      continue;
    if (line.closest('figure, blockquote, table, li') !== null) continue;
    if (document.body.contains(line)) widest(line).remove();
  }
}

/** What boxes may not be widened over: how many paragraphs but requests each element holds, and which hold a headline. */
interface Kept {
  readonly paragraphs: Map<PageElement, number>;
  readonly headings: Set<PageElement>;
}

function keptOf(document: PageDocument): Kept {
  const paragraphs = new Map<PageElement, number>();
  for (const paragraph of document.body.querySelectorAll('p')) {
    const text = textOf(paragraph);
    if (text === '' || isRequest(text)) continue;
    for (let at: PageElement | null = paragraph; at !== null; at = at.parentElement)
      paragraphs.set(at, (paragraphs.get(at) ?? 0) + 1);
  }
  const headings = new Set<PageElement>();
  for (const heading of document.body.querySelectorAll('h1, article'))
    for (let at: PageElement | null = heading; at !== null && !headings.has(at); at = at.parentElement)
      headings.add(at);
  return { paragraphs, headings };
}

/** The widest box around a request that holds no paragraph but it and other requests. */
function boxAround(
  element: PageElement,
  lettersOfBox: (box: PageElement) => number,
  { paragraphs, headings }: Kept,
): PageElement {
  const own = paragraphs.get(element) ?? 0;
  let box = element;
  for (let at = element.parentElement; at !== null; at = at.parentElement) {
    if (/^(?:body|main|article|td|form|li)$/.test(at.localName) || lettersOfBox(at) > MAX_BOX_LETTERS) break;
    if (headings.has(at) || /article-?body/i.test(at.getAttribute('itemprop') ?? '')) break;
    if ((paragraphs.get(at) ?? 0) > own) break;
    box = at;
  }
  return box;
}

/** However long they are: of a short piece they are most of the page's text. */
function removeThreads(document: PageDocument): void {
  const letters = lettersOf(document.body);
  let left = [...document.body.querySelectorAll('p')].reduce((sum, paragraph) => sum + textIn(paragraph, letters), 0);
  for (const element of [...document.body.querySelectorAll('[class], [id]')]) {
    if (/^(?:html|body|main|article|p|a|span)$/.test(element.localName) || !isThread(element)) continue;
    if (!document.body.contains(element) || element.querySelector('h1, [itemprop~="articleBody"]') !== null) continue;
    const own = [...element.querySelectorAll('p')].reduce((sum, paragraph) => sum + textIn(paragraph, letters), 0);
    if (left - own < MIN_TEXT_LETTERS) continue;
    left -= own;
    element.remove();
  }
}

function textIn(paragraph: PageElement, letters: ReturnType<typeof lettersOf>): number {
  const { all, linked } = letters(paragraph);
  return all - linked;
}

function isThread(element: PageElement): boolean {
  const names = `${element.className} ${element.id}`.trim().split(/\s+/);
  return names.some((name) => thread.test(wordsOfName(name).replace(/[_-]+/g, '-')));
}
