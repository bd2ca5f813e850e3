/** An article's body as plain text and Markdown, and its word count. */

import { createRequire } from 'node:module';
import type * as HtmlToText from 'html-to-text';
import type Turndown from 'turndown';

const require = createRequire(import.meta.url);

/**
 * The body as plain text: paragraphs and headings separated by one blank line, list items on lines of their own, entities
 * decoded, without the addresses of links and without pictures.
 */
export function bodyAsText(html: string): string {
  // Loaded when first asked for: most processes never need it.
  const { convert } = require('html-to-text') as typeof HtmlToText;
  const block = { leadingLineBreaks: 2, trailingLineBreaks: 2 };
  const text = convert(html, {
    wordwrap: false,
    // HTML's own: a zero-width space parts the words of Khmer and Thai and is no gap.
    whitespaceCharacters: ' \t\r\n\f',
    selectors: [
      { selector: 'a', options: { ignoreHref: true } },
      { selector: 'img', format: 'skip' },
      { selector: 'p', options: block },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
        selector,
        options: { uppercase: false, ...block },
      })),
      { selector: 'ul', options: { itemPrefix: '- ', ...block } },
      { selector: 'ol', options: block },
      { selector: 'blockquote', options: { trimEmptyLines: true, ...block }, format: 'block' },
      { selector: 'figure', options: block, format: 'block' },
      { selector: 'figcaption', options: block, format: 'block' },
      { selector: 'hr', format: 'skip' },
    ],
  });
  return text
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

let turndown: Turndown | undefined;

/** The body as Markdown: ATX headings (`##`), `-` for bullets, `**` and `_` for emphasis. */
export function bodyAsMarkdown(html: string): string {
  if (turndown === undefined) {
    const Service = require('turndown') as typeof Turndown;
    turndown = new Service({ headingStyle: 'atx', bulletListMarker: '-', hr: '---', codeBlockStyle: 'fenced' });
  }
  return turndown.turndown(html);
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** Number of words as Unicode and ICU's dictionaries split them, so that Chinese, Japanese and Thai are counted too. */
export function wordCount(text: string): number {
  let count = 0;
  for (const { isWordLike } of segmenter.segment(text)) if (isWordLike) count += 1;
  return count;
}

/** Words that a reader of the body reads: {@link wordCount} of its text. */
export function bodyWordCount(html: string): number {
  return wordCount(bodyAsText(html));
}
