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

test('a connection on which nothing of an answer is taken is cut', async () => {
  const large = Buffer.alloc(32_000_000);
  const routes = [
    { method: 'GET' as const, path: '/large', handle: (_: unknown, res: ServerResponse) => void res.end(large) },
  ];
  const { url, http } = await start({ REQUEST_TIMEOUT_MS: '1000' }, { routes, stallMs: 200 });
  const cut = once(http.server, 'connection').then(([socket]) => once(socket as Socket, 'close'));
  await open(url, 'GET /large HTTP/1.1\r\nHost: x\r\n\r\n');
  await cut;
  expect(sockets).toHaveLength(1);
});

// It takes the 5 seconds that headers are given, and 10 beyond a request's for a body.
test.runIf(inject('isLong'))('a connection on which no request comes to its end is cut', async () => {
  const { url } = await start({ REQUEST_TIMEOUT_MS: '1000' });
  const open_ = await Promise.all(Object.values(unfinished).map((words) => open(url, words)));
  for (const socket of open_) socket.resume();
  await until(() => open_.every(({ destroyed, readableEnded }) => destroyed || readableEnded), 'the end of all');
});
