/**
 * Read your writes: whoever changes something reads it next from the process that answered, however late others hear of
 * it.
 */

import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, expect, test, vi } from 'vitest';
import { eventChannel } from '../../db/events/log.ts';
import { trendingChannel } from '../../db/trending/refresh.ts';
import { startInvalidation } from '../../src/caching/invalidation.ts';
import { createResponseCache, type ResponseCache } from '../../src/caching/response-cache.ts';
import { createFanOut } from '../../src/events/fan-out.ts';
import type { EventFeed } from '../../src/events/feed.ts';
import { createMarks } from '../../src/events/marks.ts';
import { encodeId } from '../../src/ids.ts';
import { piece, publish } from '../support/articles.ts';
import { type CachedNewsroom, useCache } from '../support/cached-newsroom.ts';
import { editor, useNewsroom } from '../support/newsroom.ts';
import { until } from '../support/until.ts';

let ids: number[] = [];
const newsroom = useNewsroom(async (db) => {
  ids = await publish(db, [piece('One', { topics: ['Bridges'] }), piece('Two')]);
});
const cache = useCache(newsroom, { deafTo: [eventChannel, trendingChannel] });
const deafToRanks = useCache(newsroom, { deafTo: [trendingChannel] });

const bridges = '{ topic(by: { slug: "bridges" }) { name } }';

async function changed(by: CachedNewsroom, mutation: string): Promise<void> {
  const response = await by.send({
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: editor.id ?? '' },
    body: JSON.stringify({ query: `mutation { done: ${mutation} { __typename ... on UserError { message } } }` }),
  });
  const { data, errors } = (await response.json()) as { data: { done: object }; errors?: object[] };
  expect(errors).toBeUndefined();
  expect(data.done).not.toHaveProperty('message');
}

// Who an editor's header stands for is known from the first time on.
beforeAll(() => newsroom.askAs(editor, '{ __typename }'));

test('stale answers are invalidated before a mutation is answered', async () => {
  for (const [index, name] of ['Spans', 'Arches', 'Viaducts'].entries()) {
    await cache.settled();
    await cache.get(bridges);
    expect(cache.answers.get(cache.keyOf(bridges))).toBeDefined();
    await changed(cache, `saveTopic(input: { slug: "bridges", expectedRevision: ${index + 1}, name: "${name}" })`);
    expect(cache.answers.get(cache.keyOf(bridges))).toBeUndefined();
    expect(await (await cache.get(bridges)).json()).toEqual({ data: { topic: { name } } });
  }
});

test('a pin in trending is read by its editor at once, though other requests cached the old list meanwhile', async () => {
  const trending = '{ trending(window: WEEK, first: 1) { nodes { headline } } }';
  for (const [index, headline] of ['One', 'Two', 'One', 'Two'].entries()) {
    const article = encodeId('Article', ids[index % 2] ?? 0);
    let isPinned = false;
    const others = Array.from({ length: 3 }, async () => {
      while (!isPinned) await Promise.all([deafToRanks.get(trending), wait(1)]);
    });
    await changed(deafToRanks, `pinTrending(input: { article: "${article}" })`);
    isPinned = true;
    expect(await (await deafToRanks.get(trending)).json()).toEqual({ data: { trending: { nodes: [{ headline }] } } });
    await Promise.all(others);
    await changed(deafToRanks, `clearTrendingChoice(article: "${article}")`);
  }
});

/** Follows a log that is silent. */
async function silentlyInvalidated(cache: ResponseCache, caughtUp: () => Promise<void>) {
  const silent = createFanOut<never>();
  const feed: Pick<EventFeed, 'events' | 'refreshes' | 'readUpTo' | 'caughtUp' | 'lastId' | 'marks'> = {
    events: async () => silent.subscribe(),
    refreshes: async () => silent.subscribe(),
    readUpTo: () => performance.now(),
    lastId: () => 0,
    marks: async () => createMarks(new Uint8Array(32)),
    caughtUp,
  };
  const invalidation = await startInvalidation(cache, newsroom.db, feed, { error: () => {} });
  const close = async () => {
    silent.end();
    await invalidation.close();
  };
  return { invalidation, close };
}

test('a mutation is answered within its limit when the event log can’t be read', async () => {
  const { invalidation, close } = await silentlyInvalidated(createResponseCache(1_000), () => new Promise(() => {}));
  await invalidation.caughtUp();
  await close();
});

test('nothing that was kept outlives its time because this machine’s clock was put back', async () => {
  const cache = createResponseCache(100_000);
  const { close } = await silentlyInvalidated(cache, async () => {});
  await until(() => cache.isOpen(), 'an open cache');
  const now = Date.now();
  const kept = { body: Buffer.from('x'), head: [], tags: [], madeAt: now, expiresAt: now + 60_000, staleUntil: now };
  expect(cache.set('key', kept, cache.epoch())).toBe(true);
  const putBack = vi.spyOn(Date, 'now').mockImplementation(() => now - 7_200_000);
  await until(() => cache.get('key') === undefined, 'an empty cache');
  putBack.mockRestore();
  await close();
});
