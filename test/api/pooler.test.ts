/** A service behind PgBouncer in transaction mode, whose connections to the server are somebody's for one transaction. */

import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openDatabase } from '../../db/engine/connect.ts';
import type { Database } from '../../db/engine/database.ts';
import { inSnapshot } from '../../db/engine/snapshot.ts';
import { transact } from '../../db/engine/transact.ts';
import { nobody, recordEvents } from '../../db/events/append.ts';
import { gatherStatistics } from '../../db/related/rebuild.ts';
import { openEventFeed } from '../../src/events/feed.ts';
import { piece, publish } from '../support/articles.ts';
import { useNewsroom, yogaOver } from '../support/newsroom.ts';
import { pgbouncer, startPgbouncer } from '../support/pgbouncer.ts';

const missing = [
  ...(inject('serverUrl') === null ? ['there is no server'] : []),
  ...(pgbouncer === undefined ? ['there is no PgBouncer'] : []),
];
const where = missing.length === 0 ? 'behind PgBouncer' : `SKIPPED, for ${missing.join(', and ')}`;

describe.skipIf(missing.length > 0)(where, () => {
  let ids: readonly number[] = [];
  const newsroom = useNewsroom(async (db) => {
    ids = await publish(db, [piece('Harbour', { topics: ['Ports'] }), piece('Orchard', { topics: ['Farms'] })]);
  });
  let pooler: Awaited<ReturnType<typeof startPgbouncer>>;
  let database: Database;
  const statements: string[] = [];
  const SERVER_CONNECTIONS = 2;

  beforeAll(async () => {
    const { url = '' } = newsroom.database as { url?: string };
    pooler = await startPgbouncer(url, SERVER_CONNECTIONS);
    const onStatement = (event: { query: { sql: string } }) => void statements.push(event.query.sql);
    const where = { databaseUrl: pooler.url, databaseDirectUrl: url, dataDir: '' };
    database = await openDatabase({ ...where, poolSize: 8, statementTimeoutMs: 400, onStatement });
  });
  afterAll(async () => {
    await database?.close();
    await pooler?.close();
  });

  const settings = sql<{ timeout: string; jit: string; pid: number }>`
    select current_setting('statement_timeout') as timeout, current_setting('jit') as jit, pg_backend_pid() as pid`;

  test('readers’ queries, of which many come at once, are answered over few connections', async () => {
    const yoga = yogaOver(database.db);
    const ask = async (first: number) => {
      const query = `{ articles(first: ${first}) { nodes { headline topics { name } related { nodes { slug } } } } }`;
      const search = new URLSearchParams({ query });
      return (await yoga.fetch(`http://yoga/graphql?${search}`, { headers: { accept: 'application/json' } })).json();
    };
    const answers = await Promise.all(Array.from({ length: 30 }, (_, place) => ask(1 + (place % 5))));
    expect(answers.map(({ errors }) => errors).filter(Boolean)).toEqual([]);
    expect(answers[1]).toMatchObject({
      data: { articles: { nodes: [{ headline: 'Orchard' }, { headline: 'Harbour' }] } },
    });
    const all = await Promise.all(Array.from({ length: 20 }, () => settings.execute(database.db)));
    expect(new Set(all.map(({ rows: [row] }) => row?.pid)).size).toBeLessThanOrEqual(SERVER_CONNECTIONS);
    await yoga.dispose();
  });

  test('statistics are gathered there, too', async () => {
    await expect(gatherStatistics(database.db)).resolves.toBeUndefined();
  });

  test('timeouts hold in statements and in transactions, and stay there', async () => {
    expect((await settings.execute(database.db)).rows).toMatchObject([{ timeout: '400ms', jit: 'off' }]);
    await expect(sql`select pg_sleep(5)`.execute(database.db)).rejects.toMatchObject({ code: '57014' });
    await inSnapshot(database.db, async (snapshot) => {
      expect((await settings.execute(snapshot)).rows).toMatchObject([{ timeout: '400ms', jit: 'off' }]);
    });
    const left = await database.run('select current_setting($1) as timeout', ['statement_timeout']);
    expect(left.rows).toEqual([{ timeout: '0' }]);
  });

  test('a transaction whose connection to the server is lost is done again, once', async () => {
    await sql`create table taken (tries int)`.execute(newsroom.db);
    let tries = 0;
    await transact(database.db, async (trx) => {
      tries += 1;
      await sql`insert into taken values (${tries}::int)`.execute(trx);
      if (tries === 1) await sql`select pg_terminate_backend(pg_backend_pid())`.execute(trx);
    });
    expect((await sql`select tries from taken`.execute(newsroom.db)).rows).toEqual([{ tries: 2 }]);
  });

  test('writers take their locks in turn, what fails is rolled back, and all is heard by the direct address', async () => {
    const feed = openEventFeed(database, { error: () => {} });
    const heard = await feed.events(['article.updated']);
    const write = (articleId: number) =>
      transact(database.db, (trx) => recordEvents(trx, nobody, [{ type: 'article.updated', articleId }]));
    const failing = transact(database.db, async (trx) => {
      await recordEvents(trx, nobody, [{ type: 'article.updated', articleId: 0 }]);
      throw new Error('given up');
    });
    await expect(failing).rejects.toThrow('given up');
    await Promise.all(Array.from({ length: 10 }, (_, place) => write(ids[place % 2] as number)));
    const told: (number | null)[] = [];
    while (told.length < 10) told.push((await heard.next()).value?.article_id ?? null);
    expect(told.filter((id) => id === 0)).toEqual([]);
    await feed.close();
  });
});
