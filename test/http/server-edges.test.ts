/** The HTTP server around GraphQL: request ids and log, CORS, endpoints, GraphiQL, SSE, and graceful shutdown. */

import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { readExamples } from '../../src/graphql/example-operations.ts';
import type { Readiness } from '../../src/http/health.ts';
import { CannotListen } from '../../src/http/listening.ts';
import { createHttpServer } from '../../src/server.ts';
import { answerTo, schema, seen, start } from '../support/http-server.ts';
import { until } from '../support/until.ts';

describe('request ids and the log', () => {
  test('a valid x-request-id is kept for the answer and the resolvers', async () => {
    const { query } = await start();
    const { response, data } = await query('{requestId}', { 'x-request-id': 'Abc_1.2-3' });
    expect(response.headers.get('x-request-id')).toBe('Abc_1.2-3');
    expect(data).toEqual({ requestId: 'Abc_1.2-3' });
  });

  test.each(['a b', 'a;b', 'x'.repeat(129), '<b>'])('an x-request-id of %j is replaced by a new one', async (id) => {
    const { query } = await start();
    const { response } = await query('{requestId}', { 'x-request-id': id });
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('every answer has an x-request-id, whichever route gives it', async () => {
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

  test('a request is logged as one line, without its query', async () => {
    const { ask, lines } = await start();
    const body = { query: 'query Greeting($n: String) { hello(name: $n) }', variables: { n: 'private' } };
    await ask(body, { authorization: 'Bearer private', 'x-request-id': 'desk' });
    await until(() => lines.length > 0, 'its line');
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

  test('neither the query string nor the rest of a route’s path is logged', async () => {
    const routes = [
      { method: 'GET' as const, path: '/preview/', handle: (_: unknown, res: { end(): void }) => res.end() },
    ];
    const { url, lines } = await start({}, { routes });
    await fetch(`${url}/graphql?query={hello(name:"private")}`);
    await fetch(`${url}/preview/private?token=private`);
    await until(() => lines.length >= 2, 'a line for each');
    expect(lines.map(({ path }) => path)).toEqual(['/graphql', '/preview/']);
    expect(JSON.stringify(lines)).not.toContain('private');
  });

  test('the codes of an answer’s errors are logged with it', async () => {
    const { query, lines } = await start();
    await query('{refused}');
    expect(lines[0]).toMatchObject({ errors: ['NOT_TODAY'] });
  });
});

describe('CORS', () => {
  const from = (origin: string) => ({ origin });
  const corsHeaders = (response: Response) =>
    [...response.headers.keys()].filter((name) => name.startsWith('access-control'));

  test('without configured origins none is allowed, where others reach the service', async () => {
    const { ask, url } = await start({ PUBLIC_URL: 'https://news.example' });
    const response = await ask({ query: '{hello}' }, from('https://evil.example'));
    expect(corsHeaders(response)).toEqual([]);
    const preflight = await fetch(`${url}/graphql`, {
      method: 'OPTIONS',
      headers: { ...from('https://evil.example'), 'access-control-request-method': 'POST' },
    });
    expect(preflight.ok).toBe(false);
    expect(corsHeaders(preflight)).toEqual([]);
  });

  test('pages of this machine may call while the service is for this machine alone', async () => {
    const { ask } = await start();
    for (const origin of [
      'http://localhost:5173',
      'http://127.0.0.1:3000',
      'http://[::1]:8080',
      'https://app.localhost',
    ]) {
      const response = await ask({ query: '{hello}' }, from(origin));
      expect(response.headers.get('access-control-allow-origin')).toBe(origin);
      expect(response.headers.get('vary')).toContain('Origin');
    }
    for (const origin of [
      'https://evil.example',
      'http://localhost.evil.example',
      'http://127.0.0.1.evil.example',
      'null',
    ])
      expect(corsHeaders(await ask({ query: '{hello}' }, from(origin)))).toEqual([]);
  });

  test('pages of this machine may not call where that is turned off', async () => {
    const { ask } = await start({ CORS_ORIGINS: 'none' });
    expect(corsHeaders(await ask({ query: '{hello}' }, from('http://localhost:5173')))).toEqual([]);
  });

  test('a refused origin is logged once by its name, with the setting that allows it; our own pages are not', async () => {
    const { ask, url, lines } = await start({ CORS_ORIGINS: 'https://news.example' });
    for (const origin of [
      'https://shop.example',
      'https://shop.example',
      'null',
      'https://news.example',
      url,
      url.replace('http', 'capacitor'),
    ])
      await ask({ query: '{hello}' }, from(origin));
    const named = lines.filter(({ msg }) => msg.includes('CORS_ORIGINS'));
    // A shell has our host's name, and is no page of ours.
    expect(named).toHaveLength(2);
    expect(named[1]?.msg).toContain('capacitor://');
    expect(named[0]?.msg).toContain('https://shop.example');
    // That of a page on the disk, which the setting doesn't take.
    expect(lines.filter(({ msg }) => msg.includes('opened as a file'))).toHaveLength(1);
  });

  test('a configured origin is allowed, and others are not', async () => {
    const { ask, url } = await start({ CORS_ORIGINS: 'https://news.example,https://app.example,tauri://localhost' });
    const ofApp = await ask({ query: '{hello}' }, from('tauri://localhost'));
    expect(ofApp.headers.get('access-control-allow-origin')).toBe('tauri://localhost');
    expect(corsHeaders(await ask({ query: '{hello}' }, from('capacitor://localhost')))).toEqual([]);
    const named = await ask({ query: '{hello}' }, from('https://app.example'));
    expect(named.headers.get('access-control-allow-origin')).toBe('https://app.example');
    expect(named.headers.get('vary')).toContain('Origin');
    const other = await ask({ query: '{hello}' }, from('https://evil.example'));
    expect(corsHeaders(other)).toEqual([]);
    expect(other.headers.get('vary')).toContain('Origin');
    const ofNoPage = await ask({ query: '{hello}' });
    expect(ofNoPage.headers.get('vary'), 'a cache must not give it to pages').toContain('Origin');
    const preflight = await fetch(`${url}/graphql`, {
      method: 'OPTIONS',
      headers: { ...from('https://news.example'), 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toContain('Authorization');
  });

  test('a star allows every origin, without credentials', async () => {
    const { ask } = await start({ CORS_ORIGINS: '*' });
    const response = await ask({ query: '{hello}' }, from('https://anyone.example'));
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
    const ofNoPage = await ask({ query: '{hello}' });
    expect(ofNoPage.headers.get('access-control-allow-origin'), 'a cache gives it to pages too').toBe('*');
  });
});

describe('endpoints', () => {
  test('/health/live answers 200, and /health/ready by the readiness check', async () => {
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

  test('a readiness check that throws is a 503 without its reasons', async () => {
    const { url } = await start({}, { isReady: () => Promise.reject(new Error('secret')) });
    const response = await fetch(`${url}/health/ready`);
    expect([response.status, await response.text()]).toEqual([503, expect.not.stringContaining('secret')]);
  });

  test('the root redirects to GraphQL', async () => {
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

  test('a route answers GET and HEAD for its path and those below it, and no other method', async () => {
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

  test('every answer has X-Content-Type-Options: nosniff', async () => {
    const { url } = await start();
    for (const path of ['/health/live', '/nothing', '/graphql?query={hello}']) {
      expect((await fetch(url + path)).headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  test.each([
    ['Host: [[[', 400],
    ['Host: a/b', 400],
    ['Host: a\r\nHost: b', 400],
    ['Host: a\r\nhost: a', 400],
    ['Host: news.example:4000', 200],
    ['Host: [::1]:4000', 200],
  ])('a request with "%s" is answered with %i', async (header, status) => {
    const { url } = await start();
    expect(await answerTo(url, `GET /graphql?query={hello} HTTP/1.1\r\n${header}`)).toContain(`HTTP/1.1 ${status} `);
  });

  test('a request with an absolute address is one for its path', async () => {
    const { url } = await start();
    const answer = await answerTo(url, 'GET http://api.example/graphql?query={hello} HTTP/1.1\r\nHost: api.example');
    expect(answer).toContain('Hello you');
  });

  test('a port in use is an error that says what to change', async () => {
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

  test('is served to browsers at the endpoint with its examples, with 304 for those who have it', async () => {
    const { url } = await start(
      {},
      { examples: () => [{ name: 'hello', query: '# Greets\n{ hello(to: "</script>") }', variables: { a: 1 } }] },
    );
    const response = await fetch(`${url}/graphql`, { headers: browser });
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toMatch(/script-src 'self'; .*connect-src 'self'/);
    expect(response.headers.get('vary')).toBe('Origin, Accept, Accept-Encoding');
    const html = await response.text();
    const [, json = ''] = /<script type="application\/json" id="page-data">(.*)<\/script>/.exec(html) ?? [];
    expect(JSON.parse(json)).toMatchObject({
      examples: [{ name: 'hello', query: '# Greets\n{ hello(to: "</script>") }', variables: '{\n  "a": 1\n}' }],
      isOpen: true,
    });
    const again = await fetch(`${url}/graphql`, {
      headers: { ...browser, 'if-none-match': response.headers.get('etag') ?? '' },
    });
    expect(again.status).toBe(304);
    const head = await fetch(`${url}/graphql`, { method: 'HEAD', headers: browser });
    expect([head.status, await head.text()]).toEqual([200, '']);
    for (const name of ['content-type', 'content-security-policy', 'vary', 'etag'])
      expect(head.headers.get(name), name).toBe(response.headers.get(name));
    const query = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { accept: 'text/html, */*', 'content-type': 'application/json' },
      body: '{"query":"{hello}"}',
    });
    expect(await query.json()).toEqual({ data: { hello: 'Hello you' } });
  });

  test('its files are compressed and kept for good, and there are no others', async () => {
    const { url } = await start();
    const html = await (await fetch(`${url}/graphql`, { headers: browser })).text();
    const paths = [...html.matchAll(/(?:src|href)="(\/graphiql\/[^"]+)"/g)].map(([, path]) => path);
    const bytes: Record<string, number> = {};
    for (const encoding of ['br', 'gzip', 'identity']) {
      bytes[encoding] = 0;
      for (const path of paths) {
        const { headers, body } = await fetch(`${url}${path}`, { headers: { 'accept-encoding': encoding } });
        await body?.cancel();
        expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
        expect(headers.get('vary')).toBe('Origin, Accept-Encoding');
        expect(headers.get('content-encoding') ?? 'identity').toBe(encoding);
        bytes[encoding] += Number(headers.get('content-length'));
      }
    }
    // What is loaded before anything can be done; workers, prettier and charts come later.
    expect(bytes.br).toBeLessThan(1_200_000);
    expect(bytes.gzip).toBeLessThan(1_400_000);
    expect(bytes.identity).toBeGreaterThan(2_000_000);
    for (const path of ['manifest.json', '..%2fmanifest.json', 'main.js']) {
      expect((await fetch(`${url}/graphiql/${path}`)).status).toBe(404);
    }
  });

  test('it can be switched off', async () => {
    const { url } = await start({ GRAPHIQL: 'off' });
    const response = await fetch(`${url}/graphql`, { headers: browser });
    expect([response.status, (await response.json()).errors[0].extensions.code]).toEqual([406, 'NOT_ACCEPTABLE']);
  });

  test('has the example operations in the given order, with their comments and variables', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'operations-'));
    try {
      await writeFile(join(folder, 'article.graphql'), '# Article\n{ a }');
      await writeFile(join(folder, 'home.graphql'), '# Home: what a front page needs\n{ h }');
      await writeFile(join(folder, 'source.graphql'), '{ s }');
      await writeFile(join(folder, 'article.variables.json'), '{"slug":"a"}');
      expect(await readExamples(folder, ['home'])).toEqual([
        { name: 'home', query: '# Home: what a front page needs\n{ h }', variables: undefined },
        { name: 'article', query: '# Article\n{ a }', variables: { slug: 'a' } },
        { name: 'source', query: '{ s }', variables: undefined },
      ]);
      await expect(readExamples(folder, ['topic'])).rejects.toThrow('topic.graphql');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('subscriptions over SSE', () => {
  test('send events as they happen, mask errors, and end the source when the caller disconnects', async () => {
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
    await until(() => seen.subscriptionsEnded > 0, 'the end of the subscription');
    expect(seen.subscriptionsEnded).toBe(1);
  });
});

describe('graceful shutdown', () => {
  test('finishes requests in progress and accepts no new ones', async () => {
    const { http, query, url } = await start();
    const answer = query('{slow(milliseconds: 300)}');
    await until(() => seen.begun === 1, 'the slow field');
    const closing = http.close();
    await expect(fetch(`${url}/health/live`)).rejects.toThrow();
    expect((await answer).data).toEqual({ slow: 'at last' });
    await closing;
    expect(http.server.listening).toBe(false);
  });

  test('is not delayed by an idle connection', async () => {
    const { http, query } = await start();
    await query('{hello}');
    await http.close();
  });

  test('is not delayed by an unused connection, nor by one whose body was refused', async () => {
    const { http, ask, url } = await start();
    await (await ask({ filler: 'x'.repeat(2_000_000) })).text();
    connect(Number(new URL(url).port), '127.0.0.1');
    await once(http.server, 'connection');
    await http.close();
  });

  test('cuts off requests that outlast the grace period', async () => {
    const { http, ask } = await start({}, { graceMs: 200 });
    const answer = ask({ query: '{slow(milliseconds: 4000)}' }).then(
      () => 'answered',
      () => 'cut off',
    );
    await until(() => seen.begun === 1, 'the slow field');
    await http.close();
    expect(await answer).toBe('cut off');
  });

  test('ends subscriptions at once, so that their callers reconnect elsewhere', async () => {
    const { http, ask } = await start();
    const response = await ask({ query: 'subscription{ticks}' }, { accept: 'text/event-stream' });
    const reading = response.text();
    await Promise.all([http.close(), expect(reading).rejects.toThrow()]);
    expect(seen.subscriptionsEnded).toBe(1);
  });

  test('answers "not ready" on connections that are still open', async () => {
    const { http, url } = await start();
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    const body = JSON.stringify({ query: '{slow(milliseconds: 200)}' });
    const head = `Host: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}`;
    socket.write(`POST /graphql HTTP/1.1\r\n${head}\r\n\r\n${body}`);
    await until(() => seen.begun === 1, 'the slow field');
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

test.each([
  ['ECONNREFUSED', '5'],
  ['57P01', '5'],
  ['53100', '60'],
  ['55P03', '2'],
])('a route whose database answers %s is 503 with Retry-After', async (code, seconds) => {
  const path = '/feeds/latest.rss';
  const handle = () => Promise.reject(Object.assign(new Error('secret'), { code }));
  const { url } = await start({}, { routes: [{ method: 'GET', path, handle }] });
  const response = await fetch(`${url}${path}`);
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, seconds]);
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAVAILABLE' } }] });
});
