/** Connections on which nobody says anything: others are answered beside them, and they are cut in time. */

import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, expect, inject, test } from 'vitest';
import { start } from '../support/http-server.ts';
import { rounds } from '../support/rounds.ts';
import { until } from '../support/until.ts';

const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});

async function open(url: string, words: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname).on('error', () => {});
  sockets.push(socket);
  await once(socket, 'connect');
  if (words !== '') socket.write(words);
  return socket;
}

const unfinished = {
  nothing: '',
  'half a line': 'POST /graph',
  'headers without their end': 'GET /graphql?query={hello} HTTP/1.1\r\nHost: x\r\n',
  'a body that doesn’t come':
    'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{',
};

test('2,000 connections that say nothing, or half of it, keep nobody from an answer', async () => {
  const { url, query } = await start();
  const each = rounds({ short: 50, long: 500 });
  for (const words of Object.values(unfinished))
    await Promise.all(Array.from({ length: each }, () => open(url, words)));
  for (let round = 0; round < 10; round += 1) expect((await query('{hello}')).data).toEqual({ hello: 'Hello you' });
  expect(sockets).toHaveLength(4 * each);
});

test('a connection that was opened ahead is kept for its first request, and one that has begun it is told 408', async () => {
  const { url, http } = await start();
  http.server.headersTimeout = 1;
  const [unused, begun] = [await open(url, ''), await open(url, 'GET /gra')];
  const answer = once(begun, 'data');
  let late = 0;
  http.server.on('clientError', () => {
    late += 1;
  });
  expect(String((await answer)[0])).toBe('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n');
  await until(() => late === 2, 'the time of both');
  http.server.headersTimeout = 5_000;
  unused.write('GET /graphql?query={hello} HTTP/1.1\r\nHost: x\r\n\r\n');
  expect(String((await once(unused, 'data'))[0])).toMatch(/^HTTP\/1\.1 200 /);
});

test.each([
  [
    'headers of 20,000 bytes',
    `GET / HTTP/1.1\r\nHost: x\r\nA: ${'x'.repeat(20_000)}\r\n\r\n`,
    '431 Request Header Fields Too Large',
  ],
  ['no HTTP', 'hello\r\n\r\n', '400 Bad Request'],
])('%s are refused, and the connection is closed', async (_, words, told) => {
  const { url } = await start();
  const socket = await open(url, words);
  expect(String((await once(socket, 'data'))[0])).toBe(`HTTP/1.1 ${told}\r\nConnection: close\r\n\r\n`);
  await once(socket, 'close');
});

test('a connection on which nothing of an answer is taken is cut, whatever is sent on it, and none beside it', async () => {
  const large = Buffer.alloc(64_000_000);
  const get = (path: string, handle: (req: unknown, res: ServerResponse) => void) => ({
    method: 'GET' as const,
    path,
    handle,
  });
  const routes = [
    get('/large', (_, res) => void res.end(large)),
    get('/quiet', (_, res) => void res.writeHead(200).write('begun')),
  ];
  const { url, http } = await start({ REQUEST_TIMEOUT_MS: '1000' }, { routes, stallMs: 200 });
  const accepted = new Map<number | undefined, Socket>();
  http.server.on('connection', (socket) => accepted.set(socket.remotePort, socket));
  const isCut = (port: number | undefined) => accepted.get(port)?.destroyed === true;

  const ask = (path: string) => open(url, `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
  const [silent, talking, slow] = [await ask('/large'), await ask('/large'), await ask('/large')];
  const quiet = (await ask('/quiet')).resume();
  // A socket that was cut has none.
  const ports = [silent, talking, slow, quiet].map(({ localPort }) => localPort);
  let taken = 0;
  slow.on('data', (bytes) => {
    taken += bytes.length;
    slow.pause();
  });
  const talk = setInterval(() => {
    talking.write('\r\n');
    slow.resume();
  }, 5);
  await until(() => ports.slice(0, 2).every(isCut), 'the end of both that take nothing');
  clearInterval(talk);
  // One took little at a time and there was nothing to take for the other.
  expect(ports.map(isCut)).toEqual([true, true, false, false]);
  expect(taken).toBeLessThan(large.length);
  slow.removeAllListeners('data').on('data', (bytes) => {
    taken += bytes.length;
  });
  slow.resume();
  await until(() => taken > large.length, 'the rest of what is taken slowly');
});

test('a connection on which no request begins is cut in time, and none on which something is asked or answered', async () => {
  const quiet = (_: unknown, res: ServerResponse) => void res.writeHead(200).write('begun');
  const { url } = await start({}, { routes: [{ method: 'GET', path: '/quiet', handle: quiet }], idleMs: 700 });
  const hello = 'GET /graphql?query={hello} HTTP/1.1\r\nHost: x\r\n\r\n';
  /** What is said first, and then again and again. */
  const cut = [
    ['', ''],
    ['\r\n', ''],
    ['\r\n', '\r\n'],
    ['GET /', 'a'],
    [hello, '\r\n'],
  ] as const;
  const kept = [
    ['', hello],
    [hello, hello],
    ['GET /quiet HTTP/1.1\r\nHost: x\r\n\r\n', ''],
  ] as const;
  const openAll = (all: typeof cut | typeof kept) =>
    Promise.all(all.map(async ([first, then]) => ({ then, socket: (await open(url, first)).resume() })));
  const [silent, talking] = [await openAll(cut), await openAll(kept)];
  const talk = setInterval(() => {
    for (const { then, socket } of [...silent, ...talking]) if (then !== '' && socket.writable) socket.write(then);
  }, 50);
  const isOver = ({ socket }: { socket: Socket }) => socket.destroyed || socket.readableEnded;
  try {
    await until(() => silent.every(isOver), 'the end of all on which nothing is asked');
    // As long again, for another that says nothing.
    const [last] = await openAll(cut);
    await until(() => last && isOver(last), 'the end of one more');
    expect(talking.map(isOver)).toEqual([false, false, false]);
  } finally {
    clearInterval(talk);
  }
});

// It takes the 70 to 80 seconds that an idle connection has where nothing more comes on it.
test.runIf(inject('isLong'))('a connection on which no request comes to its end is cut', async () => {
  const { url } = await start({ REQUEST_TIMEOUT_MS: '1000' });
  const open_ = await Promise.all(Object.values(unfinished).map((words) => open(url, words)));
  for (const socket of open_) socket.resume();
  await until(() => open_.every(({ destroyed, readableEnded }) => destroyed || readableEnded), 'the end of all');
});
