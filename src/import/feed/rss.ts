/**
 * RSS 0.9x, 1.0 (RDF) and 2.0 with the namespaces content, dc, dcterms, itunes, media and atom, mapped to the common
 * feed shape.
 */

import type { RdfFeed, RssFeed } from 'feedsmith';
import { absoluteAddress } from '../html/address.ts';
import { atomItem } from './atom.ts';
import { firstImage, mediaImages, mediaText } from './image.ts';
import { descriptionHtml, plainText, titleText } from './markup.ts';
import { ownPage, siteOf } from './own-page.ts';
import { publisherIn } from './people.ts';
import { sectionsAndTopics } from './sections.ts';
import type { Feed, FeedAuthor, FeedItem } from './shape.ts';

/**
 * @param address Where the feed was found; its relative addresses start there.
 * @param declared `xml:base` of the whole, which counts for more
 */
export function fromRss(feed: RssFeed.Feed<string>, address: string | undefined, declared?: string): Feed {
  const self = absoluteAddress(feed.atom?.links?.find(({ rel }) => rel === 'self')?.href, address);
  const home = absoluteAddress(feed.link, address);
  const site = siteOf(address, [home, self]);
  return {
    head: {
      title: feed.title && titleText(feed.title),
      home,
      address: self,
      site,
      language: feed.language ?? feed.dc?.languages?.[0],
      date: feed.pubDate ?? feed.lastBuildDate ?? feed.dc?.dates?.[0],
      authors: [],
      publisher: publisherIn(feed.dc?.publishers),
    },
    items: (feed.items ?? []).map((item) =>
      rssItem(item, absoluteAddress(declared, home ?? address) ?? home ?? address, site),
    ),
  };
}

export function fromRdf(feed: RdfFeed.Feed<string>, address: string | undefined): Feed {
  const home = absoluteAddress(feed.link, address);
  const self = absoluteAddress(feed.rdf?.about, address);
  return {
    head: {
      title: feed.title && titleText(feed.title),
      home,
      address: self,
      site: siteOf(address, [home, self]),
      language: feed.dc?.languages?.[0],
      date: feed.dc?.dates?.[0],
      authors: [],
      publisher: publisherIn(feed.dc?.publishers),
    },
    items: (feed.items ?? []).map((item) => ({
      ...sharedParts(item, home ?? address),
      id: item.rdf?.about ?? item.dc?.identifiers?.[0],
      link: absoluteAddress(item.link ?? item.rdf?.about, home ?? address),
      published: dublinCoreDate(item),
      authors: named(item.dc?.creators),
      topics: item.dc?.subjects ?? [],
      sections: slashSection(item),
      image: firstImage(mediaImages(item.media, item.description ?? item.content?.encoded), home ?? address),
    })),
  };
}

function rssItem(item: RssFeed.Item<string>, base: string | undefined, site: readonly string[]): FeedItem {
  const parts = sharedParts(item, base);
  const entry = item.atom === undefined ? undefined : atomItem(item.atom, base, site);
  const permalink = item.guid?.isPermaLink === false ? undefined : item.guid?.value;
  const link = item.link ?? item.atom?.links?.find(({ rel = 'alternate' }) => rel === 'alternate')?.href;
  const enclosed = (item.enclosures ?? []).filter(({ type }) => type?.startsWith('image/')).map(({ url }) => ({ url }));
  const creators = named(item.dc?.creators ?? item.dcterms?.creators);
  const authors = (item.authors ?? []).map(({ name, link }) => ({ name: plainText(name ?? ''), homepage: link }));
  const categories = (item.categories ?? []).map(({ domain, name = '' }) => ({ scheme: domain, name }));
  const { sections, topics } = sectionsAndTopics(categories, base);
  const spoken = item.itunes?.author === undefined ? [] : named([item.itunes.author]);
  return {
    ...parts,
    title: parts.title || entry?.title,
    body: parts.body ?? entry?.body,
    isDescription: parts.body === undefined ? entry?.isDescription : parts.isDescription,
    summary: parts.summary ?? (parts.body === undefined ? entry?.summary : undefined),
    id: item.guid?.value ?? entry?.id,
    ...ownPage([absoluteAddress(link, base), absoluteAddress(permalink, undefined)], [], site),
    published: item.pubDate ?? dublinCoreDate(item) ?? entry?.published,
    updated: parts.updated ?? item.atom?.updated,
    authors:
      [creators, authors, spoken, entry?.authors ?? []].find((people) => people.some(({ name }) => name !== '')) ?? [],
    topics: [...topics, ...(item.dc?.subjects ?? []), ...(entry?.topics ?? []), ...(item.media?.keywords ?? [])],
    sections: [...sections, ...(entry?.sections ?? []), ...slashSection(item)],
    image: firstImage(
      [...mediaImages(item.media, item.description ?? item.content?.encoded), ...enclosed, { url: item.itunes?.image }],
      parts.base,
    ),
  };
}

/** Of Slash and its like, which file each story in one. */
const slashSection = ({ slash }: AnyItem) => (slash?.section ? [slash.section] : []);

/** Of an aggregator: whose feed the item is of. */
const sourceOf = (item: AnyItem) => ('source' in item && item.source?.title ? [item.source.title] : []);

type AnyItem = RssFeed.Item<string> | RdfFeed.Item<string>;

/** What both families write alike. */
function sharedParts(item: AnyItem, home: string | undefined) {
  const spoken = 'itunes' in item ? item.itunes : undefined;
  const title = item.title ?? item.dc?.titles?.[0] ?? item.media?.title?.value ?? spoken?.title;
  const encoded = item.content?.encoded;
  const description =
    item.description ?? item.dc?.descriptions?.[0] ?? spoken?.summary ?? mediaText(item.media) ?? undefined;
  const body = encoded ?? (description && descriptionHtml(description));
  return {
    title: title && titleText(title),
    body,
    isDescription: encoded === undefined && item.title !== undefined,
    summary: encoded === undefined || description === undefined ? undefined : plainText(description),
    updated: item.dcterms?.modified?.[0],
    publisher: publisherIn([...(item.dc?.publishers ?? []), ...sourceOf(item)]),
    language: item.dc?.languages?.[0] ?? item.xml?.lang,
    base: absoluteAddress(item.xml?.base, home) ?? absoluteAddress(item.link, home) ?? home,
  };
}

function dublinCoreDate({ dc, dcterms }: AnyItem): string | undefined {
  return dc?.dates?.[0] ?? dcterms?.issued?.[0] ?? dcterms?.created?.[0] ?? dcterms?.dates?.[0];
}

function named(names: readonly string[] | undefined): FeedAuthor[] {
  return (names ?? []).map((name) => ({ name: plainText(name), homepage: undefined }));
}
