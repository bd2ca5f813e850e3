/** A newsroom's own export read back: every list as `src/export/ninjs.ts` writes it, with nothing left to be found. */

import type { DocumentAttribution } from '../../attribution/attribution.ts';
import { digestOf } from '../../export/digest.ts';
import { ninjsProfile, ninjsRoles } from '../../export/ninjs.ts';
import { type DocumentImage, type ImportedDocument, RefusedInput } from '../imported-document.ts';
import { isSourceKind, isSourceRole } from '../own-export.ts';
import { type Item, itemIn, itemsOf, textOf } from './reading.ts';

const names: ReadonlySet<string> = new Set([
  'standard', 'uri', 'type', 'representationtype', 'profile', 'firstcreated', 'versioncreated', 'pubstatus', 'language', 'headlines', 'descriptions',
  'bodies', 'by', 'subjects', 'infosources', 'associations', 'altids',
]); // biome-ignore format: one list

/** What somebody has written another status, an embargo or anything else into is a wire like any other. */
export function isOwn(item: Item): boolean {
  const isWhole = Object.keys(item).every((name) => names.has(name));
  return item.profile === ninjsProfile && textOf(item, 'uri') !== undefined && item.pubstatus === 'usable' && isWhole;
}

/** @throws {RefusedInput} where somebody has changed it so that it is none any more */
export function ownDocument(item: Item): ImportedDocument {
  const descriptions = itemsOf(item.descriptions);
  const altIds = itemsOf(item.altids);
  const values = (role: string) =>
    altIds.filter((each) => each.role === role).flatMap((each) => textOf(each, 'value') ?? []);
  const publishedAt = dateOf(item, 'firstcreated');
  return {
    isEntered: true,
    isAsExported: isAsExported(item) || undefined,
    origin: textOf(item, 'uri') ?? '',
    slug: values(ninjsRoles.slug)[0],
    formerSlugs: values(ninjsRoles.formerSlug),
    headline: textOf(itemsOf(item.headlines)[0] ?? {}, 'value') ?? '',
    standfirst: textOf(roled(descriptions, 'summary'), 'value'),
    body: textOf(itemsOf(item.bodies)[0] ?? {}, 'value') ?? '',
    isCard: textOf(item, 'representationtype') === 'partial' || undefined,
    language: textOf(item, 'language'),
    publishedAt,
    isDateOnly: values(ninjsRoles.dayOnly).length > 0 || undefined,
    updatedAt: dateOf(item, 'versioncreated'),
    image: itemsOf(item.associations).map(imageOf)[0],
    topics: itemsOf(item.subjects).flatMap((each) => textOf(each, 'name') ?? []),
    attributions: itemsOf(item.infosources).map((each, index) => attributionOf(each, index, descriptions)),
    corrections: correctionsIn(descriptions),
  };
}

function isAsExported({ altids, ...rest }: Item): boolean {
  if (!Array.isArray(altids)) return false;
  const isDigest = (each: unknown) => itemIn(each)?.role === ninjsRoles.digest;
  const others = { ...rest, altids: altids.filter((each) => !isDigest(each)) };
  return itemIn(altids.find(isDigest))?.value === digestOf(others);
}

function roled(items: readonly Item[], role: string): Item {
  return items.find((each) => each.role === role) ?? {};
}

function dateOf(item: Item, key: string): Date {
  const date = new Date(textOf(item, key) ?? '');
  if (Number.isNaN(date.getTime())) throw new RefusedInput(`Its ${key} is no date.`);
  return date;
}

function attributionOf(each: Item, index: number, descriptions: readonly Item[]): DocumentAttribution {
  const role = String(each.role).toUpperCase();
  const quote = textOf(roled(descriptions, `${ninjsRoles.quote}:${index}`), 'value');
  if (!isSourceRole(role)) throw new RefusedInput(`It has a source in a role that there isn’t: ${each.role}.`);
  return { role, source: sourceOf(each), ...(quote !== undefined && { quote }) };
}

function sourceOf(each: Item): DocumentAttribution['source'] {
  const kind = textOf(each, 'literal') ?? '';
  const source = { name: textOf(each, 'name') ?? '', kind: isSourceKind(kind) ? kind : 'OTHER' } as const;
  const homepage = textOf(each, 'uri');
  return homepage === undefined ? source : { ...source, homepage };
}

function imageOf(picture: Item): DocumentImage {
  const rendition = itemsOf(picture.renditions)[0] ?? {};
  const descriptions = itemsOf(picture.descriptions);
  const [credit] = itemsOf(picture.infosources).map(sourceOf);
  const alt = descriptions.find(({ role }) => role === 'alt')?.value;
  return {
    url: textOf(rendition, 'href') ?? null,
    width: Number(rendition.width) || undefined,
    height: Number(rendition.height) || undefined,
    // Empty for one that only decorates.
    alt: typeof alt === 'string' ? alt : undefined,
    caption: textOf(roled(descriptions, 'caption'), 'value'),
    creditLine: textOf(picture, 'by'),
    credit,
  };
}

function correctionsIn(descriptions: readonly Item[]): { note: string; at: Date }[] {
  return descriptions.flatMap((each) => {
    const [, written] = /^correction:(.{20,30})$/.exec(String(each.role)) ?? [];
    const at = new Date(written ?? '');
    const note = textOf(each, 'value');
    return written === undefined || note === undefined || Number.isNaN(at.getTime()) ? [] : [{ note, at }];
  });
}
