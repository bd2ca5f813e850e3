/**
 * The site of a feed, and which of an item's links is its own page there: feeds of links put the page first that an item is
 * about.
 */

import { isOnSite } from '../sister-addresses.ts';

export interface OwnPage {
  readonly link: string | undefined;
  /** Others on the same site, which are its page only where that is called the same. */
  readonly otherLinks: readonly string[];
}

type Addresses = readonly (string | undefined)[];

/**
 * Whose pages a feed may speak for. What it says of itself, anybody can say of himself: of a fetched one only the address counts
 * from which it came.
 *
 * @param address where it was fetched from, after redirects; undefined for a file
 * @param claims its home page and its own address, as it names them
 */
export function siteOf(address: string | undefined, claims: Addresses): readonly string[] {
  return (address === undefined ? claims : [address]).filter((each) => each !== undefined);
}

/**
 * @param links absolute, the likeliest first
 * @param perhaps others, which may as well be pages that several items name
 * @param site of the feed, as {@link siteOf} has it
 * @returns the first link on the site, else the first
 */
export function ownPage(links: Addresses, perhaps: Addresses, site: Addresses): OwnPage {
  const link = links.find((each) => isOnSite(site, each)) ?? links.find((each) => each !== undefined);
  const others = [...links, ...perhaps].filter((each) => each !== undefined).filter((each) => isOnSite(site, each));
  return { link, otherLinks: [...new Set(others)].filter((each) => each !== link) };
}
