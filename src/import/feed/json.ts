/** Owns what JSON Feed 1.0 and 1.1 mean (jsonfeed.org). Its titles and summaries are plain text, though many come with HTML's entities. */

import type { JsonFeed } from 'feedsmith';
import { absoluteAddress } from '../html/address.ts';
import { firstImage } from './image.ts';
import { oneLine, paragraphs, titleText } from './markup.ts';
import type { Feed, FeedAuthor, FeedItem } from './shape.ts';

/** @param address Where the feed was found; its relative addresses start there. */
export function fromJson(feed: JsonFeed.Feed<string>, address: string | undefined): Feed {
  const self = absoluteAddress(feed.feed_url, address);
  const home = absoluteAddress(feed.home_page_url, self ?? address);
  return {
    head: {
      title: feed.title && titleText(feed.title),
      home,
      address: self,
      language: feed.language,
      date: undefined,
      authors: people(feed.authors),
    },
    items: (feed.items ?? []).map((item) => jsonItem(item, home ?? self ?? address)),
  };
}

function jsonItem(item: JsonFeed.Item<string>, base: string | undefined): FeedItem {
  // "If an id is a URL, it's best if it is the item's." external_url is another's page.
  const link = absoluteAddress(item.url, base) ?? absoluteAddress(item.id, undefined);
  const attached = (item.attachments ?? []).filter(({ mime_type }) => mime_type?.startsWith('image/'));
  const html = item.content_html ?? (item.content_text && paragraphs(item.content_text));
  return {
    id: item.id,
    link,
    title: item.title && titleText(item.title),
    body: html ?? (item.summary && paragraphs(item.summary)),
    summary: html === undefined || item.summary === undefined ? undefined : oneLine(item.summary),
    published: item.date_published ?? item.date_modified,
    updated: item.date_modified,
    authors: people(item.authors),
    topics: item.tags ?? [],
    image: firstImage([{ url: item.image }, { url: item.banner_image }, ...attached.map(({ url }) => ({ url }))], base),
    language: item.language,
    base: link ?? base,
  };
}

function people(authors: readonly JsonFeed.Author[] | undefined): FeedAuthor[] {
  return (authors ?? []).map(({ name = '', url }) => ({ name: oneLine(name), homepage: url }));
}
