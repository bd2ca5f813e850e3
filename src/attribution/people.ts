/** Who a piece has named in full, so that a surname, a title or "the ministry" later on is known to be them. */
import type { NamedSource } from '../import/document.ts';
import type { Mention } from './mentions.ts';

export interface CastMember {
  readonly source: NamedSource;
  readonly parts: readonly string[];
  readonly title?: string | undefined;
}

/** Everyone and every body that is named in full, in the order of their first naming. */
export type Cast = readonly CastMember[];

export function castOf(mentions: readonly Mention[]): Cast {
  const members = new Map<string, CastMember>();
  for (const mention of mentions) {
    if (mention.kind === undefined || !['known', 'body', 'person'].includes(mention.sort)) continue;
    const earlier = members.get(mention.name);
    members.set(mention.name, {
      source: { name: mention.name, kind: mention.kind },
      parts: mention.name.split(' '),
      title: earlier?.title ?? mention.title,
    });
  }
  return [...members.values()];
}

function theOnly(members: Cast): NamedSource | undefined {
  // Two ministers, two Smiths: not to be known which.
  return members.length === 1 ? members[0]?.source : undefined;
}

function isPerson(member: CastMember): boolean {
  return member.source.kind === 'PERSON';
}

/** A surname, or a first name where that is how the text goes on ("Kim" for Kim Jong Un). */
export function bySurname(cast: Cast, name: string): NamedSource | undefined {
  const people = cast.filter((member) => isPerson(member) && member.parts.length > 1);
  const surnames = people.filter(({ parts }) => surnameOf(parts) === name);
  return surnames.length > 0 ? theOnly(surnames) : theOnly(people.filter(({ parts }) => parts[0] === name));
}

function surnameOf(parts: readonly string[]): string {
  const bare = parts.filter((part) => !/^(?:Jr\.|Sr\.|I{1,3}V?)$/.test(part));

  return bare.at(-1) ?? '';
}

export function byTitle(cast: Cast, title: string): NamedSource | undefined {
  return theOnly(cast.filter((member) => isPerson(member) && member.title === title));
}

/** "the ministry", "the company": the one body whose name ends so, or that is of that kind. */
export function byHead(cast: Cast, head: string): NamedSource | undefined {
  const bodies = cast.filter((member) => !isPerson(member));
  const named = bodies.filter(({ parts }) => parts.some((part) => part.toLowerCase() === head));
  if (named.length > 0) return theOnly(named);
  const isFirm = /^(?:company|firm|manufacturer|maker|carmaker|airline|retailer)$/.test(head);
  return isFirm ? theOnly(bodies.filter(({ source }) => source.kind === 'COMPANY')) : undefined;
}
