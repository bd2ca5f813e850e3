/** The log of events: ids are in the order of commits, which whoever reads on from the last id relies on; and who meets there. */

import { sql } from 'kysely';
import { expect, inject, test } from 'vitest';
import type { Trx } from '../../db/engine/database.ts';
import { nobody, recordEvents } from '../../db/events/append.ts';
import { lockWaits } from '../support/lock-waits.ts';
import { editor, useNewsroom } from '../support/newsroom.ts';
import { until } from '../support/until.ts';

const newsroom = useNewsroom();

/** An event goes to the server with what follows it. */
async function appendNow(trx: Trx): Promise<void> {
  await recordEvents(trx, nobody, [{ type: 'related.changed', detail: { lists: [] } }]);
  await sql`select`.execute(trx);
}

// An embedded database has one connection: its transactions never overlap.
test.skipIf(inject('serverUrl') === null)(
  'a transaction that appends waits for the one that appended before it',
  async () => {
    const { db } = newsroom;
    const ended: string[] = [];
    const append = (work: () => Promise<void>) =>
      db.transaction().execute(async (trx) => {
        await appendNow(trx);
        await work();
      });
    let second: Promise<unknown> = Promise.resolve();
    const first = append(async () => {
      second = append(async () => {}).then(() => ended.push('second'));
      await until(async () => ended.length > 0 || (await lockWaits(db)) > 0, 'the second to wait');
    });
    await first.then(() => ended.push('first'));
    await second;
    expect(ended).toEqual(['first', 'second']);
  },
);

test.skipIf(inject('serverUrl') === null)(
  'a mutation that is given up for a deadlock is done again, and succeeds',
  async ({ skip }) => {
    const { db } = newsroom;
    const isSuperuser = sql<{ is: boolean }>`select rolsuper as is from pg_roles where rolname = current_user`;
    if (!(await isSuperuser.execute(db)).rows[0]?.is) skip('Only a superuser can say who is given up.');
    await newsroom.askAs(editor, 'mutation { saveTopic(input: { slug: "tides", name: "Tides" }) { __typename } }');
    const deadlocks = async () => {
      await sql`select pg_stat_force_next_flush()`.execute(db);
      const { rows } = await sql<{ count: number }>`
        select deadlocks::int as count from pg_stat_database where datname = current_database()`.execute(db);
      return rows[0]?.count ?? 0;
    };
    const before = await deadlocks();
    let renamed: ReturnType<typeof newsroom.askAs> | undefined;
    await db.transaction().execute(async (trx) => {
      // Whoever looks for a deadlock first is given up.
      await sql`set local deadlock_timeout = '60s'`.execute(trx);
      await appendNow(trx);
      renamed = newsroom.askAs(
        editor,
        `mutation { saveTopic(input: { slug: "tides", expectedRevision: 1, name: "Tide tables" }) {
          ... on Topic { name revision } ... on UserError { message } } }`,
      );
      await until(async () => (await lockWaits(db)) > 0, 'the mutation to wait for the log');
      await sql`select from topic where slug = 'tides' for update`.execute(trx);
    });
    expect(await renamed).toMatchObject({ data: { saveTopic: { name: 'Tide tables', revision: 2 } } });
    expect(await deadlocks()).toBe(before + 1);
  },
);
