/** The embedded engine's dialect: what is asked again is prepared, within bounds, and answers as what is asked once. */

import { isAbortedTransactionError, sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../db/engine/database.ts';
import { openCopy } from '../support/newsroom.ts';

let database: Database;

beforeAll(async () => {
  database = await openCopy();
  // As in an installation, which plans the first five calls for their values.
  await sql`set plan_cache_mode = auto`.execute(database.db);
});
afterAll(() => database.close());

const ask = async (text: string, ...values: unknown[]) => {
  const template = Object.assign(text.split('?'), { raw: text.split('?') });
  const { rows } = await sql<Record<string, unknown>>(template, ...values).execute(database.db);
  return rows;
};
const preparedTexts = async () =>
  (await ask('select statement from pg_prepared_statements')).map((row) => row.statement);

test('a statement is prepared when it is asked again, and asked by its name from then on', async () => {
  const text = 'select ?::int + 1 as next';
  expect(await ask(text, 1)).toEqual([{ next: 2 }]);
  expect(await preparedTexts()).not.toContain('select $1::int + 1 as next');
  for (const number of [2, 3, 4]) expect(await ask(text, number)).toEqual([{ next: number + 1 }]);
  expect((await preparedTexts()).filter((each) => each === 'select $1::int + 1 as next')).toHaveLength(1);
});

test('values of every kind come back as they were given, asked once and asked again', async () => {
  const moment = new Date('2026-03-01T12:00:00.123Z');
  const text =
    'select ?::text as t, ?::timestamptz as m, ?::int[] as i, ?::text[] as a, ?::jsonb as j, ?::boolean as b, ?::text as n, ?::float8 as f';
  const values = ['', moment, [1, 2], ['a,b', 'c"d', ''], { deep: ['ü'] }, false, null, 0.1];
  const [t, m, i, a, j, b, n, f] = values;
  for (let call = 1; call <= 8; call += 1) expect(await ask(text, ...values)).toEqual([{ t, m, i, a, j, b, n, f }]);
});

test('how many rows were written is told, of prepared statements too', async () => {
  await ask('create table written (id int)');
  for (const _ of [1, 2, 3]) {
    const { numAffectedRows } = await sql`insert into written select generate_series(1, 3)`.execute(database.db);
    expect(numAffectedRows).toBe(3n);
  }
});

test('a prepared statement whose rows have another shape since is answered as it is now', async () => {
  await ask('create table shape (a int)');
  await ask('insert into shape values (1)');
  for (const _ of [1, 2, 3]) expect(await ask('select * from shape')).toEqual([{ a: 1 }]);
  await ask("alter table shape add b text default 'new'");
  expect(await ask('select * from shape')).toEqual([{ a: 1, b: 'new' }]);
});

test('what is fetched from a cursor has the shape of that cursor, by the same text', async () => {
  for (const [rows, shape] of [
    ['select 1 as a', { a: 1 }],
    ["select 'x' as b, true as c", { b: 'x', c: true }],
    ['select null as d', { d: null }],
  ] as const) {
    const fetched = database.db.transaction().execute(async (trx) => {
      await sql`declare pile cursor for ${sql.raw(rows)}`.execute(trx);
      return (await sql`fetch 5 from pile`.execute(trx)).rows;
    });
    expect(await fetched).toEqual([shape]);
  }
});

test('a statement that was planned for an empty table is planned anew when that has grown', async () => {
  await ask('create table grown (id int primary key)');
  const text = 'select id from grown where id = (select ?::int)';
  const plan = async () => {
    const [row] = await ask("select name from pg_prepared_statements where statement like 'select id from grown%'");
    const { rows } = await sql`explain execute ${sql.raw(String(row?.name))} (1)`.execute(database.db);
    return JSON.stringify(rows);
  };
  for (let time = 0; time < 8; time++) await ask(text, 1);
  const before = await plan();
  await ask('insert into grown select generate_series(1, 20000)');
  expect(await ask(text, 20_000)).toEqual([{ id: 20_000 }]);
  for (let time = 0; time < 8; time++) await ask(text, 1);
  expect(await plan()).toContain('Index');
  expect(before).not.toBe(await plan());
});

test('no more than 200 statements are prepared, and the one that was asked last stays', async () => {
  for (let number = 0; number < 210; number++) for (const _ of [1, 2]) await ask(`select ${number} as number`);
  const texts = await preparedTexts();
  expect(texts.length).toBeLessThanOrEqual(200);
  expect(texts).toContain('select 209 as number');
  expect(texts).not.toContain('select 0 as number');
  expect(await ask('select 0 as number')).toEqual([{ number: 0 }]);
});

test('a statement that fails says why, and the next one is answered', async () => {
  for (const _ of [1, 2, 3]) {
    await expect(ask('select 1 / ?::int as x', 0)).rejects.toMatchObject({
      code: '22012',
      message: 'division by zero',
    });
    await expect(ask('select nothing from nowhere')).rejects.toMatchObject({ code: '42P01' });
    expect(await ask('select 1 / ?::int as x', 1)).toEqual([{ x: 1 }]);
  }
});

test('what fails in a transaction undoes all of it, and a commit in spite of it is an aborted transaction', async () => {
  await ask('create table undone (id int)');
  const half = database.db.transaction().execute(async (trx) => {
    await sql`insert into undone values (1)`.execute(trx);
    await sql`select 1 / 0`.execute(trx);
  });
  await expect(half).rejects.toMatchObject({ code: '22012' });
  const inSpite = database.db.transaction().execute(async (trx) => {
    await sql`insert into undone values (2)`.execute(trx);
    await sql`select 1 / 0`.execute(trx).catch(() => {});
  });
  await expect(inSpite).rejects.toSatisfy(isAbortedTransactionError);
  expect(await ask('select * from undone')).toEqual([]);
});

test('a database that is closed says so', async () => {
  const closed = await openCopy();
  await sql`select 1`.execute(closed.db);
  await closed.close();
  await expect(sql`select 1`.execute(closed.db)).rejects.toThrow(/destroyed|closed/);
});

test('an error’s stack tells where the statement was asked', async () => {
  const error = await ask('select 1 / 0').catch((reason: Error) => reason);
  expect((error as Error).stack).toContain('embedded-dialect.test.ts');
});
