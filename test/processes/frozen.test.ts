/** A process that is frozen, or killed, in the middle of a transaction, beside others that go on. */

import { once } from 'node:events';
import { sql } from 'kysely';
import { afterAll, expect, inject, test } from 'vitest';
import { indexLater } from '../../db/articles/search-index.ts';
import { recordEvents } from '../../db/events/append.ts';
import { lastEventId } from '../../db/events/log.ts';
import { refreshTrending } from '../../db/trending/refresh.ts';
import { parseId } from '../../src/ids.ts';
import { type Told, toolsOf } from '../support/drafts.ts';
import { editor, useNewsroom } from '../support/newsroom.ts';
import { printed, start } from '../support/process.ts';
import { until } from '../support/until.ts';

const newsroom = useNewsroom();
const tools = toolsOf(newsroom);
const kills: (() => Promise<unknown>)[] = [];

afterAll(() => Promise.all(kills.map((kill) => kill())));

function startedOn(script: string, args: readonly string[] = []) {
  const child = start(script, args, { DATABASE_URL: (newsroom.database as { url?: string }).url ?? '' });
  const ended = once(child, 'close');
  const kill = () => {
    child.kill('SIGKILL');
    return ended;
  };
  kills.push(kill);
  return { child, ended, kill };
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
  'a piece that a frozen process indexes, or relates, is killed all the same, and stays so when the process goes on',
  async () => {
    const { db } = newsroom;
    const pieces = { index: await tools.published(editor, editor), relate: await tools.published(editor, editor) };
    const idOf = (piece: Told) => Number(parseId(String(piece.article?.id))?.id);
    await db.transaction().execute((trx) => indexLater(trx, [idOf(pieces.index)]));
    const frozen = Object.entries(pieces).map(([work, piece]) =>
      startedOn('test/support/background-work.ts', [work, String(idOf(piece)), 'for share']),
    );
    await until(async () => {
      const { rows } = await sql`
        select from pg_stat_activity where datname = current_database()
        and state = 'idle in transaction' and query like '%for share%'`.execute(db);
      return rows.length === frozen.length;
    }, 'the frozen processes');
    const killed = await Promise.all(
      Object.values(pieces).map((piece) => tools.takeAway(editor, 'killArticle', piece)),
    );
    expect(killed).toMatchObject([{ state: 'IN_PROGRESS' }, { state: 'IN_PROGRESS' }]);
    for (const { child } of frozen) child.kill('SIGCONT');
    await Promise.all(frozen.map(({ ended }) => ended));
    const { rows } = await sql`select from article where killed_at is null`.execute(db);
    expect(rows).toEqual([]);
  },
);

test.runIf(inject('serverUrl') !== null)(
  'a process that is killed while it refreshes leaves that to others',
  async () => {
    const { db } = newsroom;
    const refresh = () => refreshTrending(db, sql<Date>`now()`, true);
    await db.transaction().execute(async (trx) => {
      await sql`lock table trending_rank`.execute(trx);
      const { kill } = startedOn('test/support/background-work.ts', ['refresh']);
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
