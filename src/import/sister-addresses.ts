/** Addresses of one page on the hosts of one site: under either scheme, with and without `www.`, `m.` and `amp.`. */

const MIN_HOST_LABELS = 2;
const prefix = /^(?:www|m|mobile|amp)\./;
/** With which a page is looked for; what it is stored under is its own. */
const hostsOfSite = ['', 'www.', 'm.', 'amp.'];

/** The host without what tells a site's versions apart: `paper.example` of `amp.paper.example`. */
function siteHost(host: string): string {
  const bare = host.replace(prefix, '');
  return bare.split('.').length < MIN_HOST_LABELS || /^[\d.:[\]]+$/.test(bare) ? host : bare;
}

/**
 * Whether an address is of one host with one of the others, but for what tells a site's versions apart: `feeds.paper.example` and
 * `paper.example` may be two people's, as hosts below `github.io` and `co.uk` are.
 */
export function isOnSite(site: readonly (string | undefined)[], address: string | undefined): boolean {
  const host = hostOf(address);
  return host !== undefined && site.some((each) => hostOf(each) === host);
}

function hostOf(address: string | undefined): string | undefined {
  return siteHost(URL.parse(address ?? '')?.hostname ?? '') || undefined;
}

/** The address of the page that a page for phones is a version of: without a last `/amp`. */
export function withoutAmp(address: string): string {
  if (!/amp/.test(address) || !URL.canParse(address)) return address;
  const url = new URL(address);
  url.pathname = url.pathname.replace(/(?<=[^/])\/amp\/?$|\.amp(?=\.html$|$)/, '');
  if (/^(?:1|true|)$/.test(url.searchParams.get('amp') ?? 'no')) url.searchParams.delete('amp');
  return url.href;
}

/** All addresses that a page may have been found under; of what is no web address none. */
export function sisterAddresses(address: string): string[] {
  const parts = partsOf(address);
  if (parts === undefined) return [];
  const { host, rest } = parts;
  const hosts = new Set([host, ...hostsOfSite.map((each) => `${each}${siteHost(host)}`)]);
  return [...hosts].flatMap((each) => ['http', 'https'].map((scheme) => `${scheme}://${each}${rest}`));
}

/** The one of them that stands for all. */
export function siteAddress(address: string): string {
  const parts = partsOf(address);
  return parts === undefined ? address : `https://${siteHost(parts.host)}${parts.rest}`;
}

/** NOTE: the rest is kept as written, since a fragment may hold what no URL has. */
function partsOf(address: string): { host: string; rest: string } | undefined {
  const [front = '', host] = /^https?:\/\/([^/?#]+)/.exec(address) ?? [];
  return host === undefined ? undefined : { host: host.toLowerCase(), rest: address.slice(front.length) };
}
