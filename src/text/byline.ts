/** Bylines: the authors of an article in one line, joined as the article's language joins names. */

import { LRUCache } from 'lru-cache';

export interface BylinePart<Source> {
  /** What joins it to the name before it, such as ", " or " und "; empty before the first. */
  readonly joiner: string;
  readonly name: string;
  readonly source: Source;
}

interface BylineAttribution<Source> {
  readonly role: string;
  readonly source: Source;
}

/**
 * Each author with what stands before it, by the list patterns of Unicode CLDR; English as newspapers do, without a comma
 * before "and", and languages that CLDR doesn't know as English.
 *
 * @param attributions in the order of the piece
 * @param language BCP 47
 * @returns parts that make the byline when they are put one behind the other; none without an author
 */
export function bylineParts<Source extends { readonly name: string }>(
  attributions: readonly BylineAttribution<Source>[],
  language: string,
): BylinePart<Source>[] {
  const authors = attributions.filter(({ role }) => role === 'AUTHOR').map(({ source }) => source);
  if (authors.length === 0) return [];
  const joiners = joinersOf(
    authors.map(({ name }) => name),
    language,
  );
  return authors.map((source, index) => ({ joiner: joiners[index] ?? '', name: source.name, source }));
}

/** @returns "A", "A and B", "A, B and C" in the language; null without an author */
export function byline(
  attributions: readonly BylineAttribution<{ readonly name: string }>[],
  language: string,
): string | null {
  const parts = bylineParts(attributions, language);
  return parts.length === 0 ? null : parts.map(({ joiner, name }) => joiner + name).join('');
}

/** NOTE: American English has the serial comma in CLDR, and not in newspapers. */
function listFormat(language: string): Intl.ListFormat {
  const known = formats.get(language);
  if (known !== undefined) return known;
  const [locale = 'en-GB'] = /^en\b/.test(language) ? [] : supported(language);
  const format = new Intl.ListFormat(locale, { type: 'conjunction' });
  formats.set(language, format);
  return format;
}

/** Lists have a byline an article, and finding and making a format takes longer than using it. */
const formats = new LRUCache<string, Intl.ListFormat>({ max: 100 });

/** A tag of the right shape may still be none: with a variant twice. */
function supported(language: string): string[] {
  try {
    return Intl.ListFormat.supportedLocalesOf([language]);
  } catch {
    return [];
  }
}

/** Of the names themselves: Spanish says "e" instead of "y" before an I. */
function joinersOf(names: readonly string[], language: string): string[] {
  const joiners: string[] = [];
  let joiner = '';
  for (const { type, value } of listFormat(language).formatToParts(names)) {
    if (type === 'literal') joiner += value;
    else {
      joiners.push(joiner);
      joiner = '';
    }
  }
  return joiners;
}
