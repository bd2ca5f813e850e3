/** Rules of what counts as a view: a person, an article, and a half-hour. */

import { siteOf } from '../http/client-address.ts';
import { HALF_HOUR_MS } from '../time/units.ts';
import { isBot } from './bots.ts';
import { floodsOfAddresses, floodsOfAgents, floodsOfSites } from './floods.ts';
import { createPendingViews, type PendingViews } from './pending-views.ts';
import { createReaderKeys } from './reader-keys.ts';
import { createSeenViews } from './seen-views.ts';

/** What is known of a reader, and forgotten when the view is counted. */
export interface Reader {
  /** One network's, as `addressFinder` has it. */
  readonly address: string;
  /** The `User-Agent` header. */
  readonly agent: string | undefined;
}

export interface ViewCounter {
  readonly pending: PendingViews;
  /**
   * Counts a reader's view of an article, once in each half-hour of the clock.
   *
   * @returns false for a bot, for who was here before, and for most of a flood
   */
  record(articleId: number, reader: Reader): boolean;
}

/** @param clock milliseconds since 1970 */
export function createViewCounter(clock: () => number = Date.now): ViewCounter {
  const keys = createReaderKeys();
  const seen = createSeenViews();
  const [ofAddress, ofAgents, ofSite] = [floodsOfAddresses(), floodsOfAgents(), floodsOfSites()];
  const pending = createPendingViews();
  return {
    pending,
    record(articleId, { address, agent }) {
      if (isBot(agent)) return false;
      const now = clock();
      const view = keys.of([address, agent ?? '', String(articleId)], now);
      if (!seen.add(view, Math.floor(now / HALF_HOUR_MS))) return false;
      if (!ofAgents.admits(keys.of([address, String(articleId)], now), now)) return false;
      if (!ofAddress.admits(keys.of([address], now), now)) return false;
      const site = siteOf(address);
      if (site !== undefined && !ofSite.admits(keys.of([site], now), now)) return false;
      pending.add(articleId, now);
      return true;
    },
  };
}
