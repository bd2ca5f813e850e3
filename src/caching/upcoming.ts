/** Until when an answer may be kept, given what is known to change by the clock alone. */

import { setTimeout as wait } from 'node:timers/promises';
import type { Db } from '../../db/engine/connect.ts';
import { type Upcoming, upcomingChanges } from '../../db/events/upcoming.ts';
import { exactTags } from './changes.ts';
import type { Tag } from './tags.ts';

/** No answer is kept for as long as this. */
const horizonSeconds = 1_200;
/** Of a longer list the last one's time is the end of all. */
const mostAtOnce = 500;
const [everyMs, retryMs, shortestMs] = [60_000, 1_000, 20];

/**
 * As it was known at some time, which answers that were begun then have to keep to: milliseconds since 1970, by this
 * process' clock, of the next moment at which one of the tags changes.
 */
export type Until = (tags: readonly Tag[]) => number;

export interface Clock {
  /** As it is known now; the same as long as nothing else is. */
  until(): Until;
  /** Looks again, since something was scheduled for the lists of these tags; until it is known when, it is now. */
  look(tags: readonly Tag[]): Promise<void>;
  close(): Promise<void>;
}

/** Looks ahead once a minute, and whenever it is told that something was scheduled. What fails is tried again by itself. */
export async function watchClock(db: Db, onError: (error: unknown) => void): Promise<Clock> {
  /** By tag: the number of the look that will know when. */
  const untold = new Map<Tag, number>();
  let ahead = await lookAhead(db);
  let until = untilOf(ahead);
  let looks = 0;
  let looking: Promise<void> | undefined;
  let isFailing = false;
  let looked = Promise.withResolvers<void>();

  function untilOf({ moments, end }: Ahead): Until {
    return (tags) => {
      let first = end;
      for (const tag of tags) first = Math.min(first, untold.has(tag) ? 0 : (moments.get(tag) ?? first));
      return first;
    };
  }

  const look = async () => {
    looks += 1;
    const mine = looks;
    try {
      ahead = await lookAhead(db);
      until = untilOf(ahead);
      isFailing = false;
      for (const [tag, wanted] of untold) if (wanted <= mine) untold.delete(tag);
    } catch (error) {
      if (!isFailing) onError(error);
      isFailing = true;
    }
    looked.resolve();
    looked = Promise.withResolvers();
  };
  const lookOnce = (): Promise<void> => {
    looking ??= look().finally(() => {
      looking = undefined;
    });
    return looking;
  };

  const stopping = new AbortController();
  const keepLooking = async () => {
    while (!stopping.signal.aborted) {
      const isOver = await Promise.race([pause().then(() => true), looked.promise.then(() => false)]);
      if (isOver && !stopping.signal.aborted) await lookOnce();
    }
  };
  /** What has come is known to have come by looking once more: until then nothing that it changes is kept. */
  const pause = () => {
    const [next = Number.POSITIVE_INFINITY] = ahead.moments.values();
    const ms = isFailing ? retryMs : Math.min(everyMs, Math.max(shortestMs, next - Date.now()));
    return wait(ms, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
  };
  const kept = keepLooking();
  return {
    until: () => until,
    async look(tags) {
      for (const tag of tags) untold.set(tag, looks + 1);
      // One that is under way may have looked before.
      await looking;
      if (untold.size > 0) await lookOnce();
    },
    close: () => {
      stopping.abort();
      return kept;
    },
  };
}

interface Ahead {
  /** The next first. */
  readonly moments: ReadonlyMap<Tag, number>;
  /** Beyond this nothing is known. */
  readonly end: number;
}

async function lookAhead(db: Db): Promise<Ahead> {
  // By the database's clock things are so many milliseconds away; asking takes a while too, so that this is too early.
  const lookedAt = Date.now();
  const upcoming = await upcomingChanges(db, horizonSeconds, mostAtOnce);
  const moments = new Map<Tag, number>();
  for (const change of upcoming) {
    for (const tag of tagsOf(change)) {
      if (!moments.has(tag)) moments.set(tag, lookedAt + change.milliseconds);
    }
  }
  const last = upcoming.length === mostAtOnce ? upcoming.at(-1)?.milliseconds : undefined;
  return { moments, end: lookedAt + (last ?? horizonSeconds * 1000) };
}

function tagsOf({ what, article_id, changes, again }: Upcoming): readonly Tag[] {
  if (what === 'publication') return exactTags({ type: 'article.published', article_id, detail: { again }, changes });
  return exactTags({ type: 'article.released', article_id, detail: { list: what }, changes });
}
