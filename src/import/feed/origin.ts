/** What the piece of a feed's item is known by, and whether the feed may speak for it. */

import { createHash } from 'node:crypto';
import { withoutTracking, withoutUser } from '../html/tracking.ts';
import type { KnownBefore } from '../imported-document.ts';
import { isOnSite } from '../sister-addresses.ts';
import type { FeedHead, FeedItem } from './shape.ts';

/** What a feed says of itself, as far as the address bears it out from which it was fetched. */
export interface FeedIdentity extends Pick<FeedHead, 'title' | 'home' | 'address' | 'site'> {
  /** Anybody may fill a feed with another's ids; only who wrote a file that is imported is trusted. */
  readonly isFetched: boolean;
}

/** @param address where the feed was fetched from, after redirects; undefined for a file */
export function feedIdentity(
  { title, home, address: self, site }: FeedHead,
  address: string | undefined,
): FeedIdentity {
  if (address === undefined) return { title, home, address: self, site, isFetched: false };
  const own = (claimed: string | undefined) => (isOnSite(site, claimed) ? claimed : undefined);
  return { title, home: own(home) ?? new URL('/', address).href, address: own(self), site, isFetched: true };
}

/** Whether a feed leads to another site's page, of which it doesn't know best; of a feed that doesn't say its site nobody knows. */
export function isOfAnotherSite(url: string | undefined, { site }: FeedIdentity): boolean {
  return url !== undefined && site.length > 0 && !isOnSite(site, url);
}

/**
 * The id where it is unique in the world and the feed's to give, else the id under the feed's name, since "1" is in many
 * feeds; without an id the link; without a link a hash of what stays the same from one import to the next.
 */
export function originOf(item: FeedItem, headline: string, feed: FeedIdentity): string {
  const id = item.id?.trim();
  const url = pieceAddress(item.link, feed.home);
  const isForeign = isOfAnotherSite(url, feed);
  if (id && isUnique(id, item) && isToGive(id, isForeign, feed)) return id;
  // Feeds of one site count from 1 each, and not each says where it is.
  const name = feed.address ?? ([feed.home, feed.title].filter((each) => each !== undefined).join('#') || 'feed');
  if (id) return `${name}#${id}`;
  // Under another site's address its own page is known, and no word on it.
  if (url !== undefined) return isForeign ? `${name}#${url}` : url;
  const lasting = JSON.stringify([feed.home ?? name, headline, item.published ?? item.updated ?? null]);
  return `sha256:${createHash('sha256').update(lasting).digest('hex')}`;
}

/** What an item that is refused would be known by; another site's page is another's piece. */
export function knownByOf(item: FeedItem, feed: FeedIdentity): KnownBefore {
  const url = pieceAddress(item.link, feed.home);
  return {
    origin: originOf(item, item.title ?? '', feed),
    url: isOfAnotherSite(url, feed) ? undefined : url,
  };
}

/** An address is only on the site of the item's own pages; elsewhere it is that of another's piece. */
function isUnique(id: string, { link, otherLinks = [] }: FeedItem): boolean {
  if (/^(?:tag:|urn:)/i.test(id)) return true;
  if (!isAddress(id)) return false;
  const pages = link === undefined ? otherLinks : [link];
  return pages.length === 0 || isOnSite(pages, id);
}

/** Whether no other site's feed may have given the id to its own piece. */
function isToGive(id: string, isForeign: boolean, { site, isFetched }: FeedIdentity): boolean {
  if (isAddress(id)) return !isForeign && (site.length === 0 || isOnSite(site, id));
  return !isFetched || isOnSite(site, authorityOf(id));
}

const isAddress = (id: string) => /^https?:\/\/[^/]/i.test(id) && URL.canParse(id);

/** Who made a tag (RFC 4151), as an address: `tag:paper.example,2026:1`, `tag:ada@paper.example,2026:1`. A URN doesn't say. */
function authorityOf(id: string): string | undefined {
  const host = /^tag:(?:[^@,:]{1,200}@)?([^@,:]{1,253}),/i.exec(id)?.[1];
  return host && `https://${host}/`;
}

/**
 * The link as it is written may be what the piece was stored under, when fewer parameters were known to count visits.
 * Where there is no link, other feeds of the site know the item by its id alone, which may be another's there.
 */
export function otherUrlsOf(item: FeedItem, url: string | undefined, { home }: FeedIdentity): string[] {
  const link = item.link && withoutUser(item.link);
  const written = link !== undefined && url !== undefined && link !== url ? [link] : [];
  const pages = [...(item.otherLinks ?? []).flatMap((link) => pieceAddress(link, home) ?? []), ...written];
  const id = item.id?.trim();
  const isOfSite = id && url === undefined && home !== undefined && !isUnique(id, item);
  return isOfSite ? [...pages, `${home}#${id}`] : pages;
}

/** The link without tracking. An anchor stays, for some sites keep many pieces on one page; "#tk.rss" is none. */
export function pieceAddress(link: string | undefined, home: string | undefined): string | undefined {
  if (link === undefined || link === home) return undefined;
  const { hash } = new URL(link);
  return withoutTracking(link) + (/^#[\w-]+$/.test(hash) ? hash : '');
}
