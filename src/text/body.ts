/** An article's body as plain text, and its word count. */

import { bodyBlocks } from './blocks.ts';
import { linesOf } from './body-block.ts';
import { plainText } from './plain-text.ts';

/**
 * The body as plain text: blocks parted by one empty line, items of lists and rows of tables on lines of their own, cells
 * parted by tabs, quotations in the language's marks, notes as `[1]`; without the addresses of links and without pictures.
 *
 * @param language BCP 47
 */
export function bodyAsText(html: string, language?: string): string {
  return plainText(bodyBlocks(html, language));
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** Number of words as Unicode and ICU's dictionaries split them, so that Chinese, Japanese and Thai are counted too. */
export function wordCount(text: string): number {
  let count = 0;
  for (const { isWordLike } of segmenter.segment(text)) if (isWordLike) count += 1;
  return count;
}

/** Words that a reader of the body reads: {@link wordCount} of its blocks, without the numbers of lists. */
export function bodyWordCount(html: string): number {
  return wordCount(linesOf(bodyBlocks(html)));
}
