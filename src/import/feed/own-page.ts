/** Which of a feed item's links is its own page: feeds of links put the page first that an item is about. */

import { siteHost } from '../sister-addresses.ts';

export interface OwnPage {
  readonly link: string | undefined;
  /** Others on the same site, which are its page only where that is called the same. */
  readonly otherLinks: readonly string[];
}

type Addresses = readonly (string | undefined)[];

/**
 * @param links absolute, the likeliest first
 * @param perhaps others, which may as well be pages that several items name
 * @param site addresses of the site that the feed belongs to: its home page, and its own
 * @returns the first link on the site, else the first
 */
export function ownPage(links: Addresses, perhaps: Addresses, site: Addresses): OwnPage {
  const link = links.find((each) => isOnSite(each, site)) ?? links.find((each) => each !== undefined);
  const others = [...links, ...perhaps].filter((each) => each !== undefined).filter((each) => isOnSite(each, site));
  return { link, otherLinks: [...new Set(others)].filter((each) => each !== link) };
}

export function isOnSite(link: string | undefined, site: Addresses): boolean {
  return link !== undefined && site.some((address) => address !== undefined && areOneSite(link, address));
}

/** Of one host, or of one below the other: `www.paper.example`, `feeds.paper.example` and `paper.example`. */
function areOneSite(one: string, other: string): boolean {
  const [a, b] = [one, other].map((address) => siteHost(new URL(address).hostname)) as [string, string];
  return a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`);
}
