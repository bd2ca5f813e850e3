/** Addresses of a page: its canonical URL, and the resolution of relative ones. */

import type { PageDocument } from './dom.ts';
import type { MetaTags } from './meta-tags.ts';
import { withoutTracking } from './tracking.ts';

/** What relative addresses on the page resolve against: `<base href>`, then where the page was found. */
export function baseAddress(document: PageDocument, address: string | undefined): string | undefined {
  return absoluteAddress(document.querySelector('base[href]')?.getAttribute('href'), address) ?? address;
}

/**
 * The first usable one of `rel=canonical`, `og:url`, what the article says of itself and the address given, absolute and
 * without tracking parameters and fragment. A canonical address that is only the site's front page is an error of its
 * template and passed over while there is another.
 */
export function canonicalAddress(
  document: PageDocument,
  meta: MetaTags,
  address: string | undefined,
): string | undefined {
  const base = baseAddress(document, address);
  const candidates = [
    document.querySelector('link[rel~="canonical"]')?.getAttribute('href'),
    meta.first('og:url', 'parsely-link', 'twitter:url', 'dc.identifier'),
    address,
  ];
  const usable = candidates.map((candidate) => absoluteAddress(candidate, base)).filter((url) => url !== undefined);
  const chosen = usable.find((url) => new URL(url).pathname !== '/') ?? usable[0];
  return chosen === undefined ? undefined : withoutTracking(chosen);
}

/** An http(s) address, resolved; `undefined` for anything else. */
export function absoluteAddress(address: unknown, base: string | undefined): string | undefined {
  if (typeof address !== 'string' || address.trim() === '') return undefined;
  const written = address.trim();
  const whole = base === undefined && written.startsWith('//') ? `https:${written}` : written;
  const url = URL.parse(whole, base);
  return url !== null && /^https?:$/.test(url.protocol) ? url.href : undefined;
}
