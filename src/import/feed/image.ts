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

/** Pictures of Media RSS, the default one first, then the widest; thumbnails come last. */
export function mediaImages(media: MediaNs.ItemOrFeed | undefined): FeedPicture[] {
  if (media === undefined) return [];
  const contents = [...(media.contents ?? []), ...(media.groups ?? []).flatMap(({ contents = [] }) => contents)];
  const pictures = contents.filter(isPicture).sort((a, b) => rank(b) - rank(a));
  const withThumbnails = [...contents, ...(media.groups ?? []), media];
  const thumbnails = withThumbnails.flatMap((element) =>
    (element.thumbnails ?? []).map((it) => ({ ...words(media), ...it })),
  );
  return [
    ...pictures.map(({ url, width, height, ...content }) => ({
      ...words(media),
      ...words(content),
      url,
      width,
      height,
    })),
    ...thumbnails,
  ];
}

function isPicture({ medium, type, url }: MediaNs.Content): boolean {
  if (medium !== undefined) return medium === 'image';
  if (type !== undefined) return type.startsWith('image/');
  return !/\.(?:mp[34]|m4[av]|mov|webm|ogg|m3u8|swf|html?)(?:\?|$)/i.test(url ?? '');
}

function rank({ isDefault, width = 0 }: MediaNs.Content): number {
  return isDefault === true ? Number.POSITIVE_INFINITY : width;
}

/** What is said of a picture; a description of the whole item is about the item, and no caption. */
function words(element: Pick<MediaNs.Content, 'title' | 'description' | 'credits'> & { contents?: unknown }) {
  const isItem = 'contents' in element;
  const caption = isItem ? undefined : textOf(element.description, plainText);
  const alt = isItem ? undefined : textOf(element.title, titleText);
  const credits = (element.credits ?? []).map(({ value = '' }) => titleText(value)).filter((credit) => credit !== '');
  return {
    ...(caption !== undefined && { caption }),
    ...(alt !== undefined && { alt }),
    ...(credits.length > 0 && { creditLine: credits.join(', ') }),
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

/** "Photograph: A. Person/Agency" names A. Person/Agency. */
function creditedName(line: string): string {
  return line.replace(/^(?:photo(?:graph(?:er)?|s)?|picture|image|credit)(?: (?:by|credit))?\s*:?\s+/i, '') || line;
}

function size(pixels: number | undefined): number | undefined {
  return pixels !== undefined && Number.isInteger(pixels) && pixels > 0 ? pixels : undefined;
}
