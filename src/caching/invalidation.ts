/** Keeps the answers in this process true: whatever any process or the clock changes is thrown away here. */

import type { Db } from '../../db/connect.ts';
import { type Change, changedTags, refreshedTags } from '../changes.ts';
import type { EventFeed } from '../event-feed.ts';
import type { ResponseCache } from './response-cache.ts';
import { everything } from './tags.ts';
import { type Clock, watchClock } from './upcoming.ts';

interface Log {
  error(details: object, message: string): void;
}

export interface Invalidation {
  readonly clock: Clock;
  close(): Promise<void>;
}

/** How long nothing is kept after the feed has failed, in milliseconds. */
const pauseMs = 1_000;

/** Opens the cache once it hears of changes; closes it for as long as it doesn't. */
export async function keepCacheTrue(cache: ResponseCache, db: Db, feed: EventFeed, log: Log): Promise<Invalidation> {
  const clock = await watchClock(db, (error) => log.error({ err: error }, 'Could not look at what is scheduled.'));
  let isClosed = false;
  let stop = async () => {};

  const follow = async (): Promise<void> => {
    const [events, refreshes] = [await feed.events(), await feed.refreshes()];
    stop = async () => {
      await Promise.all([events.return?.(), refreshes.return?.()]);
    };
    // What happened before this moment nothing here was made from.
    cache.throwAway([everything]);
    cache.open();
    const ofEvents = async () => {
      for await (const event of events) {
        const tags = changedTags(event);
        cache.throwAway(tags);
        if (!setsTime(event)) continue;
        await clock.look();
        // What was made in between didn't know of the new time.
        cache.throwAway(tags);
      }
    };
    const ofRefreshes = async () => {
      for await (const _ of refreshes) cache.throwAway(refreshedTags);
    };
    await Promise.all([ofEvents(), ofRefreshes()]);
  };

  const keep = async () => {
    while (!isClosed) {
      await follow().catch((error: unknown) => log.error({ err: error }, 'Answers aren’t cached for a moment.'));
      await stop();
      cache.close();
      if (!isClosed) await new Promise((resolve) => setTimeout(resolve, pauseMs).unref());
    }
  };
  const kept = keep();
  return {
    clock,
    async close() {
      isClosed = true;
      await stop();
      await clock.close();
      await kept;
    },
  };
}

/** Whether it may say of something that it changes later. */
function setsTime({ type, detail }: Change): boolean {
  return type === 'draft.scheduled' || (typeof detail.until === 'string' && type.startsWith('article.'));
}
