/**
 * Tells others of what changes, a CDN or a hub, by following the log of events from a stored position: whichever process is
 * there first does it, nothing is lost when one dies or the other end is away, and what has gathered meanwhile goes together.
 */

import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Db } from '../../db/engine/database.ts';
import { onceAMinute } from '../../db/engine/job-queue.ts';
import type { Log } from '../../db/engine/log.ts';
import type { LoggedEvent } from '../../db/events/log.ts';
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
import type { EventFeed } from '../events/feed.ts';
import { NotTaken } from '../outbound/post.ts';
import { repeat } from '../repeat.ts';

/** At once, in milliseconds: below zero so that a clock set back holds nothing up. */
export const AT_ONCE_MS = -86_400_000;
/** Of more than this nobody is told one by one. */
export const MAX_EVENTS = 1_000;
/** What happens within this after something was told goes together, in milliseconds. */
const PACE_MS = 200;
/** Whatever wakes nobody is found within this, in milliseconds. */
const POLL_MS = 1_000;
/** Before what wasn't taken is sent again; each failure in a row doubles it. */
const FIRST_BACKOFF_MS = 1_000;
const MAX_BACKOFF_MS = 60_000;
/** After so many failures in a row one request for everything is tried instead. */
const MAX_FAILURES = 5;

/** What is waited for, in milliseconds. */
export interface Paces {
  readonly pollMs: number;
  readonly firstBackoffMs: number;
}

const paces: Paces = { pollMs: POLL_MS, firstBackoffMs: FIRST_BACKOFF_MS };

/** Who is told of what changed. */
export interface Receiver<Call> {
  /** What the log says when it doesn't take something. */
  readonly complaint: string;
  /** Each with how old an event is before it is told, in milliseconds. */
  readonly passes: Partial<Readonly<Record<Pass, number>>>;
  /** @param events null for more than can be told one by one; then for anything that may have changed */
  callsFor(events: readonly LoggedEvent[] | null): readonly Call[];
  /** @throws NotTaken */
  send(call: Call, stop: AbortSignal): Promise<void>;
}

export interface Following {
  close(): Promise<void>;
}

interface Work<Call> {
  readonly db: Db;
  readonly receiver: Receiver<Call>;
  readonly pass: Pass;
  readonly delayMs: number;
  readonly given: Paces;
  readonly who: string;
  readonly stop: AbortSignal;
  readonly tell: (error: unknown) => false;
}

/** @param quicker what tests don't wait for as long as others do */
export async function followLog<Call>(
  db: Db,
  feed: Pick<EventFeed, 'events'>,
  receiver: Receiver<Call>,
  log: Pick<Log, 'error'>,
  quicker: Partial<Paces> = {},
): Promise<Following> {
  const delays = Object.entries(receiver.passes) as [Pass, number][];
  await makePurgePositions(
    db,
    delays.map(([pass]) => pass),
  );
  const given = { ...paces, ...quicker };
  const stopping = new AbortController();
  const tellOnce = onceAMinute((error) => log.error({ err: error }, receiver.complaint));
  const tell = (error: unknown) => {
    tellOnce(error as Error);
    return false as const;
  };
  const start = ([pass, delayMs]: [Pass, number]) => {
    const who = randomUUID();
    const next = async (stop: AbortSignal) => {
      if (!(await tellNext({ db, receiver, pass, delayMs, given, who, stop, tell }).catch(tell))) return given.pollMs;
      // Whatever is told meanwhile waits too, and goes together.
      await pause(PACE_MS, stop);
      return 0;
    };
    return repeat(next, { everyMs: given.pollMs, onError: tell });
  };
  const passes = delays.map(start);
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
async function tellNext<Call>(work: Work<Call>): Promise<boolean> {
  const { db, receiver, pass, delayMs, given, who, stop, tell } = work;
  const held = await takePosition(db, pass, who, delayMs);
  if (held === null) return false;
  try {
    const { calls, lastId } = await dueCalls(work, held);
    for (const [index, call] of calls.entries()) {
      if (index > 0 && !(await holdOn(db, pass, who))) return false;
      await receiver.send(call, stop);
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
    const asked = error instanceof NotTaken ? error.retryAfterMs : undefined;
    await putOffPosition(db, pass, who, failures, Math.max(asked ?? 0, backoffMs));
    return false;
  }
}

/** For all that has gathered, up to the event that comes last in it. */
async function dueCalls<Call>(
  { db, receiver, delayMs }: Work<Call>,
  held: HeldPosition,
): Promise<{ readonly calls: readonly Call[]; readonly lastId: number }> {
  const events = await eventsToPurge(db, held, delayMs, MAX_EVENTS);
  if (events.length === MAX_EVENTS || held.failures >= MAX_FAILURES) {
    return { calls: receiver.callsFor(null), lastId: await lastToPurge(db, held, delayMs) };
  }
  return { calls: receiver.callsFor(events), lastId: events.at(-1)?.id ?? held.event_id };
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
