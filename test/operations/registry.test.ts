/** Persisted operations over HTTP: ways to name them, unknown hashes, and the three modes. */

import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deleteOperation, insertOperations } from '../../db/persisted-operations.ts';
import persisted from '../../schema/client/persisted-documents.json' with { type: 'json' };
import { defaultLimits } from '../../src/graphql/limits/limits.ts';
import { builtInOperations } from '../../src/graphql/persisted/built-in.ts';
import { hashOf } from '../../src/graphql/persisted/hash.ts';
import type { OperationMode } from '../../src/graphql/persisted/registry.ts';
import { analyst, useNewsroom } from '../support/newsroom.ts';
import { type OperationsServer, serveOperations } from '../support/operations-server.ts';

const newsroom = useNewsroom();
const text = '{ articles(first: 1) { totalCount } }';
const hash = hashOf(text);
const answer = { data: { articles: { totalCount: 0 } } };

let server: OperationsServer;
const serve = async (mode: OperationMode, texts: Iterable<string> = []) => {
  server = await serveOperations(newsroom, mode, { texts, viewers: { 'Bearer anna': analyst } });
};
beforeEach(() => deleteOperation(newsroom.db, hash));
afterEach(() => server.close());

async function answerOf(response: Response) {
  const body = (await response.json()) as { errors?: { message: string; extensions: { code: string } }[] };
  return {
    status: response.status,
    code: body.errors?.[0]?.extensions.code,
    message: body.errors?.[0]?.message,
    cacheControl: response.headers.get('cache-control'),
    body,
  };
}

const get = async (params: Record<string, string>, headers: Record<string, string> = {}) =>
  answerOf(await fetch(`${server.url}/graphql?${new URLSearchParams(params)}`, { headers }));

const post = async (body: object, headers: Record<string, string> = {}) =>
  answerOf(
    await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    }),
  );

const apq = (sha256Hash: string, version = 1) => ({ persistedQuery: { version, sha256Hash } });
const register = () => insertOperations(newsroom.db, [{ hash, name: 'count', body: text }]);

describe('a registered operation', () => {
  test('is executed by each way of naming it', async () => {
    await serve('listed');
    await register();
    expect((await get({ documentId: hash })).body).toEqual(answer);
    expect((await get({ documentId: `sha256:${hash}` })).body).toEqual(answer);
    expect((await get({ extensions: JSON.stringify(apq(hash)) })).body).toEqual(answer);
    expect((await post({ documentId: `sha256:${hash}` })).body).toEqual(answer);
    expect((await post({ extensions: apq(hash) })).body).toEqual(answer);
    expect((await post({ query: text })).body).toEqual(answer);
    // Found once, remembered since.
    expect(server.looks).toEqual([1]);
  });

  test('is not another text whose UTF-8 is the same', async () => {
    await serve('listed', ['# \ufffd\n{ __typename }']);
    expect((await post({ query: '# \ufffd\n{ __typename }' })).status).toBe(200);
    const other = await post({ query: '# \ud800\n{ __typename }' });
    expect(other).toMatchObject({ status: 400, code: 'BAD_REQUEST', message: '"query" holds half a surrogate pair.' });
  });

  test('is executed at once by a service that was started before it was registered', async () => {
    await serve('listed');
    expect((await get({ documentId: hash })).code).toBe('PERSISTED_QUERY_NOT_FOUND');
    await register();
    expect((await get({ documentId: hash })).body).toEqual(answer);
  });

  test('that is a mutation is refused by GET', async () => {
    const save = 'mutation { recordView(input: { article: "x" }) { __typename } }';
    await serve('listed', [save]);
    expect((await get({ documentId: hashOf(save) })).status).toBe(405);
  });

  test('that is a subscription is answered over SSE', async () => {
    const subscription = 'subscription { articlePublished { slug } }';
    await serve('listed', [subscription]);
    const leaving = new AbortController();
    const response = await fetch(`${server.url}/graphql?documentId=${hashOf(subscription)}`, {
      headers: { accept: 'text/event-stream' },
      signal: leaving.signal,
    });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
    const { value } = (await response.body?.getReader().read()) ?? {};
    expect(new TextDecoder().decode(value)).toMatch(/^:/);
    leaving.abort();
  });
});

describe('an unknown hash', () => {
  test('is answered as clients of Apollo and urql expect, with no-store', async () => {
    await serve('open');
    const expected = { code: 'PERSISTED_QUERY_NOT_FOUND', message: 'PersistedQueryNotFound', cacheControl: 'no-store' };
    const json = { accept: 'application/json' };
    const graphql = { accept: 'application/graphql-response+json' };
    expect(await get({ documentId: hash }, json)).toMatchObject({ status: 200, ...expected });
    expect(await get({ documentId: hash }, graphql)).toMatchObject({ status: 404, ...expected });
    // Browsers show a 404 as an error of the page, and here the client only asks whether the text is needed.
    expect(await post({ extensions: apq(hash) }, graphql)).toMatchObject({ status: 200, ...expected });
    expect(await get({ extensions: JSON.stringify(apq(hash)) }, graphql)).toMatchObject({ status: 200, ...expected });
  });

  test('is looked up in one statement at a time, however many come at once', async () => {
    await serve('listed');
    const all = Array.from({ length: 300 }, (_, index) => get({ documentId: hashOf(String(index)) }));
    const codes = new Set((await Promise.all(all)).map(({ code }) => code));
    expect([...codes]).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
    expect(server.looks.reduce((sum, count) => sum + count)).toBe(300);
    expect(server.mostAtOnce()).toBe(1);
  });

  test.each([
    [{ documentId: 'abc' }, 'documentId'],
    [{ documentId: 7 }, 'documentId'],
    [{ documentId: hash, extensions: apq(hashOf('other')) }, 'two documents'],
    [{ extensions: apq(hash, 2) }, 'version'],
    [{ extensions: apq('abc') }, 'sha256Hash'],
    [{ extensions: { persistedQuery: hash } }, 'persistedQuery'],
    [{}, 'query'],
  ])('that is malformed is a 400 that names the field: %j', async (body, word) => {
    await serve('open');
    const { status, code, message } = await post(body);
    expect([status, code]).toEqual([400, 'BAD_REQUEST']);
    expect(message).toContain(word);
  });
});

describe('the mode', () => {
  test('open registers a text that comes with its hash, and no other', async () => {
    await serve('open');
    expect((await post({ query: text })).body).toEqual(answer);
    expect((await get({ documentId: hash })).code).toBe('PERSISTED_QUERY_NOT_FOUND');
    const wrong = await post({ query: text, extensions: apq(hashOf('other')) });
    expect(wrong).toMatchObject({ status: 400, code: 'PERSISTED_QUERY_MISMATCH', cacheControl: 'no-store' });
    expect((await post({ query: text, extensions: apq(hash) })).body).toEqual(answer);
    expect((await get({ documentId: hash })).body).toEqual(answer);
  });

  test('open registers no text above the limit of characters', async () => {
    await serve('open');
    const long = `{ __typename }${' '.repeat(defaultLimits.maxCharacters)}`;
    expect((await post({ query: long, extensions: apq(hashOf(long)) })).status).toBe(400);
    expect((await get({ documentId: hashOf(long) })).code).toBe('PERSISTED_QUERY_NOT_FOUND');
    const longest = `{ __typename }`.padEnd(defaultLimits.maxCharacters);
    expect((await post({ query: longest, extensions: apq(hashOf(longest)) })).status).toBe(200);
    expect((await get({ documentId: hashOf(longest) })).status).toBe(200);
  });

  test('listed refuses texts that are not listed, and registers nothing', async () => {
    await serve('listed');
    const refused = { status: 403, code: 'PERSISTED_QUERY_ONLY', cacheControl: 'no-store' };
    expect(await post({ query: text, extensions: apq(hash) })).toMatchObject(refused);
    expect(await post({ query: '{ broken' })).toMatchObject(refused);
    expect((await post({ query: text }, { authorization: 'Bearer anna' })).code).toBe('PERSISTED_QUERY_ONLY');
    expect((await get({ documentId: hash })).code).toBe('PERSISTED_QUERY_NOT_FOUND');
  });

  test('listed-for-readers accepts any text of the newsroom, and refuses unlisted ones of readers', async () => {
    await serve('listed-for-readers');
    expect((await post({ query: text }, { authorization: 'Bearer anna' })).body).toEqual(answer);
    expect((await post({ query: text })).code).toBe('PERSISTED_QUERY_ONLY');
    expect((await get({ documentId: hash })).code).toBe('PERSISTED_QUERY_NOT_FOUND');
  });
});

test('the typed client’s documents are listed under their own hashes', async () => {
  const listed = await builtInOperations(join(import.meta.dirname, '../../schema/operations'));
  const texts = listed.map(({ body }) => body);
  await serve('listed', texts);
  const hashes = new Set([...texts].map(hashOf));
  expect(Object.keys(persisted).filter((id) => !hashes.has(id.replace('sha256:', '')))).toEqual([]);
  const home = Object.entries(persisted).find(([, body]) => body.includes('query home'));
  expect((await get({ documentId: home?.[0] ?? '' })).body).toHaveProperty('data');
});
