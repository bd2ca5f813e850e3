/** Full names of people whom a text calls by their surname alone, since its headline or a topic has already told who they are. */

import type { DocumentAttribution } from '../attribution/attribution.ts';
import { isGivenName } from '../attribution/given-names.ts';
import { isBesideRelative } from '../attribution/relatives.ts';

export interface Telling {
  readonly headline: string;
  readonly standfirst?: string | undefined;
  readonly topics: readonly string[];
  /** As text: whoever is called so there as well makes a surname nobody's. */
  readonly body: string;
  /** Words for relatives of other languages are other words. */
  readonly language?: string | undefined;
}

/**
 * "Kalanick" below "Uber Founder Travis Kalanick Resigns" is Travis Kalanick, unless a relative stands there, or somebody
 * else of the name in the text.
 */
export function withFullNames(
  found: readonly DocumentAttribution[],
  { headline, standfirst = '', topics, body, language = 'en' }: Telling,
): DocumentAttribution[] {
  const isSurname = ({ role, source }: DocumentAttribution) =>
    role !== 'AUTHOR' && source.kind === 'PERSON' && /^\p{Lu}[\p{L}’'-]+$/u.test(source.name);
  if (!found.some(isSurname)) return [...found];
  const told = [headline, standfirst, ...topics].flatMap((text) => [...text.split(' '), '|']);
  const written = body.split(/\s+/);
  const named = found.map((each) => {
    const { source } = each;
    if (!isSurname(each)) return each;
    const [name, ...others] = fullNames(told, source.name);
    if (name === undefined || others.length > 0 || isOfRelative(told, source.name, language)) return each;
    const isOnly = fullNames(written, source.name).every((other) => other === name);
    return isOnly ? { ...each, source: { ...source, name } } : each;
  });
  return onceEach(named);
}

function fullNames(words: readonly string[], surname: string): string[] {
  const names = words.flatMap((word, at) => {
    const given = words[at - 1] ?? '';
    return bare(word) === surname && isGivenName(given) ? [`${given} ${surname}`] : [];
  });
  return [...new Set(names)];
}

/** The surname stands behind a given name. */
function isOfRelative(words: readonly string[], surname: string, language: string): boolean {
  return words.some(
    (word, at) => bare(word) === surname && isBesideRelative(words, Math.max(0, at - 1), at + 1, language),
  );
}

/** Who is called by the surname in one place and in full in another is one source, with the words of both. */
function onceEach(found: readonly DocumentAttribution[]): DocumentAttribution[] {
  const keyOf = ({ role, source }: DocumentAttribution) => `${role === 'CITED' ? 'QUOTED' : role} ${source.name}`;
  return [...Map.groupBy(found, keyOf).values()].flatMap((same) => {
    const first = same.find(({ role }) => role === 'QUOTED') ?? same[0];
    if (first === undefined || same.length === 1) return same;
    const quotes = [
      ...new Set(same.flatMap(({ quote, quotes = [] }) => (quote === undefined ? quotes : [quote, ...quotes]))),
    ];
    return [{ ...first, ...(quotes[0] !== undefined && { quote: quotes[0], quotes }) }];
  });
}

/** Without what closes a clause, and whose it is. */
function bare(word: string): string {
  return word.replace(/(?<![,.:;!?)”"»])[,.:;!?)”"»]+$/u, '').replace(/[’']s?$/u, '');
}
