/**
 * Feed of the newsroom's events to all who follow them in this process: every event once and in its order, however often
 * the connection that listens breaks. One connection and one reading serve all.
 */

import type { Database } from '../../db/engine/database.ts';
import type { Log } from '../../db/engine/log.ts';
import { secretNamed } from '../../db/engine/secrets.ts';
import { eventChannel, eventsBetween, type LoggedEvent } from '../../db/events/log.ts';
import { trendingChannel } from '../../db/trending/refresh.ts';
import { createFanOut, fellBehind, type Subscription, subscriptionTo } from './fan-out.ts';
import { createLogReader } from './log-reader.ts';
import { createMarks, type Marks } from './marks.ts';

/** What was missed, told as the feed would have told it, and then over. */
export type Missed = Pick<EventFeed, 'events' | 'refreshes'>;

export interface EventFeed {
  /** Events of these types from now on; of all without. */
  events(types?: readonly string[]): Promise<Subscription<LoggedEvent>>;
  /** That the trending lists were made anew: once, however often that was since it was last looked at. */
  refreshes(): Promise<Subscription<true>>;
  /** Says so at once, for who has just made them anew himself. */
  refreshed(): void;
  /** Marks of places in the log, the same in all processes. */
  marks(): Promise<Marks>;
  /** What was passed on behind an event; what comes is for those who follow already. */
  missed(afterId: number): Promise<Missed>;
  /** Of the last event that was passed on to whoever follows. */
  lastId(): number;
  /** Milliseconds by `performance.now()`, which nobody puts back: whoever follows has been given everything that was committed before. */
  readUpTo(): number;
  /** Resolves when whoever follows has been given everything that was committed before, or when that can't be read now. */
  caughtUp(): Promise<void>;
  close(): Promise<void>;
}

/** A server's log is read so often though nothing was heard: a connection that was cut without a word is noticed late. */
const POLL_MS = 1_000;
/** Who missed more reads the lists anew. */
const MAX_MISSED = 1_000;

/** Nothing is read, and no connection opened, before someone follows. */
export function openEventFeed(
  database: Pick<Database, 'db' | 'listen' | 'engine'>,
  log: Pick<Log, 'error'>,
): EventFeed {
  const { db, listen, engine } = database;
  const events = createFanOut<LoggedEvent>();
  const refreshes = createFanOut<true>(1);
  // Whoever follows reads anew, and keeps nothing of what was before.
  const onReplaced = () => {
    log.error({}, 'The database was replaced by a former state of it: all who follow begin anew.');
    events.drop();
  };
  const reader = createLogReader(db, (event) => events.publish(event, event.type), onReplaced, log);
  let opening: Promise<() => Promise<void>> | undefined;
  let marking: Promise<Marks> | undefined;
  let isClosed = false;
  let polling: NodeJS.Timeout | undefined;

  const open = async () => {
    await reader.begin();
    if (engine === 'server') polling = setInterval(reader.read, POLL_MS).unref();
    let heardId = reader.lastId();
    return listen([eventChannel, trendingChannel], (channel, told) => {
      if (channel !== eventChannel) return refreshes.publish(true);
      const id = Number(told);
      // Whoever waits for what he has just written has often had it read already. What isn't beyond all that was told before, as of a
      // connection that was opened again, of another version, or of a database that was replaced, says nothing of what there is.
      const isNext = id > heardId;
      if (isNext) heardId = id;
      reader.read(isNext ? id : undefined);
    });
  };

  const readMarks = async () => createMarks((await secretNamed(db, 'event-marks')).value);

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
      return events.subscribe(types);
    },
    async refreshes() {
      await opened();
      return refreshes.subscribe();
    },
    refreshed: () => refreshes.publish(true),
    marks() {
      marking ??= readMarks().catch((error: unknown) => {
        marking = undefined;
        throw error;
      });
      return marking;
    },
    async missed(afterId) {
      await opened();
      // Another process may have read further than this one; what nobody has read was in a database that was replaced.
      if (afterId > reader.lastId()) {
        reader.read();
        await reader.idle();
        if (afterId > reader.lastId()) throw fellBehind();
      }
      const upToId = reader.lastId();
      return {
        async events(types) {
          const missed = await eventsBetween(db, { types, afterId, upToId, most: MAX_MISSED + 1 });
          if (missed.length > MAX_MISSED) throw fellBehind();
          return subscriptionTo(missed);
        },
        refreshes: async () => subscriptionTo([]),
      };
    },
    lastId: reader.lastId,
    // The embedded engine notifies within the process, where nothing is cut.
    readUpTo: () => (engine === 'embedded' ? performance.now() : reader.readUpTo()),
    async caughtUp() {
      await opening?.catch(() => undefined);
      if (opening === undefined || isClosed) return;
      reader.read();
      await reader.idle();
    },
    async close() {
      isClosed = true;
      reader.stop();
      clearInterval(polling);
      events.end();
      refreshes.end();
      const stopListening = await opening?.catch(() => undefined);
      await stopListening?.();
      await reader.idle();
    },
  };
}
