/**
 * Purges the CDN of what changes, by following the log of events from a stored position: whichever process is there
 * first does it, nothing is lost when one dies or the CDN is away, and what has gathered meanwhile goes in one request.
 *
 * Each event is purged twice. The first time is at once; by then another process may not have heard of the change yet and
 * fill the CDN with what was before, which the second time throws away.
 */

import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Db } from '../../db/engine/database.ts';
import { onceAMinute } from '../../db/engine/job-queue.ts';
import type { Log } from '../../db/engine/log.ts';
import {
  eventsToPurge,
  type HeldPosition,
  holdOn,
  lastToPurge,
  leavePosition,
  makePurgePositions,
  movePosition,
  type Pass,
  putOffPosition,
  takePosition,
} from '../../db/events/purge-positions.ts';
import { LONGEST_LAG_MS } from '../caching/invalidation.ts';
import { everything, type Tag } from '../caching/tags.ts';
import type { EventFeed } from '../events/feed.ts';
import { repeat } from '../repeat.ts';
import { type Cdn, purgeCalls } from './cdn.ts';
import { NotPurged, sendPurge } from './send.ts';
import { MAX_EVENTS, tagsOfEvents } from './tags-of-events.ts';

/** How old an event is before it is purged, in milliseconds; below zero so that a clock set back holds nothing up. */
const FIRST_PASS_MS = -86_400_000;
/** When no process gives away any more what was before, and what was on its way has arrived. */
const SECOND_PASS_MS = LONGEST_LAG_MS + 1_500;
/** What happens within this after a purge goes together, in milliseconds. */
const PACE_MS = 200;
/** Whatever wakes nobody is found within this, in milliseconds. */
const POLL_MS = 1_000;
/** Before a failed purge is tried again; each failure in a row doubles it. */
const FIRST_BACKOFF_MS = 1_000;
const MAX_BACKOFF_MS = 60_000;
/** After so many failures in a row one request for everything is tried instead. */
const MAX_FAILURES = 5;

/** What is waited for, in milliseconds. */
export interface Paces {
  /** How old an event is before it is purged for the second time. */
  readonly secondMs: number;
  readonly pollMs: number;
  readonly firstBackoffMs: number;
  /** For the CDN's answer; undefined for what `sendPurge` waits. */
  readonly timeoutMs: number | undefined;
}

const paces: Paces = {
  secondMs: SECOND_PASS_MS,
  pollMs: POLL_MS,
  firstBackoffMs: FIRST_BACKOFF_MS,
  timeoutMs: undefined,
};

export interface Purging {
  close(): Promise<void>;
}

interface Work {
  readonly db: Db;
  readonly cdn: Cdn;
  readonly pass: Pass;
  /** How old an event is before it is purged, in milliseconds. */
  readonly delayMs: number;
  readonly given: Paces;
  readonly who: string;
  readonly stop: AbortSignal;
  readonly tell: (error: unknown) => false;
}

/** @param quicker what tests don't wait for as long as others do */
export async function startPurging(
  db: Db,
  feed: Pick<EventFeed, 'events'>,
  cdn: Cdn,
  log: Pick<Log, 'error'>,
  quicker: Partial<Paces> = {},
): Promise<Purging> {
  await makePurgePositions(db);
  const given = { ...paces, ...quicker };
  const stopping = new AbortController();
  const tellOnce = onceAMinute((error) => log.error({ err: error }, 'The CDN could not be purged; it is tried again.'));
  const tell = (error: unknown) => {
    tellOnce(error as Error);
    return false as const;
  };
  const start = (pass: Pass, delayMs: number) => {
    const who = randomUUID();
    const purge = async (stop: AbortSignal) => {
      if (!(await purgeNext({ db, cdn, pass, delayMs, given, who, stop, tell }).catch(tell))) return given.pollMs;
      // Whatever is told meanwhile waits too, and goes together.
      await pause(PACE_MS, stop);
      return 0;
    };
    return repeat(purge, { everyMs: given.pollMs, onError: tell });
  };
  const passes = [start('soon', FIRST_PASS_MS), start('again', given.secondMs)];
  const following = followNews(feed, stopping.signal, tell, () => {
    for (const pass of passes) void pass.again();
  });
  return {
    async close() {
      stopping.abort();
      await Promise.all([...passes.map((pass) => pass.stop()), following]);
    },
  };
}

const pause = (ms: number, stop: AbortSignal) => wait(ms, undefined, { signal: stop, ref: false }).catch(() => {});

/** @returns whether something was due, and is done */
async function purgeNext(work: Work): Promise<boolean> {
  const { db, cdn, pass, delayMs, given, who, stop, tell } = work;
  const held = await takePosition(db, pass, who, delayMs);
  if (held === null) return false;
  try {
    const { tags, lastId } = await dueTags(work, held);
    for (const [index, call] of purgeCalls(cdn, tags).entries()) {
      if (index > 0 && !(await holdOn(db, pass, who))) return false;
      await sendPurge(cdn, call, stop, given.timeoutMs);
    }
    await movePosition(db, pass, who, lastId, PACE_MS);
    return true;
  } catch (error) {
    if (stop.aborted) {
      await leavePosition(db, pass, who);
      return false;
    }
    tell(error);
    const failures = held.failures + 1;
    const backoffMs = Math.min(MAX_BACKOFF_MS, given.firstBackoffMs * 2 ** (failures - 1));
    const asked = error instanceof NotPurged ? error.retryAfterMs : undefined;
    await putOffPosition(db, pass, who, failures, Math.max(asked ?? 0, backoffMs));
    return false;
  }
}

/** All that has gathered, up to the event that comes last in it. */
async function dueTags(
  { db, delayMs }: Work,
  held: HeldPosition,
): Promise<{ readonly tags: readonly Tag[]; readonly lastId: number }> {
  const events = await eventsToPurge(db, held, delayMs, MAX_EVENTS);
  if (events.length === MAX_EVENTS || held.failures >= MAX_FAILURES) {
    return { tags: [everything], lastId: await lastToPurge(db, held, delayMs) };
  }
  return { tags: tagsOfEvents(events), lastId: events.at(-1)?.id ?? held.event_id };
}

/** Tells that something happened; it needn't be reliable, since each pass looks by itself now and then. */
async function followNews(
  feed: Pick<EventFeed, 'events'>,
  stop: AbortSignal,
  tell: (error: unknown) => void,
  onNews: () => void,
): Promise<void> {
  while (!stop.aborted) {
    try {
      const events = await feed.events();
      const end = () => void events.return?.();
      stop.addEventListener('abort', end, { once: true });
      if (stop.aborted) end();
      for await (const _ of events) onNews();
      stop.removeEventListener('abort', end);
    } catch (error) {
      tell(error);
    }
    await pause(POLL_MS, stop);
  }
}
