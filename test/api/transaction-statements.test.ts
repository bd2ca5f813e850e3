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
import { lockWaits } from '../support/lock-waits.ts';
import { useNewsroom } from '../support/newsroom.ts';
import { until } from '../support/until.ts';

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

  /** Two statements ahead of a last one, which go out as one once they are prepared. */
  const group = (
    db: Database['db'],
    [first, second]: readonly [number, number],
    note: string,
    begun = async () => {},
  ) =>
    transact(db, async (trx) => {
      await sendAhead(trx, sql`select set_config('deadlock_timeout', ${'200ms'}, true)`);
      await sendAhead(trx, sql`select from held where id = ${first}::int for update`);
      await begun();
      await sql`update held set note = coalesce(note, '') || ${note} where id = ${second}::int`.execute(trx);
      return note;
    });
  const warm = async (work: () => Promise<unknown>) => {
    for (let time = 0; time < 3; time += 1) await work();
  };
  const noteOf = async (id: number) => {
    const { rows } = await sql<{ note: string | null }>`select note from held where id = ${id}::int`.execute(
      newsroom.db,
    );
    return rows[0]?.note;
  };
  /** Of the only connection. */
  const processId = async () =>
    (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(own.db)).rows[0]?.pid;

  test('of what goes together the first that fails is told of, nothing of it is left, and the connection goes on', async () => {
    const insert = (id: number, divisor: number) =>
      transact(own.db, async (trx) => {
        await write(trx, id);
        await sendAhead(trx, sql`select 1 / ${divisor}::int`);
        await write(trx, id);
        return select(trx, id);
      });
    const ofKey = { code: '23505' };
    const ofDivision = { code: '22012' };
    await warm(() => expect(insert(500, 1)).rejects.toMatchObject(ofKey));
    const before = await processId();
    for (let time = 0; time < 2; time += 1) {
      await expect(insert(500, 0)).rejects.toMatchObject(ofDivision);
      await expect(insert(500, 1)).rejects.toMatchObject(ofKey);
    }
    expect(await ids()).not.toContain(500);
    await transact(own.db, async (trx) => {
      await write(trx, 500);
      expect((await select(trx, 500)).rows).toEqual([{ id: 500 }]);
    });
    expect(await ids()).toContain(500);
    expect(await processId()).toBe(before);
  });

  test('what is held back behind a savepoint goes with it, also where it would have failed', async () => {
    const trx = await own.db.startTransaction().execute();
    await write(trx, 600);
    const behind = await trx.savepoint('behind').execute();
    await write(behind, 600);
    await write(behind, 601);
    await behind.rollbackToSavepoint('behind').execute();
    await write(trx, 602);
    await trx.commit().execute();
    expect((await ids()).filter((id) => id >= 600)).toEqual([600, 602]);
  });

  test('a deadlock among what goes together is done again, once, on either side', async () => {
    await sql`insert into held (id) values (21), (22)`.execute(newsroom.db);
    await warm(() => group(own.db, [2, 2], ''));
    const other = await newsroom.db.startTransaction().execute();
    await sql`select set_config('deadlock_timeout', '200ms', true)`.execute(other);
    await sql`select from held where id = 22 for update`.execute(other);
    let tries = 0;
    // Has 21, and waits for 22.
    const given = group(own.db, [21, 22], 'own', async () => {
      tries += 1;
    });
    await until(async () => (await lockWaits(newsroom.db)) === 1, 'the lock');
    // Whoever finds the deadlock gives way.
    const others = await sql`update held set note = 'other' where id = 21`.execute(other).then(
      () => true,
      ({ code }) => {
        expect(code).toBe('40P01');
        return false;
      },
    );
    await (others ? other.commit() : other.rollback()).execute();
    expect(await given).toBe('own');
    expect(tries).toBe(others ? 2 : 1);
    expect([await noteOf(21), await noteOf(22)]).toEqual([others ? 'other' : null, 'own']);
  });

  test('a serialization failure among what goes together is done again, once', async () => {
    let tries = 0;
    const append = (id: number) =>
      transact(own.db, async (trx) => {
        tries += 1;
        await sendAhead(trx, sql`set transaction isolation level repeatable read`);
        await sendAhead(trx, sql`select ${id}::int`);
        await sql`update held set note = coalesce(note, '') || ${'+'} where id = ${id}::int`.execute(trx);
      });
    await sql`insert into held (id) values (31)`.execute(newsroom.db);
    await warm(() => append(2));
    const other = await newsroom.db.startTransaction().execute();
    await sql`update held set note = '!' where id = 31`.execute(other);
    tries = 0;
    const appended = append(31);
    await until(async () => (await lockWaits(newsroom.db)) === 1, 'the lock');
    await other.commit().execute();
    await appended;
    expect(tries).toBe(2);
    expect(await noteOf(31)).toBe('!+');
  });

  test('a transaction that something else begins meanwhile isn’t asked about', async () => {
    const asked = vi.fn(() => {
      throw new Error('given up');
    });
    const given = checkedBeforeCommit({ ask: asked, undone() {} }, () =>
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
      // Of the job queue, whose polls have no parameters.
      async () => (await own.run('select * from held where id = 1')).rows,
      async () => (await own.run('select * from held where id = $1', [1])).rows,
    ];
    for (let asked = 0; asked < 3; asked += 1)
      for (const way of ways) expect(await way()).toEqual([{ id: 1, note: null }]);
    await sql`alter table held add column more int`.execute(newsroom.db);
    for (const way of ways) expect(await way()).toEqual([{ id: 1, note: null, more: null }]);
    newsroom.statements.length = 0;
    await one(newsroom.db, { id: 1 });
    expect(newsroom.statements).toHaveLength(1);
  });

  test('what the job queue asks again is prepared, and a script of several statements is not', async () => {
    const poll = 'select id from held where id < 0';
    const script = 'select 1; select 2';
    const written = async () =>
      (await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(own.db)).rows.map(
        ({ statement }) => statement,
      );
    for (let asked = 0; asked < 2; asked += 1) for (const text of [poll, script]) await own.run(text, []);
    expect(await written()).toContain(poll);
    expect(await written()).not.toContain(script);
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
