/**
 * Validation of an editor's texts of a topic or source: one line, short enough. What is no text at all never gets
 * here.
 */

import { InvalidInput } from '../errors.ts';
import { isReadable, oneLine } from '../text/line.ts';
import { slugKey } from '../text/slug.ts';

/** @throws InvalidInput */
export function textOf(text: string, field: string, longest: number): string {
  return checked(text.trim(), text.length, ['input', field], longest);
}

/** A name: on one line, in NFC, and of something that readers see. @throws InvalidInput */
export function nameOf(text: string, longest: number): string {
  const path = ['input', 'name'];
  const name = checked(oneLine(text), text.length, path, longest);
  if (isReadable(name)) return name;
  throw new InvalidInput('This has no letter, digit or other sign that readers see.', path);
}

/** @throws InvalidInput */
export function linesOf(texts: readonly string[], field: string, most: number, longest: number): string[] {
  if (texts.length > most) throw new InvalidInput(`At most ${most} are allowed.`, ['input', field]);
  return texts.map((text, index) => checked(text.trim(), text.length, ['input', field, String(index)], longest));
}

export const MAX_SLUG_CHARACTERS = 200;

/** Letters and digits of any script with single hyphens between; in lower case from here on. @throws InvalidInput */
export function givenSlug(given: string): string {
  const slug = slugKey(given);
  const isSlug = /^[\p{L}\p{M}\p{N}]+(?:-[\p{L}\p{M}\p{N}]+)*$/u.test(slug);
  if (isSlug && slug.length <= MAX_SLUG_CHARACTERS) return slug;
  const what = 'letters and digits with single hyphens between';
  throw new InvalidInput(`A slug has ${what}, ${MAX_SLUG_CHARACTERS} at the most.`, ['input', 'slug']);
}

function checked(text: string, length: number, path: readonly string[], longest: number): string {
  if (length > longest) throw new InvalidInput(`At most ${longest} characters are allowed.`, path);
  if (text === '') throw new InvalidInput('It is empty.', path);
  return text;
}
