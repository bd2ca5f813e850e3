/** Values of front matter, tables and records as parts of a piece: dates, people, lists of names, pictures. */

import { isKey } from '../author-names.ts';
import { isDayAlone, readDate } from '../feed/date.ts';
import type { FeedPicture } from '../feed/image.ts';
import { plainText } from '../feed/markup.ts';
import type { FeedAuthor } from '../feed/shape.ts';
import { RefusedInput } from '../imported-document.ts';
import type { Written } from './fields.ts';
import { type JsonRecord, recordOf, textOf } from './json.ts';
import { richBody } from './rich-body.ts';
import { wixPicture } from './wix-picture.ts';

export interface WrittenDate {
  readonly date: Date;
  readonly isDateOnly: boolean;
}

/** @throws {RefusedInput} for what is no date, with its words */
export function dateOf(value: unknown): WrittenDate | undefined {
  const written = textOf(value);
  if (written === undefined || /^(?:true|false|yes|no|null)$/i.test(written)) return undefined;
  // Of Eleventy: by its file or its history.
  if (isNoTime(written) || /^(?:git )?(?:last modified|created)$/i.test(written)) return undefined;
  const date = readDate(written);
  if (date === undefined) throw new RefusedInput(`“${written.slice(0, 60)}” is no date that can be told for sure.`);
  return { date, isDateOnly: isDayAlone(written) };
}

/** As MySQL writes a time that isn't. */
export const isNoTime = (written: string) => written.startsWith('0000-00-00');

/** Names in a list, or in one text that parts them by `|`, `;` or `,`. */
export function namesOf(value: unknown, separator: RegExp = /[|;,]/): string[] {
  // Hexo nests categories.
  if (Array.isArray(value)) return value.flat(3).flatMap((each) => nameOf(each)?.replace(/^#(?=\p{L})/u, '') ?? []);
  const text = textOf(value);
  if (text === undefined) return [nameOf(value)].flatMap((name) => name ?? []);
  return text
    .replace(/^\[|\]$/g, '')
    .split(separator)
    .map((name) => name.trim().replace(/^["']|["']$/g, ''))
    .filter((name) => name !== '');
}

function nameOf(value: unknown): string | undefined {
  const record = recordOf(value);
  if (record === undefined) return textOf(value);
  // Where "name" says what kind of subject the value is.
  const subject = textOf(record.value) ?? '';
  const kind = textOf(record.name) ?? '';
  const isSubject = /\p{L}{2}/u.test(subject) && !isKey(subject);
  if (isSubject && kindOfSubject.test(kind.toLowerCase())) return subject;
  if (subject !== '' && kindOfSubject.test(kind)) return undefined;
  const written = [recordOf(record.attributes), record, recordOf(record.data)].flatMap((part) =>
    part === undefined ? [] : [part.name, part.title, part.label, part.rendered, part.displayName],
  );
  // Of the Guardian: who wrote it is among them.
  const ofGuardian = record.type === 'keyword' ? record.webTitle : undefined;
  return textOf(...written, recordOf(record.tag)?.title, ofGuardian);
}

const kindOfSubject = /^(?:subject|glocations?|locations?|persons?|organi[sz]ations?|creative_works?)$/;

/** Bylines in a list, or one: how many names are in it is found out later. A key that leads to a table of people is no name. */
export function peopleOf(value: unknown): FeedAuthor[] {
  // YAML takes the brackets of Obsidian's links for lists.
  const list: readonly unknown[] = Array.isArray(value) ? value.flat(2) : [value];
  return list.flatMap((each) => {
    const record = recordOf(recordOf(each)?.attributes) ?? recordOf(each);
    const name = record === undefined ? textOf(each) : personName(record);
    if (name === undefined || isKey(name)) return [];
    const [, words = wikiLink.exec(name)?.[1] ?? name, address] = markdownLink.exec(name) ?? [];
    return [{ name: words, homepage: address ?? (record && textOf(record.url, record.website, record.homepage)) }];
  });
}

/** "[Ada Quay](/authors/ada)", as front matter may have it. */
const markdownLink = /^\[([^[\]]{1,200})\]\(([^()\s]{1,2000})\)$/;

/** "[[Ada Quay]]", "[[people/ada|Ada Quay]]", as Obsidian links to a note. */
const wikiLink = /^\[\[(?:[^[\]|]{0,200}[|/])?([^[\]|/]{1,200})\]\]$/;

/** With Prismic a document that is linked to has it in its `data`, where others keep what they know besides. */
const personName = (record: JsonRecord) => nameIn(record) ?? nameIn(recordOf(record.data) ?? {});

function nameIn(record: JsonRecord): string | undefined {
  const parts = [
    textOf(record.first_name, record.firstName, record.first_names),
    textOf(record.last_name, record.lastName),
  ];
  return (
    textOf(written(record.name), record.display_name, record.displayName, record.fullName) ??
    textOf(parts.filter(Boolean).join(' ')) ??
    // A byline as it is printed, beside whom it names; with Contentstack an entry's own name.
    textOf(record.original, '_content_type_uid' in record ? record.title : undefined)
  );
}

/** As a text, or as a tree that is one. */
const written = (value: unknown) => textOf(value) ?? plainText(richBody(value)?.html ?? '');

interface WrittenPicture {
  readonly image: unknown;
  readonly alt?: unknown;
  readonly caption?: unknown;
  readonly credit?: unknown;
}

/** A picture as its address alone, as a record of its own, or as the first of a list. */
function pictureOf({ image, alt, caption, credit }: WrittenPicture): FeedPicture | undefined {
  const first: unknown = Array.isArray(image) ? image[0] : image;
  const record = recordOf(first) ?? {};
  const inner = recordOf(record.node) ?? recordOf(record.image) ?? record;
  const file = recordOf(inner.asset) ?? recordOf(inner.file) ?? {};
  const url = textOf(
    first,
    inner.url,
    inner.src,
    inner.image,
    inner.href,
    inner.sourceUrl,
    inner.source_url,
    inner.teaser,
    inner.path,
    inner.feature,
    // Of the New York Times, beside one for small screens.
    recordOf(inner.default)?.url,
    file.url,
    file.src,
    isAddressed(inner.filename) ? inner.filename : undefined,
    sanityAsset.exec(textOf(inner._sanityAsset) ?? '')?.[1],
  );
  if (url === undefined) return undefined;
  const words = (...values: readonly unknown[]) =>
    plainText(textOf(...values.map((value) => richBody(value)?.html ?? value)) ?? '') || undefined;
  return {
    url: wixPicture(attachment.exec(url)?.[1] ?? url),
    alt: words(inner.alt, inner.altText, inner.alt_text, inner.alternativeText, inner.alternateText, alt),
    // Storyblok's title of a file is what stands below it.
    caption: words(inner.caption, caption, isAddressed(inner.filename) ? inner.title : undefined),
    creditLine: words(inner.credit, inner.creditLine, inner.copyright, inner.attribution, credit),
  };
}

/** The picture of a piece, or that there is one of which only a reference or a name is known. */
export function pictureIn(written: Written): {
  readonly image: FeedPicture | undefined;
  readonly dropped: readonly string[];
} {
  const given = written('image');
  const image = pictureOf({
    image: given,
    alt: written('imageAlt'),
    caption: written('imageCaption'),
    credit: written('imageCredit'),
  });
  const first: unknown = Array.isArray(given) ? given[0] : given;
  const told = Object.values(recordOf(first) ?? {});
  const isThere = image === undefined && told.some((value) => (textOf(value) ?? recordOf(value)) !== undefined);
  return { image, dropped: isThere ? ['the picture, which has no address'] : [] };
}

/** Of Airtable: `ferry.jpg (https://…)`, the first of several. */
const attachment = /^[^()\n]{1,200} \((https?:\/\/[^\s()]{1,2000})\)/;
/** Of Storyblok, where others have a file's name alone. */
const isAddressed = (name: unknown) => /^https?:\/\//.test(textOf(name) ?? '');
/** Of Sanity's exports: `image@https://…`, where the address is said at all. */
const sanityAsset = /^(?:image|file)@(https?:\/\/\S+)$/;
