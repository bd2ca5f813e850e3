/** @defer over HTTP: incremental delivery as multipart, errors within a part, and time-outs. */

import { GraphQLError, type GraphQLObjectType, GraphQLSchema, specifiedDirectives } from 'graphql';
import { describe, expect, test } from 'vitest';
import { defer } from '../../schema/defer.ts';
import { createCoalescingCache } from '../../src/caching/coalescing-cache.ts';
import { takesParts } from '../../src/graphql/defer.ts';
import { refusal } from '../../src/http/refusal.ts';
import { schema as plainSchema, seen, start } from '../support/http-server.ts';
import { allPartsOf, type Part, partsOf } from '../support/incremental-delivery.ts';
import { until } from '../support/until.ts';

const schema = new GraphQLSchema({ ...plainSchema.toConfig(), directives: [...specifiedDirectives, defer] });
const { list } = (plainSchema.getQueryType() as GraphQLObjectType).getFields();
const multipart = { accept: 'multipart/mixed' };

async function serve(env: Partial<Record<string, string>> = {}) {
  const answers = createCoalescingCache({ maxBytes: 1_000_000, tagHeaderName: 'Cache-Tag' });
  const service = await start(env, { schema, cache: answers });
  const parts = async (query: string, headers: Record<string, string> = multipart) =>
    allPartsOf(await service.ask({ query }, headers));
  return { ...service, parts };
}

describe('incremental delivery', () => {
  test.each([
    ['multipart/mixed', true],
    ['application/json, multipart/mixed', true],
    ['Multipart/Mixed; deferSpec=20220824, application/json', true],
    ['multipart/mixed;q=0.5', true],
    [null, false],
    ['*/*', false],
    ['multipart/*', false],
    ['application/graphql-response+json, application/json;q=0.9', false],
    ['multipart/mixed;q=0, application/json', false],
    ['multipart/mixed;deferSpec=20230101, application/json', false],
    ['multipart/mixed;incrementalSpec=v0.2, application/json', false],
    ['multipart/mixed;boundary=graphql;subscriptionSpec=1.0, application/json', false],
  ])('Accept: %s is answered in parts: %s', (accept, expected) => {
    expect(takesParts(accept)).toBe(expected);
  });

  const query = '{ hello ... @defer(label: "later") { requestId } }';

  test('parts have the format of Apollo’s protocol of 2022, and are not cacheable', async () => {
    const { ask, parts } = await serve();
    expect(await parts(query, { ...multipart, 'x-request-id': 'desk-7' })).toEqual([
      { data: { hello: 'Hello you' }, hasNext: true },
      { incremental: [{ data: { requestId: 'desk-7' }, path: [], label: 'later' }], hasNext: false },
    ]);
    const { headers, status, body } = await ask({ query }, multipart);
    await body?.cancel();
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('vary')).toContain('Accept');
  });

  test('a GET is answered in parts too', async () => {
    const { url } = await serve();
    const response = await fetch(`${url}/graphql?${new URLSearchParams({ query })}`, { headers: multipart });
    expect(await allPartsOf(response)).toHaveLength(2);
  });

  test.each(['application/json', '*/*', 'text/event-stream', 'multipart/mixed;incrementalSpec=v0.2, application/json'])(
    'with Accept: %s the answer is whole',
    async (accept) => {
      const { ask } = await serve();
      const text = await (await ask({ query }, { accept, 'x-request-id': 'desk-8' })).text();
      expect(text).toContain('{"data":{"hello":"Hello you","requestId":"desk-8"}}');
    },
  );

  test('a document without @defer is answered whole, whatever is accepted', async () => {
    const { ask, parts } = await serve();
    const both = { accept: 'multipart/mixed, application/json' };
    for (const text of ['{ hello }', '{ hello ... @defer(if: false) { requestId } }']) {
      const response = await ask({ query: text }, both);
      expect(response.headers.get('content-type')).toMatch(/^application\/json/);
      expect(await response.json()).toMatchObject({ data: { hello: 'Hello you' } });
    }
    expect(await parts('{ hello }')).toEqual([{ data: { hello: 'Hello you' } }]);
  });

  test('`if` by a variable is heeded, and a fragment that is also spread without @defer is in the first part', async () => {
    const { ask, parts } = await serve();
    const conditional = 'query ($later: Boolean = false) { hello ... @defer(if: $later) { requestId } }';
    const asked = async (variables: object) =>
      ask({ query: conditional, variables }, { accept: 'multipart/mixed, */*' });
    expect(await (await asked({})).json()).toHaveProperty('data.requestId');
    expect(await allPartsOf(await asked({ later: true }))).toHaveLength(2);
    const shared =
      '{ ...F ...F @defer(label: "again") } fragment F on Query { hello ...G } fragment G on Query { boom }';
    expect((await parts(shared)).map(({ hasNext }) => hasNext)).toEqual([true, false]);
  });

  test('mutations and subscriptions are never answered in parts', async () => {
    const { ask, parts } = await serve();
    expect(await parts('mutation { ... @defer { save } }')).toEqual([{ data: { save: 1 } }]);
    expect(seen.saved).toBe(1);
    const subscription = 'subscription { ... @defer { ticks } }';
    const response = await ask({ query: subscription }, { accept: 'text/event-stream' });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (!text.includes('tick 1')) text += (await reader?.read())?.value;
    await reader?.cancel();
    expect(text).toContain('data: {"data":{"ticks":"tick 1"}}');
  });

  test.each([
    [
      '{ a: hello ... @defer(label: "x") { hello } ... @defer(label: "x") { requestId } }',
      'Two @defer have the label "x"',
    ],
    ['query ($l: String) { hello ... @defer(label: $l) { requestId } }', 'must stand in the document'],
    ['{ hello list @stream { broken } }', 'Unknown directive "@stream"'],
  ])('%s is refused', async (text, message) => {
    const { query: asked } = await serve();
    const { status, first } = await asked(text, { accept: 'application/graphql-response+json' });
    expect(status).toBe(400);
    expect(first?.message).toContain(message);
  });
});

describe('an error in a deferred part', () => {
  const errorsOf = (all: readonly Part[]) =>
    all.flatMap(({ incremental = [] }) => incremental).flatMap((one) => one.errors ?? []);

  test('is masked and logged if unexpected, and has its own message and code if not', async () => {
    const { parts, lines } = await serve();
    const all = await parts('{ hello ... @defer { boom refused list { broken } } }', {
      ...multipart,
      'x-request-id': 'desk-9',
    });
    const errors = errorsOf(all);
    const internal = { code: 'INTERNAL_SERVER_ERROR', requestId: 'desk-9' };
    const result = errors.map(({ message, path, extensions }) => [path?.join('.'), message, extensions]);
    expect(result.sort()).toEqual([
      ['boom', 'Unexpected error.', internal],
      ...[0, 1, 2].map((at) => [`list.${at}.broken`, 'Unexpected error.', internal]),
      ['refused', 'Not today.', { code: 'NOT_TODAY' }],
    ]);
    expect(JSON.stringify(all)).not.toMatch(/secret|hunter2/);
    await until(() => lines.at(-1)?.msg === 'request', 'the request’s line');
    // Each failure once; then the request itself.
    expect(lines.filter(({ msg }) => msg === 'Unexpected error.')).toHaveLength(2);
    expect(lines.at(-1)).toMatchObject({
      status: 200,
      errors: expect.arrayContaining(['INTERNAL_SERVER_ERROR', 'NOT_TODAY']),
    });
  });

  test('has no HTTP extensions, as the status was sent before', async () => {
    if (list === undefined) throw new Error('no such field');
    const { resolve } = list;
    list.resolve = () => {
      throw refusal(403, 'Not for you.', { code: 'NOT_ALLOWED' });
    };
    const service = await serve();
    const errors = errorsOf(await service.parts('{ hello ... @defer { list { broken } } }'));
    Object.assign(list, { resolve });
    expect(errors.map(({ extensions }) => extensions)).toEqual([{ code: 'NOT_ALLOWED' }]);
  });
});

describe('time-outs of deferred parts', () => {
  const slow = '{ hello ... @defer { requestId } ... @defer { slow(milliseconds: 100000) } }';

  test('a part that is late ends the answer with a time-out error, and its work is cancelled', async () => {
    const { parts, lines } = await serve({ REQUEST_TIMEOUT_MS: '300' });
    const startedAt = performance.now();
    const all = await parts(slow);
    expect(performance.now() - startedAt).toBeLessThan(100_000);
    expect(all.at(0)).toEqual({ data: { hello: 'Hello you' }, hasNext: true });
    expect(all.at(1)).toMatchObject({ incremental: [{ data: { requestId: expect.any(String) } }], hasNext: true });
    expect(all.at(2)).toEqual({
      incremental: [
        {
          data: null,
          path: [],
          errors: [
            {
              message: 'The request took longer than 300 ms and was given up.',
              extensions: { code: 'TIMEOUT', milliseconds: 300 },
            },
          ],
        },
      ],
      hasNext: false,
    });
    expect(all).toHaveLength(3);
    expect(seen.cancelled).toBe(1);
    await until(() => lines.at(-1)?.msg === 'request', 'its line');
    expect(lines.at(-1)).toMatchObject({ status: 200, errors: ['TIMEOUT'] });
  });

  test('a first part that is late is a 504', async () => {
    const { ask } = await serve({ REQUEST_TIMEOUT_MS: '100' });
    const late = '{ slow(milliseconds: 20000) ... @defer { hello } }';
    expect((await ask({ query: late }, { accept: 'multipart/mixed, application/json' })).status).toBe(504);
  });

  test('a caller who disconnects between parts cancels the rest', async () => {
    const { ask, lines } = await serve();
    const controller = new AbortController();
    const all = partsOf(await ask({ query: slow }, multipart, { signal: controller.signal }));
    await all.next();
    await all.next();
    controller.abort();
    await all.next().catch((error: unknown) => expect(error).not.toBeInstanceOf(GraphQLError));
    await expect.poll(() => seen.cancelled).toBe(1);
    await expect.poll(() => lines.at(-1)).toMatchObject({ msg: 'request', hungUp: true });
    expect(lines.filter(({ level }) => level >= 40)).toEqual([]);
  });
});
