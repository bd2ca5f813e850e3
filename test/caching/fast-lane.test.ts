/** The fast lane: what it takes, until when, and its limit of memory. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, test, vi } from 'vitest';
import { createCoalescingCache } from '../../src/caching/coalescing-cache.ts';
import { noReads } from '../../src/caching/reads.ts';
import { createFastLane } from '../../src/http/fast-lane.ts';
import { answerTo, start } from '../support/http-server.ts';
import { until } from '../support/until.ts';

test('entries with long Accept headers evict older ones', async () => {
  const cache = createCoalescingCache({ maxBytes: 1_000_000, tagHeaderName: 'Cache-Tag' });
  cache.open({ expiry: () => () => Number.POSITIVE_INFINITY, caughtUp: async () => {} });
  cache.store.open();
  await cache.getOrMake('key', async () => ({ body: '{}', tags: [] }));
  const lane = createFastLane(cache, []);
  const isAnswered = (url: string, accept: string) => {
    const req = { method: 'GET', url, headers: { accept } } as IncomingMessage;
    return lane.respond(req, { req, writeHead: () => ({ end() {} }) } as unknown as ServerResponse);
  };
  const keep = (url: string, accept: string) =>
    lane.remember(new Request(`http://dateline${url}`, { headers: { accept } }), 'key', 'application/json', undefined);

  keep('/graphql?query=first', '*/*');
  expect(isAnswered('/graphql?query=first', '*/*')).toBe(true);
  const long = `*/*, ${'x'.repeat(15_000)}`;
  for (let n = 0; n < 1_500; n += 1) keep(`/graphql?query=${n}`, long);
  expect(isAnswered('/graphql?query=1499', long)).toBe(true);
  expect(isAnswered('/graphql?query=0', long)).toBe(false);
  expect(isAnswered('/graphql?query=first', '*/*')).toBe(false);
});

test('a request with two Host headers, or two of Authorization, is refused though its answer is cached', async () => {
  const cache = createCoalescingCache({ maxBytes: 1_000_000, tagHeaderName: 'Cache-Tag' });
  cache.open({ expiry: () => () => Number.POSITIVE_INFINITY, caughtUp: async () => {} });
  cache.store.open();
  const { url } = await start({}, { cache, createContext: () => ({ reads: { ...noReads, tags: () => ['a'] } }) });
  const head = 'GET /graphql?query={hello} HTTP/1.1\r\nHost: a';
  for (let round = 0; round < 2; round += 1) expect(await answerTo(url, head)).toContain('Hello you');
  expect(cache.counts.fast).toBe(1);
  const twoTokens = 'Authorization: Bearer a\r\nAUTHORIZATION: Bearer b';
  for (const second of ['Host: a', 'hOST: b', twoTokens]) {
    expect(await answerTo(url, `${head}\r\n${second}`)).toMatch(/^HTTP\/1.1 400 /);
  }
  expect(cache.counts.fast).toBe(1);
});

test('what is left of an answer’s time is told in seconds, which no clock that is off makes more', async () => {
  const cache = createCoalescingCache({ maxBytes: 1_000_000, tagHeaderName: 'Cache-Tag' });
  cache.open({ expiry: () => () => Number.POSITIVE_INFINITY, caughtUp: async () => {} });
  cache.store.open();
  const { url } = await start({}, { cache, createContext: () => ({ reads: { ...noReads, tags: () => ['a'] } }) });
  const now = Date.now();
  const times = async (query: string, at: number) => {
    vi.setSystemTime(at);
    const { headers } = await fetch(`${url}/graphql?query=${query}`, { headers: { accept: 'application/json' } });
    return ['cache-control', 'age', 'x-accel-expires'].map(
      (name) => headers.get(name)?.split(',')[2] ?? headers.get(name),
    );
  };
  try {
    vi.useFakeTimers({ toFake: ['Date'] });
    expect(await times('{hello}', now)).toEqual([' s-maxage=300', null, '300']);
    expect(await times('{hello}', now + 20_500)).toEqual([' s-maxage=300', '20', '279']);
    expect(await times('{hello}', now - 7_200_000)).toEqual([' s-maxage=300', null, '300']);
    expect(cache.counts.fast).toBe(2);
    const error = '{ nothing }';
    expect(await times(error, now)).toEqual(['no-store', null, null]);
  } finally {
    vi.useRealTimers();
  }
});

test('a POST that is kept has the headers of one that is made, and no line of the log', async () => {
  const cache = createCoalescingCache({ maxBytes: 1_000_000, tagHeaderName: 'Cache-Tag' });
  cache.open({ expiry: () => () => Number.POSITIVE_INFINITY, caughtUp: async () => {} });
  cache.store.open();
  const { url, lines } = await start(
    { CORS_ORIGINS: 'https://front.example' },
    { cache, createContext: () => ({ reads: { ...noReads, tags: () => ['a'] } }) },
  );
  const ask = () =>
    fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', origin: 'https://front.example' },
      body: '{"query":"{hello}"}',
    });
  const named = ({ headers }: Response) =>
    Object.fromEntries([...headers].filter(([name]) => !/^(x-request-id|date|age|x-accel-expires)$/.test(name)));
  const [made, kept] = [await ask(), await ask()];
  expect(cache.counts.fast).toBe(1);
  expect(await kept.text()).toBe(await made.text());
  expect(named(kept)).toEqual(named(made));
  expect(kept.headers.get('x-request-id')).toMatch(/./);
  await until(() => lines.some(({ path }) => path === '/graphql'), 'the line of the one that was made');
  await (await fetch(`${url}/nothing`)).text();
  await until(() => lines.some(({ path }) => path === '/nothing'), 'the line of what was asked behind both');
  expect(lines.filter(({ path }) => path === '/graphql').length).toBe(1);
});

describe('a POST', () => {
  const cache = createCoalescingCache({ maxBytes: 1_000_000, tagHeaderName: 'Cache-Tag' });
  cache.open({ expiry: () => () => Number.POSITIVE_INFINITY, caughtUp: async () => {} });
  cache.store.open();
  const lane = createFastLane(cache, []);
  const usual = { 'content-type': 'application/json', 'content-length': '20', accept: 'application/json' };
  const post = (headers: object = {}, more: object = {}) =>
    ({ method: 'POST', url: '/graphql', headers: { ...usual, ...headers }, ...more }) as unknown as IncomingMessage;

  test.each([
    ['JSON of a reader', post(), true],
    ['JSON in UTF-8', post({ 'content-type': 'application/json; charset=utf-8' }), true],
    ['a GET', post({}, { method: 'GET' }), false],
    ['a file by its address', post({}, { url: '/graphql?format=csv' }), false],
    ['another type', post({ 'content-type': 'text/plain' }), false],
    ['another charset', post({ 'content-type': 'application/json; charset=latin1' }), false],
    ['a compressed body', post({ 'content-encoding': 'gzip' }), false],
    ['a body of unknown length', post({ 'content-length': undefined }), false],
    ['a long body', post({ 'content-length': '8001' }), false],
    ['an empty token', post({ authorization: '' }), false],
    ['a preview', post({ 'x-dateline-preview': 'x' }), false],
    ['a receipt', post({ 'x-dateline-receipt': '1' }), false],
  ])('of %s may be answered by its body: %#', (_, req, isByBody) => {
    expect(lane.isByBody(req)).toBe(isByBody);
  });

  test('is answered by its body, for who accepts the same, until what it says changes', async () => {
    const sent: unknown[] = [];
    const ask = (body: string, accept = 'application/json') => {
      const req = post({ accept });
      const res = { req, writeHead: () => ({ end: (bytes: Buffer) => sent.push(String(bytes)) }) };
      return lane.respondTo(body, req, res as unknown as ServerResponse);
    };
    const keep = (body: string) =>
      lane.remember(
        new Request('http://dateline/graphql', { headers: { accept: 'application/json' } }),
        'k',
        'application/json',
        body,
      );
    await cache.getOrMake('k', async () => ({ body: '{"data":1}', tags: ['articles'] }));
    const body = '{"query":"{ a }"}';
    expect(ask(body)).toBe(false);
    keep(body);
    keep('/graphql');
    expect([ask(body), ask(`${body} `), ask(body, '*/*'), ask('/graphql')]).toEqual([true, false, false, false]);
    expect(sent).toEqual(['{"data":1}']);
    cache.store.invalidate(['articles']);
    expect(ask(body)).toBe(false);
  });
});
