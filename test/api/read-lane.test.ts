/** Pipelined reads of a server: what goes together, what isn't put behind others, and what breaks. Embedded there are none. */

import type { CompiledQuery, LogEvent } from 'kysely';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { openReadLane, type ReadLane } from '../../db/engine/read-lane.ts';

const connectionString = inject('serverUrl') ?? undefined;

const asked = (sql: string, ...parameters: unknown[]) =>
  ({ sql, parameters }) as unknown as CompiledQuery<{ one: number }>;

describe.skipIf(connectionString === undefined)('a lane of two connections', () => {
  let lane: ReadLane;
  let events: LogEvent[];
  const name = `dateline-lane-${process.pid}`;
  beforeEach(() => {
    events = [];
    const client = { connectionString, application_name: name, statement_timeout: 20_000 };
    lane = openReadLane({ client, size: 2, statementTimeoutMs: 20_000, log: (event) => void events.push(event) });
  });
  afterEach(() => lane.close());

  const one = () => lane.query('one', asked('select $1::int as one', 1));
  const nap = () => lane.query('nap', asked('select 1 as one from pg_sleep($1)', 0.5));
  const elsewhere = async <Done>(work: (client: pg.Client) => Promise<Done>) => {
    const client = new pg.Client({ connectionString });
    await client.connect();
    return work(client).finally(() => client.end());
  };

  test('sends what is asked in one turn over one connection, and answers each by itself', async () => {
    const answers = await Promise.all([one(), lane.query('two', asked('select $1::int + 1 as one', 1)), one()]);
    expect(answers).toEqual([[{ one: 1 }], [{ one: 2 }], [{ one: 1 }]]);
    expect([lane.idle(), lane.busy(), lane.waiting()]).toEqual([1, 0, 0]);
    expect(events.map(({ level, query }) => [level, query.sql])).toEqual([
      ['query', 'select $1::int as one'],
      ['query', 'select $1::int + 1 as one'],
      ['query', 'select $1::int as one'],
    ]);
  });

  test('a statement that fails fails alone', async () => {
    const [good, bad, behind] = await Promise.allSettled([
      one(),
      lane.query('broken', asked('select 1 / $1::int as one', 0)),
      one(),
    ]);
    expect([good.status, bad.status, behind.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(events.filter(({ level }) => level === 'error').length).toBe(1);
  });

  test('a line has an end', async () => {
    const line = [nap(), ...Array.from({ length: 40 }, one)].filter((answer) => answer !== null);
    expect(line.length).toBeLessThanOrEqual(16);
    expect(lane.waiting()).toBe(line.length - 1);
    await Promise.all(line);
  });

  test('nobody is put behind what takes long', async () => {
    const first = nap();
    // The next turn has a connection of its own.
    await new Promise((resolve) => setImmediate(resolve));
    const naps = [first, nap()];
    await new Promise((resolve) => setTimeout(resolve, 25));
    expect([lane.busy(), one()]).toEqual([2, null]);
    await Promise.all(naps);
    expect(await one()).toEqual([{ one: 1 }]);
  });

  test('a connection that is lost fails what is on it, and another takes its place', async () => {
    const napping = nap();
    const killed = elsewhere(async (client) => {
      for (;;) {
        const { rows } = await client.query<{ ended: boolean }>(
          `select pg_terminate_backend(pid) as ended from pg_stat_activity where application_name = $1 and query ~ 'pg_sleep'`,
          [name],
        );
        if (rows.length > 0) return;
      }
    });
    await expect(napping).rejects.toThrow();
    await killed;
    expect(await one()).toEqual([{ one: 1 }]);
  });

  test('a closed one takes nothing, and opens nothing', async () => {
    await one();
    await lane.close();
    expect(one()).toBeNull();
    expect([lane.idle(), lane.busy()]).toEqual([0, 0]);
  });
});
