/** Full names of people whom a text calls by their surname alone, since its headline or a topic has already told who they are. */

import type { DocumentAttribution } from '../attribution/attribution.ts';
import { isGivenName } from '../attribution/given-names.ts';

export interface Telling {
  readonly headline: string;
  readonly standfirst?: string | undefined;
  readonly topics: readonly string[];
}

/** "Kalanick" below "Uber Founder Travis Kalanick Resigns" is Travis Kalanick, unless a relative stands there as well. */
export function withFullNames(
  found: readonly DocumentAttribution[],
  { headline, standfirst = '', topics }: Telling,
): DocumentAttribution[] {
  const isSurname = ({ role, source }: DocumentAttribution) =>
    role !== 'AUTHOR' && source.kind === 'PERSON' && /^\p{Lu}[\p{L}’'-]+$/u.test(source.name);
  if (!found.some(isSurname)) return [...found];
  const words = [headline, standfirst, ...topics].flatMap((text) => [...text.split(' '), '|']);
  return found.map((each) => {
    const { source } = each;
    const [name, ...others] = isSurname(each) ? fullNames(words, source.name) : [];
    return name === undefined || others.length > 0 ? each : { ...each, source: { ...source, name } };
  });
}

function fullNames(words: readonly string[], surname: string): string[] {
  const names = words.flatMap((word, at) => {
    const given = words[at - 1] ?? '';
    return bare(word) === surname && isGivenName(given) ? [`${given} ${surname}`] : [];
  });
  return [...new Set(names)];
}

/** Without what closes a clause, and whose it is. */
function bare(word: string): string {
  return word.replace(/(?<![,.:;!?)”"»])[,.:;!?)”"»]+$/u, '').replace(/[’']s?$/u, '');
}
