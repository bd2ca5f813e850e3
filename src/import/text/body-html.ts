/** The lines of an article as HTML: paragraphs, subheadings, and lists whose lines have marks. */

import { escapedAttribute } from '../../text/html/tree.ts';
import { isParagraph } from './lines.ts';

const MAX_HEADING_CHARACTERS = 70;
const MAX_HEADING_WORDS = 9;
const marked = /^#{1,6}\s+(\S.*)$/u;
const bullet = /^[*•·‣▪-]\s+(\S.*)$/u;
const numbered = /^\d{1,2}[.)]\s+(\S.*)$/u;

/** @param lines each a paragraph, a heading or an item of a list, in order */
export function linesAsHtml(lines: readonly string[]): string {
  const html: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const list = [bullet, numbered].find((shape) => runOf(lines, at, shape) >= 2);
    if (list !== undefined) {
      const run = runOf(lines, at, list);
      const items = lines
        .slice(at, at + run)
        .map((item) => `<li>${escapedAttribute(list.exec(item)?.[1] ?? item)}</li>`);
      const name = list === bullet ? 'ul' : 'ol';
      html.push(`<${name}>${items.join('')}</${name}>`);
      at += run - 1;
    } else if (isHeading(lines, at)) html.push(`<h2>${escapedAttribute(marked.exec(line)?.[1] ?? line)}</h2>`);
    else html.push(`<p>${escapedAttribute(line)}</p>`);
  }
  return html.join('\n');
}

function runOf(lines: readonly string[], from: number, shape: RegExp): number {
  let count = 0;
  while (shape.test(lines[from + count] ?? '')) count += 1;
  return count;
}

/** A few words without a stop between two paragraphs, or what Markdown marks as one. */
function isHeading(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  const next = lines[at + 1];
  if (next === undefined) return false;
  if (marked.test(line)) return true;
  const isShort = line.length <= MAX_HEADING_CHARACTERS && line.split(' ').length <= MAX_HEADING_WORDS;
  const isBare = /^[\p{Lu}\p{Lo}\p{N}¿¡“«„]/u.test(line) && !/[.,;:…。、"”»]$/u.test(line);
  return at > 0 && isShort && isBare && isParagraph(lines[at - 1] ?? '') && isParagraph(next);
}
