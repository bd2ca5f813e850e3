/**
 * Validation of an editor's texts of a topic or source: trimmed and short enough. What is no text at all never gets
 * here.
 */

import { InvalidInput } from '../errors.ts';

/** @throws InvalidInput */
export function lineOf(text: string, field: string, longest: number): string {
  return checked(text, ['input', field], longest);
}

/** @throws InvalidInput */
export function linesOf(texts: readonly string[], field: string, most: number, longest: number): string[] {
  if (texts.length > most) throw new InvalidInput(`At most ${most} are allowed.`, ['input', field]);
  return texts.map((text, index) => checked(text, ['input', field, String(index)], longest));
}

export const MAX_SLUG_CHARACTERS = 200;

/** Letters and digits of any script in lower case, with single hyphens between. @throws InvalidInput */
export function givenSlug(slug: string): string {
  const isSlug = /^[\p{L}\p{M}\p{N}]+(?:-[\p{L}\p{M}\p{N}]+)*$/u.test(slug);
  if (isSlug && slug.length <= MAX_SLUG_CHARACTERS && slug === slug.toLowerCase().normalize('NFC')) return slug;
  const what = 'lower-case letters and digits with single hyphens between';
  throw new InvalidInput(`A slug has ${what}, ${MAX_SLUG_CHARACTERS} at the most.`, ['input', 'slug']);
}

function checked(text: string, path: readonly string[], longest: number): string {
  if (text.length > longest) throw new InvalidInput(`At most ${longest} characters are allowed.`, path);
  const trimmed = text.trim();
  if (trimmed === '') throw new InvalidInput('It is empty.', path);
  return trimmed;
}
