/** One post of a WordPress export as a piece: its dates, its terms, its picture, and whether it is out. */

import type { ArchiveContext, ArchivePiece } from '../archive/piece.ts';
import { readDate } from '../feed/date.ts';
import { plainText } from '../feed/markup.ts';
import { absoluteAddress } from '../html/address.ts';
import { type KnownBefore, RefusedInput } from '../imported-document.ts';
import { hidingInRecord } from '../withheld/record.ts';
import { holdOf } from '../withheld/states.ts';
import { bodyOfPost } from './body.ts';
import type { WordPressItem, WordPressTerm } from './export.ts';
import { membersOf } from './members.ts';
import { authorsOf, type People } from './people.ts';
import { figureIn, type Library } from './pictures.ts';
import { playerOf } from './shortcodes.ts';

/** What a post refers to. */
export interface WordPressSite {
  readonly title: string | undefined;
  readonly home: string | undefined;
  readonly language: string | undefined;
  readonly people: People;
  readonly library: Library;
  /** Names of categories by their ids. */
  readonly categories: ReadonlyMap<string, string>;
  /** Bodies of reusable blocks by their ids. */
  readonly blocks: ReadonlyMap<string, string>;
}

/**
 * @param doubt why it may be no news
 * @throws {RefusedInput} for what is private, binned or behind a password
 */
export function pieceOfPost(
  item: WordPressItem,
  site: WordPressSite,
  { now }: ArchiveContext,
  doubt: string | undefined,
): ArchivePiece {
  const { fields, meta } = item;
  const field = (name: string) => fields.get(name)?.trim() || undefined;
  if (field('wp:post_password') !== undefined) throw new RefusedInput('It isn’t public: it has a password.');
  const members = membersOf(meta);
  if (members !== undefined) throw new RefusedInput(`It isn’t public: it is for “${members.slice(0, 60)}”.`);
  const status = field('wp:status') ?? 'unknown';
  const publishedAt = dateOf(field);
  const url = permalinkOf(field('link'), site.home);
  const parts = { pictureOf: (id: string) => figureIn(site.library, id), blockOf: (id: string) => site.blocks.get(id) };
  const { html, dropped } = bodyOfPost(field('content:encoded') ?? '', parts);
  const { image, missing } = pictureOf(item, site);
  return {
    ...knownByOf(item, site),
    slug: slugOfPost(field('wp:post_name')),
    formerSlugs: meta.get('_wp_old_slug'),
    headline: field('title') ?? '',
    standfirst: standfirstOf(item),
    body: `${html}${soundOf(item, html)}`,
    dropped: [...dropped, ...missing],
    publishedAt,
    updatedAt: gmtDate(field('wp:post_modified_gmt')),
    language: languageOf(item) ?? site.language,
    authors: authorsOf(item, site.people),
    publisher: site.title === undefined ? undefined : { name: site.title, homepage: site.home },
    ...termsOf(item, site),
    image,
    hold: holdOf(status, publishedAt, now) ?? hidingInMeta(meta, now) ?? doubt,
    base: url ?? site.home,
  };
}

/** What plugins and hands keep beside a post: until when it is out, that it isn't to be found, that it isn't live. */
function hidingInMeta(meta: WordPressItem['meta'], now: Date): string | undefined {
  for (const [name, values] of meta) {
    const reason = values.map((value) => hidingInRecord({ [name]: value }, now)).find((each) => each !== undefined);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** Its guid stays when it is binned, and its address doesn't. */
export function knownByOf({ fields }: WordPressItem, site: WordPressSite): KnownBefore {
  const field = (name: string) => fields.get(name)?.trim() || undefined;
  const url = permalinkOf(field('link'), site.home);
  const id = field('wp:post_id');
  return { origin: field('guid') ?? url ?? `${site.home ?? site.title ?? 'wordpress'}#${id ?? field('title')}`, url };
}

/** An episode that the text doesn't play itself: address, length and type, a line each. */
function soundOf({ meta }: WordPressItem, html: string): string {
  const address = meta.get('enclosure')?.[0]?.split('\n', 1)[0]?.trim() ?? '';
  return /^https?:\/\//.test(address) && !html.includes(address) && !html.includes('<iframe') ? playerOf(address) : '';
}

type Field = (name: string) => string | undefined;

/** In UTC where WordPress says that; drafts have a time of zeros there. */
function dateOf(field: Field): Date | undefined {
  return gmtDate(field('wp:post_date_gmt')) ?? rfcDate(field('pubDate')) ?? gmtDate(publicDate(field));
}

/** A draft's is when it was last worked on. */
function publicDate(field: Field): string | undefined {
  return /^(?:publish|future)$/.test(field('wp:status') ?? '') ? field('wp:post_date') : undefined;
}

const rfcDate = (written: string | undefined) => (written?.includes('-0001') ? undefined : readDate(written));

function gmtDate(written: string | undefined): Date | undefined {
  return written === undefined || written.startsWith('0000') ? undefined : readDate(written);
}

/** The one that readers had, and not the one by number, which leads to it. */
function permalinkOf(link: string | undefined, home: string | undefined): string | undefined {
  const url = absoluteAddress(link, home);
  return url === undefined || url === home || /[?&](?:preview|post_type)=/.test(url) ? undefined : url;
}

function slugOfPost(name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  try {
    return decodeURIComponent(name).replace(/\.html?$/, '');
  } catch {
    return name;
  }
}

const subtitleKeys = [
  'standfirst',
  'newspack_post_subtitle',
  'kia_subtitle',
  'dek',
  'deck',
  'subtitle',
  '_subtitle',
  'wps_subtitle',
  '_wp_subtitle',
  'sub_title',
  'secondary_title',
  '_secondary_title',
];
const descriptionKeys = [
  '_yoast_wpseo_metadesc',
  'rank_math_description',
  '_aioseo_description',
  '_aioseop_description',
  '_genesis_description',
  '_seopress_titles_desc',
];

function standfirstOf({ fields, meta }: WordPressItem): string | undefined {
  const said = (keys: readonly string[]) => keys.map((key) => meta.get(key)?.[0]?.trim()).find((value) => value);
  const excerpt = fields.get('excerpt:encoded') ?? '';
  const description = said(descriptionKeys);
  // "%%title%%" is a template of the plugin.
  const written = description !== undefined && /%%|%[a-z_]+%|#post_/.test(description) ? undefined : description;
  return said(subtitleKeys) ?? (plainText(excerpt) === '' ? written : excerpt);
}

/** The names of the category for what has none. */
const noCategory =
  /^(?:uncategori[sz]ed|allgemein|non classé|sin categoría|sin categorizar|senza categoria|sem categoria|geen categorie|okategoriserade|ikke-kategoriseret|ukategorisert|bez kategorii|без рубрики|未分类|未分類)$/i;
const sectionTaxonomies = /^(?:category|section|rubrik|rubrique|channel|desk|department)s?$/;
const keywordTaxonomies =
  /^(?:post_tag|tag|topic|subject|keyword|location|place|region|country|person|people|series|story_tag|news_topic|news-topic)s?$/;

function termsOf({ terms, meta }: WordPressItem, { categories }: WordPressSite) {
  const names = (fits: RegExp) =>
    terms.filter(({ domain, name }) => fits.test(domain) && name !== '').map(({ name }) => name);
  const sections = names(sectionTaxonomies).filter((name) => !noCategory.test(name));
  const primary = ['_yoast_wpseo_primary_category', 'rank_math_primary_category', '_primary_category']
    .map((key) => categories.get(meta.get(key)?.[0]?.trim() ?? ''))
    .find((name) => name !== undefined && sections.includes(name));
  return { sections: primary === undefined ? sections : [primary, ...sections], keywords: names(keywordTaxonomies) };
}

/** As Polylang writes it. */
function languageOf({ terms }: WordPressItem): string | undefined {
  return terms.find(({ domain }: WordPressTerm) => domain === 'language')?.slug.replace(/^pll_/, '') || undefined;
}

const pictureKeys = ['_yoast_wpseo_opengraph-image', 'fifu_image_url', 'rank_math_facebook_image', '_knawatfibu_url'];

function pictureOf({ meta }: WordPressItem, { library }: WordPressSite) {
  const id = meta.get('_thumbnail_id')?.[0]?.trim();
  const kept = id === undefined ? undefined : library.get(id);
  const address = pictureKeys.map((key) => meta.get(key)?.[0]?.trim()).find((value) => value);
  const image = kept ?? (address === undefined ? undefined : { url: address });
  const isMissing = id !== undefined && /^[1-9]/.test(id) && image === undefined;
  return { image, missing: isMissing ? ['the lead picture, which the export doesn’t hold'] : [] };
}
