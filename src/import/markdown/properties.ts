/** Pages of Notion as Markdown: a heading, and below it the page's properties, a line each, which are what front matter is elsewhere. */

import { fieldNamed, writtenIn } from '../archive/fields.ts';
import { isYes, textOf } from '../archive/json.ts';
import { readDate } from '../feed/date.ts';
import { stateOf } from '../withheld/states.ts';
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
  const found = lines.flatMap((line) => {
    const [, label, value] = property.exec(line) ?? [];
    return label === undefined || value === undefined
      ? []
      : [{ line, name: label, value: value.trim(), field: fieldNamed(label) }];
  });
  if (found.length < lines.length || found.length > MAX_PROPERTIES) return null;
  const known = found.filter(({ field }) => field !== undefined && field !== 'body');
  // Without the name that Notion gives, all have to be parts of a piece.
  const isEach = id !== undefined || (found.length > 1 && found.every(({ field }) => field !== undefined));
  if (!isEach || known.length === 0 || isTalk(found)) return null;
  const properties = found.filter(({ field }) => field !== 'body');
  const matter = Object.fromEntries(properties.map((each) => [each.name, each.value]));
  const texts = found.filter(({ field }) => field === 'body').map(({ value }) => `${value}\n\n`);
  return {
    matter: { ...matter, ...(id !== undefined && { id }) },
    unread: found.filter(({ field, value }) => field === undefined && /\s/.test(value)).map((each) => `[${each.name}]`),
    text: title + texts.join('') + text.slice(end < 0 ? text.length : end).trimStart(),
    // A workspace is private by nature, and so are notes.
    ...(!isOut(matter) && { doubt: 'Its properties don’t say that it is published, so that it may be no news.' }),
  };
}

interface Property {
  readonly name: string;
  readonly value: string;
  readonly field: string | undefined;
}

/** Whoever speaks in a conversation speaks again, and says sentences where a property has a name, a day or a state. */
function isTalk(found: readonly Property[]): boolean {
  const names = new Set(found.map(({ name }) => name));
  return names.size < found.length || found.some(({ field, value }) => terse.has(field) && isSentence(value));
}

const terse = new Set<string | undefined>(['authors', 'publishedAt', 'updatedAt', 'status']);

/** Of three words and more; "Ada Quay et al." and "9:30 a.m." end with a dot, too. */
const isSentence = (value: string) =>
  / \S+ \S/.test(value) && /(?:[?!…]|(?! (?:al|co)\.) \p{Ll}{2,}\.)["”»’]?$/u.test(value);

/** In a table of tasks what is open or active isn't out. */
const stateOfTasks = /^(?:open|active|visible|usable|yes|true|always|everyone)$/i;
const sincePublished = /^(?:(?:is )?published(?: at| on| date)?|date published)$/i;

function isOut(matter: Readonly<Record<string, string>>): boolean {
  const states = writtenIn(matter)
    .all('status')
    .map((state) => textOf(state) ?? '');
  if (states.length > 0) return states.every((state) => stateOf(state) === 'out' && !stateOfTasks.test(state));
  return Object.entries(matter).some(
    ([name, value]) => sincePublished.test(name) && (isYes(value) || readDate(value) !== undefined),
  );
}
