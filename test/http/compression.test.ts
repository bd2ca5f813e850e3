/** Content encoding: what callers get compressed, by which encoding, and that it is the same underneath. */

import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { GraphQLInt, GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCoalescingCache } from '../../src/caching/coalescing-cache.ts';
import { createReads } from '../../src/caching/reads.ts';
import { createCompressedBodies } from '../../src/compression/compressed-bodies.ts';
import { encodingFor } from '../../src/compression/content-encoding.ts';
import { readConfig } from '../../src/config.ts';
import { createHttpServer, type HttpServer, type HttpServerOptions } from '../../src/server.ts';
import { patient } from '../support/patience.ts';

test.each([
  [undefined, null],
  ['', null],
  ['identity', null],
  ['deflate', null],
  ['gzip', 'gzip'],
  ['X-GZip', 'gzip'],
  ['gzip, deflate', 'gzip'],
  ['gzip, deflate, br', 'br'],
  ['gzip, deflate, br, zstd', 'zstd'],
  ['gzip;q=1.0, br;q=0.5', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['gzip;q=0', null],
  ['gzip ; Q=0.000', null],
  ['*', 'zstd'],
  ['*;q=0.2, br', 'br'],
  ['*;q=0', null],
  ['identity;q=1, gzip;q=0.5', null],
  ['identity;q=0.5, gzip;q=0.5', 'gzip'],
  ['gzip;q=2', null],
  ['gzip;q=much', null],
  [',;,gzip', 'gzip'],
])('Accept-Encoding %j takes %j', (accepted, encoding) => {
  expect(encodingFor(accepted)).toBe(encoding);
});

test('a header of 60,000 parts is read in one pass', () => {
  expect(encodingFor(`${'x;q=0.1,'.repeat(60_000)}br`)).toBe('br');
});

test('Accept-Encoding takes one that there is, whatever was asked of others before', () => {
  for (const accepted of ['zstd, gzip', 'gzip, zstd', '*']) {
    expect(encodingFor(accepted)).toBe('zstd');
    expect(encodingFor(accepted, ['gzip'])).toBe('gzip');
    expect(encodingFor(accepted, ['br', 'gzip'])).toBe(accepted === '*' ? 'br' : 'gzip');
    expect(encodingFor(accepted, [])).toBeNull();
    expect(encodingFor(accepted)).toBe('zstd');
  }
});

test('compressed bodies are made once for all who wait, kept up to a size, and made anew when they gave way to others', async () => {
  const bodies = createCompressedBodies(700);
  const of = (hash: string) => bodies.getOrMake(hash, Buffer.alloc(10_000, hash), 'gzip');
  const [first, same] = await Promise.all([of('a'), of('a')]);
  expect(same).toBe(first);
  expect(bodies.get('a', 'gzip')).toBe(first);
  expect(bodies.get('a', 'br')).toBeUndefined();
  expect(await of('a')).toBe(first);
  for (const hash of ['b', 'c']) await of(hash);
  expect(bodies.get('a', 'gzip')).toBeUndefined();
  const again = await of('a');
  expect(again).not.toBe(first);
  expect(again).toEqual(first);
});

const unpack = { zstd: zstdDecompressSync, br: brotliDecompressSync, gzip: gunzipSync };
const encodings = ['zstd', 'br', 'gzip'] as const;

describe('a service', () => {
  const schema = new GraphQLSchema({
    query: new GraphQLObjectType({
      name: 'Query',
      fields: {
        text: {
          type: GraphQLString,
          args: { length: { type: GraphQLInt } },
          resolve: (_, { length }) => 'Grüße, '.repeat(length / 7).padEnd(length, '.'),
        },
        bad: {
          type: GraphQLString,
          resolve: () => {
            throw new Error('bad');
          },
        },
      },
    }),
  });
  const cache = createCoalescingCache({ maxBytes: 1_000_000, tagHeaderName: 'Cache-Tag' });
  let server: HttpServer;
  let url: string;
  beforeAll(async () => {
    cache.open({ expiry: () => () => Number.POSITIVE_INFINITY, caughtUp: async () => {} });
    cache.store.open();
    const createContext = () => ({ reads: createReads() });
    server = createHttpServer({
      config: readConfig({ PORT: '0', CACHE_TAG_HEADER: 'Cache-Tag', ...patient }),
      logger: pino({ level: 'silent' }),
      ...{ schema, cache, isReady: () => ({ ready: true }) },
      createContext: createContext as unknown as HttpServerOptions['createContext'],
    });
    url = (await server.listen()).url;
  });
  afterAll(() => server.close());

  /** As nothing unpacks it. */
  const ask = (query: string, headers: Record<string, string> = {}, path = '/graphql', method = 'GET') =>
    new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: Buffer }>((resolve, reject) => {
      const search = path === '/graphql' && method === 'GET' ? `?${new URLSearchParams({ query })}` : '';
      const type: Record<string, string> = method === 'POST' ? { 'content-type': 'application/json' } : {};
      const asked = request(`${url}${path}${search}`, {
        method,
        headers: { accept: 'application/json', ...type, ...headers },
      });
      asked.on('error', reject).on('response', async (res) => {
        const chunks: Buffer[] = [];
        for await (const chunk of res) chunks.push(chunk as Buffer);
        resolve({ status: res.statusCode ?? 0, headers: res.headers, body: Buffer.concat(chunks) });
      });
      asked.end(method === 'POST' ? JSON.stringify({ query }) : undefined);
    });

  describe.each(encodings)('asked for %s', (encoding) => {
    const taken = { 'accept-encoding': encoding };

    test.each(['GET', 'POST'])('by %s compresses a kept answer, each time to the same bytes', async (method) => {
      const query = `{ ${method}${encoding}: text(length: 20000) }`;
      const plain = await ask(query, {}, '/graphql', method);
      const [first, second] = [
        await ask(query, taken, '/graphql', method),
        await ask(query, taken, '/graphql', method),
      ];
      expect(plain.headers['content-encoding']).toBeUndefined();
      for (const { status, headers, body } of [first, second]) {
        expect([status, headers['content-encoding'], headers.vary]).toEqual([
          200,
          encoding,
          expect.stringContaining('Accept-Encoding'),
        ]);
        expect(Number(headers['content-length'])).toBe(body.byteLength);
        expect(body.byteLength).toBeLessThan(plain.body.byteLength / 4);
        expect(unpack[encoding](body)).toEqual(plain.body);
      }
      expect(second.body).toEqual(first.body);
    });

    test('has a strong ETag of its own, which is answered with 304', async () => {
      const query = `{ ${encoding}: text(length: 5000) }`;
      const [plain, compressed] = [await ask(query), await ask(query, taken)];
      const etag = String(compressed.headers.etag);
      expect(etag).toMatch(/^"[^"]+"$/);
      expect(etag).not.toBe(plain.headers.etag);
      const again = await ask(query, { ...taken, 'if-none-match': etag });
      expect([again.status, again.body.byteLength, again.headers.etag]).toEqual([304, 0, etag]);
      expect((await ask(query, { 'if-none-match': etag })).status).toBe(200);
    });

    test('compresses what is for one caller, and errors with data, too', async () => {
      const query = '{ text(length: 20000) bad }';
      const { headers, body } = await ask(query, { ...taken, authorization: 'Bearer one' }, '/graphql', 'POST');
      expect(headers['content-encoding']).toBe(encoding);
      expect(Number(headers['content-length'])).toBe(body.byteLength);
      const { data, errors } = JSON.parse(unpack[encoding](body).toString());
      expect([data.text.length, errors.length]).toEqual([20_000, 1]);
    });

    test('leaves short answers as they are', async () => {
      const { headers, body } = await ask('{ text(length: 50) }', taken);
      expect([headers['content-encoding'], JSON.parse(body.toString()).data.text.length]).toEqual([undefined, 50]);
    });

    test('compresses the schema', async () => {
      const [plain, compressed] = [await ask('', {}, '/schema.graphql'), await ask('', taken, '/schema.graphql')];
      expect(compressed.headers['content-encoding']).toBe(encoding);
      expect(unpack[encoding](compressed.body)).toEqual(plain.body);
      const etag = String(compressed.headers.etag);
      expect((await ask('', { ...taken, 'if-none-match': etag }, '/schema.graphql')).status).toBe(304);
    });
  });
});

test('what many ask for at once is compressed once, and memory for it is bounded', async () => {
  const bodies = createCompressedBodies(4_000);
  const body = Buffer.from('a long text '.repeat(500));
  const [one, other] = await Promise.all([bodies.getOrMake('x', body, 'gzip'), bodies.getOrMake('x', body, 'gzip')]);
  expect(one).toBe(other);
  expect(bodies.get('x', 'gzip')).toBe(one);
  expect(bodies.get('x', 'br')).toBeUndefined();
  for (let n = 0; n < 30; n += 1) await bodies.getOrMake(String(n), body, 'gzip');
  expect(bodies.get('x', 'gzip')).toBeUndefined();
  expect(bodies.get('29', 'gzip')).toBeDefined();
});
