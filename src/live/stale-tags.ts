/**
 * Tells streams which of the tags that they follow went stale. One following of the log serves all of a process, streams with
 * the same tags share their frames, and what happened of late is remembered, so that who comes back asks the database nothing.
 */

import { setTimeout as wait } from 'node:timers/promises';
import { seenArticles } from '../../db/articles/seen.ts';
import type { Db } from '../../db/engine/database.ts';
import type { Log } from '../../db/engine/log.ts';
import { asService } from '../../db/engine/undertaking.ts';
import { eventsBetween, type LoggedEvent, lastGivenEventId } from '../../db/events/log.ts';
import { createTagIndex } from '../caching/tag-index.ts';
import { everything, type Tag, trendingTags } from '../caching/tags.ts';
import { articlesInQuestion, toldTags } from '../caching/told-tags.ts';
import type { EventFeed } from '../events/feed.ts';
import type { Marks } from '../events/marks.ts';
import type { EventStream, Frame } from '../streams/event-stream.ts';

export interface StaleTags {
  /** Begins to follow the log, if it doesn't yet. */
  open(): Promise<Following>;
}

export interface Following {
  readonly marks: Marks;
  /**
   * Tells a stream where it begins, with what went stale since then, and from then on what does.
   *
   * @param after the last event that it has had; null for one that begins
   * @returns what ends that
   */
  join(stream: EventStream, tags: readonly Tag[], after: number | null): Promise<() => void>;
}

interface Group {
  readonly tags: ReadonlySet<Tag>;
  readonly streams: Set<EventStream>;
}

/** What an event made stale. */
interface Told {
  readonly id: number;
  readonly tags: readonly Tag[];
}

/** Events that are remembered: whoever missed more is told that anything may be stale. */
const MAX_REMEMBERED = 1_000;
const PAUSE_MS = 1_000;
const encoder = new TextEncoder();

export function createStaleTags(
  { db, events }: { readonly db: Db; readonly events: EventFeed },
  log: Pick<Log, 'error'>,
): StaleTags {
  const groups = new Map<string, Group>();
  const index = createTagIndex();
  let marks: Marks;
  /** Whoever has had the events up to `place` has had all that there is to tell; those behind `forgotten` are remembered. */
  let [place, forgotten] = [0, 0];
  let remembered: Told[] = [];
  let opening: Promise<Following> | undefined;

  const frameOf = (tags: readonly Tag[], eventId: number | null): Frame => {
    const id = eventId === null ? '' : `id: ${marks.of(eventId)}\n`;
    return { bytes: encoder.encode(`${id}data: ${JSON.stringify({ stale: tags })}\n\n`), eventId };
  };

  const tell = (tags: readonly Tag[], eventId: number | null) => {
    if (tags.includes(everything)) return tellAll(eventId);
    const stale = new Map<string, Tag[]>();
    for (const tag of tags) {
      for (const key of index.keysByTag.get(tag) ?? []) stale.set(key, [...(stale.get(key) ?? []), tag]);
    }
    for (const [key, those] of stale) send(groups.get(key), frameOf(those, eventId));
  };
  const tellAll = (eventId: number | null) => {
    const frame = frameOf([everything], eventId);
    for (const group of groups.values()) send(group, frame);
  };
  const send = (group: Group | undefined, frame: Frame) => {
    for (const stream of group?.streams ?? []) stream.send(frame);
  };

  const toldOf = async (those: readonly LoggedEvent[]): Promise<Told[]> => {
    const seen = await asService(() => seenArticles(db, those.flatMap(articlesInQuestion)));
    return those.map((event) => ({ id: event.id, tags: toldTags(event, (id) => seen.has(id)) }));
  };

  const remember = (told: Told) => {
    remembered.push(told);
    if (remembered.length > MAX_REMEMBERED) forgotten = remembered.shift()?.id ?? forgotten;
    place = told.id;
  };

  const begin = async () => {
    const followed = [await events.events(), await events.refreshes()] as const;
    place = events.lastId();
    forgotten = Math.max(0, place - MAX_REMEMBERED);
    const range = { afterId: forgotten, upToId: place, most: MAX_REMEMBERED };
    remembered = await toldOf(await asService(() => eventsBetween(db, range)));
    return followed;
  };

  const follow = async ([items, refreshes]: Awaited<ReturnType<typeof begin>>) => {
    const followEvents = async () => {
      for await (const event of items) {
        const [told] = await toldOf([event]);
        if (told === undefined) continue;
        remember(told);
        tell(told.tags, told.id);
      }
    };
    const followRefreshes = async () => {
      for await (const _ of refreshes) tell(trendingTags, null);
    };
    try {
      await Promise.all([followEvents(), followRefreshes()]);
    } finally {
      await Promise.all([items.return?.(), refreshes.return?.()]);
    }
  };

  /** What can't be followed any more is begun anew, and then anything may have gone stale. */
  const followRetrying = async (begun: Awaited<ReturnType<typeof begin>>) => {
    for (let next: typeof begun | undefined = begun; ; ) {
      try {
        if (next !== undefined) return await follow(next);
      } catch (error) {
        log.error({ err: error }, 'Stale tags aren’t told of for a moment.');
      }
      await wait(PAUSE_MS, undefined, { ref: false });
      next = await begin().catch((error: unknown) => void log.error({ err: error }, 'Can’t follow the log of events.'));
      if (next !== undefined) tellAll(null);
    }
  };

  /** @param after somebody's place before this one's */
  const missedBy = (tags: ReadonlySet<Tag>, after: number): readonly Tag[] => {
    if (after < forgotten) return [everything];
    // Of refreshes nothing is remembered.
    const stale = new Set(trendingTags);
    for (const told of remembered) if (told.id > after) for (const tag of told.tags) stale.add(tag);
    return stale.has(everything) ? [everything] : [...stale].filter((tag) => tags.has(tag));
  };

  const groupOf = (tags: readonly Tag[], key: string): Group => {
    const known = groups.get(key);
    if (known !== undefined) return known;
    const group = { tags: new Set(tags), streams: new Set<EventStream>() };
    groups.set(key, group);
    index.add(key, tags);
    return group;
  };

  const join: Following['join'] = async (stream, tags, after) => {
    // Another process may have read further; what nobody was given was in a database that was replaced.
    const isLost = after !== null && after > place && after > (await asService(() => lastGivenEventId(db)));
    const key = tags.join();
    const group = groupOf(tags, key);
    group.streams.add(stream);
    const missed = isLost ? [everything] : after === null ? [] : missedBy(group.tags, after);
    stream.sendMissed(frameOf(missed, isLost ? place : Math.max(place, after ?? 0)));
    return () => {
      group.streams.delete(stream);
      if (group.streams.size > 0 || groups.get(key) !== group) return;
      groups.delete(key);
      index.remove(key, tags);
    };
  };

  const open = async (): Promise<Following> => {
    marks = await events.marks();
    void followRetrying(await begin());
    return { marks, join };
  };
  return {
    open() {
      opening ??= open().catch((error: unknown) => {
        opening = undefined;
        throw error;
      });
      return opening;
    },
  };
}
