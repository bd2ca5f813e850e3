/** Pages of Notion as Markdown: a heading, and below it the page's properties, a line each, which are what front matter is elsewhere. */

import { isField } from '../archive/fields.ts';
import type { MarkdownFile } from './front-matter.ts';

/** Behind the title in each file's name, by which the page is known. */
const idInName = / ([\da-f]{32})\.md(?:\.gz)?$/;
const heading = /^# [^\n]{1,500}\n\n/;
const property = /^((?!\p{Ll})\p{L}[\p{L}\d ()/&-]{0,40}): ?([^\n]{0,1000})$/u;
const MAX_PROPERTIES = 40;

/** @returns null for a text without properties, which may begin with a line that has a colon */
export function propertiesUnder(text: string, name: string): MarkdownFile | null {
  const id = idInName.exec(name)?.[1];
  const title = heading.exec(text)?.[0];
  if (title === undefined) return null;
  const end = text.indexOf('\n\n', title.length);
  const lines = text.slice(title.length, end < 0 ? text.length : end).split('\n');
  const found = lines.map((line) => property.exec(line));
  const names = found.flatMap((each) => each?.[1] ?? []);
  // Without the name that Notion gives, all have to be parts of a piece.
  const isEach = found.length === names.length && names.length <= MAX_PROPERTIES;
  const isKnown = id === undefined ? names.length > 1 && names.every(isField) : names.some(isField);
  if (!isEach || !isKnown) return null;
  const matter = Object.fromEntries(found.flatMap((each) => (each === null ? [] : [[each[1], each[2]?.trim()]])));
  return {
    matter: { ...matter, ...(id !== undefined && { id }) },
    text: title + text.slice(end < 0 ? text.length : end),
  };
}
