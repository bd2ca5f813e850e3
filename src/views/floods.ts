/** Rate limits of views: all that a busy newsroom reads, and ever less of what no one reads. */

import { HALF_HOUR_MS, MINUTE_MS } from '../time/units.ts';
import type { ReaderKey } from './reader-keys.ts';

/** Views of one address in one minute that count in full. */
export const FULL_VIEWS = 100;
/** Views of one IPv6 site (/48) in one minute that count in full: of some households, each of which has an address that counts by itself. */
export const FULL_SITE_VIEWS = 1_000;
/** Views of one article from one address in one half-hour that count in full: by one reader, they would be one. */
export const FULL_AGENTS = 5;

export interface Floods {
  /** Whether one more view of the same counts. */
  admits(key: ReaderKey, now: number): boolean;
}

interface Limit {
  readonly full: number;
  readonly windowMs: number;
  /** Counts have no key of their own: what shares a place counts together. */
  readonly counts: Uint32Array | Uint8Array;
}

/**
 * Of the n views of an address within a minute, n count up to 100, and 100 · (1 + ln(n / 100)) beyond: 330 of a
 * thousand, 791 of a hundred thousand. So many readers behind one address still count, and a flood moves little.
 *
 * Addresses share 2^18 places (1 MB), which only matters to those that share with a flood.
 */
export function floodsOfAddresses(): Floods {
  return createFloods({ full: FULL_VIEWS, windowMs: MINUTE_MS, counts: new Uint32Array(2 ** 18) });
}

/** The same of a site, whose holder has 65,536 addresses: in full up to 1,000, and 6,500 of a quarter of a million. */
export function floodsOfSites(): Floods {
  return createFloods({ full: FULL_SITE_VIEWS, windowMs: MINUTE_MS, counts: new Uint32Array(2 ** 18) });
}

/**
 * The same of one article from one address within a half-hour, in full up to 5: whoever says to be 30 different browsers
 * is taken for 13 readers, and one who never ends for 24. A house behind one address reads many articles.
 *
 * They share 2^22 places (4 MB): of a million views in a half-hour, fewer than one in 100,000 share with five others.
 */
export function floodsOfAgents(): Floods {
  return createFloods({ full: FULL_AGENTS, windowMs: HALF_HOUR_MS, counts: new Uint8Array(2 ** 22) });
}

const MOST = 255;

function createFloods({ full, windowMs, counts }: Limit): Floods {
  const most = counts instanceof Uint8Array ? MOST : 2 ** 32 - 1;
  const damped = (views: number) => (views <= full ? views : Math.floor(full * (1 + Math.log(views / full))));
  let window = Number.NaN;
  return {
    admits({ high }, now) {
      if (Math.floor(now / windowMs) !== window) {
        window = Math.floor(now / windowMs);
        counts.fill(0);
      }
      const place = high & (counts.length - 1);
      const before = counts[place] ?? 0;
      if (before === most) return false;
      counts[place] = before + 1;
      return damped(before + 1) > damped(before);
    },
  };
}
