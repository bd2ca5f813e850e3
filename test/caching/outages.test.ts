/** A database that is away: every way in answers 503, or with what was cached and that nothing is known to have changed. */

import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Db } from '../../db/engine/database.ts';
import { createLoaders } from '../../db/loaders.ts';
import { schema } from '../../schema/schema.ts';
import { type CoalescingCache, createCoalescingCache } from '../../src/caching/coalescing-cache.ts';
import { articles, articleTag } from '../../src/caching/tags.ts';
import { readConfig } from '../../src/config.ts';
import { openEventFeed } from '../../src/events/feed.ts';
import { encodeId } from '../../src/ids.ts';
import { createHttpServer, type HttpServer } from '../../src/server.ts';
import { contexts } from '../../src/service/context.ts';
import { serviceRoutes } from '../../src/service/routes.ts';
import { createViews } from '../../src/views/counting.ts';
import { piece, publish } from '../support/articles.ts';
import { analyst, publicUrl, useNewsroom } from '../support/newsroom.ts';
import { patient } from '../support/patience.ts';
import { until } from '../support/until.ts';

const newsroom = useNewsroom((db) =>
  publish(db, [piece('harbour', { topics: ['Ports'], publishedAt: new Date('2026-01-02') })]),
);

const STALE_SECONDS = 100;
/** How long a list of articles is fresh. */
const LIST_SECONDS = 60;

let http: HttpServer;
let url: string;
let cache: CoalescingCache;
/** What becomes of a statement. */
let fate: () => Promise<void> = async () => {};
/** When something changes by the clock, in milliseconds since 1970. */
let changesAt = Number.POSITIVE_INFINITY;

const refused = () => Promise.reject(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }));

function fated(db: Db): Db {
  const transformResult = async <Result>({ result }: { result: Result }) => {
    await fate();
    return result;
  };
  return db.withPlugin({ transformQuery: ({ node }) => node, transformResult });
}

beforeAll(async () => {
  const config = readConfig({ PORT: '0', INSIGHTS: 'open', ...patient });
  const logger = pino({ level: 'silent' });
  const db = fated(newsroom.db);
  const loaders = createLoaders(db);
  const events = openEventFeed(newsroom.database, logger);
  const options = { maxBytes: 10_000_000, tagHeaderName: 'Cache-Tag', staleIfErrorSeconds: STALE_SECONDS };
  cache = createCoalescingCache(options);
  const opening = {
    newsroom: {
      ...{ db, loaders, events, engine: 'an embedded' as const, demoArticles: 0 },
      ...{ probe: async () => ({ behind: [], ahead: [], clockOffsetMs: 0 }), close: async () => {} },
    },
  };
  const shared = {
    config,
    opening,
    cache,
    views: createViews(config, logger),
    examples: [],
    publicUrl: () => publicUrl,
  };
  http = createHttpServer({
    ...{ config, logger, schema, cache, isReady: () => ({ ready: true }) },
    routes: serviceRoutes(shared),
    longFiles: { viewerOf: async () => analyst, inSnapshot: () => refused() },
    ...contexts({ ...shared, parts: cache.parts, authenticate: async () => analyst }),
  });
  url = (await http.listen()).url;
});
afterAll(() => http.close());

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  cache.open({ expiry: () => () => changesAt, caughtUp: async () => {} });
  cache.store.open();
});
afterEach(() => {
  fate = async () => {};
  changesAt = Number.POSITIVE_INFINITY;
  cache.store.close();
  vi.useRealTimers();
});

const list = `/graphql?${new URLSearchParams({ query: '{ articles(first: 1) { nodes { headline } } }' })}`;
const nullable = `/graphql?${new URLSearchParams({ query: '{ article(by: { slug: "harbour" }) { headline } }' })}`;
const rows = `/graphql?${new URLSearchParams({ query: '{ topics(first: 9) { nodes { name } } }' })}`;
const csv = { accept: 'text/csv' };
const json = { accept: 'application/graphql-response+json' };

const get = (path: string, headers: Record<string, string> = json) => fetch(url + path, { headers });
const later = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);

const preview = `/preview/1.99999999999.${'A'.repeat(43)}`;

test.each([
  ['a list', list, json],
  ['what may be null', nullable, json],
  ['what may be null, as plain JSON', nullable, { accept: 'application/json' }],
  ['a file', rows, csv],
  ['a long file', `/graphql?${new URLSearchParams({ query: '{ topics(first: 300) { nodes { name } } }' })}`, csv],
  ['a feed', '/feeds/latest.rss', {}],
  ['a topic’s feed', '/feeds/topics/ports.atom', {}],
  ['the map', '/sitemap.xml', {}],
  ['a file of the map', '/sitemap-1.xml', {}],
  ['the map of news', '/sitemap-news.xml', {}],
  ['a preview', preview, {}],
])('%s is 503 UNAVAILABLE with Retry-After, and no cache keeps that', async (_, path, headers) => {
  fate = refused;
  const response = await get(path, headers);
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
  expect(response.headers.get('cache-control')).toMatch(/no-store/);
  const { errors } = (await response.json()) as { errors: { message: string; extensions: { code: string } }[] };
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(errors.map(() => 'UNAVAILABLE'));
  expect(JSON.stringify(errors)).not.toMatch(/ECONNREFUSED|select/);
});

test('a view is taken without the database', async () => {
  fate = refused;
  const body = JSON.stringify({ article: encodeId('Article', 1) });
  const view = await fetch(`${url}/views`, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
  expect(view.status).toBe(204);
});

const cached = [
  ['an answer', list],
  ['a feed', '/feeds/latest.rss'],
  ['the map', '/sitemap.xml'],
] as const;

test.each(cached)('%s that was cached is sent past its time, and says so', async (_, path) => {
  const fresh = await get(path);
  expect(fresh.status).toBe(200);
  expect(fresh.headers.get('cache-control')).toContain(`stale-if-error=${STALE_SECONDS}`);
  fate = refused;
  later(LIST_SECONDS + STALE_SECONDS - 1);
  const stale = await get(path);
  expect([stale.status, await stale.text()]).toEqual([200, await fresh.text()]);
  expect(stale.headers.get('cache-status')).toBe('dateline; fwd=stale; fwd-status=503');
  expect(stale.headers.get('cache-control')).toBe('no-store');
  expect(Number(stale.headers.get('age'))).toBeGreaterThanOrEqual(LIST_SECONDS + STALE_SECONDS - 1);
  later(2);
  expect((await get(path)).status).toBe(503);
});

test.each(cached)('%s is not sent past its time once something in it is known to have changed', async (_, path) => {
  await get(path);
  fate = refused;
  cache.store.invalidate([articles, articleTag(1)]);
  expect((await get(path)).status).toBe(503);
});

test('an answer is not sent past the time at which something in it was to change', async () => {
  changesAt = Date.now() + 70_000;
  await get(list);
  fate = refused;
  later(65);
  expect((await get(list)).status).toBe(200);
  later(6);
  expect((await get(list)).status).toBe(503);
});

test('with a database that doesn’t answer, and a log that isn’t read, nobody waits for what is stale', async () => {
  await get(list);
  cache.store.close();
  const hanging = Promise.withResolvers<void>();
  fate = () => hanging.promise;
  const stale = await get(list);
  expect([stale.status, stale.headers.get('cache-status')]).toEqual([200, 'dateline; fwd=stale; fwd-status=503']);
  hanging.resolve();
});

test('of many who ask at once for what is stale, each is given it, however the database is away', async () => {
  await get(list);
  cache.store.close();
  const hanging = Promise.withResolvers<void>();
  for (const away of [() => hanging.promise, refused]) {
    fate = away;
    const answers = await Promise.all(Array.from({ length: 5 }, () => get(list)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  }
  hanging.resolve();
});

test('who follows a request from before the outage is given what is stale too', async () => {
  await get(list);
  const failing = Promise.withResolvers<void>();
  fate = () => failing.promise;
  later(LIST_SECONDS + 1);
  const missesBefore = cache.counts.misses;
  const before = get(list);
  await until(() => cache.counts.misses > missesBefore);
  cache.store.close();
  const after = await get(list);
  expect([after.status, after.headers.get('cache-status')]).toEqual([200, 'dateline; fwd=stale; fwd-status=503']);
  failing.reject(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }));
  expect((await before).status).toBe(200);
});

test('once the log is read again, nothing from before is sent', async () => {
  await get(list);
  cache.store.close();
  cache.store.open();
  fate = refused;
  expect((await get(list)).status).toBe(503);
});
