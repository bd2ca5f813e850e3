/** The library of a WordPress export: its attachments, with what they say of the picture. */

import type { FeedPicture } from '../feed/image.ts';
import { plainText } from '../feed/markup.ts';
import { figureHtml } from './body.ts';
import type { WordPressExport, WordPressItem } from './export.ts';

export type Library = ReadonlyMap<string, FeedPicture & { readonly url: string }>;

/** Whom plugins credit. */
const creditKeys = [
  '_media_credit',
  'media_credit',
  'photo_credit',
  '_photo_credit',
  '_wp_attachment_credit',
  'credit',
  '_credit',
  'photographer',
];
const houseKeys = ['_navis_media_credit_org', 'media_credit_org', '_media_credit_org'];

export function libraryOf({ items }: WordPressExport): Library {
  return new Map(items.flatMap((item) => (isAttachment(item) ? (pictureOf(item) ?? []) : [])));
}

const isAttachment = ({ fields }: WordPressItem) => fields.get('wp:post_type')?.trim() === 'attachment';

function pictureOf({ fields, meta }: WordPressItem): [string, FeedPicture & { readonly url: string }][] | undefined {
  const [id, url] = [
    fields.get('wp:post_id')?.trim(),
    fields.get('wp:attachment_url')?.trim() || fields.get('guid')?.trim(),
  ];
  if (!id || !url) return undefined;
  const said = (keys: readonly string[]) => keys.map((key) => meta.get(key)?.[0]?.trim()).find((value) => value);
  const serialised = meta.get('_wp_attachment_metadata')?.[0] ?? '';
  const credit = said(creditKeys) ?? inMetadata(serialised, 'credit');
  const house = said(houseKeys);
  const creditLine = [credit, house].filter((part) => part !== undefined).join(' / ');
  const picture = {
    url,
    alt: said(['_wp_attachment_image_alt']),
    caption: plainText(fields.get('excerpt:encoded') ?? '') || undefined,
    creditLine: plainText(creditLine) || undefined,
    width: sizeIn(serialised, 'width'),
    height: sizeIn(serialised, 'height'),
  };
  return [[id, picture]];
}

/** What PHP serialises: `s:6:"credit";s:8:"Ada Quay"`. */
function inMetadata(serialised: string, name: string): string | undefined {
  const value = new RegExp(`"${name}";s:\\d{1,5}:"([^"]{1,500})";`).exec(serialised)?.[1];
  return value?.trim() || undefined;
}

function sizeIn(serialised: string, name: string): number | undefined {
  const value = new RegExp(`^a:\\d+:\\{(?:[^{}]{0,200})"${name}";(?:i:(\\d{1,5})|s:\\d:"(\\d{1,5})");`).exec(
    serialised,
  );
  return value === null ? undefined : Number(value[1] ?? value[2]);
}

/** A picture of the library as it stands in a body. */
export function figureIn(library: Library, id: string): string | undefined {
  const picture = library.get(id);
  return picture && figureHtml({ url: picture.url, alt: picture.alt ?? '', caption: picture.caption ?? '' });
}
