/** A feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/); what that has no word for is under `_dateline`. */

import { generateJsonFeed } from 'feedsmith';
import { type Feed, type FeedPiece, languageOf } from './feed.ts';

export function toJson(feed: Feed): string {
  const { title, description, publisher, home, self, hub, pieces } = feed;
  const language = languageOf(feed);
  const json = generateJsonFeed({
    title,
    description,
    home_page_url: home,
    feed_url: self,
    authors: [{ name: publisher }],
    ...(language !== undefined && { language }),
    ...(hub !== undefined && { hubs: [{ type: 'WebSub', url: hub }] }),
    items: pieces.map(jsonItem),
  }) as { readonly items?: readonly unknown[] };
  // NOTE: the generator leaves empty lists out, and a feed without news has items too: none.
  return JSON.stringify({ ...json, items: json.items ?? [] });
}

function jsonItem(piece: FeedPiece) {
  const { image, summary, content, language } = piece;
  return {
    id: piece.id,
    url: piece.url,
    title: piece.headline,
    // One of the two it must have.
    ...(content === null ? { content_text: summary ?? piece.headline } : { content_html: content }),
    ...(summary !== null && content !== null && { summary }),
    ...(image && { image: image.url }),
    date_published: piece.publishedAt,
    date_modified: piece.updatedAt,
    authors: piece.authors.map(({ name, homepage }) => ({ name, ...(homepage !== null && { url: homepage }) })),
    tags: piece.topics.map(({ name }) => name),
    ...(language !== null && { language }),
    _dateline: extensionOf(piece),
  };
}

function extensionOf({ image, publisher, corrections }: FeedPiece) {
  return {
    ...(publisher !== null && { publisher }),
    ...(image && { image: { ...image } }),
    ...(corrections.length > 0 && { corrections }),
  };
}
