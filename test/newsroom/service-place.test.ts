/** What all rely on (readiness, the log of events, the schedule) gets a connection however many readers wait for one. */

import {
  type CompiledQuery,
  type Dialect,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
} from 'kysely';
import { expect, test } from 'vitest';
import { Busy, createGate } from '../../db/engine/gate.ts';
import { gated } from '../../db/engine/gated-dialect.ts';
import { asService, undertake } from '../../db/engine/undertaking.ts';
import { nobody, recordEvents } from '../../db/events/append.ts';
import { probe } from '../../db/health/probe.ts';
import type { DB } from '../../db/types.ts';
import { watchSchedule } from '../../src/caching/expiry.ts';
import { startDueEvents } from '../../src/events/due.ts';
import { openEventFeed } from '../../src/events/feed.ts';
import { useNewsroom } from '../support/newsroom.ts';

const newsroom = useNewsroom();

/** The newsroom behind a gate of one place. */
function oneAtATime() {
  const gate = createGate({ size: 1, maxWaiting: 1, maxWaitMs: 60_000 });
  const dialect: Dialect = {
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createDriver: () => ({
      init: async () => {},
      acquireConnection: async () => ({
        executeQuery: <Row>(query: CompiledQuery) => newsroom.db.executeQuery(query as CompiledQuery<Row>),
        streamQuery: () => {
          throw new Error('Nothing is streamed.');
        },
      }),
      releaseConnection: async () => {},
      beginTransaction: async () => {},
      commitTransaction: async () => {},
      rollbackTransaction: async () => {},
      destroy: async () => {},
    }),
  };
  return { gate, db: new Kysely<DB>({ dialect: gated(dialect, gate) }) };
}

test('while readers fill every place and the queue, the probe, the feed and the schedule are next', async () => {
  const { gate, db } = oneAtATime();
  const errors: unknown[] = [];
  const log = { error: (detail: object) => void errors.push(detail) };
  const feed = openEventFeed({ db, engine: 'server', listen: async () => async () => {} }, log);
  const events = await feed.events();
  await newsroom.db.transaction().execute((trx) => recordEvents(trx, nobody, [{ type: 'newsroom.restored' }]));

  const leave = await gate.enter('reader');
  const reader = sql`select 1`.execute(db);
  await expect(sql`select 1`.execute(db)).rejects.toBeInstanceOf(Busy);
  const due = startDueEvents(db, log);
  const served = Promise.all([
    probe(db),
    events.next(),
    watchSchedule(db, (error) => errors.push(error)).then((schedule) => schedule.close()),
  ]);
  const caughtUp = feed.caughtUp();
  leave();
  const [probed, event] = await served;
  await Promise.all([reader, caughtUp, due.stop()]);
  expect(probed.behind).toEqual([]);
  expect(event.value).toMatchObject({ type: 'newsroom.restored' });
  expect(errors).toEqual([]);
  await feed.close();
});

test('what a mutation began for all isn’t given up with it', async () => {
  const { gate, db } = oneAtATime();
  const leave = await gate.enter('reader');
  const giving = new AbortController();
  const undertaking = { signal: giving.signal, commits: 0, isTransactional: true };
  const reading = undertake(undertaking, undefined, () => asService(() => sql`select 1`.execute(db)));
  // A connection is asked for behind some turns.
  await new Promise(setImmediate);
  giving.abort();
  leave();
  await expect(reading).resolves.toMatchObject({ rows: [expect.anything()] });
});
