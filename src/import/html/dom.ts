/**
 * Typed DOM of a page: the few members that the importer uses, and how text is read from an element.
 *
 * The compiler runs without the browser's types, and linkedom's own fall back to `any` then.
 */
import { parseHTML } from 'linkedom';

export interface PageNode {
  readonly nodeType: number;
  readonly textContent: string | null;
  readonly parentElement: PageElement | null;
  remove(): void;
}

export interface PageElement extends PageNode {
  readonly localName: string;
  readonly children: Iterable<PageElement>;
  readonly childNodes: Iterable<PageNode>;
  readonly firstElementChild: PageElement | null;
  readonly nextElementSibling: PageElement | null;
  readonly previousElementSibling: PageElement | null;
  readonly className: string;
  readonly attributes: Iterable<{ readonly name: string; readonly value: string }>;
  readonly id: string;
  innerHTML: string;
  readonly outerHTML: string;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  hasAttribute(name: string): boolean;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  closest(selector: string): PageElement | null;
  matches(selector: string): boolean;
  contains(other: PageElement): boolean;
  replaceWith(...nodes: (PageNode | string)[]): void;
  append(...nodes: (PageNode | string)[]): void;
  insertBefore(node: PageNode, before: PageNode): void;
}

export interface PageDocument extends PageElement {
  readonly documentElement: PageElement;
  readonly head: PageElement | null;
  readonly body: PageElement;
  createElement(name: string): PageElement;
}

/** Parses a whole page or a fragment; a fragment is put into a body. */
export function parsePage(html: string): PageDocument {
  const isWhole =
    /^\s*(?:<\?[^>]*>\s*|<!--(?:(?!-->)[\s\S])*-->\s*|<!doctype[^>]*>\s*)*<(?:html|head|body|meta|title|link|script)[\s>]/i.test(
      html.slice(0, 20_000),
    );
  // A page inside of a page (some editors paste whole documents) would split a fragment in two.
  const whole = isWhole
    ? html
    : `<!doctype html><html><body>${html.replace(/<\/?(?:html|body|head)(?:\s[^<>]*)?>/gi, '')}</body></html>`;
  const document = parseHTML(whole).document as unknown as PageDocument;
  if (capitalInAttribute.test(whole)) withSmallAttributes(document);
  return document;
}

const capitalInAttribute = /\s[a-z-]*[A-Z][A-Za-z-]*=["']/;

/** HTML doesn't tell `srcSet` and `dateTime`, as React prints them, from `srcset` and `datetime`; the parser does. */
function withSmallAttributes(document: PageDocument): void {
  for (const element of document.querySelectorAll('*')) {
    for (const { name, value } of [...element.attributes]) {
      const small = name.toLowerCase();
      if (small === name) continue;
      element.removeAttribute(name);
      if (!element.hasAttribute(small)) element.setAttribute(small, value);
    }
  }
}

/** Every run of white space, no-break spaces and zero-width characters as one space; trimmed. */
export function squeeze(text: string): string {
  return text
    .replace(/[\u200b\u200e\u200f\u2060\ufeff\u00ad]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The text of an element as one line; empty when there is no element. */
export function textOf(element: PageElement | null | undefined): string {
  return squeeze(element?.textContent ?? '');
}

const inLine = new Set('a b i em strong small span abbr font u sub sup label cite time'.split(' '));

/** The text of an element with a bar where two parts of it stand side by side with no white space between them. */
export function partedText(element: PageElement): string {
  let text = '';
  const part = (isBlock: boolean) => {
    if (isBlock || /[\p{L}\p{N}.]$/u.test(text)) text += '\u0000';
  };
  const walk = (node: PageNode) => {
    if (node.nodeType === 3) {
      const words = node.textContent ?? '';
      text = /^\s/.test(words) ? text.replace(/\0$/, '') + words : text + words;
    }
    if (node.nodeType !== 1) return;
    const inner = node as PageElement;
    if (/^(?:script|style|svg|noscript|template)$/.test(inner.localName)) return;
    const isBlock = !inLine.has(inner.localName);
    part(isBlock);
    for (const child of inner.childNodes) walk(child);
    part(isBlock);
  };
  for (const child of element.childNodes) walk(child);
  return text
    .split('\u0000')
    .map(squeeze)
    .filter((each) => each !== '')
    .join(' | ');
}

/** Class, id and the attributes that name a part of the page, in lower case with words split at `-`, `_` and camel case. */
export function hints(element: PageElement): string {
  const names = ['class', 'id', 'data-component', 'data-testid', 'data-test', 'data-type', 'data-block', 'itemprop'];
  const all = names.map((name) => element.getAttribute(name) ?? '').join(' ');
  return wordsOfName(all);
}

/** Names in lower case, with camel case split. */
export function wordsOfName(names: string): string {
  return names.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
}
