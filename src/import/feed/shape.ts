/** The common shape of all feed formats, before items become documents. */

import type { DocumentImage } from '../imported-document.ts';

export interface FeedAuthor {
  readonly name: string;
  readonly homepage: string | undefined;
}

/** What a feed says of itself; texts are plain, addresses absolute. */
export interface FeedHead {
  readonly title: string | undefined;
  /** The site that the feed belongs to. */
  readonly home: string | undefined;
  /** The feed's own address, as it names it. */
  readonly address: string | undefined;
  /** Addresses of the site whose pages it may speak for; empty where nobody knows. */
  readonly site: readonly string[];
  /** As written: `en-us`. */
  readonly language: string | undefined;
  readonly date: string | undefined;
  readonly authors: readonly FeedAuthor[];
  /** Whose feed it is, where it says that besides its title. */
  readonly publisher?: string | undefined;
}

/** One item as written, its parts found. */
export interface FeedItem {
  readonly id: string | undefined;
  readonly link: string | undefined;
  /** Others on the feed's site that may be the item's, too. */
  readonly otherLinks?: readonly string[] | undefined;
  /** Plain text. */
  readonly title: string | undefined;
  /** HTML. */
  readonly body: string | undefined;
  /** Whether the body is what describes the item, for want of a text that is called its content. */
  readonly isDescription?: boolean | undefined;
  /** Plain text; only where it isn't the body. */
  readonly summary: string | undefined;
  readonly published: string | undefined;
  readonly updated: string | undefined;
  readonly authors: readonly FeedAuthor[];
  /** Whose piece it is, where that isn't the feed's. */
  readonly publisher?: string | undefined;
  /** Tags, as written. */
  readonly topics: readonly string[];
  /** Categories of a scheme, which says that somebody keeps a list of them. */
  readonly sections?: readonly string[] | undefined;
  readonly image: DocumentImage | undefined;
  readonly language: string | undefined;
  /** What links in the body are relative to. */
  readonly base: string | undefined;
}

export interface Feed {
  readonly head: FeedHead;
  readonly items: readonly FeedItem[];
}
