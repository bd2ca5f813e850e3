/** Keeps the answers in this process true: whatever any process or the clock changes is thrown away here. */

import { setImmediate, setTimeout as wait } from 'node:timers/promises';
import type { Db } from '../../db/engine/connect.ts';
import type { EventFeed } from '../events/feed.ts';
import type { Truth } from './answers.ts';
import { type Change, exactTags } from './changes.ts';
import type { ResponseCache } from './response-cache.ts';
import { everything, trendingTags } from './tags.ts';
import { type Clock, watchClock } from './upcoming.ts';

interface Log {
  error(details: object, message: string): void;
}

export interface Invalidation extends Truth {
  readonly clock: Clock;
  close(): Promise<void>;
}

/** How long nothing is kept after the feed has failed, in milliseconds. */
const pauseMs = 1_000;
/** A log of events that can't be read for so many milliseconds may have said anything: nothing is kept until it can. */
const trustMs = 5_000;
const watchMs = 500;
/** In milliseconds: nobody gives away for longer what was before a change. */
export const longestLagMs = trustMs + watchMs;
/** Whoever changes something waits for its effect no longer than this: it is done, and other processes may take as long. */
const patienceMs = 1_000;

/** Opens the cache once it hears of changes; closes it for as long as it doesn't. */
export async function keepCacheTrue(cache: ResponseCache, db: Db, feed: EventFeed, log: Log): Promise<Invalidation> {
  const clock = await watchClock(db, (error) => log.error({ err: error }, 'Could not look at what is scheduled.'));
  let isClosed = false;
  let stop = async () => {};

  const follow = async (): Promise<void> => {
    const [events, refreshes] = [await feed.events(), await feed.refreshes()];
    const watch = watchFeed(cache, feed);
    stop = async () => {
      clearInterval(watch);
      await Promise.all([events.return?.(), refreshes.return?.()]);
    };
    if (isClosed) return;
    // What happened before this moment nothing here was made from.
    cache.throwAway([everything]);
    cache.open();
    const ofEvents = async () => {
      for await (const event of events) {
        const tags = exactTags(event);
        // What is made from here on waits for the clock to know of the time.
        if (setsTime(event)) void clock.look(tags);
        cache.throwAway(tags);
      }
    };
    const ofRefreshes = async () => {
      // Every 30 seconds: no CDN is told, since nothing with a rank is kept for longer.
      for await (const _ of refreshes) cache.throwAway(trendingTags);
    };
    await Promise.all([ofEvents(), ofRefreshes()]);
  };

  const stopping = Promise.withResolvers<void>();
  const keep = async () => {
    while (!isClosed) {
      await follow().catch((error: unknown) => log.error({ err: error }, 'Answers aren’t cached for a moment.'));
      await stop();
      cache.close();
      if (!isClosed) await Promise.race([stopping.promise, pause(pauseMs)]);
    }
  };
  const kept = keep();
  const caughtUp = async () => {
    await feed.caughtUp();
    // What was told is taken up by those who follow.
    await setImmediate();
  };
  return {
    clock,
    until: clock.until,
    settled: () => Promise.race([caughtUp(), pause(patienceMs)]),
    async close() {
      isClosed = true;
      stopping.resolve();
      await stop();
      await clock.close();
      await kept;
    },
  };
}

const pause = (ms: number) => wait(ms, undefined, { ref: false });

/** Closes the cache while the feed is behind. */
function watchFeed(cache: ResponseCache, feed: Pick<EventFeed, 'readUpTo'>): NodeJS.Timeout {
  let isBehind = false;
  return setInterval(() => {
    const wasBehind = isBehind;
    isBehind = Date.now() - feed.readUpTo() > trustMs;
    if (isBehind && !wasBehind) cache.close();
    if (!isBehind && wasBehind) cache.open();
  }, watchMs).unref();
}

/** Whether it may say of something that it changes later. */
function setsTime({ detail }: Change): boolean {
  return [detail.scheduledFor, detail.embargoedUntil, detail.until].some((time) => typeof time === 'string');
}
