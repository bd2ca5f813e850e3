/** A feed as RSS 2.0, by the RSS Advisory Board's profile, with the namespaces that readers know: content, dc, media. */

import { generateRssFeed } from 'feedsmith';
import { type Feed, type FeedPiece, languageOf, updatedAt } from './feed.ts';
import { escapedHtml, tidyXml } from './markup.ts';
import { mediaOf } from './media.ts';

export function toRss(feed: Feed): string {
  const { title, home, description, publisher, taxonomy, self, hub, pieces } = feed;
  const language = languageOf(feed);
  const xml = generateRssFeed({
    title,
    link: home,
    description,
    ...(language !== undefined && { language }),
    lastBuildDate: updatedAt(feed),
    dc: { publishers: [publisher] },
    atom: {
      links: [
        { href: self, rel: 'self', type: 'application/rss+xml' },
        ...(hub === undefined ? [] : [{ href: hub, rel: 'hub' }]),
      ],
    },
    items: pieces.map((piece) => rssItem(piece, taxonomy)),
  });
  return tidyXml(xml);
}

function rssItem(piece: FeedPiece, taxonomy: string) {
  const { image, summary, content, language, publisher } = piece;
  return {
    title: piece.headline,
    link: piece.url,
    guid: { value: piece.id, isPermaLink: false },
    // It is HTML to readers; a summary is text.
    ...(summary !== null && { description: escapedHtml(summary) }),
    ...(content !== null && { content: { encoded: content } }),
    pubDate: piece.publishedAt,
    dcterms: { modified: [piece.updatedAt] },
    // An `author` of RSS is a mail address.
    dc: {
      creators: piece.authors.map(({ name }) => name),
      ...(publisher !== null && { publishers: [publisher] }),
      ...(language !== null && { languages: [language] }),
    },
    categories: piece.topics.map(({ name }) => ({ name, domain: taxonomy })),
    // 0 says, by the profile, that the length isn't known.
    ...(image?.type && { enclosures: [{ url: image.url, length: 0, type: image.type }] }),
    ...(image && { media: mediaOf(image) }),
  };
}
