/** Atom 0.3 and 1.0 (RFC 4287) mapped to the common feed shape. */

import type { AtomFeed } from 'feedsmith';
import { absoluteAddress } from '../html/address.ts';
import { isOnSite } from '../sister-addresses.ts';
import { firstImage, mediaImages, mediaText } from './image.ts';
import { descriptionHtml, oneLine, paragraphs, plainText, titleText } from './markup.ts';
import { type OwnPage, ownPage, siteOf } from './own-page.ts';
import { publisherIn } from './people.ts';
import { sectionsAndTopics } from './sections.ts';
import type { Feed, FeedAuthor, FeedItem } from './shape.ts';

/** @param address Where the feed was found; its relative addresses start there. */
export function fromAtom(feed: AtomFeed.Feed<string>, address: string | undefined): Feed {
  const self = absoluteAddress(feed.links?.find(({ rel }) => rel === 'self')?.href, address);
  const base = absoluteAddress(feed.xml?.base, address ?? self) ?? address ?? self;
  const home = absoluteAddress(pageLink(feed.links), base);
  const site = siteOf(address, [home, self]);
  return {
    head: {
      title: feed.title && titleOf(feed.title),
      home,
      address: self ?? feed.id,
      site,
      language: feed.xml?.lang ?? feed.dc?.languages?.[0],
      date: feed.updated,
      authors: people(feed.authors),
      publisher: publisherIn(feed.dc?.publishers),
    },
    items: (feed.entries ?? []).map((entry) => atomItem(entry, base ?? home, site)),
  };
}

/** An entry, or what an item of RSS has of one. */
export function atomItem(
  entry: Partial<AtomFeed.Entry<string>>,
  feedBase: string | undefined,
  site: readonly string[],
): FeedItem {
  const base = absoluteAddress(entry.xml?.base, feedBase) ?? feedBase;
  const { link, otherLinks } = pageOf(entry, base, site);
  const content = entry.content && htmlOf(entry.content);
  const summary = entry.summary && htmlOf(entry.summary);
  const described = mediaText(entry.media);
  const categories = (entry.categories ?? []).map((each) => ({ scheme: each.scheme, name: nameOf(each) }));
  const { sections, topics } = sectionsAndTopics(categories, base);
  const pictures = (entry.links ?? []).filter(({ rel, type }) => rel === 'enclosure' && type?.startsWith('image/'));
  return {
    id: entry.id,
    link,
    otherLinks,
    title: entry.title && titleOf(entry.title),
    body: content ?? summary ?? (described && descriptionHtml(described)),
    isDescription: content === undefined && entry.title !== undefined,
    summary: content === undefined || summary === undefined ? undefined : plainText(summary),
    published: entry.published ?? entry.dc?.dates?.[0] ?? entry.updated,
    updated: entry.updated,
    authors: people(entry.authors ?? entry.source?.authors),
    publisher: publisherIn(entry.dc?.publishers),
    topics: [...topics, ...(entry.dc?.subjects ?? [])],
    sections,
    image: firstImage(
      [...mediaImages(entry.media, content ?? summary), ...pictures.map(({ href }) => ({ url: href }))],
      base,
    ),
    language: entry.content?.xml?.lang ?? entry.xml?.lang,
    base: absoluteAddress(entry.content?.xml?.base, base) ?? (entry.xml?.base === undefined ? (link ?? base) : base),
  };
}

function nameOf({ label, term }: AtomFeed.Category): string {
  return label ?? term ?? '';
}

/** Who says that it is text means it; who says nothing may mean HTML. */
function titleOf({ value, type }: AtomFeed.Text): string {
  return type === 'text' ? oneLine(value) : titleText(value);
}

/** Base 64 by `mode` (Atom 0.3) or `type`, which isn't among what is given of either: a text of words has spaces and marks. */
function decoded(text: string): string | undefined {
  const code = text.replace(/\s+/g, '');
  if (code.length < 16 || code.length % 4 !== 0 || !/^[A-Za-z\d+/]+={0,2}$/.test(code) || /^[A-Za-z]+$/.test(code))
    return undefined;
  try {
    const found = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(code, 'base64'));
    return /^\s*<[a-z]/i.test(found) || /\p{L} \p{L}/u.test(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

/** HTML of a text or content, by its type; none for content that is a picture or lies elsewhere. */
function htmlOf({ value: written, type = '' }: AtomFeed.Content): string | undefined {
  if (written === undefined) return undefined;
  const value = decoded(written) ?? written;
  switch (type.toLowerCase()) {
    case 'html':
    case 'xhtml':
    case 'text/html':
    case 'application/xhtml+xml':
      return value;
    case 'text':
    case 'text/plain':
      return paragraphs(value);
    default:
      // Without a type it should be text, but many mean HTML.
      return type.includes('/') ? undefined : descriptionHtml(value);
  }
}

/**
 * Where the alternate is elsewhere, the entry may be about it; the one page of the site that it is related to may be its
 * own, or one that many entries share.
 */
function pageOf(
  { links = [] }: Partial<AtomFeed.Entry<string>>,
  base: string | undefined,
  site: readonly string[],
): OwnPage {
  const related = links.filter(({ rel, type = 'text/html' }) => rel === 'related' && /html/.test(type));
  const alternate = absoluteAddress(pageLink(links), base);
  const page = ownPage([alternate], [related.length === 1 ? absoluteAddress(related[0]?.href, base) : undefined], site);
  return page.otherLinks.length > 0 && !isOnSite(site, alternate) ? { ...page, link: undefined } : page;
}

function pageLink(links: AtomFeed.Feed<string>['links']): string | undefined {
  const alternates = (links ?? []).filter(({ rel = 'alternate' }) => rel === 'alternate');
  return (alternates.find(({ type = 'text/html' }) => /html/.test(type)) ?? alternates[0])?.href;
}

function people(authors: readonly AtomFeed.Person[] | undefined): FeedAuthor[] {
  return (authors ?? []).map(({ name, uri }) => ({ name: plainText(name ?? ''), homepage: uri }));
}
