/** GraphQL over HTTP: methods and media types, body sizes, errors and time-outs. */

import { once } from 'node:events';
import { request as rawRequest } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { buildSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { answerTo, seen, start, strict } from '../support/http-server.ts';
import { until } from '../support/until.ts';

describe('GraphQL over HTTP', () => {
  test('a query is answered by POST and by GET', async () => {
    const { url, ask } = await start();
    expect(await (await ask({ query: '{hello}' })).json()).toEqual({ data: { hello: 'Hello you' } });
    const search = new URLSearchParams({ query: 'query($n:String){hello(name:$n)}', variables: '{"n":"Ada"}' });
    expect(await (await fetch(`${url}/graphql?${search}`)).json()).toEqual({ data: { hello: 'Hello Ada' } });
  });

  test('the media type of an answer is the one that the caller accepts', async () => {
    const { ask } = await start();
    const type = async (accept: string) => (await ask({ query: '{hello}' }, { accept })).headers.get('content-type');
    expect(await type('application/graphql-response+json')).toBe('application/graphql-response+json; charset=utf-8');
    expect(await type('application/json')).toBe('application/json; charset=utf-8');
    expect(await type('*/*')).toBe('application/json; charset=utf-8');
  });

  test('an invalid document is a 400, and a 200 for callers who accept plain JSON alone', async () => {
    const { ask } = await start();
    for (const query of ['{nope}', '{']) {
      expect((await ask({ query }, strict)).status).toBe(400);
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
    ['no JSON object', '"{hello}"', 'The body must be a JSON object with a "query" or a "documentId".'],
    ['null', 'null', 'The body must be a JSON object with a "query" or a "documentId".'],
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

  test('a mutation by GET is a 405 and is not executed', async () => {
    const { url } = await start();
    const response = await fetch(`${url}/graphql?query=mutation{save}`);
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
    expect(seen.saved).toBe(0);
  });

  test('methods other than GET and POST are a 405', async () => {
    const { url } = await start();
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const response = await fetch(`${url}/graphql`, { method });
      expect(response.status, method).toBe(405);
      expect((await response.json()).errors[0].message).toContain('GET and POST');
    }
  });

  test('an Accept without a supported type is a 406 before anything is executed', async () => {
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

  test('a variable of the wrong type is a 400 with the reason', async () => {
    const { ask } = await start();
    const response = await ask({ query: 'query($v:Picky){picky(value:$v)}', variables: { v: 1 } }, strict);
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

describe('body size', () => {
  const large = JSON.stringify({ query: '{hello}', variables: { filler: 'x'.repeat(1_000_000) } });

  test('a body above 1 MB is refused with 413 by its Content-Length', async () => {
    const { ask } = await start();
    const response = await ask(large);
    expect(response.status).toBe(413);
    expect((await response.json()).errors[0].extensions).toEqual({ code: 'BODY_TOO_LARGE', maximum: 1_000_000 });
  });

  test('a body above 1 MB is refused with 413 before any of it is sent', async () => {
    const { url } = await start();
    const head = 'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000001';
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.write(`${head}\r\n\r\n`);
    const [bytes] = await once(socket, 'data');
    expect(String(bytes)).toContain('HTTP/1.1 413 ');
    socket.destroy();
  });

  test('a connection whose body was refused serves its next request', async () => {
    const { url } = await start();
    const refused = `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1500000\r\n\r\n${'x'.repeat(1_500_000)}`;
    expect(await answerTo(url, `${refused}GET /graphql?query={hello} HTTP/1.1\r\nHost: x`)).toContain('Hello you');
  });

  test('a body of exactly 1 MB is accepted, also chunked', async () => {
    const { ask, url } = await start();
    const body = JSON.stringify({ query: '{hello}' }).padEnd(1_000_000);
    expect(await (await ask(body)).json()).toEqual({ data: { hello: 'Hello you' } });
    const request = rawRequest(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' } });
    request.write(body.slice(0, 500_000));
    request.end(body.slice(500_000));
    const [response] = await once(request, 'response');
    expect(response.statusCode).toBe(200);
    response.resume();
  });

  test('a chunked body above 1 MB is refused with 413 while it is being sent', async () => {
    const { url } = await start();
    const request = rawRequest(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' } });
    const answered = once(request, 'response');
    for (let sent = 0; sent < 20; sent++) request.write('x'.repeat(100_000));
    const [response] = await answered;
    expect(response.statusCode).toBe(413);
    request.destroy();
  });

  test('a compressed body is a 415, since a small one could become a large one', async () => {
    const { ask } = await start();
    const response = await ask('', { 'content-encoding': 'gzip' }, { body: gzipSync(large) });
    expect(response.status).toBe(415);
    expect((await response.json()).errors[0].extensions.code).toBe('UNSUPPORTED_CONTENT_ENCODING');
  });

  test('the limit holds for requests without a socket, too', async () => {
    const { http } = await start();
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: large };
    expect((await http.yoga.fetch('http://yoga/graphql', init)).status).toBe(413);
  });

  test('a body that takes too long to arrive is a 408', async () => {
    const { url } = await start({ REQUEST_TIMEOUT_MS: '100' });
    const request = rawRequest(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' } });
    request.write('{');
    const [response] = await once(request, 'response');
    expect(response.statusCode).toBe(408);
    request.destroy();
  });

  test('a body that has arrived while the process was held up is taken', async () => {
    const { url, http } = await start({ REQUEST_TIMEOUT_MS: '500' });
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    const asked = once(http.server, 'request');
    const body = '{"query":"{hello}"}';
    socket.write(
      `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`,
    );
    await asked;
    socket.write(body);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 800);
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1\.1 200 /);
    socket.destroy();
  });

  test('a caller who disconnects in the middle of a body leaves no error in the log', async () => {
    const { url, lines, http } = await start();
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    const asked = once(http.server, 'request');
    socket.write(
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"qu',
    );
    await asked;
    socket.destroy();
    await until(() => lines.find(({ msg }) => msg === 'request'), 'its line');
    expect(lines.filter(({ level }) => level >= 40)).toEqual([]);
  });
});

describe('errors', () => {
  test('an unexpected error is masked, has the request id, and is logged once with its stack', async () => {
    const { query, lines } = await start();
    const { data, first, response } = await query('{boom hello}', { 'x-request-id': 'desk-7' });
    expect(data).toEqual({ boom: null, hello: 'Hello you' });
    expect(first).toMatchObject({ message: 'Unexpected error.', path: ['boom'] });
    expect(first?.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', requestId: 'desk-7' });
    expect(response.status).toBe(200);
    const logged = lines.filter(({ level }) => level === 50);
    expect(logged).toHaveLength(1);
    expect(logged[0]).toMatchObject({ requestId: 'desk-7', path: 'boom', err: { message: 'secret at db.internal' } });
    expect(logged[0]?.err).toMatchObject({ stack: expect.stringContaining('http-server.ts') });
  });

  test('an error that many fields report is logged once', async () => {
    const { query, lines } = await start();
    const { errors } = await query('{list{broken}}');
    expect(errors).toHaveLength(3);
    expect(lines.filter(({ level }) => level === 50)).toHaveLength(1);
  });

  test('an answer has nothing of an unexpected error', async () => {
    const { ask } = await start();
    for (const query of ['{boom}', '{list{broken}}', '{needed}', '{databaseAway}']) {
      expect(await (await ask({ query })).text()).not.toMatch(/secret|hunter2|connect|stack/);
    }
  });

  test('a GraphQLError is shown as it is', async () => {
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
    ['databaseFull', 'UNAVAILABLE'],
    ['diskFull', 'UNAVAILABLE'],
    ['poolEmpty', 'UNAVAILABLE'],
  ])('an error of %s has the code %s', async (field, code) => {
    const { query, lines } = await start();
    const { first } = await query(`{${field}}`);
    expect(first?.extensions).toEqual({ code, requestId: expect.any(String) });
    expect(lines.filter(({ level, msg }) => level >= 40 && msg !== 'request failed')).toHaveLength(1);
  });

  test('an error while the context is made is a masked 500', async () => {
    const createContext = () => Promise.reject(new Error('secret'));
    const { query, lines } = await start({}, { createContext });
    const { status, errors } = await query('{hello}');
    expect(status).toBe(500);
    expect(errors).toEqual([
      { message: 'Unexpected error.', extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: expect.any(String) } },
    ]);
    expect(lines.filter(({ level }) => level === 50)).toHaveLength(1);
  });

  test('a context whose database is unreachable is a 503', async () => {
    const createContext = () => Promise.reject(Object.assign(new Error('secret'), { code: '57P03' }));
    const { query } = await start({}, { createContext });
    expect(await query('{hello}')).toMatchObject({ status: 503, first: { extensions: { code: 'UNAVAILABLE' } } });
  });
});

describe('the schema as SDL', () => {
  test('is at /schema.graphql, with 304 for those who have it', async () => {
    const { url } = await start();
    const response = await fetch(`${url}/schema.graphql`);
    expect(response.headers.get('content-type')).toBe('application/graphql; charset=utf-8');
    expect(
      Object.keys(
        buildSchema(await response.text())
          .getQueryType()
          ?.getFields() ?? {},
      ),
    ).toContain('databaseTooSlow');
    const headers = { 'if-none-match': response.headers.get('etag') ?? '' };
    expect((await fetch(`${url}/schema.graphql`, { headers })).status).toBe(304);
  });

  test('is nowhere where introspection is off', async () => {
    const { url } = await start({ INTROSPECTION: 'off' });
    expect((await fetch(`${url}/schema.graphql`)).status).toBe(404);
  });
});

describe('time-outs', () => {
  test('a mutation past its time-out says that it may have happened; one that wasn’t begun doesn’t', async () => {
    const { query, http } = await start({ REQUEST_TIMEOUT_MS: '100' });
    const { status, first } = await query('mutation{save}');
    expect(status).toBe(504);
    expect(first?.message).toMatch(/may be done all the same/);
    expect(first?.extensions).toEqual({ code: 'TIMEOUT', milliseconds: 100, mayHaveHappened: true });
    await until(() => seen.saved > 0, 'the mutation');
    await http.close();
    const never = await start({ REQUEST_TIMEOUT_MS: '100' }, { createContext: () => new Promise(() => {}) });
    expect((await never.query('mutation{save}')).first?.extensions).toEqual({ code: 'TIMEOUT', milliseconds: 100 });
    expect(seen.saved).toBe(0);
  });

  test('a request past its time-out is a 504, and its work is cancelled', async () => {
    const { query } = await start({ REQUEST_TIMEOUT_MS: '100' });
    const { status, first } = await query('{slow(milliseconds: 10000)}');
    expect(status).toBe(504);
    expect(first?.extensions).toEqual({ code: 'TIMEOUT', milliseconds: 100 });
    expect(seen.cancelled).toBe(1);
  });

  test('the time-out counts while the context is made', async () => {
    const { query } = await start({ REQUEST_TIMEOUT_MS: '100' }, { createContext: () => new Promise(() => {}) });
    expect((await query('{hello}')).status).toBe(504);
  });

  test('a query is cancelled when its caller disconnects, and a mutation is finished', async () => {
    const { ask } = await start();
    /** Hangs up once so many resolvers have begun. */
    const hungUp = async (query: string, begun: number) => {
      const controller = new AbortController();
      const asked = ask({ query }, {}, { signal: controller.signal }).catch(() => undefined);
      await until(() => seen.begun === begun, 'the resolver');
      controller.abort();
      await asked;
    };
    await hungUp('{slow(milliseconds: 60000)}', 1);
    await until(() => seen.cancelled === 1, 'the end of the query');
    await hungUp('mutation{one: save two: save}', 2);
    await until(() => seen.saved === 2, 'the whole mutation');
    expect(seen.cancelled).toBe(1);
  });
});
