/** Until when an answer may be kept, given what is known to change by the clock alone. */

import { setTimeout as wait } from 'node:timers/promises';
import type { Db } from '../../db/connect.ts';
import { type Upcoming, upcomingChanges } from '../../db/upcoming.ts';
import { changedTags } from '../changes.ts';
import type { Tag } from './tags.ts';

/** No answer is kept for as long as this. */
const horizonSeconds = 1_200;
/** Of a longer list the last one's time is the end of all. */
const mostAtOnce = 500;
const everyMs = 60_000;

export interface Clock {
  /** Milliseconds since 1970 by this process' clock: the next moment at which one of the tags is thrown away. */
  until(tags: Iterable<Tag>): number;
  /** Looks again; what fails is tried again by itself. */
  look(): Promise<void>;
  close(): Promise<void>;
}

/** Looks ahead once a minute, and whenever it is told that something was scheduled. */
export async function watchClock(db: Db, onError: (error: unknown) => void): Promise<Clock> {
  let moments: ReadonlyMap<Tag, number> = new Map();
  let end = 0;
  const look = async () => {
    const lookedAt = Date.now();
    const upcoming = await upcomingChanges(db, horizonSeconds, mostAtOnce);
    const found = new Map<Tag, number>();
    for (const change of upcoming) {
      for (const tag of tagsOf(change)) {
        if (!found.has(tag)) found.set(tag, lookedAt + change.milliseconds);
      }
    }
    moments = found;
    const last = upcoming.length === mostAtOnce ? upcoming.at(-1)?.milliseconds : undefined;
    end = lookedAt + (last ?? horizonSeconds * 1000);
  };
  await look();
  const stopping = new AbortController();
  const keepLooking = async () => {
    while (!stopping.signal.aborted) {
      await wait(everyMs, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
      if (!stopping.signal.aborted) await look().catch(onError);
    }
  };
  const looking = keepLooking();
  return {
    until(tags) {
      let until = end;
      for (const tag of tags) until = Math.min(until, moments.get(tag) ?? until);
      return until;
    },
    look: () => look().catch(onError),
    close: () => {
      stopping.abort();
      return looking;
    },
  };
}

function tagsOf({ what, article_id, changes }: Upcoming): readonly Tag[] {
  if (what === 'publication') return changedTags({ type: 'article.published', article_id, detail: {}, changes });
  return changedTags({ type: 'article.released', article_id, detail: { list: what }, changes });
}
