/** Validation of an imported document before it is stored: sanitised HTML, limits of the tables, storable text. */

import type { DocumentAttribution, NamedSource } from '../attribution/attribution.ts';
import { isGivenName } from '../attribution/given-names.ts';
import { isPlace, placesThatSign } from '../attribution/places.ts';
import { isReadable, oneLine } from '../text/line.ts';
import { hasPile } from '../text/piled-marks.ts';
import { hasTooManySigns, sanitised } from '../text/sanitise.ts';
import { isAccount, isHost, isSameHouse } from './author-names.ts';
import { type DocumentBox, type DocumentImage, type ImportedDocument, RefusedInput } from './imported-document.ts';

const MAX_CHARACTERS = { headline: 500, standfirst: 2000, body: 1_000_000, name: 200, quote: 5000, caption: 5000 };
export const MAX_TOPICS = 20;
const MAX_SECTIONS = 5;
const MAX_BOXES = 10;
const MAX_STORIES = 30;
const MAX_DROPPED = 100;
const MAX_ATTRIBUTIONS = 100;
/** Of an export, in which each quote is one. */
const MAX_QUOTES = 2_000;
const MAX_CORRECTIONS = 200;

/**
 * The document as it will be stored: white space folded, body sanitised, what is only decoration shortened or left out.
 *
 * @throws {RefusedInput} naming the field, when the piece itself would be lost or changed by that
 */
export function accepted(document: ImportedDocument): ImportedDocument {
  refuseBrokenText(document);
  const headline = oneLine(document.headline);
  if (headline === '') throw new RefusedInput('headline: there is none.');
  if (!isReadable(headline))
    throw new RefusedInput('headline: it has no letter, digit or other sign that readers see.');
  if (headline.length > MAX_CHARACTERS.headline) {
    throw new RefusedInput(`headline: ${headline.length} characters; at most ${MAX_CHARACTERS.headline} are allowed.`);
  }
  refuseOddDate('publishedAt', document.publishedAt);
  if (document.updatedAt) refuseOddDate('updatedAt', document.updatedAt);
  if (hasTooManySigns(document.body)) throw new RefusedInput('body: in more parts than any text.');
  const made = sanitised(document.body, { base: document.url, pages: [document.url] });
  if (made === null) throw new RefusedInput('body: nested deeper than any text.');
  const { html: body, dropped } = made;
  if (body.length > MAX_CHARACTERS.body) {
    throw new RefusedInput(`body: ${body.length} characters; at most ${MAX_CHARACTERS.body} are allowed.`);
  }
  return {
    ...document,
    headline,
    standfirst: shortened(document.standfirst, MAX_CHARACTERS.standfirst),
    body,
    droppedFromBody: distinct([...(document.droppedFromBody ?? []), ...dropped]).slice(0, MAX_DROPPED),
    language: languageTag(document.language),
    image: document.image && acceptedImage(document.image),
    topics: names(document.topics, MAX_TOPICS),
    sections: names(document.sections ?? [], MAX_SECTIONS),
    corrections: document.corrections?.slice(0, MAX_CORRECTIONS).map(acceptedCorrection),
    boxes: document.boxes && acceptedBoxes(document.boxes),
    attributions: (document.isEntered === true ? document.attributions : withProperAuthors(document))
      .map((each) => ({
        ...each,
        source: acceptedSource(each.source),
        quote: shortened(each.quote, MAX_CHARACTERS.quote),
        quotes: each.quotes?.flatMap((quote) => shortened(quote, MAX_CHARACTERS.quote) ?? []),
      }))
      .filter(
        ({ role, source }) => isName(source.name) && (document.isEntered === true || !isOnlyWhere(role, source.name)),
      )
      .slice(0, document.isEntered === true ? MAX_QUOTES : MAX_ATTRIBUTIONS),
  };
}

/** Without accounts; a house that is named as author is the publisher, and is that once. */
function withProperAuthors({ attributions, url }: ImportedDocument): DocumentAttribution[] {
  const publisher = attributions.find(({ role }) => role === 'PUBLISHER')?.source;
  const hosts = [url, publisher?.homepage].map(
    (address) => address && URL.parse(address)?.hostname.replace(/^www\./, ''),
  );
  return attributions.flatMap((each): DocumentAttribution[] => {
    const { role, source } = each;
    if (role !== 'AUTHOR') return [each];
    if (isAccount(source.name)) return [];
    const isSite = isHost(source.name);
    const isOwn =
      hosts.includes(source.name.toLowerCase()) ||
      (publisher !== undefined && isSameHouse(source.name, publisher.name));
    if (isOwn && publisher !== undefined && (isSite || source.kind === 'PERSON')) return [];
    if (!isSite) return [each];
    const site = { ...source, kind: 'WEBSITE' } as const;
    return [{ role: publisher === undefined ? 'PUBLISHER' : 'AUTHOR', source: site }];
  });
}

/** "Nairobi": where somebody wrote it, in the place of who did. People are called Florence, too. */
function isOnlyWhere(role: string, name: string): boolean {
  return role === 'AUTHOR' && isPlace(name) && !isGivenName(name.split(' ', 1)[0] ?? '') && !placesThatSign.has(name);
}

/** A year that no newsroom means is a date misread. */
function refuseOddDate(field: string, date: Date): void {
  const year = date.getUTCFullYear();
  if (!(year >= 1000 && year <= 9999)) throw new RefusedInput(`${field}: not a date between the years 1000 and 9999.`);
}

/** NUL can't be stored, and half a surrogate pair is no text in any encoding. */
function refuseBrokenText(value: unknown, path = ''): void {
  if (typeof value === 'string') {
    if (value.includes('\0')) throw new RefusedInput(`${path}: holds a NUL character.`);
    if (!value.isWellFormed()) throw new RefusedInput(`${path}: holds half a surrogate pair.`);
    if (hasPile(value)) throw new RefusedInput(`${path}: holds more than 100 marks on one letter.`);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, each] of Object.entries(value)) refuseBrokenText(each, path === '' ? key : `${path}.${key}`);
  }
}

function acceptedImage(image: DocumentImage): DocumentImage {
  const credit = image.credit && acceptedSource(image.credit);
  return {
    url: image.url !== null && isWebAddress(image.url, 4096) ? image.url : null,
    width: pixels(image.width),
    height: pixels(image.height),
    alt: image.alt === '' ? '' : shortened(image.alt, 2000),
    caption: shortened(image.caption, MAX_CHARACTERS.caption),
    creditLine: shortened(image.creditLine, 500),
    credit: credit && isName(credit.name) ? credit : undefined,
  };
}

function acceptedCorrection({ note, at }: { readonly note: string; readonly at: Date }) {
  refuseOddDate('corrections', at);
  return { note: shortened(note, MAX_CHARACTERS.quote) ?? '…', at };
}

function acceptedBoxes(boxes: readonly DocumentBox[]): DocumentBox[] | undefined {
  const kept = boxes.flatMap(({ title, origins }) => {
    const stories = [...new Set(origins)].slice(0, MAX_STORIES);
    return stories.length > 0 && isName(oneLine(title)) ? [{ title: oneLine(title), origins: stories }] : [];
  });
  return kept.length > 0 ? kept.slice(0, MAX_BOXES) : undefined;
}

function acceptedSource({ name, kind, homepage }: NamedSource): NamedSource {
  return {
    name: oneLine(name),
    kind,
    homepage: homepage !== undefined && isWebAddress(homepage, 2048) ? homepage : undefined,
  };
}

function isWebAddress(text: string, longest: number): boolean {
  return /^https?:$/.test(URL.parse(text)?.protocol ?? '') && text.length <= longest;
}

function pixels(size: number | undefined): number | undefined {
  return size !== undefined && Number.isInteger(size) && size > 0 && size < 100_000 ? size : undefined;
}

function isName(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text) && isReadable(text) && text.length <= MAX_CHARACTERS.name;
}

/** Cut between words. */
function shortened(text: string | undefined, limit: number): string | undefined {
  if (text === undefined) return undefined;
  const whole = oneLine(text);
  if (whole.length <= limit) return isReadable(whole) ? whole : undefined;
  return `${whole.slice(0, limit - 1).replace(/\s\S*$/, '')}…`.toWellFormed();
}

function languageTag(tag: string | undefined): string {
  try {
    const [canonical] = Intl.getCanonicalLocales((tag ?? 'und').trim().replaceAll('_', '-'));
    return canonical !== undefined && /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(canonical) ? canonical : 'und';
  } catch {
    return 'und';
  }
}

function names(given: readonly string[], most: number): string[] {
  return distinct(given.map(oneLine).filter(isName)).slice(0, most);
}

function distinct(names: readonly string[]): string[] {
  return [...new Map(names.map((name) => [name.toLowerCase(), name])).values()];
}
