/** What errors of connections are to callers: each is caused, so that an update of node-postgres that words it otherwise is noticed. */

import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, Socket } from 'node:net';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultOfDatabase, isOutage } from '../../db/engine/faults.ts';
import { isBeforeCommit, isLostConnection } from '../../db/engine/lost-connection.ts';
import { cutWhenSilent } from '../../db/engine/silent-connections.ts';

const sockets = new Set<Socket>();
/** Never says a word. */
const silent = createServer((socket) => sockets.add(socket.on('error', () => {})));
/** Hangs up. */
const closing = createServer((socket) => socket.on('error', () => {}).destroy());

const addressOf = (server: Server) => ({ host: '127.0.0.1', port: (server.address() as AddressInfo).port });

beforeAll(async () => {
  for (const server of [silent, closing])
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
});
afterAll(() => {
  for (const socket of sockets) socket.destroy();
  silent.close();
  closing.close();
});

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

const causes: readonly [string, () => Promise<unknown>][] = [
  ['a connection that is cut while it is made', () => failureOf(new pg.Client(addressOf(closing)).connect())],
  [
    'a statement on a connection that was closed',
    async () => {
      const client = new pg.Client(addressOf(closing));
      await client.end();
      return failureOf(client.query('select 1'));
    },
  ],
  [
    'a client that waits for a server that says nothing',
    () => failureOf(new pg.Client({ ...addressOf(silent), connectionTimeoutMillis: 1 }).connect()),
  ],
  [
    'a pool that waits for a server that says nothing',
    () => failureOf(new pg.Pool({ ...addressOf(silent), connectionTimeoutMillis: 1 }).connect()),
  ],
  [
    'a pool that is closed',
    async () => {
      const pool = new pg.Pool(addressOf(closing));
      await pool.end();
      return failureOf(pool.connect());
    },
  ],
  [
    'a connection that was half open',
    async () => {
      const stream = new Socket();
      const failure = new Promise((resolve) => stream.once('error', resolve));
      cutWhenSilent({ query: () => {}, connection: { stream }, readyForQuery: false } as unknown as pg.Client, 1_000);
      stream.emit('timeout');
      return failure;
    },
  ],
];

test.each(causes)('%s says that the database is away', async (_, caused) => {
  const failure = await caused();
  expect(failure).toBeInstanceOf(Error);
  expect(faultOfDatabase(failure), String(failure)).toBe('away');
  expect(isOutage(failure)).toBe(true);
});

test.each<[string, (client: { readyForQuery: boolean }, stream: Socket) => void]>([
  [
    'is idle, and is given one',
    (client, stream) => {
      client.readyForQuery = true;
      stream.emit('timeout');
      client.readyForQuery = false;
    },
  ],
  [
    'waits, and is given another',
    (_, stream) => {
      stream.emit('timeout');
      stream.write('another');
    },
  ],
])('a connection whose time is over before it is sent a statement is not cut: it %s', async (_, given) => {
  const stream = connect(addressOf(silent));
  await once(stream, 'connect');
  const client = { query: () => {}, connection: { stream }, readyForQuery: false };
  cutWhenSilent(client as unknown as pg.Client, 1_000);
  given(client, stream);
  await new Promise(setImmediate);
  expect(stream.destroyed).toBe(false);
  stream.destroy();
});

test.each(['Client was closed and is not queryable', 'Client has encountered a connection error and is not queryable'])(
  'a statement that isn’t sent any more has lost its connection: %s',
  (message) => {
    expect([isLostConnection(new Error(message)), isBeforeCommit(new Error(message))]).toEqual([true, true]);
  },
);

test('an error of our own that speaks of connections is no fault of the database’s', () => {
  expect(faultOfDatabase(new Error('The client was closed by its owner.'))).toBeUndefined();
  expect(faultOfDatabase(undefined)).toBeUndefined();
});

test.each([
  ['ETIMEDOUT', 'read', true],
  ['EHOSTUNREACH', 'write', true],
  ['ENETDOWN', 'read', true],
  ['ETIMEDOUT', 'connect', false],
  ['EHOSTUNREACH', 'connect', false],
])('the system’s %s of a %s: a connection is lost: %s', (code, syscall, isLost) => {
  const error = Object.assign(new Error(`${syscall} ${code}`), { code, syscall });
  expect([isLostConnection(error), faultOfDatabase(error)]).toEqual([isLost, 'away']);
});
