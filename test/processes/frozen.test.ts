/** A process that is frozen, or killed, in the middle of a transaction, beside others that go on. */

import { once } from 'node:events';
import { sql } from 'kysely';
import { afterAll, expect, inject, test } from 'vitest';
import { recordEvents } from '../../db/events/append.ts';
import { lastEventId } from '../../db/events/log.ts';
import { refreshTrending } from '../../db/trending/refresh.ts';
import { editor, useNewsroom } from '../support/newsroom.ts';
import { printed, start } from '../support/process.ts';
import { until } from '../support/until.ts';

const newsroom = useNewsroom();
const kills: (() => Promise<unknown>)[] = [];

afterAll(() => Promise.all(kills.map((kill) => kill())));

function startedOn(script: string) {
  const child = start(script, [], { DATABASE_URL: (newsroom.database as { url?: string }).url ?? '' });
  const ended = once(child, 'close');
  const kill = () => {
    child.kill('SIGKILL');
    return ended;
  };
  kills.push(kill);
  return { child, kill };
}

test.runIf(inject('serverUrl') !== null)(
  'a frozen process that holds the log’s lock stops nobody for long',
  async () => {
    const { child } = startedOn('test/support/lock-holder.ts');
    await printed(child, /holds/);
    child.kill('SIGSTOP');
    // Given up by the server after 20 s, where the lock was held for a minute.
    await newsroom.db
      .transaction()
      .execute((trx) => recordEvents(trx, editor, [{ type: 'draft.created', draftId: 1 }]));
    expect(await lastEventId(newsroom.db)).toBeGreaterThan(0);
  },
);

test.runIf(inject('serverUrl') !== null)(
  'a process that is killed while it refreshes leaves that to others',
  async () => {
    const { db } = newsroom;
    const refresh = () => refreshTrending(db, sql<Date>`now()`, true);
    await db.transaction().execute(async (trx) => {
      await sql`lock table trending_rank`.execute(trx);
      const { kill } = startedOn('test/support/refresher.ts');
      await until(async () => {
        const { rows } =
          await sql`select from pg_locks where relation = 'trending_rank'::regclass and not granted`.execute(trx);
        return rows.length > 0;
      }, 'the other’s refresh');
      expect(await refresh()).toBe(false);
      await kill();
    });
    await until(refresh, 'a refresh of this one');
  },
);
