/** Authors whose given name and surname stand in two columns: "First Name" and "Last Name", `autor_vorname` and `autor_nachname`. */

import { normalForm } from '../../text/piled-marks.ts';
import { isKey } from '../author-names.ts';
import { namesFor } from './fields.ts';
import { type JsonRecord, recordOf, textOf } from './json.ts';

const given = 'first|(?:first|given|fore)_?names?|vorname|prenom|nombres?|nome|voornaam|imie|fornamn|fornavn';
const family =
  'last|(?:last|family|sur)_?names?|nachname|familienname|nom|apellidos?|sobrenome|cognome|achternaam|nazwisko|efternamn|etternavn';
const author =
  '(?:author|writer|reporter|creator|byline|contributor|autor|autora|autorin|auteur|autrice|autore|autrice|forfatter|forfattare)';
/** Whose name it is may stand in front, behind or nowhere; a photographer's or a reader's is none of these, and a person's of whom a piece tells may be. */
const shape = (part: string) =>
  new RegExp(
    `^(?:(?:post_)?${author}(?:_?(\\d))?_)?(?:${part})(?:_(?:of_)?(?:the_)?(?:d[eu]_l?_?)?${author}(?:_?(\\d))?)?$`,
  );
const givenName = shape(given);
const familyName = shape(family);
const ofAuthor = new RegExp(`(?:^|_)${author}(?:_|\\d|$)`);

/** `authorFirstName`, "Author: First Name" and `author_first_name` are one. */
const plain = (name: string) =>
  normalForm(name.replace(/(\p{Ll})(\p{Lu})/gu, '$1_$2'), 'NFD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\d]+/gu, '_');

interface Part {
  readonly isFamily: boolean;
  /** Whether it says that it is an author's. */
  readonly isNamed: boolean;
  /** Which of several authors: "Author 2 First Name". */
  readonly place: string;
}

/** Rows have the same names again and again. */
const known = new Map<string, Part | undefined>();
const MAX_KNOWN = 1_000;

function partNamed(name: string): Part | undefined {
  if (known.has(name)) return known.get(name);
  const written = plain(name);
  const found = givenName.exec(written) ?? familyName.exec(written);
  const isFamily = !givenName.test(written);
  const isNamed = found !== null && ofAuthor.test(written);
  // "author_first" says whose it is, and "first" alone isn't even a name.
  const isNone = found === null || (!isNamed && /^(?:fir|la)st$/.test(written));
  const part = isNone ? undefined : { isFamily, isNamed, place: found?.[1] ?? found?.[2] ?? '' };
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(name, part);
  return part;
}

/** A text that is no key, or whatever else holds names. */
const isNaming = (value: unknown) => {
  const name = textOf(value);
  return Array.isArray(value) || recordOf(value) !== undefined || (name !== undefined && !isKey(name));
};

/** The record with its authors' whole names, where they stand in parts and nowhere else. */
export function withWholeNames(record: JsonRecord): JsonRecord {
  const names = Object.keys(record);
  const parts = names.flatMap((name) => {
    const part = partNamed(name);
    return part === undefined ? [] : [{ ...part, name }];
  });
  if (parts.length < 2) return record;
  const whole = namesFor('authors', names).map((name) => record[name]);
  if (whole.some(isNaming)) return record;
  const keys = whole.map((value) => plain(textOf(value) ?? ''));
  const people = parts.flatMap(({ isFamily, isNamed, place, name }) => {
    const first = parts.find((each) => !each.isFamily && each.place === place && each.isNamed === isNamed);
    if (!isFamily || first === undefined) return [];
    const [given, family] = [textOf(record[first.name]), textOf(record[name])];
    // Those of an obituary may be the dead person's: `ada-quay` says that they are the author's.
    if (!isNamed && !keys.some((key) => family !== undefined && key.includes(plain(family)))) return [];
    const person = [given, family].filter(Boolean).join(' ');
    return person === '' ? [] : [person];
  });
  return people.length === 0 ? record : { ...record, authors: people };
}
