/**
 * Identity of a story without an address, so that importing it again updates it.
 *
 * A page names stories under its own date, not under theirs: the same story stands in "Hot this week" on several days,
 * and one day a page is about it. So a headline alone makes the origin, and all of these meet. Only a short headline
 * ("Morning briefing"), which is printed again over other stories, is told apart by its date as well. A page's own piece
 * has the page's address as its origin where that is known, as from HTML and feeds.
 */

import { createHash } from 'node:crypto';
import { normalForm } from '../../text/piled-marks.ts';

/** Fewer words than this, and a headline may come again over another story. */
const DISTINCTIVE_WORDS = 5;

/** The headline's words alone: case, quotation marks, dashes, spaces and accents' encoding don't count. */
export function normalisedHeadline(headline: string): string {
  return (
    normalForm(headline, 'NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}%$€£]+/gu) ?? []
  ).join(' ');
}

/** `text:` and 64 hexadecimal digits; `date` is undefined where a page doesn't say it. */
export function headlineOrigin(headline: string, date: Date | undefined): string {
  const words = normalisedHeadline(headline);
  const isDistinctive = words.split(' ').length >= DISTINCTIVE_WORDS;
  const day = isDistinctive || date === undefined ? '' : `\n${date.toISOString().slice(0, 10)}`;
  return `text:${createHash('sha256')
    .update(words + day)
    .digest('hex')}`;
}
