/** Limits of inputs: enough for every use, and too little to keep a database busy. */

import { slugKey } from '../src/text/slug.ts';
import { isDay, startOfDay } from '../src/time/days.ts';
import { badInput } from './bad-input.ts';

const MAX_TEXT_CHARACTERS = 500;
const MAX_LIST_ITEMS = 100;
/** Each of these is a condition of its own. */
const MAX_ALL_OF_ITEMS = 10;

type Path = readonly string[];

/** @throws BAD_USER_INPUT for a text that no reader types */
export function shortText(text: string | null | undefined, path: Path): string | undefined {
  if (text == null) return undefined;
  // One sign may stand for eighteen, and is searched for as what it stands for.
  const length = text.length > MAX_TEXT_CHARACTERS ? text.length : text.normalize('NFKC').length;
  if (length <= MAX_TEXT_CHARACTERS) return text;
  throw badInput(`\`${path.join('.')}\` has ${length} characters; at most ${MAX_TEXT_CHARACTERS} are allowed.`, path);
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
function moment(date: Date | null | undefined, path: Path): string | undefined {
  if (date == null) return undefined;
  const year = date.getUTCFullYear();
  if (year >= 1 && year <= 9999) return date.toISOString();
  throw badInput(`\`${path.join('.')}\` must lie in the years 1 to 9999.`, path);
}

/** @returns a moment, not a day, of which nobody knows the hour; @throws BAD_USER_INPUT for a day */
export function exactMoment(date: Date | null | undefined, path: Path): Date | null {
  if (date == null || !isDay(date)) return date ?? null;
  throw badInput(`\`${path.join('.')}\` is a date without an hour: write it as 2026-05-09T17:30:00Z.`, path);
}

interface Dates {
  readonly from?: Date | null | undefined;
  readonly before?: Date | null | undefined;
}

/** @returns RFC 3339, days by the clocks of the zone; @throws BAD_USER_INPUT for a year that it can't write */
export function dateRange(range: Dates | null | undefined, path: Path, timeZone = 'UTC') {
  if (range == null) return undefined;
  const end = (name: keyof Dates) => {
    const date = range[name];
    return moment(date != null && isDay(date) ? startOfDay(date, timeZone) : date, [...path, name]);
  };
  const [from, before] = [end('from'), end('before')];
  if (from !== undefined && before !== undefined && from > before)
    throw badInput(`\`${path.join('.')}.from\` is after \`before\`, so that there is nothing between them.`, [
      ...path,
      'from',
    ]);
  return { from, before };
}

/** @throws BAD_USER_INPUT for what isn't shaped like BCP 47 */
export function languageTag(tag: string | null | undefined, path: Path): string | undefined {
  if (tag == null) return undefined;
  if (/^[a-z]{2,3}(-[a-z0-9]{1,8}){0,4}$/i.test(tag)) return tag;
  throw badInput(`\`${path.join('.')}\` is not a language tag such as en or pt-BR.`, path);
}

/** More is no count of anything: a smallint of Postgres. */
const MAX_COUNT = 32_767;

/** @returns undefined if neither end is given; @throws BAD_USER_INPUT for a range that holds no count */
export function intRange(
  range: { readonly min?: number | null | undefined; readonly max?: number | null | undefined } | null | undefined,
  path: Path,
): { readonly min?: number; readonly max?: number } | undefined {
  const ends = Object.entries({ min: range?.min, max: range?.max }).filter(
    (end): end is [string, number] => end[1] != null,
  );
  for (const [name, end] of ends) {
    if (end < 0 || end > MAX_COUNT)
      throw badInput(`\`${path.join('.')}.${name}\` must be from 0 to ${MAX_COUNT}; it is ${end}.`, [...path, name]);
  }
  if (range?.min != null && range.max != null && range.max < range.min)
    throw badInput(`\`${path.join('.')}.max\` is less than \`min\`.`, [...path, 'max']);
  return ends.length === 0 ? undefined : Object.fromEntries(ends);
}
