/** Expiry by the clock: when responses with a tag change without an event, since something is scheduled or ends then. */

import type { Db } from '../../db/engine/database.ts';
import { asService } from '../../db/engine/undertaking.ts';
import { type Upcoming, upcomingChanges } from '../../db/events/upcoming.ts';
import { repeat } from '../repeat.ts';
import { exactTags } from './changes.ts';
import type { Tag } from './tags.ts';

/** No response is cached for as long as this. */
const HORIZON_SECONDS = 1_200;
/** Of a longer list the last one's time is the end of all. */
const MAX_SCHEDULED = 500;
const REFRESH_MS = 60_000;
const RETRY_MS = 1_000;
const SHORTEST_PAUSE_MS = 20;

/**
 * When a response with these tags expires, as it was known at one time: milliseconds since 1970, by this process' clock, of
 * the next moment at which one of the tags changes.
 */
export type Expiry = (tags: readonly Tag[]) => number;

export interface Schedule {
  /** As it is known now; the same function for as long as nothing else is known. */
  expiry(): Expiry;
  /** Reads the schedule again, since something was scheduled for these tags; until that is done they expire at once. */
  refresh(tags: readonly Tag[]): Promise<void>;
  close(): Promise<void>;
}

/** Reads ahead once a minute, at each scheduled moment, and whenever told that something was scheduled; retries failures. */
export async function watchSchedule(db: Db, onError: (error: unknown) => void): Promise<Schedule> {
  /** By tag: the number of the reading that will know when it changes. */
  const pending = new Map<Tag, number>();
  let ahead = await readAhead(db);
  let expiry = expiryOf(ahead, pending);
  let readings = 0;

  const read = async () => {
    readings += 1;
    const mine = readings;
    ahead = await readAhead(db);
    expiry = expiryOf(ahead, pending);
    for (const [tag, wanted] of pending) if (wanted <= mine) pending.delete(tag);
    return pauseMs(ahead);
  };
  const reading = repeat(read, { everyMs: REFRESH_MS, firstMs: pauseMs(ahead), retryMs: RETRY_MS, onError });
  return {
    expiry: () => expiry,
    async refresh(tags) {
      for (const tag of tags) pending.set(tag, readings + 1);
      if (pending.size > 0) await reading.again();
    },
    close: () => reading.stop(),
  };
}

/** What has happened by the clock is known by reading once more: until then nothing that it changes is cached. */
function pauseMs({ moments }: Ahead): number {
  const [next = Number.POSITIVE_INFINITY] = moments.values();
  return Math.min(REFRESH_MS, Math.max(SHORTEST_PAUSE_MS, next - performance.now()));
}

interface Ahead {
  /** Milliseconds by `performance.now()`, which nobody puts back; the next first. */
  readonly moments: ReadonlyMap<Tag, number>;
  /** Beyond this nothing is known. */
  readonly end: number;
}

/** @param pending tags of which it isn't known when they change */
function expiryOf({ moments, end }: Ahead, pending: ReadonlyMap<Tag, number>): Expiry {
  return (tags) => {
    let first = end;
    for (const tag of tags) first = Math.min(first, pending.has(tag) ? 0 : (moments.get(tag) ?? first));
    return first === 0 ? 0 : first + (Date.now() - performance.now());
  };
}

async function readAhead(db: Db): Promise<Ahead> {
  // By the database's clock things are so many milliseconds away; asking takes a while too, so that this is too early.
  const readAt = performance.now();
  const upcoming = await asService(() => upcomingChanges(db, HORIZON_SECONDS, MAX_SCHEDULED));
  const moments = new Map<Tag, number>();
  for (const change of upcoming) {
    for (const tag of tagsOf(change)) {
      if (!moments.has(tag)) moments.set(tag, readAt + change.milliseconds);
    }
  }
  const last = upcoming.length === MAX_SCHEDULED ? upcoming.at(-1)?.milliseconds : undefined;
  return { moments, end: readAt + (last ?? HORIZON_SECONDS * 1000) };
}

function tagsOf({ what, article_id, changes, again }: Upcoming): readonly Tag[] {
  if (what === 'publication') return exactTags({ type: 'article.published', article_id, detail: { again }, changes });
  return exactTags({ type: 'article.released', article_id, detail: { list: what }, changes });
}
