/** Tail of the event log: passes on every event once, in the order of commits, with one reading at a time. */

import { setImmediate as turn } from 'node:timers/promises';
import type { Db } from '../../db/engine/database.ts';
import type { Log } from '../../db/engine/log.ts';
import { asService } from '../../db/engine/undertaking.ts';
import { eventsAfter, type LoggedEvent, lastEventId, lastGivenEventId } from '../../db/events/log.ts';

export interface LogReader {
  /** Begins behind the last event that there is. */
  begin(): Promise<void>;
  /**
   * Reads what is new, now or after the reading that is under way. One that fails is tried again.
   *
   * @param upToId what is known to be there: nothing is read where that was passed on meanwhile
   */
  read(upToId?: number): void;
  /** Milliseconds by `performance.now()`: whatever was committed before has been passed on. */
  readUpTo(): number;
  /** Of the event that was passed on last. */
  lastId(): number;
  /** Resolves when nothing is being read. */
  idle(): Promise<void>;
  stop(): void;
}

const MAX_EVENTS_PER_READING = 500;
const RETRY_MS = 500;

/** @param onReplaced told that the database was replaced by a former state of it: it is read on from its end */
export function createLogReader(
  db: Db,
  passOn: (event: LoggedEvent) => void,
  onReplaced: () => void,
  log: Pick<Log, 'error'>,
): LogReader {
  let lastId = 0;
  let readAt = 0;
  let reading: Promise<void> | undefined;
  /** Beyond all ids where it isn't known what is there. */
  let wantedId = 0;
  let isStopped = false;
  const isBehind = () => wantedId > lastId && !isStopped;

  const readToEnd = async () => {
    while (isBehind()) {
      wantedId = 0;
      const begunAt = performance.now();
      const events = await eventsAfter(db, lastId, MAX_EVENTS_PER_READING);
      for (const event of events) {
        lastId = event.id;
        passOn(event);
      }
      if (events.length === 0 && (await lastGivenEventId(db)) < lastId) {
        lastId = await lastEventId(db);
        onReplaced();
      }
      if (events.length < MAX_EVENTS_PER_READING) {
        readAt = begunAt;
        continue;
      }
      wantedId = Number.POSITIVE_INFINITY;
      // The embedded engine answers without a turn of the event loop, and whoever follows would fall behind.
      await turn();
    }
  };

  const read = (upToId = Number.POSITIVE_INFINITY) => {
    wantedId = Math.max(wantedId, upToId);
    if (reading !== undefined || !isBehind()) return;
    reading = asService(readToEnd)
      .catch((error: unknown) => {
        log.error({ err: error }, 'Could not read new events.');
        if (!isStopped) setTimeout(read, RETRY_MS).unref();
      })
      .finally(() => {
        reading = undefined;
        // Asked for after the last look, and before this.
        if (isBehind()) read(wantedId);
      });
  };

  return {
    async begin() {
      readAt = performance.now();
      lastId = await asService(() => lastEventId(db));
    },
    read,
    readUpTo: () => readAt,
    lastId: () => lastId,
    async idle() {
      while (reading !== undefined) await reading;
    },
    stop() {
      isStopped = true;
    },
  };
}
