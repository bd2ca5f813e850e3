/** A feed as Atom 1.0 (RFC 4287). */

import { generateAtomFeed } from 'feedsmith';
import { type Feed, type FeedPiece, languageOf, updatedAt } from './feed.ts';
import { tidyXml } from './markup.ts';
import { mediaOf } from './media.ts';

export function toAtom(feed: Feed): string {
  const { title, description, publisher, home, taxonomy, self, hub, pieces } = feed;
  const language = languageOf(feed);
  const xml = generateAtomFeed({
    id: self,
    title: { value: title, type: 'text' },
    subtitle: { value: description, type: 'text' },
    updated: updatedAt(feed),
    // Whose it is where a piece doesn't say; RFC 4287 wants somebody.
    authors: [{ name: publisher }],
    dc: { publishers: [publisher] },
    links: [
      { href: self, rel: 'self', type: 'application/atom+xml' },
      { href: home, rel: 'alternate', type: 'text/html' },
      ...(hub === undefined ? [] : [{ href: hub, rel: 'hub' }]),
    ],
    ...(language !== undefined && { xml: { lang: language } }),
    entries: pieces.map((piece) => atomEntry(piece, taxonomy)),
  });
  return tidyXml(xml);
}

function atomEntry(piece: FeedPiece, taxonomy: string) {
  const { image, summary, content, language, publisher } = piece;
  return {
    id: piece.id,
    title: { value: piece.headline, type: 'text' },
    links: [
      { href: piece.url, rel: 'alternate', type: 'text/html' },
      ...(image ? [{ href: image.url, rel: 'enclosure', ...(image.type !== null && { type: image.type }) }] : []),
    ],
    published: piece.publishedAt,
    updated: piece.updatedAt,
    authors: piece.authors.map(({ name, homepage }) => ({ name, ...(homepage !== null && { uri: homepage }) })),
    // Most programs show the term and know no label.
    categories: piece.topics.map(({ name }) => ({ term: name, scheme: taxonomy })),
    ...(summary !== null && { summary: { value: summary, type: 'text' } }),
    ...(content !== null && { content: { value: content, type: 'html' } }),
    ...(publisher !== null && { dc: { publishers: [publisher] } }),
    ...(image && { media: mediaOf(image) }),
    ...(language !== null && { xml: { lang: language } }),
  };
}
