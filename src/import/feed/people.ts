/** Attributions of a feed: authors from its bylines, and its publisher. */

import type { DocumentAttribution } from '../../attribution/attribution.ts';
import { isLogin, isSameHouse } from '../author-names.ts';
import { absoluteAddress } from '../html/address.ts';
import { asWritten, isRole, kindOfName, unglued } from '../html/byline.ts';
import { withSmallJoins } from '../shouted.ts';
import { oneLine } from './markup.ts';
import type { FeedAuthor, FeedHead } from './shape.ts';

/** Authors in their order, each once, then the publisher: the piece's own, or the feed itself. */
export function attributionsOf(
  authors: readonly FeedAuthor[],
  head: FeedHead,
  own: string | undefined,
): DocumentAttribution[] {
  const attributions: DocumentAttribution[] = [];
  const seen = new Set<string>();
  const houses = [head.title, head.publisher, own].flatMap((name) => name ?? []);
  for (const { name: line, homepage } of authors) {
    for (const name of peopleIn(line).map(asWritten)) {
      if (seen.has(name.toLowerCase()) || isLogin(name) || houses.some((house) => isSameHouse(name, house))) continue;
      seen.add(name.toLowerCase());
      // "Macworld Staff" is nobody's name.
      const source = { name, kind: kindOfName(name), homepage: absoluteAddress(homepage, head.home) } as const;
      attributions.push({ role: 'AUTHOR', source });
    }
  }
  const isAlone = attributions.every(({ source }) => source.kind === 'NEWS_AGENCY');
  // Beside who wrote it an agency is where it came from.
  const written = attributions.map(
    (each): DocumentAttribution => (each.source.kind === 'NEWS_AGENCY' && !isAlone ? { ...each, role: 'WIRE' } : each),
  );
  const feed = head.publisher || head.title || (head.home && new URL(head.home).hostname.replace(/^www\./, ''));
  const name = own || feed;
  if (name) {
    const homepage = name === feed ? head.home : undefined;
    written.push({ role: 'PUBLISHER', source: { name, kind: 'WEBSITE', homepage } });
  }
  return written;
}

/** The first that is a name: some feeds have their webmaster's mail address there. */
export function publisherIn(names: readonly string[] | undefined): string | undefined {
  return names?.map(oneLine).find((name) => name !== '' && !name.includes('@'));
}

/** "By Jane Roe and John Doe" names two, as does "Roe, J., Doe, J."; "Roe, Jane" names one. A mail address names nobody. */
function peopleIn(given: string): string[] {
  // "ada@quay.example (Ada Quay)", "Ada Quay <ada@quay.example>"
  const [, behind, before] =
    /^[^\s@()]+@[^\s()]+ \(([^()]+)\)$|^([^<>@]+) <[^\s@<>]+@[^\s<>]+>$/.exec(given.trim()) ?? [];
  const beside = (behind ?? before)?.trim();
  // "(noreply)" is nobody.
  if (beside !== undefined && !beside.includes(' ')) return [];
  const written = beside ?? given;
  const line = withSmallJoins(written.replace(/\s+/g, ' ').replaceAll(' ,', ',').trim());
  const byline = line.replace(/^(?:by|(?:von|par|por|door|af|av) (?=\p{Lu}\S* \p{Lu})) ?/iu, '');
  if (byline === '' || (!byline.includes(' ') && byline.slice(0, -1).includes('@'))) return [];
  const listed = byline.split(', ');
  if (listed.length > 1 && listed.every((name, index) => index % 2 === 0 || initials.test(name))) {
    return withInitials(listed);
  }
  const groups = byline.split(/ ?[;|] ?| \/ |,? (?:and|&|und|et|y) /i).map(withoutPlace);
  const names = groups
    .flatMap((group) => group.split(', '))
    .map((name) => name.replace(joining, ''))
    .filter((name) => name !== '');
  if (!names.every((name) => name.includes(' ') || kindOfName(name) === 'NEWS_AGENCY'))
    return [withoutPlace(byline)].flatMap(unglued);
  // "Jane Roe, Staff Reporter"
  const people = names.filter((name) => !isRole(name));
  return (people.length > 0 ? people : names).flatMap(unglued);
}

/** "Jane Roe, avec AFP" */
const joining = /^(?:with|avec|mit|con|com|med|met) (?=\p{Lu})/u;

/** "Jane Roe in Springfield, Illinois" was there. */
function withoutPlace(name: string): string {
  return name.replace(/ in \p{Lu}[\p{L} ,.'’-]*$/u, '');
}

const initials = /^(?:\p{Lu}\.[ -]?)+$/u;

function withInitials(names: readonly string[]): string[] {
  return names.flatMap((name, index) => (index % 2 === 0 ? [`${names[index + 1] ?? ''} ${name}`.trim()] : []));
}
