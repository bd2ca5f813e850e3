/**
 * What the newsroom tells, to whoever follows it in this process: every event once and in its order, however often the
 * connection that hears of them breaks. One connection and one reading serve all who follow.
 */

import type { Database } from '../../db/engine/connect.ts';
import type { JobsLog } from '../../db/engine/job-queue.ts';
import { eventChannel, eventsAfter, lastEventId, type TellingEvent } from '../../db/events/log.ts';
import { trendingChannel } from '../../db/trending/refresh.ts';
import { type Following, followers } from './fan-out.ts';

export interface EventFeed {
  /** Events of these types from now on; of all without. */
  events(types?: readonly string[]): Promise<Following<TellingEvent>>;
  /** Tells that the trending lists were made anew: once, however often that was since it was last looked at. */
  refreshes(): Promise<Following<true>>;
  /** Tells of it at once, for who has just done it himself. */
  refreshed(): void;
  /** Milliseconds since 1970: whoever follows has been told of everything that was committed before. */
  readUpTo(): number;
  /** Resolves when whoever follows has been told of everything that was committed before, or when that can't be read now. */
  caughtUp(): Promise<void>;
  close(): Promise<void>;
}

/** How many are read at once. */
const mostAtOnce = 500;
/** Milliseconds until a reading that failed is tried again. */
const retryMs = 500;
/** A server's log is read so often though nothing was heard: a connection that was cut without a word is noticed late. */
const pollMs = 1_000;

/** Nothing is read, and no connection opened, before someone follows. */
export function openEventFeed(
  database: Pick<Database, 'db' | 'listen' | 'engine'>,
  log: Pick<JobsLog, 'error'>,
): EventFeed {
  const { db, listen, engine } = database;
  const ofEvents = followers<TellingEvent>();
  const ofRefreshes = followers<true>(1);
  let opening: Promise<() => Promise<void>> | undefined;
  let isClosed = false;
  let last = 0;
  let reading: Promise<void> | undefined;
  let isBehind = false;
  let readAt = 0;
  let polling: NodeJS.Timeout | undefined;

  const readOn = async () => {
    while (isBehind && !isClosed) {
      isBehind = false;
      const begunAt = Date.now();
      const events = await eventsAfter(db, last, mostAtOnce);
      for (const event of events) {
        last = event.id;
        ofEvents.tell(event, event.type);
      }
      if (events.length === mostAtOnce) isBehind = true;
      else readAt = begunAt;
    }
  };

  const read = () => {
    isBehind = true;
    reading ??= readOn()
      .catch((error: unknown) => {
        log.error({ err: error }, 'Could not read new events.');
        if (!isClosed) setTimeout(read, retryMs).unref();
      })
      .finally(() => {
        reading = undefined;
        // Told of after the last look, and before this.
        if (isBehind && !isClosed) read();
      });
  };

  const open = async () => {
    readAt = Date.now();
    last = await lastEventId(db);
    if (engine === 'server') polling = setInterval(read, pollMs).unref();
    return listen([eventChannel, trendingChannel], (channel) => {
      if (channel === eventChannel) read();
      else ofRefreshes.tell(true);
    });
  };

  const opened = async () => {
    opening ??= open();
    await opening.catch((error: unknown) => {
      opening = undefined;
      clearInterval(polling);
      throw error;
    });
  };

  return {
    async events(types) {
      await opened();
      return ofEvents.follow(types);
    },
    async refreshes() {
      await opened();
      return ofRefreshes.follow();
    },
    refreshed: () => ofRefreshes.tell(true),
    // The embedded engine tells within the process, where nothing is cut.
    readUpTo: () => (engine === 'embedded' ? Date.now() : readAt),
    async caughtUp() {
      await opening?.catch(() => undefined);
      if (opening === undefined || isClosed) return;
      read();
      while (reading !== undefined) await reading;
    },
    async close() {
      isClosed = true;
      clearInterval(polling);
      ofEvents.end();
      ofRefreshes.end();
      const stop = await opening?.catch(() => undefined);
      await stop?.();
      await reading;
    },
  };
}
