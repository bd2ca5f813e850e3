/** Whoever changes something reads it next, from the process that answered: it is there, however late others hear of it. */

import { expect, test } from 'vitest';
import { keepCacheTrue } from '../src/caching/invalidation.ts';
import { createResponseCache } from '../src/caching/response-cache.ts';
import type { EventFeed } from '../src/event-feed.ts';
import { followers } from '../src/following.ts';
import { useCache } from './support/cached.ts';
import { piece, publish } from './support/corpus.ts';
import { editor, useNewsroom } from './support/newsroom.ts';

const newsroom = useNewsroom((db) => publish(db, [piece('One', { topics: ['Bridges'] })]));
const cache = useCache(newsroom, { isDeaf: true });

const bridges = '{ topic(by: { slug: "bridges" }) { name } }';

async function renamed(name: string): Promise<void> {
  const response = await cache.send({
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: editor.id ?? '' },
    body: JSON.stringify({
      query: 'mutation ($name: String!) { saveTopic(input: { slug: "bridges", name: $name }) { __typename } }',
      variables: { name },
    }),
  });
  expect(await response.json()).toEqual({ data: { saveTopic: { __typename: 'Topic' } } });
}

test('what was kept is gone when a mutation is answered', async () => {
  // Who an editor's header stands for is known from the first time on.
  await newsroom.askAs(editor, '{ __typename }');
  for (const name of ['Spans', 'Arches', 'Viaducts']) {
    await cache.settled();
    await cache.get(bridges);
    expect(cache.answers.get(cache.keyOf(bridges))).toBeDefined();
    await renamed(name);
    expect(cache.answers.get(cache.keyOf(bridges))).toBeUndefined();
    expect(await (await cache.get(bridges)).json()).toEqual({ data: { topic: { name } } });
  }
});

test('a log that nobody can read holds up no mutation for long', async () => {
  const silent = followers<never>();
  const feed: EventFeed = {
    events: async () => silent.follow(),
    refreshes: async () => silent.follow(),
    readUpTo: Date.now,
    caughtUp: () => new Promise(() => {}),
    close: async () => silent.end(),
  };
  const truth = await keepCacheTrue(createResponseCache(1_000), newsroom.db, feed, { error: () => {} });
  await truth.settled();
  await feed.close();
  await truth.close();
});
