/**
 * Files of fields, as Kirby (`Title: …`, parted by `----`) and Lektor (`title: …`, parted by `---`) keep pages: recognised, and read as names
 * with their texts.
 */

import { isGate } from '../archive/fields.ts';

const HEAD_CHARS = 20_000;
const fieldName = /^\s{0,9}([A-Za-z_][\w-]{0,40}):(?:[ \t]|\r?\n|$)/;
/** Names of which a page or a file has at least one, without which lines with a colon between rules are a text: an interview's begin with names. */
const known = /^(?:title|headline|_model|template|uuid|alt|caption)$/i;
/** What says whether a page is out is one of a page's fields beside its text. */
const isKnownIn = (names: readonly (string | undefined)[]) => {
  const hasText = names.some((name = '') => /^(?:text|body)$/i.test(name));
  return (name = '') => known.test(name) || (hasText && isGate(name));
};
const separator = /\n(-{3,4})[ \t]*(?:\n|$)/;

const plain = (content: string) => content.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');

/** By its name a file of Lektor, or by what stands between its rules. */
export function isFieldFile(content: string, extension: string): boolean {
  const head = plain(content.slice(0, HEAD_CHARS));
  if (!fieldName.test(head)) return false;
  const mark = separator.exec(head)?.[1];
  if (mark === undefined) return extension === 'lr';
  const all = partsIn(head, mark).filter((part) => part.trim() !== '');
  const names = all.map((part) => fieldName.exec(part)?.[1]);
  const parts = all.slice(0, 5);
  if (names.slice(0, 5).includes(undefined)) return false;
  if (extension === 'lr') return true;
  const isKnown = isKnownIn(names);
  if (parts.length < 2 || !names.some(isKnown)) return false;
  // Lektor's rule is also that of Markdown; a value stands beside its name there, or alone below it.
  return mark === '----' ? (isKnown(names[0]) && !isLong(parts[0] ?? '')) || parts.length > 2 : !parts.some(isLong);
}

/** Whether a value beside its name goes on below. */
const isLong = (part: string) => /^[\w-]{1,41}:[ \t]{0,9}[^\s][^\n]*\n\s{0,9}[^\s]/.test(part);

function partsIn(text: string, mark: string): string[] {
  return text.split(new RegExp(`\\n${mark}[ \\t]*(?=\\n|$)`)).map((part) => part.replace(/^\n+/, ''));
}

/** By their names as written; what is escaped in them, so that it parts no fields, as it was meant. */
export function fieldsIn(content: string): Map<string, string> {
  const text = plain(content);
  const mark = separator.exec(text)?.[1] ?? '----';
  const fields = new Map<string, string>();
  for (const part of partsIn(text, mark)) {
    const name = fieldName.exec(part)?.[1];
    if (name === undefined) continue;
    const value = part.slice(part.indexOf(':') + 1).trim();
    fields.set(name, mark === '----' ? value.replace(/^\\----/gm, '----') : value);
  }
  return fields;
}
