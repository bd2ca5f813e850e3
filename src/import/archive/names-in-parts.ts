/** Authors whose given name and surname stand in two columns: "First Name" and "Last Name", `autor_vorname` and `autor_nachname`. */

import { normalForm } from '../../text/piled-marks.ts';
import { isKey } from '../author-names.ts';
import { type JsonRecord, recordOf, textOf } from './json.ts';

const given = '(?:first|given|fore)_?names?|vorname|prenom|nombres?|nome|voornaam|imie|fornamn|fornavn';
const family =
  '(?:last|family|sur)_?names?|nachname|familienname|nom|apellidos?|sobrenome|cognome|achternaam|nazwisko|efternamn|etternavn';
const author =
  '(?:author|writer|reporter|creator|byline|contributor|autor|autora|autorin|auteur|autrice|autore|autrice|forfatter|forfattare)';
/** Whose name it is may stand in front, behind or nowhere; a photographer's or a reader's is none of these. */
const shape = (part: string) =>
  new RegExp(
    `^(?:(?:post_)?${author}(?:_?(\\d))?_)?(?:${part})(?:_(?:of_)?(?:the_)?(?:d[eu]_l?_?)?${author}(?:_?(\\d))?)?$`,
  );
const givenName = shape(given);
const familyName = shape(family);

/** `authorFirstName`, "Author: First Name" and `author_first_name` are one. */
const plain = (name: string) =>
  normalForm(name.replace(/(\p{Ll})(\p{Lu})/gu, '$1_$2'), 'NFD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\d]+/gu, '_');

interface Part {
  readonly isFamily: boolean;
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
  const part = found === null ? undefined : { isFamily, place: found[1] ?? found[2] ?? '' };
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(name, part);
  return part;
}

const authorName = /^(?:authors?|byline|author_?names?|autore?s?|auteurs?)$/i;
const hasName = (value: unknown) => {
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
  if (parts.length < 2 || names.some((name) => authorName.test(name) && hasName(record[name]))) return record;
  const people = parts.flatMap(({ isFamily, place, name }) => {
    const first = parts.find((each) => !each.isFamily && each.place === place);
    if (!isFamily || first === undefined) return [];
    const whole = [textOf(record[first.name]), textOf(record[name])].filter(Boolean).join(' ');
    return whole === '' ? [] : [whole];
  });
  return people.length === 0 ? record : { ...record, authors: people };
}
