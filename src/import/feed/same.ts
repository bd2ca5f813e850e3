/** Duplicate detection within one feed: which items are the same piece, and which only share an id. */

import type { ImportedDocument } from '../imported-document.ts';

/**
 * Pieces with one origin are one piece when their address is one too, or their headline: the newest state stays, where the
 * first stood. Else the feed gives one id to many items, and each goes by its address or its headline. What a piece is called
 * never depends on the order of the feed, which is another at the next import.
 */
export function keptApart(pieces: readonly ImportedDocument[]): ImportedDocument[] {
  const groups = Map.groupBy(pieces, ({ origin }) => origin);
  const apart = [...groups.values()].flatMap((group) => (group.length === 1 ? group : separated(group)));
  const byAddress = Map.groupBy(apart, ({ url }) => url);
  // An address that several pieces name is none of theirs.
  return apart.map((piece) => (byAddress.get(piece.url)?.length === 1 ? piece : { ...piece, url: undefined }));
}

function separated(group: readonly ImportedDocument[]): ImportedDocument[] {
  const isOriginTheAddress = group.every(({ origin, url }) => origin === url);
  const identity = ({ url, headline }: ImportedDocument) => (isOriginTheAddress ? headline : (url ?? headline));
  const newest = [...Map.groupBy(group, identity).values()].map(newestOf);
  if (newest.length === 1) return newest;
  return newest.map((piece) => ({ ...piece, origin: isOriginTheAddress ? named(piece) : placed(piece) }));
}

/** Under another site's address its own page is known. */
function placed(piece: ImportedDocument): string {
  const { origin, url, isOfAnotherSite } = piece;
  if (url === undefined) return named(piece);
  return isOfAnotherSite ? `${origin}#${url}` : url;
}

function named({ origin, headline }: ImportedDocument): string {
  return `${origin}#${headline}`;
}

function newestOf(states: readonly ImportedDocument[]): ImportedDocument {
  const time = ({ publishedAt, updatedAt }: ImportedDocument) => (updatedAt ?? publishedAt).getTime();
  return states.reduce((newest, state) => (time(state) > time(newest) ? state : newest));
}
