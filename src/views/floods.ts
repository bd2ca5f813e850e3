/** Rate limit of views by address: all that a busy newsroom reads, and ever less of what no one reads. */

import { MINUTE_MS } from '../time/units.ts';
import type { ReaderKey } from './reader-keys.ts';

const PLACES = 2 ** 18;

/** Views of one address in one minute that count in full. */
export const FULL_VIEWS = 100;

export interface Floods {
  /** Whether one more view from an address counts. */
  admits(address: ReaderKey, now: number): boolean;
}

/**
 * Of the n views of an address within a minute, n count up to 100, and 100 · (1 + ln(n / 100)) beyond: 330 of a
 * thousand, 791 of a hundred thousand. So many readers behind one address still count, and a flood moves little.
 *
 * A count has no key of its own: addresses share 2^18 places (1 MB), which only matters to those that share with a flood.
 */
export function createFloods(): Floods {
  const counts = new Uint32Array(PLACES);
  let minute = Number.NaN;
  return {
    admits({ high }, now) {
      if (Math.floor(now / MINUTE_MS) !== minute) {
        minute = Math.floor(now / MINUTE_MS);
        counts.fill(0);
      }
      const place = high & (PLACES - 1);
      const nth = (counts[place] ?? 0) + 1;
      counts[place] = nth;
      return damped(nth) > damped(nth - 1);
    },
  };
}

function damped(views: number): number {
  return views <= FULL_VIEWS ? views : Math.floor(FULL_VIEWS * (1 + Math.log(views / FULL_VIEWS)));
}
