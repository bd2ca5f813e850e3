import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as rawRequest } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import {
  GraphQLError,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLSchema,
  GraphQLString,
} from 'graphql';
import pino from 'pino';
import { afterEach, describe, expect, test } from 'vitest';
import { badInput } from '../src/bad-input.ts';
import { type Config, readConfig } from '../src/config.ts';
import type { Readiness } from '../src/http/health.ts';
import { readOperations } from '../src/http/operations.ts';
import type { RequestContext } from '../src/http/yoga.ts';
import { CannotListen, createHttpServer, type HttpServer, type HttpServerOptions } from '../src/server.ts';

type Line = Record<string, unknown> & { level: number; msg: string };

/** What slow resolvers saw; emptied before each server. */
const seen: { cancelled: number; subscriptionsEnded: number; saved: number } = {
  cancelled: 0,
  subscriptionsEnded: 0,
  saved: 0,
};

const Picky = new GraphQLScalarType({
  name: 'Picky',
  parseValue() {
    throw new TypeError('a Picky must be picked');
  },
});

function failing(error: () => unknown) {
  return {
    type: GraphQLString,
    resolve: () => {
      throw error();
    },
  };
}

const sharedFailure = new Error('the loader broke with password=hunter2');

const schema = new GraphQLSchema({
  query: new GraphQLObjectType<unknown, RequestContext>({
    name: 'Query',
    fields: {
      hello: {
        type: GraphQLString,
        args: { name: { type: GraphQLString } },
        resolve: (_, { name }) => `Hello ${name ?? 'you'}`,
      },
      picky: { type: GraphQLString, args: { value: { type: Picky } } },
      requestId: { type: GraphQLString, resolve: (_, __, { exchange }) => exchange.requestId },
      slow: {
        type: GraphQLString,
        args: { milliseconds: { type: new GraphQLNonNull(GraphQLInt) } },
        resolve: async (_, { milliseconds }, { signal }) => {
          await wait(milliseconds, undefined, { signal }).catch((error) => {
            seen.cancelled += 1;
            throw error;
          });
          return 'at last';
        },
      },
      boom: failing(() => new Error('secret at db.internal')),
      needed: { type: new GraphQLNonNull(GraphQLString), resolve: failing(() => new Error('secret')).resolve },
      list: {
        type: new GraphQLList(
          new GraphQLObjectType({ name: 'Item', fields: { broken: failing(() => sharedFailure) } }),
        ),
        resolve: () => [{}, {}, {}],
      },
      refused: failing(() => new GraphQLError('Not today.', { extensions: { code: 'NOT_TODAY' } })),
      badInput: failing(() => badInput('"from" must be before "before".', ['where', 'publishedAt', 'from'])),
      databaseTooSlow: failing(() => Object.assign(new Error('canceling statement'), { code: '57014' })),
      databaseAway: failing(() => Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })),
      poolEmpty: failing(() => new Error('timeout exceeded when trying to connect')),
    },
  }),
  mutation: new GraphQLObjectType<unknown, RequestContext>({
    name: 'Mutation',
    fields: {
      save: {
        type: GraphQLInt,
        resolve: async () => {
          await wait(150);
          seen.saved += 1;
          return seen.saved;
        },
      },
    },
  }),
  subscription: new GraphQLObjectType<unknown, RequestContext>({
    name: 'Subscription',
    fields: {
      ticks: {
        type: GraphQLString,
        resolve: (tick) => {
          if (tick === 2) throw new Error('secret');
          return `tick ${tick}`;
        },
        // Two ticks, then silence: only `return` ends it, as with a database's notifications.
        subscribe: () => {
          let count = 0;
          return {
            [Symbol.asyncIterator]() {
              return this;
            },
            next: () => (count < 2 ? Promise.resolve({ value: ++count, done: false }) : new Promise(() => {})),
            return: () => {
              seen.subscriptionsEnded += 1;
              return Promise.resolve({ value: undefined, done: true });
            },
          };
        },
      },
    },
  }),
});

let running: { http: HttpServer; lines: Line[] } | undefined;
afterEach(async () => {
  await running?.http.close();
  running = undefined;
});

async function start(env: Partial<Record<string, string>> = {}, given: Partial<HttpServerOptions> = {}) {
  Object.assign(seen, { cancelled: 0, subscriptionsEnded: 0, saved: 0 });
  const lines: Line[] = [];
  const logger = pino({ level: 'debug' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const config: Config = readConfig({ PORT: '0', ...env });
  const isReady = (): Readiness => ({ ready: true });
  const http = createHttpServer({ config, logger, schema, createContext: () => ({}), isReady, ...given });
  running = { http, lines };
  const { url } = await http.listen();
  const ask = (body: unknown, headers: Record<string, string> = {}, init: RequestInit = {}) =>
    fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
      ...init,
    });
  /** The answer as a whole; a request's line is logged just after its answer is sent. */
  const query = async (text: string, headers?: Record<string, string>) => {
    const response = await ask({ query: text }, headers);
    const answer = (await response.json()) as {
      data?: unknown;
      errors?: { message: string; extensions: Record<string, unknown> }[];
    };
    await wait(10);
    return { response, status: response.status, ...answer, first: answer.errors?.[0] };
  };
  return { http, url, lines, ask, query };
}

/** What comes back for a request written byte by byte, as no client library would. */
async function answerTo(url: string, head: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(`${head}\r\nConnection: close\r\n\r\n`);
  return (await socket.setEncoding('utf8').toArray()).join('');
}

const STRICT = { accept: 'application/graphql-response+json' };

describe('GraphQL over HTTP', () => {
  test('a query is answered by POST and by GET', async () => {
    const { url, ask } = await start();
    expect(await (await ask({ query: '{hello}' })).json()).toEqual({ data: { hello: 'Hello you' } });
    const search = new URLSearchParams({ query: 'query($n:String){hello(name:$n)}', variables: '{"n":"Ada"}' });
    expect(await (await fetch(`${url}/graphql?${search}`)).json()).toEqual({ data: { hello: 'Hello Ada' } });
  });

  test('the media type is the one that the caller accepts', async () => {
    const { ask } = await start();
    const type = async (accept: string) => (await ask({ query: '{hello}' }, { accept })).headers.get('content-type');
    expect(await type('application/graphql-response+json')).toBe('application/graphql-response+json; charset=utf-8');
    expect(await type('application/json')).toBe('application/json; charset=utf-8');
    expect(await type('*/*')).toBe('application/json; charset=utf-8');
  });

  test('invalid documents are 400, and 200 for callers who only take plain JSON', async () => {
    const { ask } = await start();
    for (const query of ['{nope}', '{']) {
      expect((await ask({ query }, STRICT)).status).toBe(400);
      expect((await ask({ query }, { accept: 'application/json' })).status).toBe(200);
    }
  });

  test.each([
    ['text/plain', 415],
    ['application/graphql', 415],
    ['application/x-www-form-urlencoded', 415],
    ['multipart/form-data; boundary=x', 415],
    ['application/json; charset=utf-16', 415],
    ['application/json; charset=UTF-8', 200],
    ['Application/JSON', 200],
  ])('a body of %s is answered with %i', async (type, status) => {
    const { ask } = await start();
    const response = await ask({ query: '{hello}' }, { 'content-type': type });
    expect(response.status).toBe(status);
    if (status === 415) expect((await response.json()).errors[0].extensions.code).toBe('UNSUPPORTED_MEDIA_TYPE');
  });

  test.each([
    ['not JSON', '{"query":', 'The body is not valid JSON.'],
    ['no JSON object', '"{hello}"', 'The body must be a JSON object with a "query".'],
    ['null', 'null', 'The body must be a JSON object with a "query".'],
    ['a batch', '[{"query":"{hello}"}]', 'Batches are not supported: send one operation in each request.'],
    ['nothing', '', 'The body is not valid JSON.'],
    ['no query', '{}', '"query" must be a GraphQL document.'],
    ['a query that is no text', '{"query":1}', '"query" must be a GraphQL document.'],
    ['variables that are no object', '{"query":"{hello}","variables":[]}', '"variables" must be an object.'],
    ['a name that is no text', '{"query":"{hello}","operationName":1}', '"operationName" must be a string.'],
  ])('a body that is %s is 400 with the reason', async (_, body, message) => {
    const { ask } = await start();
    const response = await ask(body);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] });
  });

  test('bytes that are not UTF-8 are 400', async () => {
    const { ask } = await start();
    const response = await ask('', {}, { body: Buffer.from('{"query":"{hello(name:\\"\xff\\")}"}', 'latin1') });
    expect(response.status).toBe(400);
    expect((await response.json()).errors[0].message).toBe('The body is not valid UTF-8.');
  });

  test('variables in the URL that are not JSON are 400', async () => {
    const { url } = await start();
    const response = await fetch(`${url}/graphql?query={hello}&variables={`);
    expect(response.status).toBe(400);
    expect((await response.json()).errors[0].message).toBe(`The URL's "variables" is not valid JSON.`);
  });

  test('a mutation by GET is 405 and changes nothing', async () => {
    const { url } = await start();
    const response = await fetch(`${url}/graphql?query=mutation{save}`);
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
    expect(seen.saved).toBe(0);
  });

  test('other methods are 405', async () => {
    const { url } = await start();
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const response = await fetch(`${url}/graphql`, { method });
      expect(response.status, method).toBe(405);
      expect((await response.json()).errors[0].message).toContain('GET and POST');
    }
  });

  test('a caller who accepts no type that we have is told so before anything is done', async () => {
    const { ask } = await start();
    const mutation = await ask({ query: 'mutation{save}' }, { accept: 'text/html' });
    const subscription = await ask({ query: 'subscription{ticks}' }, { accept: 'application/json' });
    for (const response of [mutation, subscription]) {
      expect([response.status, (await response.json()).errors[0].extensions]).toEqual([
        406,
        { code: 'NOT_ACCEPTABLE' },
      ]);
    }
    expect(seen.saved).toBe(0);
  });

  test('a variable that its type refuses is 400 with the reason', async () => {
    const { ask } = await start();
    const response = await ask({ query: 'query($v:Picky){picky(value:$v)}', variables: { v: 1 } }, STRICT);
    expect(response.status).toBe(400);
    const [error] = (await response.json()).errors;
    expect(error.extensions).toEqual({ code: 'BAD_USER_INPUT' });
    expect(error.message).toContain('a Picky must be picked');
  });

  test('a query text that ends like a health endpoint is still a query', async () => {
    const { url } = await start();
    const response = await fetch(`${url}/graphql?query={hello}&from=/health`);
    expect(await response.json()).toEqual({ data: { hello: 'Hello you' } });
  });
});

describe('size of a body', () => {
  const large = JSON.stringify({ query: '{hello}', variables: { filler: 'x'.repeat(1_000_000) } });

  test('a body above 1 MB is 413 by its Content-Length', async () => {
    const { ask } = await start();
    const response = await ask(large);
    expect(response.status).toBe(413);
    expect((await response.json()).errors[0].extensions).toEqual({ code: 'BODY_TOO_LARGE', maximum: 1_000_000 });
  });

  test('a body above 1 MB is 413 before any of it is sent', async () => {
    const { url } = await start();
    const head = 'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000001';
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.write(`${head}\r\n\r\n`);
    const [bytes] = await once(socket, 'data');
    expect(String(bytes)).toContain('HTTP/1.1 413 ');
    socket.destroy();
  });

  test('a connection whose body was refused takes its next request', async () => {
    const { url } = await start();
    const refused = `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1500000\r\n\r\n${'x'.repeat(1_500_000)}`;
    expect(await answerTo(url, `${refused}GET /graphql?query={hello} HTTP/1.1\r\nHost: x`)).toContain('Hello you');
  });

  test('a body just below 1 MB is read', async () => {
    const { ask } = await start();
    const response = await ask(JSON.stringify({ query: '{hello}', variables: { filler: 'x'.repeat(999_900) } }));
    expect(await response.json()).toEqual({ data: { hello: 'Hello you' } });
  });

  test('a chunked body above 1 MB is 413 while it still comes', async () => {
    const { url } = await start();
    const request = rawRequest(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' } });
    const answered = once(request, 'response');
    for (let sent = 0; sent < 20; sent++) request.write('x'.repeat(100_000));
    const [response] = await answered;
    expect(response.statusCode).toBe(413);
    request.destroy();
  });

  test('a compressed body is 415, so that no small one can become a large one', async () => {
    const { ask } = await start();
    const response = await ask('', { 'content-encoding': 'gzip' }, { body: gzipSync(large) });
    expect(response.status).toBe(415);
    expect((await response.json()).errors[0].extensions.code).toBe('UNSUPPORTED_CONTENT_ENCODING');
  });

  test('the limit also holds without a socket', async () => {
    const { http } = await start();
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: large };
    expect((await http.yoga.fetch('http://yoga/graphql', init)).status).toBe(413);
  });

  test('a body that takes too long to arrive is 408', async () => {
    const { url } = await start({ REQUEST_TIMEOUT_MS: '100' });
    const request = rawRequest(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' } });
    request.write('{');
    const [response] = await once(request, 'response');
    expect(response.statusCode).toBe(408);
    request.destroy();
  });

  test('a caller who hangs up halfway leaves no error behind', async () => {
    const { url, lines } = await start();
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.write(
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"qu',
    );
    await wait(50);
    socket.destroy();
    await wait(50);
    expect(lines.filter(({ level }) => level >= 40)).toEqual([]);
  });
});

describe('errors', () => {
  test('an unexpected error is masked, named by the request, and logged once with its stack', async () => {
    const { query, lines } = await start();
    const { data, first, response } = await query('{boom hello}', { 'x-request-id': 'desk-7' });
    expect(data).toEqual({ boom: null, hello: 'Hello you' });
    expect(first).toMatchObject({ message: 'Unexpected error.', path: ['boom'] });
    expect(first?.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', requestId: 'desk-7' });
    expect(response.status).toBe(200);
    const logged = lines.filter(({ level }) => level === 50);
    expect(logged).toHaveLength(1);
    expect(logged[0]).toMatchObject({ requestId: 'desk-7', path: 'boom', err: { message: 'secret at db.internal' } });
    expect(logged[0]?.err).toMatchObject({ stack: expect.stringContaining('server.test.ts') });
  });

  test('one failure seen at many places is logged once', async () => {
    const { query, lines } = await start();
    const { errors } = await query('{list{broken}}');
    expect(errors).toHaveLength(3);
    expect(lines.filter(({ level }) => level === 50)).toHaveLength(1);
  });

  test('nothing of an unexpected error leaves the service', async () => {
    const { ask } = await start();
    for (const query of ['{boom}', '{list{broken}}', '{needed}', '{databaseAway}']) {
      expect(await (await ask({ query })).text()).not.toMatch(/secret|hunter2|connect|stack/);
    }
  });

  test('an error thrown on purpose is shown as it is', async () => {
    const { query, lines } = await start();
    expect((await query('{refused}')).first).toMatchObject({
      message: 'Not today.',
      extensions: { code: 'NOT_TODAY' },
    });
    expect(lines.filter(({ level }) => level >= 40)).toEqual([]);
  });

  test('bad input names its field', async () => {
    const { query } = await start();
    const { first } = await query('{badInput}');
    expect(first?.extensions).toEqual({ code: 'BAD_USER_INPUT', path: ['where', 'publishedAt', 'from'] });
  });

  test.each([
    ['databaseTooSlow', 'TIMEOUT'],
    ['databaseAway', 'UNAVAILABLE'],
    ['poolEmpty', 'UNAVAILABLE'],
  ])('%s becomes %s', async (field, code) => {
    const { query, lines } = await start();
    const { first } = await query(`{${field}}`);
    expect(first?.extensions).toEqual({ code, requestId: expect.any(String) });
    expect(lines.filter(({ level }) => level >= 40)).toHaveLength(1);
  });

  test('a context that cannot be made is a masked 500', async () => {
    const createContext = () => Promise.reject(new Error('secret'));
    const { query, lines } = await start({}, { createContext });
    const { status, errors } = await query('{hello}');
    expect(status).toBe(500);
    expect(errors).toEqual([
      { message: 'Unexpected error.', extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: expect.any(String) } },
    ]);
    expect(lines.filter(({ level }) => level === 50)).toHaveLength(1);
  });

  test('a context that needs a database which is away is 503', async () => {
    const createContext = () => Promise.reject(Object.assign(new Error('secret'), { code: '57P03' }));
    const { query } = await start({}, { createContext });
    expect(await query('{hello}')).toMatchObject({ status: 503, first: { extensions: { code: 'UNAVAILABLE' } } });
  });
});

describe('time', () => {
  test('a request past its time is 504 and its work is cancelled', async () => {
    const { query } = await start({ REQUEST_TIMEOUT_MS: '100' });
    const { status, first } = await query('{slow(milliseconds: 10000)}');
    expect(status).toBe(504);
    expect(first?.extensions).toEqual({ code: 'TIMEOUT', milliseconds: 100 });
    expect(seen.cancelled).toBe(1);
  });

  test('the time counts while the context is made', async () => {
    const { query } = await start({ REQUEST_TIMEOUT_MS: '100' }, { createContext: () => new Promise(() => {}) });
    expect((await query('{hello}')).status).toBe(504);
  });

  test('a query stops when its caller hangs up, and a mutation goes on', async () => {
    const { ask } = await start();
    const hungUp = (query: string) => {
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 50);
      return ask({ query }, {}, { signal: controller.signal }).catch(() => undefined);
    };
    await hungUp('{slow(milliseconds: 5000)}');
    await hungUp('mutation{one: save two: save}');
    await wait(400);
    expect(seen).toMatchObject({ cancelled: 1, saved: 2 });
  });
});

describe('request ids and the log', () => {
  test('a sane id is taken over into the answer and the resolvers', async () => {
    const { query } = await start();
    const { response, data } = await query('{requestId}', { 'x-request-id': 'Abc_1.2-3' });
    expect(response.headers.get('x-request-id')).toBe('Abc_1.2-3');
    expect(data).toEqual({ requestId: 'Abc_1.2-3' });
  });

  test.each(['a b', 'a;b', 'x'.repeat(129), '<b>'])('an id of %j is replaced by a new one', async (id) => {
    const { query } = await start();
    const { response } = await query('{requestId}', { 'x-request-id': id });
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('every answer has an id, whatever gives it', async () => {
    const { url, http } = await start();
    for (const path of ['/', '/health/live', '/nothing', '/graphql', '/graphql?query={hello}']) {
      const response = await fetch(url + path, { redirect: 'manual' });
      expect(response.headers.get('x-request-id'), path).toMatch(/^[0-9a-f-]{36}$/);
    }
    const response = await http.yoga.fetch('http://yoga/graphql?query={hello}', {
      headers: { 'x-request-id': 'desk' },
    });
    expect(response.headers.get('x-request-id')).toBe('desk');
  });

  test('a request is one line, with nothing of what it asked', async () => {
    const { ask, lines } = await start();
    const body = { query: 'query Greeting($n: String) { hello(name: $n) }', variables: { n: 'private' } };
    await ask(body, { authorization: 'Bearer private', 'x-request-id': 'desk' });
    await wait(20);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      level: 30,
      requestId: 'desk',
      method: 'POST',
      path: '/graphql',
      operation: 'Greeting',
      status: 200,
      milliseconds: expect.any(Number),
    });
    expect(JSON.stringify(lines)).not.toContain('private');
  });

  test('the query string and the rest of a route are not logged', async () => {
    const routes = [
      { method: 'GET' as const, path: '/preview/', handle: (_: unknown, res: { end(): void }) => res.end() },
    ];
    const { url, lines } = await start({}, { routes });
    await fetch(`${url}/graphql?query={hello(name:"private")}`);
    await fetch(`${url}/preview/private?token=private`);
    await wait(20);
    expect(lines.map(({ path }) => path)).toEqual(['/graphql', '/preview/']);
    expect(JSON.stringify(lines)).not.toContain('private');
  });

  test("the codes of an answer's errors are in its line", async () => {
    const { query, lines } = await start();
    await query('{refused}');
    expect(lines[0]).toMatchObject({ errors: ['NOT_TODAY'] });
  });
});

describe('other origins', () => {
  const from = (origin: string) => ({ origin });
  const corsHeaders = (response: Response) =>
    [...response.headers.keys()].filter((name) => name.startsWith('access-control'));

  test('no page of another origin may call unless origins are named', async () => {
    const { ask, url } = await start();
    const response = await ask({ query: '{hello}' }, from('https://evil.example'));
    expect(corsHeaders(response)).toEqual([]);
    const preflight = await fetch(`${url}/graphql`, {
      method: 'OPTIONS',
      headers: { ...from('https://evil.example'), 'access-control-request-method': 'POST' },
    });
    expect(preflight.ok).toBe(false);
    expect(corsHeaders(preflight)).toEqual([]);
  });

  test('a named origin may call, and others still may not', async () => {
    const { ask, url } = await start({ CORS_ORIGINS: 'https://news.example,https://app.example' });
    const named = await ask({ query: '{hello}' }, from('https://app.example'));
    expect(named.headers.get('access-control-allow-origin')).toBe('https://app.example');
    expect(named.headers.get('vary')).toContain('Origin');
    const other = await ask({ query: '{hello}' }, from('https://evil.example'));
    expect(corsHeaders(other)).toEqual([]);
    expect(other.headers.get('vary')).toContain('Origin');
    const preflight = await fetch(`${url}/graphql`, {
      method: 'OPTIONS',
      headers: { ...from('https://news.example'), 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toContain('Authorization');
  });

  test('a star opens the service to all, never with cookies', async () => {
    const { ask } = await start({ CORS_ORIGINS: '*' });
    const response = await ask({ query: '{hello}' }, from('https://anyone.example'));
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
  });
});

describe('endpoints', () => {
  test('the process is live, and ready when it says so', async () => {
    let readiness: Readiness = { ready: false, reason: 'migrations are running' };
    const { url } = await start({}, { isReady: () => readiness });
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    const before = await fetch(`${url}/health/ready`);
    expect([before.status, await before.json()]).toEqual([
      503,
      { status: 'not ready', reason: 'migrations are running' },
    ]);
    readiness = { ready: true };
    const after = await fetch(`${url}/health/ready`);
    expect([after.status, await after.json()]).toEqual([200, { status: 'ready' }]);
  });

  test('a readiness check that fails is 503 without its reasons', async () => {
    const { url } = await start({}, { isReady: () => Promise.reject(new Error('secret')) });
    const response = await fetch(`${url}/health/ready`);
    expect([response.status, await response.text()]).toEqual([503, expect.not.stringContaining('secret')]);
  });

  test('the root leads to GraphQL', async () => {
    const { url } = await start();
    const response = await fetch(`${url}/`, { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([302, '/graphql']);
  });

  test.each(['/nothing', '/graphql/', '/graphqlx', '//graphql', '/health', '/%00'])(
    '%s is a 404 in JSON',
    async (path) => {
      const { url } = await start();
      const response = await fetch(url + path);
      expect(response.status).toBe(404);
      expect((await response.json()).errors[0].extensions.code).toBe('NOT_FOUND');
    },
  );

  test('a route answers its path and what is below it, with HEAD but no other method', async () => {
    const routes = [
      {
        method: 'GET' as const,
        path: '/images/demo/',
        handle: (_: unknown, res: { end(text: string): void }, path: string) => res.end(path),
      },
    ];
    const { url } = await start({}, { routes });
    expect(await (await fetch(`${url}/images/demo/a.svg?x=1`)).text()).toBe('/images/demo/a.svg');
    expect((await fetch(`${url}/images/demo/a.svg`, { method: 'HEAD' })).status).toBe(200);
    const post = await fetch(`${url}/images/demo/a.svg`, { method: 'POST' });
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET']);
  });

  test('a route that throws is a masked 500', async () => {
    const routes = [{ method: 'GET' as const, path: '/feed', handle: () => Promise.reject(new Error('secret')) }];
    const { url, lines } = await start({}, { routes });
    const response = await fetch(`${url}/feed`);
    expect([response.status, await response.text()]).toEqual([500, expect.not.stringContaining('secret')]);
    expect(lines.filter(({ level }) => level === 50)).toHaveLength(1);
  });

  test('no answer may be taken for another type than it says', async () => {
    const { url } = await start();
    for (const path of ['/health/live', '/nothing', '/graphql?query={hello}']) {
      expect((await fetch(url + path)).headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  test.each([
    ['Host: [[[', 400],
    ['Host: a/b', 400],
    ['Host: news.example:4000', 200],
    ['Host: [::1]:4000', 200],
  ])('a request with "%s" is answered with %i', async (header, status) => {
    const { url } = await start();
    expect(await answerTo(url, `GET /graphql?query={hello} HTTP/1.1\r\n${header}`)).toContain(`HTTP/1.1 ${status} `);
  });

  test("a proxy's request for a whole address is one for its path", async () => {
    const { url } = await start();
    const answer = await answerTo(url, 'GET http://api.example/graphql?query={hello} HTTP/1.1\r\nHost: api.example');
    expect(answer).toContain('Hello you');
  });

  test('a taken port is an error that says what to change', async () => {
    const { url, http } = await start();
    const second = createHttpServer({
      config: readConfig({ PORT: new URL(url).port }),
      logger: pino({ level: 'silent' }),
      schema,
      createContext: () => ({}),
      isReady: () => ({ ready: true }),
    });
    expect(http.server.listening).toBe(true);
    const failure = await second.listen().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CannotListen);
    expect((failure as Error).message).toContain('set PORT to another');
  });
});

describe('GraphiQL', () => {
  const browser = { accept: 'text/html,application/xhtml+xml' };

  test('browsers find it at the endpoint, compressed, and with their own copy still good', {
    timeout: 20_000,
  }, async () => {
    const { url } = await start(
      {},
      { operations: [{ name: 'hello', query: '# Greets\n{ hello }', variables: { a: 1 } }] },
    );
    const response = await fetch(`${url}/graphql`, { headers: browser });
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(response.headers.get('content-security-policy')).toContain("connect-src 'self'");
    const html = await response.text();
    expect(html).toContain('<title>Dateline</title>');
    expect(html).toContain('# Greets\\n{ hello }');
    expect(response.headers.get('vary')).toBe('Accept, Accept-Encoding');
    const again = await fetch(`${url}/graphql`, {
      headers: { ...browser, 'if-none-match': response.headers.get('etag') ?? '' },
    });
    expect(again.status).toBe(304);
  });

  test('it can be switched off', async () => {
    const { url } = await start({ GRAPHIQL: 'off' });
    const response = await fetch(`${url}/graphql`, { headers: browser });
    expect([response.status, (await response.json()).errors[0].extensions.code]).toEqual([406, 'NOT_ACCEPTABLE']);
  });

  test('operations are read in the order given, with their comments and variables', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'operations-'));
    try {
      await writeFile(join(folder, 'article.graphql'), '# Article\n{ a }');
      await writeFile(join(folder, 'home.graphql'), '# Home: what a front page needs\n{ h }');
      await writeFile(join(folder, 'source.graphql'), '{ s }');
      await writeFile(join(folder, 'article.variables.json'), '{"slug":"a"}');
      expect(await readOperations(folder, ['home'])).toEqual([
        { name: 'home', query: '# Home: what a front page needs\n{ h }', variables: undefined },
        { name: 'article', query: '# Article\n{ a }', variables: { slug: 'a' } },
        { name: 'source', query: '{ s }', variables: undefined },
      ]);
      await expect(readOperations(folder, ['topic'])).rejects.toThrow('topic.graphql');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('live', () => {
  test('events come as they happen, with masked errors, and the source is let go with the caller', async () => {
    const { ask } = await start();
    const controller = new AbortController();
    const response = await ask(
      { query: 'subscription{ticks}' },
      { accept: 'text/event-stream' },
      { signal: controller.signal },
    );
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk);
      if (text.includes('Unexpected error.')) break;
    }
    expect(text).toContain('data: {"data":{"ticks":"tick 1"}}');
    expect(text).not.toContain('secret');
    expect(seen.subscriptionsEnded).toBe(0);
    controller.abort();
    await wait(100);
    expect(seen.subscriptionsEnded).toBe(1);
  });
});

describe('the end', () => {
  test('what is in progress is finished, and nothing new is accepted', async () => {
    const { http, query, url } = await start();
    const answer = query('{slow(milliseconds: 300)}');
    await wait(100);
    const closing = http.close();
    await expect(fetch(`${url}/health/live`)).rejects.toThrow();
    expect((await answer).data).toEqual({ slow: 'at last' });
    await closing;
    expect(http.server.listening).toBe(false);
  });

  test('an idle connection does not delay it', async () => {
    const { http, query } = await start();
    await query('{hello}');
    await http.close();
  });

  test('neither does a connection that has never been used, nor one whose body was refused', async () => {
    const { http, ask, url } = await start();
    await (await ask({ filler: 'x'.repeat(2_000_000) })).text();
    const unused = connect(Number(new URL(url).port), '127.0.0.1');
    await once(unused, 'connect');
    await wait(20);
    await http.close();
  });

  test('what takes longer than the grace is cut off', async () => {
    const { http, ask } = await start({}, { graceMs: 200 });
    const answer = ask({ query: '{slow(milliseconds: 4000)}' }).then(
      () => 'answered',
      () => 'cut off',
    );
    await wait(100);
    await http.close();
    expect(await answer).toBe('cut off');
  });

  test('subscriptions are broken at once, so that their callers come back elsewhere', async () => {
    const { http, ask } = await start();
    const response = await ask({ query: 'subscription{ticks}' }, { accept: 'text/event-stream' });
    const reading = response.text();
    await Promise.all([http.close(), expect(reading).rejects.toThrow()]);
    expect(seen.subscriptionsEnded).toBe(1);
  });

  test('a connection that is still open while it ends hears that it is not ready', async () => {
    const { http, url } = await start();
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    const body = JSON.stringify({ query: '{slow(milliseconds: 200)}' });
    const head = `Host: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}`;
    socket.write(`POST /graphql HTTP/1.1\r\n${head}\r\n\r\n${body}`);
    await wait(50);
    const closing = http.close();
    let text = '';
    socket.on('data', (bytes) => {
      text += bytes;
    });
    await once(socket, 'close');
    expect(text).toContain('at last');
    expect(text).toMatch(/connection: close/i);
    await closing;
  });
});
