/**
 * JSON Feed 1.0 and 1.1 (jsonfeed.org) mapped to the common feed shape; titles and summaries may hold HTML entities.
 */

import type { JsonFeed } from 'feedsmith';
import { z } from 'zod';
import { absoluteAddress } from '../html/address.ts';
import { firstImage } from './image.ts';
import { oneLine, paragraphs, titleText } from './markup.ts';
import { ownPage, siteOf } from './own-page.ts';
import type { Feed, FeedAuthor, FeedItem } from './shape.ts';

/**
 * @param address Where the feed was found; its relative addresses start there.
 * @param extensions What Dateline's own feeds say beyond the standard, by the id of the item.
 */
export function fromJson(
  feed: JsonFeed.Feed<string>,
  address: string | undefined,
  extensions: ReadonlyMap<string, Extension>,
): Feed {
  const self = absoluteAddress(feed.feed_url, address);
  const home = absoluteAddress(feed.home_page_url, self ?? address);
  const site = siteOf(address, [home, self]);
  return {
    head: {
      title: feed.title && titleText(feed.title),
      home,
      address: self,
      site,
      language: feed.language,
      date: undefined,
      authors: people(feed.authors),
    },
    items: (feed.items ?? []).map((item) =>
      jsonItem(item, home ?? self ?? address, site, extensions.get(item.id ?? '')),
    ),
  };
}

function jsonItem(
  item: JsonFeed.Item<string>,
  base: string | undefined,
  site: readonly string[],
  extension: Extension | undefined,
): FeedItem {
  const [url, id] = [absoluteAddress(item.url, base), absoluteAddress(item.id, undefined)];
  const { link, otherLinks } = ownPage([url, id], [absoluteAddress(item.external_url, base)], site);
  const attached = (item.attachments ?? []).filter(({ mime_type }) => mime_type?.startsWith('image/'));
  const pictures = [{ url: item.image }, { url: item.banner_image }, ...attached.map(({ url }) => ({ url }))];
  const html = item.content_html ?? (item.content_text && paragraphs(item.content_text));
  return {
    id: item.id,
    link,
    otherLinks,
    title: item.title && titleText(item.title),
    body: html ?? (item.summary && paragraphs(item.summary)),
    isDescription: html === undefined && item.title !== undefined,
    summary: html === undefined || item.summary === undefined ? undefined : oneLine(item.summary),
    published: item.date_published ?? item.date_modified,
    updated: item.date_modified,
    authors: people(item.authors),
    topics: item.tags ?? [],
    image: firstImage(extension?.image ? [extension.image, ...pictures] : pictures, base),
    publisher: extension?.publisher,
    language: item.language,
    base: link ?? base,
  };
}

const text = z.string().optional().catch(undefined);
const pixels = z.number().optional().catch(undefined);

const extension = z.object({
  publisher: text,
  image: z
    .object({ url: z.string(), width: pixels, height: pixels, alt: text, caption: text, creditLine: text })
    .optional()
    .catch(undefined),
});
type Extension = z.infer<typeof extension>;

const extended = z.object({
  items: z.array(z.object({ id: z.string(), _dateline: extension }).nullable().catch(null)),
});

/** What is under `_dateline` of a feed's items, by their ids; the feed's parser leaves it out. */
export function extensionsIn(json: string): Map<string, Extension> {
  if (!json.includes('"_dateline"')) return new Map();
  const { data } = extended.safeParse(JSON.parse(json));
  return new Map(data?.items.flatMap((item) => (item === null ? [] : [[item.id, item._dateline]])));
}

function people(authors: readonly JsonFeed.Author[] | undefined): FeedAuthor[] {
  return (authors ?? []).map(({ name = '', url }) => ({ name: oneLine(name), homepage: url }));
}
