/** What stands above the headline of a text page: the paper's name, its section, the way to the page. */

import { dateOfLine } from './dates.ts';

const MAX_LINES = 3;
const MIN_HEADLINE_WORDS = 4;

/** The lines from the headline on. */
export function fromHeadline(lines: readonly string[], isByline: (line: string) => boolean): readonly string[] {
  let from = 0;
  while (from < MAX_LINES && isAbove(lines[from] ?? '')) {
    const next = lines[from + 1] ?? '';
    const isHeadline = next.split(' ').length >= MIN_HEADLINE_WORDS && next.length <= 200 && !/[.…。]$/u.test(next);
    const isFurther = isAbove(next) && isHeadlineAfter(lines, from + 2);
    if (!(isFurther || (isHeadline && !isByline(next) && dateOfLine(next) === undefined))) break;
    from += 1;
  }
  return lines.slice(from);
}

function isHeadlineAfter(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  return line.split(' ').length >= MIN_HEADLINE_WORDS && !/[.…。]$/u.test(line);
}

/** One or two words, four capitals at most, names with a bar or an arrow between. Scripts without spaces have no such lines. */
function isAbove(line: string): boolean {
  if (line === '' || /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}.!?:…]/u.test(line))
    return false;
  const parts = line.split(/ [|>›»/·•] /);
  if (parts.length > 1) return parts.every((part) => part.split(' ').length <= 3);
  const words = line.split(' ');
  return words.length <= 2 || (words.length <= 4 && line === line.toUpperCase() && /\p{Lu}/u.test(line));
}
