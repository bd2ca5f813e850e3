/** Whoever changes something reads it next, from the process that answered: it is there, however late others hear of it. */

import { beforeAll, expect, test } from 'vitest';
import { keepCacheTrue } from '../src/caching/invalidation.ts';
import { createResponseCache } from '../src/caching/response-cache.ts';
import type { EventFeed } from '../src/event-feed.ts';
import { followers } from '../src/following.ts';
import { encodeId } from '../src/global-id.ts';
import { useCache } from './support/cached.ts';
import { piece, publish } from './support/corpus.ts';
import { editor, useNewsroom } from './support/newsroom.ts';

let ids: number[] = [];
const newsroom = useNewsroom(async (db) => {
  ids = await publish(db, [piece('One', { topics: ['Bridges'] }), piece('Two')]);
});
const cache = useCache(newsroom, { isDeaf: true });

const bridges = '{ topic(by: { slug: "bridges" }) { name } }';

async function changed(mutation: string): Promise<void> {
  const response = await cache.send({
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

test('what was kept is gone when a mutation is answered', async () => {
  for (const name of ['Spans', 'Arches', 'Viaducts']) {
    await cache.settled();
    await cache.get(bridges);
    expect(cache.answers.get(cache.keyOf(bridges))).toBeDefined();
    await changed(`saveTopic(input: { slug: "bridges", name: "${name}" })`);
    expect(cache.answers.get(cache.keyOf(bridges))).toBeUndefined();
    expect(await (await cache.get(bridges)).json()).toEqual({ data: { topic: { name } } });
  }
});

test('what is pinned among what trends is there', async () => {
  const trending = '{ trending(window: WEEK, first: 1) { nodes { headline } } }';
  for (const [index, headline] of [
    [0, 'One'],
    [1, 'Two'],
    [0, 'One'],
  ] as const) {
    await cache.settled();
    await cache.get(trending);
    const article = encodeId('Article', ids[index] ?? 0);
    await changed(`clearTrendingChoice(article: "${article}")`);
    await changed(`pinTrending(input: { article: "${article}" })`);
    expect(await (await cache.get(trending)).json()).toEqual({ data: { trending: { nodes: [{ headline }] } } });
    await changed(`clearTrendingChoice(article: "${article}")`);
  }
});

test('a log that nobody can read holds up no mutation for long', async () => {
  const silent = followers<never>();
  const feed: EventFeed = {
    events: async () => silent.follow(),
    refreshes: async () => silent.follow(),
    refreshed: () => {},
    readUpTo: Date.now,
    caughtUp: () => new Promise(() => {}),
    close: async () => silent.end(),
  };
  const truth = await keepCacheTrue(createResponseCache(1_000), newsroom.db, feed, { error: () => {} });
  await truth.settled();
  await feed.close();
  await truth.close();
});
