/**
 * Streaming replicas that answer readers: only those that have all that this process knows of. Known is what its followers were given
 * of the log of events, and that ranks were made anew; a kept answer is thrown away by the same, and so never made again from
 * before.
 */

import { setTimeout as wait } from 'node:timers/promises';
import type { Db } from '../../db/engine/database.ts';
import type { Log } from '../../db/engine/log.ts';
import type { Replica } from '../../db/engine/replica.ts';
import { createLoaders, type Loaders } from '../../db/loaders.ts';
import type { EventFeed } from '../events/feed.ts';
import { latenessOf, look, MAX_CLOCK_OFFSET_MS, type Seen } from './clocks.ts';

/** Where a reader's answer may be read. */
export interface ReadingPlace {
  readonly db: Db;
  readonly loaders: Loaders;
  /** Whether it still has all that is known here: what is read from now on may be kept. */
  isFresh(): boolean;
}

export interface Replicas {
  /** One that has all that is known here, in turn; undefined where none has. */
  choose(): ReadingPlace | undefined;
  /** Why some are left out, in words. */
  complaints(): readonly string[];
  close(): Promise<void>;
}

/** The server, as far as replicas are compared with it. */
export type Primary = Pick<Replica, 'state'>;

const CHECK_EVERY_MS = 250;
/** While one is behind, and the primary after ranks were made anew. */
const CHECK_AGAIN_MS = 10;
/** One that wasn't heard of for longer is left out. */
const MAX_SILENCE_MS = 1_000;
/** It has what the primary hasn't, or hasn't what it has, for longer than replication takes. */
const MAX_DIFFERENCE_MS = 1_000;

interface Member extends ReadingPlace {
  readonly replica: Replica;
  seen: Seen | undefined;
  /** How often ranks had been made anew when it was last seen to have them. */
  refreshes: number;
  /** Since when it differs from what is known here; infinite while it doesn't. */
  differsSince: number;
  /** Told last. */
  complaint: string | undefined;
}

export async function followReplicas(
  replicas: readonly Replica[],
  primary: Primary,
  feed: Pick<EventFeed, 'refreshes' | 'lastId' | 'readUpTo'>,
  log: Pick<Log, 'info'>,
): Promise<Replicas> {
  const refreshes = await feed.refreshes();
  const closing = new AbortController();
  let primarySeen: Seen | undefined;
  /** Ranks made anew: how often, and up to where in the write-ahead log; unknown until the primary has said so. */
  let ranks = { times: 0, lsn: null as string | null, isKnown: true };
  let known = { lastEventId: feed.lastId(), at: Number.NEGATIVE_INFINITY };
  let wake = Promise.withResolvers<void>();
  let next = 0;

  const maxLatenessOf = (seen: Seen): number =>
    primarySeen === undefined ? Number.POSITIVE_INFINITY : latenessOf(seen, primarySeen).atMostMs;

  const complaintOf = ({ seen, differsSince, refreshes: times }: Member, now: number): string | undefined => {
    if (seen === undefined || now - seen.seenAt > MAX_SILENCE_MS) return 'it doesn’t answer';
    if (!seen.isReplica) return 'it is no replica any more';
    if (seen.timeline !== primarySeen?.timeline) return 'it follows another server';
    if (maxLatenessOf(seen) > MAX_CLOCK_OFFSET_MS) return 'its clock is behind';
    if (now - differsSince <= MAX_DIFFERENCE_MS) return undefined;
    return seen.lastEventId > feed.lastId() ? 'it has what the primary hasn’t' : behind(seen, times);
  };
  const behind = ({ lastEventId }: Seen, times: number) =>
    lastEventId < feed.lastId()
      ? `it is behind by ${feed.lastId() - lastEventId} events`
      : `it lacks ranks of ${ranks.times - times} refreshes`;

  const noteKnown = (now: number) => {
    if (known.lastEventId === feed.lastId()) return;
    known = { lastEventId: feed.lastId(), at: now };
    changed();
  };

  const isFresh = (member: Member): boolean => {
    const { seen, refreshes: times, complaint } = member;
    const now = performance.now();
    noteKnown(now);
    if (seen === undefined || complaint !== undefined || complaintOf(member, now) !== undefined) return false;
    // By its own clock what is due must be due, as it was by the primary's when it was told.
    return seen.lastEventId >= feed.lastId() && times === ranks.times && now - known.at >= maxLatenessOf(seen);
  };

  const members = replicas.map((replica) => {
    const member: Member = {
      ...{ replica, db: replica.db, loaders: createLoaders(replica.db), seen: undefined, refreshes: -1 },
      ...{ differsSince: Number.POSITIVE_INFINITY, complaint: 'it wasn’t asked yet', isFresh: () => isFresh(member) },
    };
    return member;
  });

  const lookAtPrimary = async () => {
    const { times } = ranks;
    const seen = await look(primary, null).catch(() => undefined);
    if (seen === undefined) return;
    primarySeen = seen;
    if (!ranks.isKnown && times === ranks.times) ranks = { times, lsn: seen.lsn, isKnown: true };
  };

  const lookAt = async (member: Member, index: number) => {
    const { times, lsn, isKnown } = ranks;
    const seen = await look(member.replica, lsn).catch(() => undefined);
    const now = performance.now();
    if (seen !== undefined) member.seen = seen;
    if (seen?.hasReached && isKnown) member.refreshes = times;
    // Where the log can't be read, nobody knows what the primary has.
    const isKnownNow = now - feed.readUpTo() < MAX_DIFFERENCE_MS;
    const isLess = seen !== undefined && (seen.lastEventId < feed.lastId() || member.refreshes < ranks.times);
    const isMore = seen !== undefined && seen.lastEventId > feed.lastId() && isKnownNow;
    member.differsSince = isLess || isMore ? Math.min(member.differsSince, now) : Number.POSITIVE_INFINITY;
    tell(member, index, complaintOf(member, now));
    return isLess;
  };

  const tell = (member: Member, index: number, complaint: string | undefined) => {
    const before = member.complaint;
    member.complaint = complaint;
    const name = `Replica ${index + 1} of ${members.length}`;
    if (complaint === undefined && before !== undefined) log.info(`${name} answers readers.`);
    if (complaint !== undefined && before === undefined) log.info(`${name} is left out: ${complaint}.`);
  };

  /** Again and again, and at once when something has changed. */
  const looking = async (once: () => Promise<boolean>) => {
    while (!closing.signal.aborted) {
      const { promise } = wake;
      const isShort = await once();
      const pause = wait(isShort ? CHECK_AGAIN_MS : CHECK_EVERY_MS, undefined, { ref: false });
      await Promise.race(isShort ? [pause] : [pause, promise]);
    }
  };
  const changed = () => {
    wake.resolve();
    wake = Promise.withResolvers();
  };
  const followRefreshes = async () => {
    for await (const _ of refreshes) {
      ranks = { times: ranks.times + 1, lsn: null, isKnown: false };
      changed();
    }
  };
  const all = [
    followRefreshes(),
    looking(async () => {
      await lookAtPrimary();
      return !ranks.isKnown;
    }),
    ...members.map((member, index) => looking(() => lookAt(member, index))),
  ];

  return {
    choose() {
      for (const _ of members) {
        next = (next + 1) % members.length;
        const member = members[next];
        if (member !== undefined && isFresh(member)) return member;
      }
      return undefined;
    },
    complaints: () =>
      members.flatMap(({ complaint }, index) =>
        complaint === undefined ? [] : [`Replica ${index + 1} of ${members.length} answers no reader: ${complaint}.`],
      ),
    async close() {
      closing.abort();
      changed();
      await refreshes.return?.();
      await Promise.allSettled(all);
      await Promise.all(replicas.map((replica) => replica.close()));
    },
  };
}
