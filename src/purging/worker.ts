/**
 * Purges the CDN of what changes. Each event is purged twice. The first time is at once; by then another process may not
 * have heard of the change yet and fill the CDN with what was before, which the second time throws away.
 */

import type { Db } from '../../db/engine/database.ts';
import type { Log } from '../../db/engine/log.ts';
import { LONGEST_LAG_MS } from '../caching/invalidation.ts';
import { everything } from '../caching/tags.ts';
import type { EventFeed } from '../events/feed.ts';
import { type Cdn, purgeCalls } from './cdn.ts';
import { AT_ONCE_MS, type Following, type Paces as FollowingPaces, followLog } from './follow.ts';
import { sendPurge } from './send.ts';
import { tagsOfEvents } from './tags-of-events.ts';

/** When no process gives away any more what was before, and what was on its way has arrived: in milliseconds. */
export const SETTLED_MS = LONGEST_LAG_MS + 1_500;

export interface Paces extends FollowingPaces {
  /** How old an event is before it is purged for the second time. */
  readonly secondMs: number;
  /** For the CDN's answer; undefined for what `sendPurge` waits. */
  readonly timeoutMs: number | undefined;
}

/** @param quicker what tests don't wait for as long as others do */
export function startPurging(
  db: Db,
  feed: Pick<EventFeed, 'events'>,
  cdn: Cdn,
  log: Pick<Log, 'error'>,
  { secondMs = SETTLED_MS, timeoutMs, ...quicker }: Partial<Paces> = {},
): Promise<Following> {
  const receiver = {
    complaint: 'The CDN could not be purged; it is tried again.',
    passes: { soon: AT_ONCE_MS, again: secondMs },
    callsFor: (events: Parameters<typeof tagsOfEvents>[0] | null) =>
      purgeCalls(cdn, events === null ? [everything] : tagsOfEvents(events)),
    send: (call: ReturnType<typeof purgeCalls>[number], stop: AbortSignal) => sendPurge(cdn, call, stop, timeoutMs),
  };
  return followLog(db, feed, receiver, log, quicker);
}
