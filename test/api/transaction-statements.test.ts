/** Statements of transactions on a server: what is held back, what is named, and what a change of the schema does to them. */

import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { CompiledQuery, sql } from 'kysely';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { checkedBeforeCommit } from '../../db/engine/commit-check.ts';
import { openDatabase } from '../../db/engine/connect.ts';
import type { Database, Trx } from '../../db/engine/database.ts';
import { prepared } from '../../db/engine/prepared.ts';
import { again, transact } from '../../db/engine/transact.ts';
import { sendAhead, sendTogether } from '../../db/engine/transaction-statements.ts';
import { useNewsroom } from '../support/newsroom.ts';

const newsroom = useNewsroom(async (db) => {
  await sql`create table held (id int primary key, note text)`.execute(db);
});

const write = (trx: Trx, id: number) => sendAhead(trx, sql`insert into held (id) values (${id}::int)`);
const ids = async () => {
  const { rows } = await sql<{ id: number }>`select id from held order by id`.execute(newsroom.db);
  return rows.map(({ id }) => id);
};

test('what is sent ahead is seen by the next statement, and is written where none follows', async () => {
  const seen = await transact(newsroom.db, async (trx) => {
    await write(trx, 1);
    const { rows } = await sql<{ id: number }>`select id from held`.execute(trx);
    await write(trx, 2);
    return rows;
  });
  expect(seen).toEqual([{ id: 1 }]);
  expect(await ids()).toEqual([1, 2]);
});

test('what fails ahead fails the transaction by its own error, with the next statement or the commit', async () => {
  const twice = (last: (trx: Trx) => Promise<unknown>) =>
    transact(newsroom.db, async (trx) => {
      await write(trx, 3);
      await write(trx, 3);
      await last(trx);
    });
  const ofKey = { code: '23505' };
  await expect(twice((trx) => sql`select`.execute(trx))).rejects.toMatchObject(ofKey);
  await expect(twice(async () => {})).rejects.toMatchObject(ofKey);
  expect(await ids()).not.toContain(3);
});

test('what is held back when a transaction is given up is never written, and the connection is good', async () => {
  const given = transact(newsroom.db, async (trx) => {
    await write(trx, 4);
    throw new Error('given up');
  });
  await expect(given).rejects.toThrow('given up');
  expect(await ids()).not.toContain(4);
});

describe.skipIf(inject('serverUrl') === null)('on a server', () => {
  /** How often something was sent behind an answer, by who has the only connection. */
  let roundTrips = 0;
  let wire: Server;
  let own: Database;
  const one = prepared<{ id: number }, object>('held_by_id', ({ id }) => sql`select * from held where id = ${id}::int`);

  beforeAll(async () => {
    const url = new URL((newsroom.database as { url?: string }).url ?? '');
    const { hostname, port } = url;
    wire = createServer((client) => {
      const server = connect(Number(port || 5432), hostname);
      let isAnswered = true;
      client.on('data', () => {
        if (isAnswered) roundTrips += 1;
        isAnswered = false;
      });
      server.on('data', () => {
        isAnswered = true;
      });
      client.pipe(server).pipe(client);
    });
    await once(wire.listen(0, '127.0.0.1'), 'listening');
    Object.assign(url, { hostname: '127.0.0.1', port: String((wire.address() as AddressInfo).port) });
    own = await openDatabase({ databaseUrl: url.href, dataDir: '', poolSize: 1, statementTimeoutMs: 20_000 });
  });
  afterAll(async () => {
    await own.close();
    wire.close();
  });

  const namesOfServer = async () => {
    const { rows } = await sql<{ name: string; statement: string }>`
      select name, statement from pg_prepared_statements order by prepare_time, name`.execute(own.db);
    return rows;
  };
  const select = (trx: Trx, id: number) => sql<{ id: number }>`select id from held where id = ${id}::int`.execute(trx);

  test('a transaction takes a round trip for each answer that it waits for, one for what is left and one to commit, once its statements are prepared', async () => {
    const work = async (trx: Trx) => {
      await sendAhead(trx, sql`select from held where id = ${1}::int for update`);
      await select(trx, 1);
      await sendAhead(trx, sql`select from held where id = ${2}::int for update`);
    };
    for (let warm = 0; warm < 3; warm += 1) await transact(own.db, work);
    roundTrips = 0;
    await transact(own.db, work);
    expect(roundTrips).toBe(3);
    roundTrips = 0;
    await transact(own.db, async (trx) => void (await select(trx, 1)));
    expect(roundTrips).toBe(2);
    roundTrips = 0;
    await transact(own.db, async () => {});
    expect(roundTrips).toBe(0);
  });

  test('what is asked twice has a name, and of very many the last ones keep theirs', async () => {
    const many = 320;
    const texts = Array.from({ length: many }, (_, place) => `select $1::int + ${place}`);
    for (let asked = 0; asked < 2; asked += 1) {
      await transact(own.db, async (trx) => {
        for (const text of texts) await trx.executeQuery(CompiledQuery.raw(text, [1]));
      });
    }
    const named = (await namesOfServer()).filter(({ statement }) => texts.includes(statement));
    expect(named.map(({ statement }) => statement)).toEqual(texts.slice(-named.length));
    expect(named.length).toBeGreaterThan(100);
    expect(named.length).toBeLessThanOrEqual(300);
    await transact(own.db, async (trx) => {
      for (const text of texts.slice(0, 10)) await trx.executeQuery(CompiledQuery.raw(text, [1]));
    });
  });

  test('where BEGIN fails nothing of its transaction is done, and the next begins', async () => {
    const insert = () =>
      own.db.transaction().execute((trx) => sql`insert into held (id) values (${5}::int)`.execute(trx));
    await transact(own.db, (trx) => select(trx, 1));
    await sql`deallocate "begin"`.execute(own.db);
    await expect(insert()).rejects.toMatchObject({ code: '26000' });
    expect(await ids()).not.toContain(5);
    await insert();
    expect(await ids()).toContain(5);
  });

  test.each([
    ['what is sent ahead', (trx: Trx) => sendAhead(trx, sql`select set_config('work_mem', ${'4MB'}, true)`)],
    ['what is asked at the same time', (trx: Trx) => void select(trx, 1).catch(() => {})],
    ['a statement without parameters', (trx: Trx) => sql`select 1`.execute(trx)],
  ])('where BEGIN fails before %s, a transaction that is done again is done once', async (_, first) => {
    const work = async (trx: Trx) => {
      await first(trx);
      await sql`insert into held (id, note) select max(id) + 1, ${'once'} from held`.execute(trx);
    };
    // From the third time on all of it is prepared, and goes out with BEGIN.
    for (const when of ['new', 'named', 'prepared']) {
      const before = await countOnce();
      await transact(own.db, (trx) => select(trx, 1));
      await sql`deallocate "begin"`.execute(own.db);
      await transact(own.db, work);
      expect(await countOnce(), when).toBe(before + 1);
    }
  });

  test('a transaction that something else begins meanwhile isn’t asked about', async () => {
    const asked = vi.fn(() => {
      throw new Error('given up');
    });
    const given = checkedBeforeCommit(asked, () =>
      newsroom.db.transaction().execute(async () => {
        await newsroom.db.transaction().execute((trx) => write(trx, 1_000_000));
      }),
    );
    await expect(given).rejects.toThrow('given up');
    expect(asked).toHaveBeenCalledTimes(1);
    expect(await ids()).toContain(1_000_000);
  });

  const countOnce = async () => (await sql`select from held where note = 'once'`.execute(newsroom.db)).rows.length;

  test('a statement is planned anew when what it returns has another shape', async () => {
    const column = CompiledQuery.raw('select * from held where id = $1', [1]);
    const transactions = () => own.db.transaction().execute((trx) => trx.executeQuery(column));
    // Of the pool, of pipelined reads, and of transactions.
    const ways = [
      async () => one(own.db, { id: 1 }),
      async () => one(newsroom.db, { id: 1 }),
      async () => (await again(transactions)).rows,
    ];
    for (let asked = 0; asked < 3; asked += 1)
      for (const way of ways) expect(await way()).toEqual([{ id: 1, note: null }]);
    await sql`alter table held add column more int`.execute(newsroom.db);
    for (const way of ways) expect(await way()).toEqual([{ id: 1, note: null, more: null }]);
    newsroom.statements.length = 0;
    await one(newsroom.db, { id: 1 });
    expect(newsroom.statements).toHaveLength(1);
  });

  test('within a transaction nothing goes past its BEGIN', () => {
    const query = vi.fn(async () => ({ rows: [] }));
    const client = { query, connection: {} } as unknown as pg.PoolClient;
    sendTogether(client);
    client.query('begin');
    expect(() => client.query({ text: 'select 1' })).toThrow('by their text');
    expect(query).not.toHaveBeenCalled();
  });
});
