/**
 * Invalidation of the response cache: follows the event log and the schedule, and invalidates by tag what any process or
 * the clock has changed. While it can't follow, the cache is closed.
 */

import { setImmediate, setTimeout as wait } from 'node:timers/promises';
import type { Db } from '../../db/engine/database.ts';
import type { Log } from '../../db/engine/log.ts';
import type { EventFeed } from '../events/feed.ts';
import { type Change, exactTags } from './changes.ts';
import type { InvalidationSource } from './coalescing-cache.ts';
import { type Schedule, watchSchedule } from './expiry.ts';
import type { ResponseCache } from './response-cache.ts';
import { everything, trendingTags } from './tags.ts';
import { isAlwaysTold } from './told-tags.ts';

export interface Invalidation extends InvalidationSource {
  readonly schedule: Schedule;
  close(): Promise<void>;
}

/** How long nothing is cached after the feed has failed. */
const PAUSE_MS = 1_000;
/** An event log that couldn't be read for so long may hold anything: nothing is cached until it is read again. */
const MAX_LAG_MS = 5_000;
const WATCH_MS = 500;
/** Far more than a clock is off its pace within half a second: it was set, or the machine slept. */
const MAX_STEP_MS = 1_000;
/** No process sends for longer what was before a change. */
export const LONGEST_LAG_MS = MAX_LAG_MS + WATCH_MS;
/** A mutation waits for its effect no longer than this: it is done, and other processes may take as long. */
const PATIENCE_MS = 1_000;

/** Opens the cache once events arrive; closes it for as long as they don't. */
export async function startInvalidation(
  cache: ResponseCache,
  db: Db,
  feed: Pick<EventFeed, 'events' | 'refreshes' | 'readUpTo' | 'caughtUp' | 'lastId' | 'marks'>,
  log: Pick<Log, 'error'>,
): Promise<Invalidation> {
  const schedule = await watchSchedule(db, (error) =>
    log.error({ err: error }, 'Could not look at what is scheduled.'),
  );
  const marks = await feed.marks();
  let mark = marks.of(0);
  let isClosed = false;
  let stop = async () => {};

  const follow = async (): Promise<void> => {
    const [events, refreshes] = [await feed.events(), await feed.refreshes()];
    const watch = watchLag(cache, feed);
    stop = async () => {
      clearInterval(watch);
      await Promise.all([events.return?.(), refreshes.return?.()]);
    };
    if (isClosed) return;
    mark = marks.of(feed.lastId());
    // What happened before this moment nothing here was made from.
    cache.invalidate([everything]);
    cache.open();
    const followEvents = async () => {
      for await (const event of events) {
        const tags = exactTags(event);
        // What is made from here on waits for the schedule to know of the time.
        if (setsTime(event)) void schedule.refresh(tags);
        cache.invalidate(tags);
        // It moves only by what readers may know of.
        if (isAlwaysTold(event)) mark = marks.of(event.id);
      }
    };
    const followRefreshes = async () => {
      // Every 30 seconds: no CDN is told, since nothing with a rank is kept for longer.
      for await (const _ of refreshes) cache.invalidate(trendingTags);
    };
    await Promise.all([followEvents(), followRefreshes()]);
  };

  const stopping = Promise.withResolvers<void>();
  const followRetrying = async () => {
    while (!isClosed) {
      await follow().catch((error: unknown) => log.error({ err: error }, 'Answers aren’t cached for a moment.'));
      await stop();
      cache.close();
      if (!isClosed) await Promise.race([stopping.promise, pause(PAUSE_MS)]);
    }
  };
  const stopped = followRetrying();
  const caughtUp = async () => {
    await feed.caughtUp();
    // What the feed has read is taken up by those who follow.
    await setImmediate();
  };
  return {
    schedule,
    expiry: schedule.expiry,
    mark: () => mark,
    caughtUp: () => Promise.race([caughtUp(), pause(PATIENCE_MS)]),
    async close() {
      isClosed = true;
      stopping.resolve();
      await stop();
      await schedule.close();
      await stopped;
    },
  };
}

const pause = (ms: number) => wait(ms, undefined, { ref: false });

/** Closes the cache while the feed lags behind the log, and empties it when this machine's clock is set: what it holds ends by that. */
function watchLag(cache: ResponseCache, feed: Pick<EventFeed, 'readUpTo'>): NodeJS.Timeout {
  let isBehind = false;
  let offset = Date.now() - performance.now();
  return setInterval(() => {
    const formerOffset = offset;
    offset = Date.now() - performance.now();
    if (Math.abs(offset - formerOffset) > MAX_STEP_MS) cache.invalidate([everything]);
    const wasBehind = isBehind;
    isBehind = performance.now() - feed.readUpTo() > MAX_LAG_MS;
    if (isBehind && !wasBehind) cache.close();
    if (!isBehind && wasBehind) cache.open();
  }, WATCH_MS).unref();
}

/** Whether it may say of something that it changes later; a list of related articles may have got one that is to come. */
function setsTime({ type, detail }: Change): boolean {
  if (type === 'newsroom.restored' || type === 'related.changed') return true;
  return [detail.scheduledFor, detail.embargoedUntil, detail.until].some((time) => typeof time === 'string');
}
