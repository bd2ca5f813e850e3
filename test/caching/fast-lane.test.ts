/** The cache of request addresses has a memory limit. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { createCoalescingCache } from '../../src/caching/coalescing-cache.ts';
import { createUrlCache } from '../../src/http/url-cache.ts';

test('entries with long Accept headers evict older ones', async () => {
  const cache = createCoalescingCache({ maxBytes: 1_000_000, tagHeaderName: 'Cache-Tag' });
  cache.open({ expiry: () => () => Number.POSITIVE_INFINITY, caughtUp: async () => {} });
  cache.store.open();
  await cache.getOrMake('key', async () => ({ body: '{}', tags: [] }));
  const lane = createUrlCache(cache, []);
  const isAnswered = (url: string, accept: string) => {
    const req = { method: 'GET', url, headers: { accept } } as IncomingMessage;
    return lane.respond(req, { req, writeHead: () => ({ end() {} }) } as unknown as ServerResponse);
  };
  const keep = (url: string, accept: string) =>
    lane.remember(new Request(`http://dateline${url}`, { headers: { accept } }), 'key', 'application/json');

  keep('/graphql?query=first', '*/*');
  expect(isAnswered('/graphql?query=first', '*/*')).toBe(true);
  const long = `*/*, ${'x'.repeat(15_000)}`;
  for (let n = 0; n < 1_500; n += 1) keep(`/graphql?query=${n}`, long);
  expect(isAnswered('/graphql?query=1499', long)).toBe(true);
  expect(isAnswered('/graphql?query=0', long)).toBe(false);
  expect(isAnswered('/graphql?query=first', '*/*')).toBe(false);
});
