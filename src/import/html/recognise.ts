/** Recognises web pages, and fragments of them: by the doctype, by the first element, or by tags among words. */

import type { Looked } from '../formats/looked.ts';

const pageExtensions = new Set(['html', 'htm', 'xhtml']);

export function isHtml({ content, extension, markup }: Looked): boolean {
  const { root, isHtmlDoctype } = markup();
  if (isHtmlDoctype) return true;
  if (root !== undefined) return htmlElements.has(root);
  // A page may start with words, but words alone are no page.
  const isPage = /<(?:html|body)[\s>]/i.test(content);
  return isPage || (pageExtensions.has(extension) && htmlTag.test(content));
}

export const isHtmlElement = (name: string) => htmlElements.has(name);

const htmlTag = /<(?:div|p|h[1-6]|article|main|section|br|a)[\s/>]/i;
const htmlElements = new Set(
  (
    'html head body title meta link style script base main article section header footer nav aside div p span a b i em ' +
    'strong u s small sub sup h1 h2 h3 h4 h5 h6 ul ol li dl table figure figcaption img picture video audio iframe ' +
    'blockquote pre code time hr br center font form noscript template'
  ).split(' '),
);
