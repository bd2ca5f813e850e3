/** Feed importer: RSS 0.9x, 1.0 and 2.0, Atom and JSON Feed to documents, one for each item. */

import { type AnyFeed, parseFeed } from 'feedsmith';
import { fromAtom } from './feed/atom.ts';
import { extensionsIn, fromJson } from './feed/json.ts';
import { type HiddenPart, type PublicPart, withoutHiddenJson, withoutHiddenXml } from './feed/not-public.ts';
import { feedIdentity, knownByOf } from './feed/origin.ts';
import { type FeedContext, pieceOf } from './feed/piece.ts';
import { fromRdf, fromRss } from './feed/rss.ts';
import { keptApart } from './feed/same.ts';
import type { Feed } from './feed/shape.ts';
import { unwrapped } from './feed/unwrapped.ts';
import { type ImportedDocument, type ImportedPage, RefusedInput, type RefusedItem } from './imported-document.ts';
import { guardXml } from './xml.ts';

export interface FeedPage extends ImportedPage {
  readonly refused: readonly RefusedItem[];
}

/**
 * Reads all items of a feed, in its order. An item that can't be a piece or isn't public is refused, and the others are
 * read.
 *
 * @param address Where the feed was fetched from, after redirects: the site for whose pages it may speak.
 * @param now Stands in where neither an item nor the feed has a date.
 * @throws {RefusedInput} when the whole is no feed, or broken XML.
 */
export function readFeed(text: string, address?: string, now: Date = new Date()): FeedPage {
  const { text: shown, hidden, doubt } = publicPart(text, now);
  const feed = shapeOf(parsed(shown), shown, address);
  const context: FeedContext = { head: feed.head, known: feedIdentity(feed.head, address), now, doubt };
  const documents: ImportedDocument[] = [];
  const refused: RefusedItem[] = hidden === undefined ? [] : refusedOf(hidden, address);
  for (const [index, item] of feed.items.entries()) {
    try {
      documents.push(pieceOf(item, context));
    } catch (error) {
      if (!(error instanceof RefusedInput)) throw error;
      const knownBy = knownByOf(item, context.known);
      refused.push({ item: item.title || item.id || `item ${index + 1}`, reason: error.message, knownBy });
    }
  }
  if (documents.length === 0 && refused.length === 0)
    throw new RefusedInput('It is a feed that is empty: it has no items.');
  return { documents: keptApart(documents), hot: [], refused };
}

/** Readers may have from before what a feed now says isn't public. */
function refusedOf({ text, items }: HiddenPart, address: string | undefined): RefusedItem[] {
  const { head, items: read } = shapeOf(parsed(text), text, address);
  const known = feedIdentity(head, address);
  // Of what no feed has, such as an item that is no record, nobody knows what it would be known by.
  const isEach = read.length === items.length;
  return items.map((each, index) => {
    const item = isEach ? read[index] : undefined;
    return { ...each, knownBy: item && knownByOf(item, known) };
  });
}

function publicPart(text: string, now: Date): PublicPart {
  if (!text.trimStart().startsWith('{')) return withoutHiddenXml(guardXml(unwrapped(text)), now);
  try {
    return withoutHiddenJson(text, now);
  } catch (error) {
    throw new RefusedInput('It is not a feed that can be read.', { cause: error });
  }
}

function parsed(text: string): AnyFeed {
  try {
    return parseFeed(text);
  } catch (error) {
    throw new RefusedInput('It is not a feed that can be read.', { cause: error });
  }
}

function shapeOf(any: AnyFeed, text: string, address: string | undefined): Feed {
  switch (any.format) {
    case 'rss':
      return fromRss(any.feed, address, baseIn(text));
    case 'rdf':
      return fromRdf(any.feed, address);
    case 'atom':
      return fromAtom(any.feed, address);
    case 'json':
      return fromJson(any.feed, address, extensionsIn(text));
  }
}

/** The base that RSS has from XML, of the whole. */
function baseIn(xml: string): string | undefined {
  const heads = xml.slice(0, 20_000).match(/<(?:rss|channel)\s[^<>]*>/g) ?? [];
  return heads.flatMap((head) => /\sxml:base\s?=\s?["']([^"'<>]*)["']/.exec(head)?.[1] ?? []).at(-1);
}
