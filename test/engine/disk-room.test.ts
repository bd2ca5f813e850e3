/** The embedded engine on a disk without room: what would write is refused as by a server, and goes on once there is room. */

import { PGlite } from '@electric-sql/pglite';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Database } from '../../db/engine/database.ts';
import { roomIn } from '../../db/engine/disk-room.ts';
import { embeddedDatabase } from '../../db/engine/embedded.ts';
import { faultOfDatabase } from '../../db/engine/faults.ts';

let database: Database;
let hasRoom = true;

beforeAll(async () => {
  database = embeddedDatabase(await PGlite.create(), {}, () => hasRoom);
  await sql`create table line (text text)`.execute(database.db);
});
beforeEach(() => {
  hasRoom = true;
});
afterAll(() => database.close());

const write = (text: string, db = database.db) => sql`insert into line values (${text})`.execute(db);
const lines = async () => {
  const { rows } = await sql<{ text: string }>`select text from line order by text`.execute(database.db);
  return rows.map(({ text }) => text);
};
const refused = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => faultOfDatabase(error),
  );

test('without room nothing is written, what is read is answered, and with room it goes on', async () => {
  await write('before');
  hasRoom = false;
  expect(await refused(write('without'))).toBe('full');
  expect(await refused(sql`create table other (id int)`.execute(database.db))).toBe('full');
  expect(await refused(database.db.transaction().execute((trx) => write('in a transaction', trx)))).toBe('full');
  // The job queue's library writes by functions, and by a way of its own.
  hasRoom = true;
  await lines();
  hasRoom = false;
  expect(await refused(database.run("insert into line values ('run')"))).toBe('full');
  expect(await lines()).toEqual(['before']);
  hasRoom = true;
  await write('behind');
  expect(await lines()).toEqual(['before', 'behind']);
});

test('a transaction that has written when the room goes is rolled back as a whole, and the next writes when there is some', async () => {
  const before = await lines();
  const work = database.db.transaction().execute(async (trx) => {
    await write('first', trx);
    hasRoom = false;
    await write('second', trx);
  });
  expect(await refused(work)).toBe('full');
  expect(await lines()).toEqual(before);
  hasRoom = true;
  await database.db.transaction().execute((trx) => write('third', trx));
  expect(await lines()).toEqual([...before, 'third'].sort());
});

test('what was refused says why also where there is room again by then', async () => {
  const work = database.db.transaction().execute(async (trx) => {
    hasRoom = false;
    await sql`select 1`.execute(trx);
    hasRoom = true;
    await write('again', trx);
  });
  expect(await refused(work)).toBe('full');
});

test('a folder that isn’t there, whose room nobody knows, counts as one with room', () => {
  expect(roomIn('/nowhere')()).toBe(true);
});
