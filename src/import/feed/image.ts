/** Lead image of a feed item, and what Media RSS says of it. */

import type { MediaNs } from 'feedsmith';
import { absoluteAddress } from '../html/address.ts';
import type { DocumentImage } from '../imported-document.ts';
import { oneLine, plainText, titleText } from './markup.ts';

/** A picture as a feed offers it; its address may be relative or missing. */
export interface FeedPicture {
  readonly url?: string | undefined;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly caption?: string | undefined;
  readonly alt?: string | undefined;
  readonly creditLine?: string | undefined;
}

/** The first picture that has an address, complete. */
export function firstImage(pictures: readonly FeedPicture[], base: string | undefined): DocumentImage | undefined {
  for (const { url, width, height, caption, alt, creditLine } of pictures) {
    const address = absoluteAddress(url, base);
    // One pixel counts readers.
    if (address === undefined || width === 1 || height === 1) continue;
    return {
      url: address,
      width: size(width),
      height: size(height),
      alt: alt || undefined,
      caption: caption || undefined,
      creditLine: creditLine || undefined,
      credit: creditLine ? { name: creditedName(creditLine), kind: 'OTHER' } : undefined,
    };
  }
  return undefined;
}

/**
 * Pictures of Media RSS, the default one first, then the widest; thumbnails come last.
 *
 * @param described what else the item is described by: beside it, what the media are described by is of them
 */
export function mediaImages(media: MediaNs.ItemOrFeed | undefined, described?: string): FeedPicture[] {
  if (media === undefined) return [];
  const groups = media.groups ?? [];
  const whole = { ...wordsOf(media), ...captionBeside(media, described) };
  // What a group is described by is of its one picture, in several sizes, or of its film.
  const grouped = groups.flatMap((group) =>
    (group.contents ?? []).map((content) => ({ content, words: { ...whole, ...wordsOf(group, isOfPictures(group)) } })),
  );
  const single = (media.contents ?? []).map((content) => ({ content, words: whole }));
  const pictures = [...single, ...grouped]
    .filter(({ content }) => isPicture(content))
    .sort((a, b) => rank(b.content) - rank(a.content));
  const withThumbnails = [
    ...single.map(({ content }) => content),
    ...grouped.map(({ content }) => content),
    ...groups,
    media,
  ];
  const thumbnails = withThumbnails.flatMap((element) => (element.thumbnails ?? []).map((it) => ({ ...whole, ...it })));
  return [
    ...pictures.map(({ content: { url, width, height, ...content }, words }) => ({
      ...words,
      ...wordsOf(content, true),
      url,
      width,
      height,
    })),
    ...thumbnails,
  ];
}

/** What an item says by its media alone: a film's description, or a text as Media RSS has it. */
export function mediaText(media: MediaNs.ItemOrFeed | undefined): string | undefined {
  if (media === undefined) return undefined;
  const groups = media.groups ?? [];
  const films = [...(media.contents ?? []), ...groups.flatMap(({ contents = [] }) => contents)].filter(
    (each) => !isPicture(each),
  );
  const said = [...groups, media, ...films];
  return [...said.map(({ description }) => description), media.texts?.[0]].flatMap((each) => each?.value || [])[0];
}

const isOfPictures = ({ contents = [] }: MediaNs.Group) => contents.length > 0 && contents.every(isPicture);

/** Of an item with a description of its own and one picture alone: of many nobody knows which is meant. */
function captionBeside(media: MediaNs.ItemOrFeed, described: string | undefined): { caption?: string } {
  const contents = media.contents ?? [];
  const caption = textOf(media.description, plainText);
  if (
    described === undefined ||
    caption === undefined ||
    media.groups !== undefined ||
    contents.length > 1 ||
    !contents.every(isPicture)
  )
    return {};
  return isSameText(caption, plainText(described)) ? {} : { caption };
}

/** Some say the one in both places, cut off in one of them. */
function isSameText(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''));
  return a === undefined || b === undefined || a.startsWith(b) || b.startsWith(a);
}

function isPicture({ medium, type, url }: MediaNs.Content): boolean {
  if (medium !== undefined) return medium === 'image';
  if (type !== undefined) return type.startsWith('image/');
  return !/\.(?:mp[34]|m4[av]|mov|webm|ogg|m3u8|swf|html?)(?:\?|$)/i.test(url ?? '');
}

function rank({ isDefault, width = 0 }: MediaNs.Content): number {
  return isDefault === true ? Number.POSITIVE_INFINITY : width;
}

const notice = /^(?:©|\(c\)|copyright(?!\p{L}))[\s:©]*(?:by\s+)?/iu;
/** A notice of the house, of which nobody is credited. */
const ofHouse = /\d{4}|rights|reserved|vorbehalten|réservés|\b(?:inc|ltd|llc|plc|gmbh|ag|s\.?a|b\.?v)\b/i;

/** What is said of a picture; without `isOfIt` of all that stands within, of which only the credit is surely its. */
function wordsOf(
  element: Pick<MediaNs.Content, 'title' | 'description' | 'credits' | 'texts' | 'copyright'>,
  isOfIt = false,
) {
  const [text] = element.texts ?? [];
  const caption = isOfIt ? (textOf(element.description, plainText) ?? textOf(text, plainText)) : undefined;
  const alt = isOfIt ? textOf(element.title, titleText) : undefined;
  const credits = (element.credits ?? []).map(({ value = '' }) => titleText(value)).filter((credit) => credit !== '');
  const right = isOfIt && credits.length === 0 ? titleText(element.copyright?.value ?? '') : '';
  const holder = ofHouse.test(right) ? '' : right.replace(notice, '');
  const lines = holder === '' ? credits : [holder];
  return {
    ...(caption && { caption }),
    ...(alt && { alt }),
    ...(lines.length > 0 && { creditLine: lines.join(', ') }),
  };
}

/** Who says that it is plain means it; who says nothing may mean HTML. */
function textOf(
  text: { readonly value?: string | undefined; readonly type?: string | undefined } | undefined,
  read: (html: string) => string,
): string | undefined {
  if (text?.value === undefined) return undefined;
  return text.type === 'plain' ? oneLine(text.value) : read(text.value);
}

/** "Photograph: A. Person/Agency" and "© A. Person/Agency" name A. Person/Agency. */
function creditedName(written: string): string {
  const line = written.replace(notice, '') || written;
  return line.replace(/^(?:photo(?:graph(?:er)?|s)?|picture|image|credit)(?: (?:by|credit))?\s*:?\s+/i, '') || line;
}

function size(pixels: number | undefined): number | undefined {
  return pixels !== undefined && Number.isInteger(pixels) && pixels > 0 ? pixels : undefined;
}
