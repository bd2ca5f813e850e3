/** An embedded database that is lent to other processes, here by sockets within one: whose word counts, and what ends when. */

import { existsSync, lstatSync, mkdirSync, statSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { borrowDatabase } from '../../db/engine/borrow.ts';
import { openDatabase } from '../../db/engine/connect.ts';
import type { Database, Db } from '../../db/engine/database.ts';
import { type Lending, lendDatabase } from '../../db/engine/lend.ts';
import { sendMessage } from '../../db/engine/messages.ts';
import { transact } from '../../db/engine/transact.ts';
import { gatheringViews, gatherViews, planViewHistory } from '../../db/views/history.ts';
import { makeDataFolder } from '../support/data-folder.ts';

const version = '1.0.0, schema 0001-first';
const ready = Promise.resolve();
let folder: string;
let dataDir: string;
let own: Database;
let lending: Lending;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-lent-'));
  dataDir = join(folder, 'newsroom');
  await makeDataFolder(dataDir);
  // As a service has it: whoever waits for the engine is one of few, and not for long.
  const queue = { maxWaiting: 10, maxWaitMs: 40 };
  own = await openDatabase({ dataDir, poolSize: 1, statementTimeoutMs: 0, queue });
  await sql`create table counted (number integer not null check (number < 100))`.execute(own.db);
  await sql`insert into counted values (0)`.execute(own.db);
  lending = await lend();
});
afterAll(async () => {
  await lending.close();
  await own.close();
  await rm(folder, { recursive: true });
});

const lend = (maxIdleMs?: number) => lendDatabase(own, dataDir, { version, ready, ...(maxIdleMs && { maxIdleMs }) });

/** @throws where nobody lends it */
async function borrowed(): Promise<Database> {
  const database = await borrowDatabase(dataDir, version);
  if (database === null) throw new Error('Nobody lends it.');
  return database;
}

async function numberIn(db: Db): Promise<number> {
  const { rows } = await sql<{ number: number }>`select number from counted`.execute(db);
  return rows[0]?.number ?? Number.NaN;
}

const count = (db: Db) => sql`update counted set number = number + 1`.execute(db);

/** Holds the engine until it is told what to do. */
async function inTransaction(db: Db) {
  const begun = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const ended = db.transaction().execute(async (trx) => {
    await count(trx);
    begun.resolve();
    await goOn.promise;
  });
  ended.catch(() => {});
  await begun.promise;
  return { commit: () => goOn.resolve(), ended };
}

describe('whoever borrows it', () => {
  test('is answered in the same types, numbers of changed rows and errors', async () => {
    const database = await borrowed();
    const moment = new Date('2026-03-12T06:30:00Z');
    const question = sql`
      select ${moment}::timestamptz as at, ${Buffer.from('ink')}::bytea as bytes, ${['a', 'b']}::text[] as texts,
             ${JSON.stringify({ deep: [1] })}::jsonb as json, null as nothing, 9007199254740993::bigint as long, 1.5::float8 as half
    `;
    expect((await question.execute(database.db)).rows).toEqual((await question.execute(own.db)).rows);
    expect((await count(database.db)).numAffectedRows).toBe(1n);
    const tooMuch = sql`update counted set number = 100`;
    const said = await tooMuch.execute(own.db).catch((error: unknown) => error);
    await expect(tooMuch.execute(database.db)).rejects.toMatchObject({
      code: '23514',
      constraint: (said as { constraint?: unknown }).constraint,
      message: (said as Error).message,
    });
    expect((await database.run('select 1 as one; select 2 as two')).rows).toEqual([{ one: 1 }, { two: 2 }]);
    await database.close();
  });

  test('has it alone within a transaction, also when several borrow it, and is never told that there is no place', async () => {
    const [one, two] = [await borrowed(), await borrowed()];
    const before = await numberIn(own.db);
    const held = await inTransaction(one.db);
    const waiting = transact(two.db, count);
    await expect(numberIn(own.db)).rejects.toThrow('No place was free');
    held.commit();
    await Promise.all([held.ended, waiting]);
    const rounds = Array.from({ length: 5 }, () => [one.db, two.db].map((db) => transact(db, count)));
    await Promise.all(rounds.flat());
    expect(await numberIn(own.db)).toBe(before + 12);
    await Promise.all([one.close(), two.close()]);
  });

  test('and is gone in the middle of a transaction has changed nothing, and keeps nobody out', async () => {
    const socket = connect(join(dataDir, 'socket'));
    sendMessage(socket, { ask: 'begin', isWriter: true });
    sendMessage(socket, { ask: 'query', sql: 'update counted set number = 99', parameters: [] });
    await new Promise((resolve) => socket.once('data', resolve));
    socket.destroy();
    const other = await borrowed();
    expect(await numberIn(other.db)).not.toBe(99);
    expect(await numberIn(own.db)).not.toBe(99);
    await other.close();
  });

  test('is another user’s process as little as one of another version', async () => {
    expect(statSync(join(dataDir, 'socket')).mode & 0o777).toBe(0o600);
    await expect(borrowDatabase(dataDir, '1.0.0, schema 0002-second')).rejects.toThrow(
      'is of another version (1.0.0, schema 0001-first) than this command (1.0.0, schema 0002-second)',
    );
  });
});

test('views that two gather at once are each counted for themselves', async () => {
  const both = await Promise.all([borrowed(), borrowed()]);
  const hour = new Date('2026-03-20T15:00:00Z');
  const plans = both.map(({ db }, index) =>
    gatheringViews(db, async (gathering) => {
      await gatherViews(gathering, [{ articleId: index + 1, hour, views: 41 }]);
      return planViewHistory(gathering);
    }),
  );
  const one = { created: 1, raised: 0, unchanged: 0 };
  expect(await Promise.all(plans)).toEqual([one, one]);
  await Promise.all(both.map((each) => each.close()));
});

test('a transaction that is idle for too long is ended, and the next one is as any other', async () => {
  await lending.close();
  lending = await lend(30);
  const before = await numberIn(own.db);
  const frozen = await borrowed();
  const held = await inTransaction(frozen.db);
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(await numberIn(own.db)).toBe(before);
  held.commit();
  await expect(held.ended).rejects.toMatchObject({ code: '25P03' });
  await transact(frozen.db, count);
  expect(await numberIn(own.db)).toBe(before + 1);
  await frozen.close();
});

test('when it is lent no more a transaction may end, everything else is told, and its socket is gone', async () => {
  await lending.close();
  lending = await lend();
  const [idle, busy] = [await borrowed(), await borrowed()];
  const held = await inTransaction(busy.db);
  const closing = lending.close();
  held.commit();
  await held.ended;
  await closing;
  for (const { db } of [idle, busy]) await expect(numberIn(db)).rejects.toMatchObject({ code: '57P01' });
  expect(existsSync(join(dataDir, 'socket'))).toBe(false);
  expect(await borrowDatabase(dataDir, version)).toBeNull();
  lending = await lend();
});

test('what a killed process left of its socket is nobody’s, and is replaced', async () => {
  await lending.close();
  await writeFile(join(dataDir, 'socket'), '');
  expect(await borrowDatabase(dataDir, version)).toBeNull();
  lending = await lend();
  await (await borrowed()).close();
});

test('a folder whose path is too long for a socket has a link to one', async () => {
  const deep = join(folder, ...Array.from({ length: 12 }, () => 'a-long-name'));
  mkdirSync(deep, { recursive: true });
  const lent = await lendDatabase(own, deep, { version, ready });
  expect(lstatSync(join(deep, 'socket')).isSymbolicLink()).toBe(true);
  const database = await borrowDatabase(deep, version);
  expect(await numberIn((database as Database).db)).toBeTypeOf('number');
  await database?.close();
  await lent.close();
  expect(lstatSync(join(deep, 'socket'), { throwIfNoEntry: false })).toBeUndefined();
});

test('nobody is answered before the newsroom is open', async () => {
  const opening = Promise.withResolvers<void>();
  const deep = join(folder, 'opening');
  mkdirSync(deep);
  const lent = await lendDatabase(own, deep, { version, ready: opening.promise });
  let isThere = false;
  const coming = borrowDatabase(deep, version).then((database) => {
    isThere = true;
    return database;
  });
  await numberIn(own.db);
  expect(isThere).toBe(false);
  opening.resolve();
  await (await coming)?.close();
  await lent.close();
});
