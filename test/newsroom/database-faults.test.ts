/** Faults of a database server, each caused: what callers are told is true, and the service goes on by itself. */

import { randomUUID } from 'node:crypto';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openDatabase } from '../../db/engine/connect.ts';
import type { Database } from '../../db/engine/database.ts';
import { transact } from '../../db/engine/transact.ts';
import { lockWaits } from '../support/lock-waits.ts';
import { admin, useNewsroom, yogaOver } from '../support/newsroom.ts';
import { until } from '../support/until.ts';

const newsroom = useNewsroom();
const serverUrl = inject('serverUrl');

interface Told {
  readonly data?: Readonly<Record<string, { readonly id: string }>> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[];
}

describe.skipIf(serverUrl === null)('on a server', () => {
  /** What cuts the connection once it was sent to the server: answered or not, nobody hears. */
  let fatal: string | undefined;
  const sockets = new Set<Socket>();
  const proxy = createServer((client) => {
    const { hostname, port } = new URL(serverUrl ?? '');
    const server = connect(Number(port || 5432), hostname);
    sockets.add(client);
    client.on('data', (bytes) => {
      server.write(bytes);
      if (fatal === undefined || !bytes.toString('latin1').includes(fatal)) return;
      fatal = undefined;
      client.destroy();
    });
    server.on('data', (bytes) => client.destroyed || client.write(bytes));
    client.on('error', () => {}).on('close', () => server.end());
    server.on('error', () => {}).on('close', () => client.destroy());
  });
  let own: Database;
  let yoga: ReturnType<typeof yogaOver>;

  beforeAll(async () => {
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const { port } = proxy.address() as AddressInfo;
    const { url = '' } = newsroom.database as { url?: string };
    const databaseUrl = Object.assign(new URL(url), { hostname: '127.0.0.1', port }).href;
    own = await openDatabase({ databaseUrl, dataDir: '', poolSize: 3, statementTimeoutMs: 20_000 });
    yoga = yogaOver(own.db);
    await newsroom.askAs(admin, '{ viewer { role } }');
  });
  afterAll(async () => {
    await own.close();
    for (const socket of sockets) socket.destroy();
    proxy.close();
  });

  async function post(query: string): Promise<Told & { readonly status: number }> {
    const response = await yoga.fetch('http://yoga/graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json',
        authorization: admin.id ?? '',
      },
      body: JSON.stringify({ query }),
    });
    return { status: response.status, ...((await response.json()) as Told) };
  }
  const create = (headline: string, key = randomUUID()) =>
    `mutation { createDraft(idempotencyKey: "${key}", input: { content: { headline: "${headline}" } }) { ... on Draft { id } } }`;
  const countOf = async (headline: string): Promise<number> => {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from draft where headline = ${headline}`.execute(newsroom.db);
    return rows[0]?.count ?? -1;
  };

  test('a connection that is cut in a transaction is replaced, and what nothing was changed by is done again', async () => {
    fatal = 'insert into draft ';
    const told = await post(create('Cut'));
    expect(fatal, 'it was cut').toBeUndefined();
    expect([told.status, told.errors]).toEqual([200, undefined]);
    expect(await countOf('Cut')).toBe(1);
  });

  test('a connection that is cut behind COMMIT may have done it, says so, and the same key does it once in all', async () => {
    const key = randomUUID();
    fatal = 'commit';
    const told = await post(create('Uncertain', key));
    expect(fatal, 'it was cut').toBeUndefined();
    expect(told.status).toBe(503);
    expect(told.errors?.[0]?.extensions).toMatchObject({ code: 'UNAVAILABLE', mayHaveHappened: true });
    expect(told.errors?.[0]?.message).toContain('look before you ask for it again');
    const again = await post(create('Uncertain', key));
    expect(again.data?.createDraft?.id).toBeDefined();
    expect(await countOf('Uncertain')).toBe(1);
  });

  test.each([
    ['while its process does something else', 0],
    ['while its process hears of it', 300],
  ])('a transaction that the server ends for its idleness before COMMIT, %s, is done again', async (_, waitMs) => {
    let times = 0;
    const made = await transact(own.db, async (trx) => {
      times += 1;
      await sql`set local idle_in_transaction_session_timeout = 100`.execute(trx);
      const row = await sql<{
        id: number;
      }>`insert into topic (slug, name) values ('idle', 'Idle') returning id`.execute(trx);
      if (times === 1 && waitMs > 0) await wait(waitMs);
      // The answer is there, and so is the end, before anything is read again.
      else if (times === 1) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
      return row.rows.length;
    });
    expect([made, times]).toEqual([1, 2]);
    const { rows } = await sql`delete from topic where slug = 'idle' returning id`.execute(newsroom.db);
    expect(rows).toHaveLength(1);
  });

  test('a statement whose answer came while the process was held up is answered', async () => {
    const { url: databaseUrl = '' } = newsroom.database as { url?: string };
    const impatient = await openDatabase({ databaseUrl, dataDir: '', poolSize: 1, statementTimeoutMs: 100 });
    try {
      const asked = sql<{ one: number }>`select 1 as one`.execute(impatient.db);
      // It is sent, and then nothing is read for longer than a connection may be silent.
      await new Promise(setImmediate);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3_300);
      expect((await asked).rows).toEqual([{ one: 1 }]);
    } finally {
      await impatient.close();
    }
  });

  test('a statement that is cancelled on the server is 504, nothing was changed, and its connection is good', async () => {
    const { data } = await post(create('Cancelled'));
    const step = `draft: "${data?.createDraft?.id}", expectedRevision: 1`;
    const revise = `mutation { reviseDraft(input: { ${step}, content: { headline: "Not this" } }) { __typename } }`;
    const told = await newsroom.db.transaction().execute(async (trx) => {
      await trx.selectFrom('draft').select('id').forUpdate().execute();
      const answer = post(revise);
      await until(async () => (await lockWaits(trx)) > 0, 'the one that waits');
      await sql`
        select pg_cancel_backend(pid) from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`.execute(trx);
      return answer;
    });
    expect([told.status, told.errors?.[0]?.extensions.code]).toEqual([504, 'TIMEOUT']);
    expect([await countOf('Cancelled'), await countOf('Not this')]).toEqual([1, 0]);
    expect((await post(revise)).status).toBe(200);
  });

  test('a server that ends all connections, as at its restart, is asked again over new ones', async () => {
    await Promise.all([1, 2, 3].map(() => post('{ drafts { totalCount } }')));
    await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'dateline' and pid <> pg_backend_pid()`.execute(
      newsroom.db,
    );
    const answered = await until(async () => (await post('{ drafts { totalCount } }')).status === 200, 'an answer');
    expect(answered).toBe(true);
  });
});
