/** What /health/ready names: what keeps a process from serving, and what is wrong though it serves. */

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { statementFailed } from '../../db/engine/diagnostics.ts';
import { Busy } from '../../db/engine/gate.ts';
import { probe } from '../../db/health/probe.ts';
import { createReadinessCheck, type ReadinessNeeds } from '../../src/service/readiness.ts';
import { start } from '../support/http-server.ts';
import { useNewsroom } from '../support/newsroom.ts';

const newsroom = useNewsroom();

/** @returns what /health/ready answers while things are so */
async function answered(given: Partial<ReadinessNeeds> = {}, work: () => Promise<unknown> = async () => {}) {
  const needs: ReadinessNeeds = {
    newsroom: () => ({ probe: () => probe(newsroom.db), readUpTo: () => performance.now() }),
    dataDir: '/data',
    freeBytes: async () => 1e12,
    ...given,
  };
  const readiness = createReadinessCheck(needs);
  const { url } = await start({}, { isReady: readiness.check });
  await work();
  const response = await fetch(`${url}/health/ready`);
  readiness.close();
  return [response.status, await response.json()];
}

const warned = (check: string, message: unknown) => [200, { status: 'ready', warnings: [{ check, message }] }];
const refused = (reason: string) => [503, { status: 'not ready', reason }];

test('a database as it should be is ready, without a warning', async () => {
  expect(await answered()).toEqual([200, { status: 'ready' }]);
});

test('a start, and a database that doesn’t answer, are no readiness', async () => {
  expect(await answered({ newsroom: () => undefined })).toEqual(refused('starting'));
  const away = { probe: () => Promise.reject(new Error('secret at db.internal')), readUpTo: () => performance.now() };
  expect(await answered({ newsroom: () => away })).toEqual(refused('the database doesn’t answer'));
});

test('a probe that found no connection is a warning while the log is read, and no readiness after', async () => {
  const busy = (lagMs: number) => () => ({
    probe: () => Promise.reject(new Busy('200 wait for a place already.')),
    readUpTo: () => performance.now() - lagMs,
  });
  expect(await answered({ newsroom: busy(0) })).toEqual(
    warned('connections', 'No connection to the database was free: more is asked for than can be done.'),
  );
  expect(await answered({ newsroom: busy(60_000) })).toEqual(refused('the database doesn’t answer'));
});

test('migrations that are behind are no readiness, ones that are ahead a warning', async () => {
  const { db } = newsroom;
  const [last] = (
    await sql<{ name: string; timestamp: string }>`select * from kysely_migration order by name desc limit 1`.execute(
      db,
    )
  ).rows;
  await sql`delete from kysely_migration where name = ${last?.name}`.execute(db);
  const behind = await answered();
  await sql`insert into kysely_migration (name, timestamp) values (${last?.name}, ${last?.timestamp}), ('9999-later', '')`.execute(
    db,
  );
  const ahead = await answered();
  await sql`delete from kysely_migration where name = '9999-later'`.execute(db);
  expect(behind).toEqual(refused('the database’s migrations are behind, by 1'));
  expect(ahead).toEqual(warned('migrations', 'A later version has migrated the database: it is ahead by 1.'));
});

test('a clock that is off is a warning that says by how much', async () => {
  const off = (ms: number) => () => ({
    probe: () => probe(newsroom.db, () => Date.now() + ms),
    readUpTo: () => performance.now(),
  });
  expect(await answered({ newsroom: off(-60_000) })).toEqual(
    warned('clock', expect.stringMatching(/^The database’s clock is (59|60)\.\d s before this machine’s\.$/)),
  );
  expect(await answered({ newsroom: off(60_000) })).toEqual(warned('clock', expect.stringContaining('s behind this')));
  expect(await answered({ newsroom: off(1_000) })).toEqual([200, { status: 'ready' }]);
});

test('a log of events that can’t be read is a warning', async () => {
  const lagging = { probe: () => probe(newsroom.db), readUpTo: () => performance.now() - 9_100 };
  expect(await answered({ newsroom: () => lagging })).toEqual(
    warned('events', 'The log of events couldn’t be read for 9 s: nothing is cached.'),
  );
});

test('a disk that is full, or nearly, is a warning; on a server as soon as it says so', async () => {
  expect(await answered({ freeBytes: async () => 12_300_000 })).toEqual(
    warned('disk', 'The disk of DATA_DIR has 12 MB left.'),
  );
  const onServer = { dataDir: undefined, freeBytes: () => Promise.reject(new Error('nobody asks')) };
  const fail = (code: string) => async () => statementFailed.publish({ code });
  expect(await answered(onServer, fail('53100'))).toEqual(
    warned('disk', 'The database’s disk is full: nothing can be written.'),
  );
  expect(await answered(onServer, fail('23505'))).toEqual([200, { status: 'ready' }]);
});

test('a damaged part is a warning from when a statement first found it', async () => {
  const damaged = warned('damage', 'The database found that a part of it is damaged: restore the latest backup.');
  expect(await answered({}, async () => statementFailed.publish({ code: 'XX001' }))).toEqual(damaged);
});

test('a statement that fails is told with its SQLSTATE', async () => {
  const codes: string[] = [];
  const stop = statementFailed.subscribe(({ code }) => codes.push(code));
  await sql`select 1/0`.execute(newsroom.db).catch(() => {});
  stop();
  expect(codes).toEqual(['22012']);
});

test('of any number that ask at once, one asks the database', async () => {
  let asked = 0;
  const counting = async () => {
    asked += 1;
    return probe(newsroom.db);
  };
  const readiness = createReadinessCheck({
    newsroom: () => ({ probe: counting, readUpTo: () => performance.now() }),
    dataDir: undefined,
  });
  await Promise.all(Array.from({ length: 20 }, () => readiness.check()));
  readiness.close();
  expect(asked).toBe(1);
});
