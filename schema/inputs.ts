/** Limits of inputs: enough for every use, and too little to keep a database busy. */

import { slugKey } from '../src/text/slug.ts';
import { badInput } from './bad-input.ts';

const MAX_TEXT_CHARACTERS = 500;
const MAX_LIST_ITEMS = 100;
/** Each of these is a condition of its own. */
const MAX_ALL_OF_ITEMS = 10;

type Path = readonly string[];

/** @throws BAD_USER_INPUT for a text that no reader types */
export function shortText(text: string | null | undefined, path: Path): string | undefined {
  if (text == null) return undefined;
  if (text.length <= MAX_TEXT_CHARACTERS) return text;
  throw badInput(
    `\`${path.join('.')}\` has ${text.length} characters; at most ${MAX_TEXT_CHARACTERS} are allowed.`,
    path,
  );
}

/** @throws BAD_USER_INPUT for a list that is too long */
export function shortList<Item>(
  list: readonly Item[] | null | undefined,
  path: Path,
  longest = MAX_LIST_ITEMS,
): readonly Item[] | undefined {
  if (list == null) return undefined;
  const distinct = [...new Set(list)];
  if (distinct.length <= longest) return distinct;
  throw badInput(`\`${path.join('.')}\` has ${distinct.length} entries; at most ${longest} are allowed.`, path);
}

interface SlugLists {
  readonly anyOf?: readonly string[] | null | undefined;
  readonly allOf?: readonly string[] | null | undefined;
  readonly noneOf?: readonly string[] | null | undefined;
}

/** Slugs as they are stored. */
export function slugSets({ anyOf, allOf, noneOf }: SlugLists, path: Path) {
  return {
    anyOf: shortList(anyOf?.map(slugKey), [...path, 'anyOf']),
    allOf: shortList(allOf?.map(slugKey), [...path, 'allOf'], MAX_ALL_OF_ITEMS),
    noneOf: shortList(noneOf?.map(slugKey), [...path, 'noneOf']),
  };
}

/** @returns RFC 3339; @throws BAD_USER_INPUT for a year that it can't write */
export function moment(date: Date | null | undefined, path: Path): string | undefined {
  if (date == null) return undefined;
  const year = date.getUTCFullYear();
  if (year >= 1 && year <= 9999) return date.toISOString();
  throw badInput(`\`${path.join('.')}\` must lie in the years 1 to 9999.`, path);
}

/** @throws BAD_USER_INPUT for what isn't shaped like BCP 47 */
export function languageTag(tag: string | null | undefined, path: Path): string | undefined {
  if (tag == null) return undefined;
  if (/^[a-z]{2,3}(-[a-z0-9]{1,8}){0,4}$/i.test(tag)) return tag;
  throw badInput(`\`${path.join('.')}\` is not a language tag such as en or pt-BR.`, path);
}
