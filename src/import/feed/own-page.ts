/** Which of a feed item's links is its own page: feeds of links put the page first that an item is about. */

export interface OwnPage {
  readonly link: string | undefined;
  /** Others on the same site, which are its page only where that is called the same. */
  readonly otherLinks: readonly string[];
}

/**
 * @param links absolute, the likeliest first
 * @param site addresses of the site that the feed belongs to: its home page, and its own
 * @returns the first link on the site, else the first
 */
export function ownPage(links: readonly (string | undefined)[], site: readonly (string | undefined)[]): OwnPage {
  const known = [...new Set(links.filter((link) => link !== undefined))];
  const onSite = known.filter((link) => site.some((address) => address !== undefined && areOneSite(link, address)));
  const link = onSite[0] ?? known[0];
  return { link, otherLinks: onSite.filter((each) => each !== link) };
}

/** Of one host, or of one below the other: `www.paper.example`, `feeds.paper.example` and `paper.example`. */
function areOneSite(one: string, other: string): boolean {
  const [a, b] = [one, other].map((address) => new URL(address).hostname.replace(/^www\./, '')) as [string, string];
  return a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`);
}
