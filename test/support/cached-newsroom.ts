/** A newsroom with the response cache of `npm start`, beside the same without. */

import { afterAll, beforeAll } from 'vitest';
import type { Database } from '../../db/engine/database.ts';
import { type CoalescingCache, createCoalescingCache } from '../../src/caching/coalescing-cache.ts';
import { type Invalidation, startInvalidation } from '../../src/caching/invalidation.ts';
import { type EventFeed, openEventFeed } from '../../src/events/feed.ts';
import { keyOf } from '../../src/graphql/response-caching.ts';
import { type TestNewsroom, yogaOver } from './newsroom.ts';

export interface CachedNewsroom {
  readonly answers: CoalescingCache;
  /** Asks by GET, as front ends do. */
  get(query: string, variables?: object, headers?: Readonly<Record<string, string>>): Promise<Response>;
  send(request: RequestInit & { readonly search?: string }): Promise<Response>;
  /** Under which its answer is kept. */
  keyOf(query: string, variables?: object): string;
  /** Resolves when everything that was committed before has reached the cache. */
  settled(): Promise<void>;
}

/**
 * Behind `useNewsroom`: opens after it and closes before it.
 *
 * @param options.deafTo channels on which it isn't told when something happens
 */
export function useCache(
  newsroom: TestNewsroom,
  options: { readonly maxBytes?: number; readonly deafTo?: readonly string[] } = {},
): CachedNewsroom {
  const { maxBytes = 64_000_000, deafTo = [] } = options;
  let answers: CoalescingCache;
  let events: EventFeed;
  let invalidation: Invalidation;
  let yoga: ReturnType<typeof yogaOver>;

  beforeAll(async () => {
    answers = createCoalescingCache({ maxBytes, tagHeaderName: 'Cache-Tag' });
    const { database } = newsroom;
    const listen: Database['listen'] = (channels, hear) =>
      database.listen(
        channels.filter((channel) => !deafTo.includes(channel)),
        hear,
      );
    events = openEventFeed({ ...database, listen }, { error: () => {} });
    yoga = yogaOver(newsroom.db, events, answers);
    invalidation = await startInvalidation(answers.store, newsroom.db, events, { error: () => {} });
    answers.open(invalidation);
    await invalidation.caughtUp();
  });
  afterAll(async () => {
    await invalidation.close();
    await events.close();
    await yoga.dispose();
  });

  const send: CachedNewsroom['send'] = async ({ search = '', ...init }) =>
    yoga.fetch(`http://yoga/graphql${search}`, init);
  return {
    get answers() {
      return answers;
    },
    send,
    keyOf: (query, variables = {}) => keyOf({ query, variables: { ...variables } }) ?? '',
    get: (query, variables = {}, headers = {}) => {
      const search = new URLSearchParams({ query, variables: JSON.stringify(variables) });
      return send({ search: `?${search}`, headers: { accept: 'application/json', ...headers } });
    },
    async settled() {
      await invalidation.caughtUp();
      // What was scheduled keeps answers from being kept until it is known when.
      await invalidation.schedule.refresh([]);
    },
  };
}
