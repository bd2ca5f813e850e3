/** A newsroom's own exports read back: an article in the words of `src/export/plain-item.ts`, with nothing left to be found. */

import type { AttributionRole, DocumentAttribution, SourceKind } from '../attribution/attribution.ts';
import { type JsonRecord, recordOf, recordsOf, textOf } from './archive/json.ts';
import type { DocumentImage, ImportedDocument } from './imported-document.ts';
import { isWithheldTag } from './withheld/states.ts';

const roles: ReadonlySet<unknown> = new Set<AttributionRole>([
  'AUTHOR', 'PUBLISHER', 'WIRE', 'QUOTED', 'CITED', 'IMAGE_CREDIT',
]); // biome-ignore format: one list
const kinds: ReadonlySet<unknown> = new Set<SourceKind>([
  'NEWS_AGENCY', 'NEWSPAPER', 'BROADCASTER', 'MAGAZINE', 'WEBSITE', 'GOVERNMENT', 'ORGANIZATION', 'COMPANY', 'PERSON', 'OTHER',
]); // biome-ignore format: one list

export const isSourceRole = (value: unknown): value is AttributionRole => roles.has(value);
export const isSourceKind = (value: unknown): value is SourceKind => kinds.has(value);

/** Whether a list is one of sources with roles and kinds that there are. */
export const isOwnSources = (value: unknown): boolean =>
  Array.isArray(value) && recordsOf(value).every(({ role, kind }) => isSourceRole(role) && isSourceKind(kind));

/**
 * Whether a piece may be this newsroom's own: known by an address on the web, and as it was exported or under no subject by
 * which pieces are withheld.
 */
export const isOwnPiece = (url: unknown, topics: unknown, isAsExported: boolean): boolean =>
  typeof url === 'string' &&
  /^https?:\/\/[^/]/i.test(url) &&
  URL.canParse(url) &&
  (isAsExported || textList(topics).every((topic) => !isWithheldTag(topic)));

/** @param line with the names of `src/export/plain-item.ts`, whose sources and times were looked at */
export function ownDocumentOf(line: JsonRecord): ImportedDocument {
  const attributions = recordsOf(line.sources).map(attributionOf);
  return {
    isEntered: true,
    origin: textOf(line.url) ?? '',
    slug: textOf(line.slug),
    formerSlugs: textList(line.formerSlugs),
    headline: textOf(line.headline) ?? '',
    standfirst: textOf(line.standfirst),
    body: textOf(line.body) ?? '',
    isCard: line.isTeaser === true || undefined,
    language: textOf(line.language),
    publishedAt: new Date(String(line.publishedAt)),
    isDateOnly: line.isDateOnly === true || undefined,
    updatedAt: new Date(String(line.updatedAt)),
    image: imageOf(recordOf(line.image)),
    topics: textList(line.topics),
    attributions,
    corrections: recordsOf(line.corrections).map(({ note, correctedAt }) => ({
      note: textOf(note) ?? '',
      at: new Date(String(correctedAt)),
    })),
  };
}

const textList = (value: unknown) =>
  (Array.isArray(value) ? value : []).filter((each): each is string => typeof each === 'string');

/** @param each whose role and kind were looked at */
function attributionOf(each: JsonRecord): DocumentAttribution {
  const quote = textOf(each.quote);
  return {
    role: each.role as AttributionRole,
    source: sourceOf(each, each.kind as SourceKind),
    ...(quote !== undefined && { quote }),
  };
}

function sourceOf(each: JsonRecord, kind: SourceKind): DocumentAttribution['source'] {
  const homepage = textOf(each.homepage);
  return { name: textOf(each.name) ?? '', kind, ...(homepage !== undefined && { homepage }) };
}

function imageOf(image: JsonRecord | undefined): DocumentImage | undefined {
  if (image === undefined) return undefined;
  const credited = recordOf(image.creditedSource);
  return {
    url: textOf(image.url) ?? null,
    width: Number(image.width) || undefined,
    height: Number(image.height) || undefined,
    // Empty for one that only decorates.
    alt: typeof image.alt === 'string' ? image.alt : undefined,
    caption: textOf(image.caption),
    creditLine: textOf(image.creditLine),
    credit: credited !== undefined && isSourceKind(credited.kind) ? sourceOf(credited, credited.kind) : undefined,
  };
}
