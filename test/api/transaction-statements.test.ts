/** Statements of transactions on a server: what is held back, what is named, and what a change of the schema does to them. */

import { sql } from 'kysely';
import { expect, inject, test } from 'vitest';
import type { Trx } from '../../db/engine/database.ts';
import { transact } from '../../db/engine/transact.ts';
import { sendAhead } from '../../db/engine/transaction-statements.ts';
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

test.skipIf(inject('serverUrl') === null)(
  'a statement is planned anew when what it returns has another shape',
  async () => {
    const row = () =>
      transact(newsroom.db, async (trx) => (await sql`select * from held where id = 1`.execute(trx)).rows);
    for (let asked = 0; asked < 3; asked += 1) expect(await row()).toEqual([{ id: 1, note: null }]);
    await sql`alter table held add column more int`.execute(newsroom.db);
    expect(await row()).toEqual([{ id: 1, note: null, more: null }]);
  },
);
