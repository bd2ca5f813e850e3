/** Tells the WebSub hub which feeds have changed, once for all processes, so that it fetches them and tells their subscribers. */

import type { Db } from '../../db/engine/database.ts';
import type { Log } from '../../db/engine/log.ts';
import type { EventType } from '../../db/events/append.ts';
import type { LoggedEvent } from '../../db/events/log.ts';
import type { EventFeed } from '../events/feed.ts';
import { post } from '../outbound/post.ts';
import { type Following, followLog, type Paces } from '../purging/follow.ts';
import { SETTLED_MS } from '../purging/worker.ts';
import { feedFolder, feedFormats } from './request.ts';

export interface Hub {
  readonly url: string;
  /** What the feeds' own addresses begin with. */
  readonly publicUrl: string;
}

/** In one request; a hub fetches each of them. */
const MAX_FEEDS = 30;

/** What changes the pieces of feeds; a schedule changes nothing yet. */
const changing: ReadonlySet<EventType> = new Set([
  'article.published',
  'article.updated',
  'article.corrected',
  'article.withdrawn',
  'article.killed',
  'article.imported',
  'topic.merged',
  'source.merged',
  'newsroom.restored',
]);

interface HubPaces extends Paces {
  /** How old a change is before it is told, so that no process gives the feed away as it was before. */
  readonly settledMs: number;
}

/** @param quicker what tests don't wait for as long as others do */
export function startHub(
  db: Db,
  feed: Pick<EventFeed, 'events'>,
  { url, publicUrl }: Hub,
  log: Pick<Log, 'error'>,
  { settledMs = SETTLED_MS, ...quicker }: Partial<HubPaces> = {},
): Promise<Following> {
  const receiver = {
    complaint: 'The WebSub hub could not be told of changed feeds; it is tried again.',
    passes: { hub: settledMs },
    callsFor: (events: readonly LoggedEvent[] | null) => batches(changedFeeds(events)),
    send: async (feeds: readonly string[], stop: AbortSignal) => {
      const form = new URLSearchParams([
        ['hub.mode', 'publish'],
        ...feeds.map((path) => ['hub.url', publicUrl + path]),
      ]);
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      await post({ url, headers, body: form.toString() }, stop);
    },
  };
  return followLog(db, feed, receiver, log, quicker);
}

/**
 * Paths of the feeds in which something changed, in each format.
 *
 * @param events null for more than can be told one by one: then only the feed of the latest is told
 */
export function changedFeeds(events: readonly LoggedEvent[] | null): string[] {
  const feeds = new Set<string>(events === null ? ['latest'] : []);
  for (const { type, changes, detail } of events ?? []) {
    // What an import has made with a date to come is published then.
    if (!changing.has(type) || detail.scheduledFor !== undefined) continue;
    feeds.add('latest');
    for (const slug of changes.topics ?? []) feeds.add(`topics/${encodeURIComponent(slug)}`);
    for (const slug of changes.sources ?? []) feeds.add(`sources/${encodeURIComponent(slug)}`);
  }
  return [...feeds].flatMap((feed) => Object.keys(feedFormats).map((format) => `${feedFolder}${feed}.${format}`));
}

function batches(feeds: readonly string[]): (readonly string[])[] {
  return Array.from({ length: Math.ceil(feeds.length / MAX_FEEDS) }, (_, index) =>
    feeds.slice(index * MAX_FEEDS, (index + 1) * MAX_FEEDS),
  );
}
