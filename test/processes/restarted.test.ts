/** A Postgres server that is restarted beneath the service, in a cluster of this test's own. */

import { execFile, execFileSync } from 'node:child_process';
import { chownSync, existsSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openDatabase } from '../../db/engine/connect.ts';
import type { Database } from '../../db/engine/database.ts';
import { migrate } from '../../db/engine/migrate.ts';
import { yogaOver } from '../support/newsroom.ts';
import { until } from '../support/until.ts';

/** Debian's, the latest. */
const programs = globSync('/usr/lib/postgresql/*/bin').sort().at(-1);
/** Postgres refuses to run as root. */
const user = process.getuid?.() === 0 ? userOf('postgres') : undefined;
const isPossible = inject('isLong') && inject('serverUrl') !== null && programs !== undefined && user !== null;

function userOf(name: string): { uid: number; gid: number } | null {
  try {
    const number = (flag: string) => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: number('-u'), gid: number('-g') };
  } catch {
    return null;
  }
}

// NOTE: skipped where there are no programs to make a cluster with, nobody to run it as, and in the short suite.
describe.runIf(isPossible)('a cluster of its own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-cluster-'));
  const run = (program: string, ...args: readonly string[]) =>
    promisify(execFile)(join(programs ?? '', program), [...args], { cwd: folder, ...user });
  const data = join(folder, 'data');
  let database: Database;

  beforeAll(async () => {
    if (user) chownSync(folder, user.uid, user.gid);
    const port = await freePort();
    await run('initdb', '-D', data, '-U', 'postgres', '-A', 'trust', '--no-sync');
    await run(
      'pg_ctl',
      '-D',
      data,
      '-w',
      '-l',
      join(folder, 'log'),
      '-o',
      `-p ${port} -k ${folder} -c fsync=off`,
      'start',
    );
    const databaseUrl = `postgres://postgres@127.0.0.1:${port}/postgres`;
    const queue = { maxWaiting: 100, maxWaitMs: 3_000 };
    database = await openDatabase({ databaseUrl, dataDir: '', poolSize: 4, statementTimeoutMs: 4_000, queue });
    await migrate(database.db);
  });
  afterAll(async () => {
    await database?.close();
    if (existsSync(data)) await run('pg_ctl', '-D', data, '-m', 'immediate', 'stop').catch(() => {});
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(['fast', 'immediate'])(
    'that is restarted (%s) is 503 meanwhile, and asked again by itself',
    async (mode) => {
      const yoga = yogaOver(database.db);
      const ask = async () => {
        const query = encodeURIComponent('{ articles(first: 1) { totalCount } }');
        const headers = { accept: 'application/graphql-response+json' };
        return (await yoga.fetch(`http://yoga/graphql?query=${query}`, { headers })).status;
      };
      expect(await ask()).toBe(200);
      let isOver = false;
      const restarting = run('pg_ctl', '-D', data, '-m', mode, '-w', '-l', join(folder, 'log'), 'restart').finally(
        () => {
          isOver = true;
        },
      );
      const statuses = new Set<number>();
      while (!isOver) {
        for (const status of await Promise.all([1, 2, 3, 4, 5, 6].map(ask))) statuses.add(status);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      await restarting;
      await until(async () => (await ask()) === 200, 'an answer');
      expect([...statuses].filter((status) => status !== 200 && status !== 503)).toEqual([]);
    },
  );
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
