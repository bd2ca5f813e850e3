/** Half-open connections: a database server that is gone without closing its connections. */

import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openDatabase } from '../../db/engine/connect.ts';
import type { Database } from '../../db/engine/database.ts';
import { withoutStatementTimeout } from '../../db/engine/timeouts.ts';
import { transact } from '../../db/engine/transact.ts';
import { sendAhead } from '../../db/engine/transaction-statements.ts';
import { openEventFeed } from '../../src/events/feed.ts';
import { openCopy } from '../support/newsroom.ts';

const serverUrl = inject('serverUrl');

describe.skipIf(serverUrl === null)('on a server', () => {
  const passing = new Set<Socket>();
  const proxy = createServer((socket) => {
    const { hostname, port } = new URL(serverUrl ?? '');
    const server = connect(Number(port || 5432), hostname);
    passing.add(server);
    socket.pipe(server).pipe(socket);
    socket.on('error', () => {}).on('close', () => server.destroy());
    server.on('error', () => {}).on('close', () => socket.destroy());
  });
  /** What is open says nothing from here on; what is opened later works. */
  const silence = () => {
    for (const server of passing) server.unpipe().pause();
    passing.clear();
  };
  let copy: Awaited<ReturnType<typeof openCopy>>;
  let database: Database;

  beforeAll(async () => {
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const { port } = proxy.address() as AddressInfo;
    copy = await openCopy();
    const databaseUrl = Object.assign(new URL(copy.url ?? ''), { hostname: '127.0.0.1', port }).href;
    database = await openDatabase({ databaseUrl, dataDir: '', poolSize: 1, statementTimeoutMs: 400 });
  });
  afterAll(async () => {
    await database?.close();
    await copy?.close();
    await copy?.remove?.();
    proxy.close();
  });

  test('a statement on a half-open connection fails, and the next has a new connection', async () => {
    const { db } = database;
    await sql`select 1`.execute(db);
    silence();
    await expect(sql`select 1`.execute(db)).rejects.toThrow(/silent|terminated/);
    expect((await sql`select 2 as two`.execute(db)).rows).toEqual([{ two: 2 }]);
  });

  test('a transaction with a longer timeout of its own is waited for, its COMMIT as well, and no other', async () => {
    const { db } = database;
    await database.run(`
      create table slow (id int);
      create function sleep() returns trigger language plpgsql as 'begin perform pg_sleep(4); return null; end';
      create constraint trigger sleeps after insert on slow deferrable initially deferred for each row execute function sleep()`);
    await db.transaction().execute(async (trx) => {
      await withoutStatementTimeout(trx);
      await sql`insert into slow values (${1}::int)`.execute(trx);
    });
    await db
      .transaction()
      .execute(async (trx) => {
        silence();
        await expect(sql`select 1`.execute(trx)).rejects.toThrow(/silent|terminated/);
        throw new Error('over');
      })
      .catch(() => {});
    expect((await sql`select 3 as three`.execute(db)).rows).toEqual([{ three: 3 }]);
  });

  test('statements that go together have the time of all of them, and are done again where their connection is half open', async () => {
    let tries = 0;
    const work = (seconds: number, statementsAhead = 23, begun = () => {}) =>
      transact(database.db, async (trx) => {
        tries += 1;
        begun();
        for (let ahead = 0; ahead < statementsAhead; ahead += 1)
          await sendAhead(trx, sql`select pg_sleep(${seconds}::float8)`);
        return (await sql<{ one: number }>`select 1 as one, pg_sleep(${seconds}::float8)`.execute(trx)).rows;
      });
    // From the third time on all of it is prepared, and goes out with BEGIN and one Sync.
    for (let warm = 0; warm < 3; warm += 1) await work(0);
    tries = 0;
    expect(await work(0.15)).toMatchObject([{ one: 1 }]);
    expect(tries).toBe(1);
    tries = 0;
    expect(await work(0, 1, () => tries === 1 && silence())).toMatchObject([{ one: 1 }]);
    expect(tries).toBe(2);
  });

  test('followers of the event log read on over a new connection', async () => {
    const feed = openEventFeed({ ...database, listen: async () => async () => {} }, { error: () => {} });
    await feed.events();
    silence();
    const silentAt = performance.now();
    await expect.poll(() => feed.readUpTo()).toBeGreaterThan(silentAt + 2_000);
    await feed.close();
  });
});
