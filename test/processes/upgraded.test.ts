/**
 * An upgrade under load, and back: the release before and this one on one database, through the migrations between them.
 * `UPGRADE_FROM` takes another revision to begin from, or the folder of an installed release.
 */

import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, inject, onTestFinished, test, vi } from 'vitest';
import { balancedLoad } from '../support/balanced-load.ts';
import { formerRevision, takeOut } from '../support/former-release.ts';
import { openCopy } from '../support/newsroom.ts';
import { type Environment, finish, printed, start } from '../support/process.ts';

/** An embedded database belongs to one process. */
const isAsked = inject('isLong') && inject('serverUrl') !== null;
const from = isAsked ? process.env.UPGRADE_FROM || (await formerRevision()) : undefined;

/** Of each phase: long enough for some hundred requests. */
const PHASE_MS = 6_000;

/** Its deadlines are those of an installation, not a test's: who waits for longer has failed. */
const settings = {
  ...{ PORT: '0', DEMO: 'on', LOG_LEVEL: 'error', COST_BUDGET: '0', TOKEN_COST_BUDGET: '0' },
  ...{ STATEMENT_TIMEOUT_MS: '4000', REQUEST_TIMEOUT_MS: '5000', DATABASE_QUEUE_MS: '3000' },
};

const running: { kill(): void }[] = [];
const kill = () => {
  for (const process of running) process.kill();
};

async function begin(where: Environment, house?: string) {
  const child = start('src/main.js', [], { ...settings, ...where }, house);
  running.push({ kill: () => void child.kill('SIGKILL') });
  const ended = finish(child);
  const [, url = '', token = ''] = await printed(child, /API\s+(http:\S+)\/graphql(?:[\s\S]*Admin token\s+(\S+))?/);
  /** Lets it answer what it was asked, and end. */
  const stop = async () => {
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
  };
  return { url, token, stop };
}

test.skipIf(from === undefined)(
  'no request fails while one version takes the place of another, nor on the way back',
  async () => {
    // Undone from the last to the first.
    const former = await takeOut(from ?? '');
    onTestFinished(former.remove);
    const copy = await openCopy();
    onTestFinished(async () => {
      await copy.close();
      await copy.remove?.();
    });
    onTestFinished(kill);
    const where = { DATABASE_URL: copy.url ?? '' };
    const migrations = async () =>
      (await sql<{ name: string }>`select name from kysely_migration order by name`.execute(copy.db)).rows.length;
    // As the version before begins: with nothing.
    await sql`drop schema public, pgboss cascade`.execute(copy.db);
    await sql`create schema public`.execute(copy.db);
    const first = await begin(where, former.folder);
    const second = await begin(where, former.folder);
    const before = await migrations();
    const behind = [first.url, second.url];
    const load = balancedLoad(behind, first.token);
    onTestFinished(async () => {
      kill();
      await load.end();
    });
    const leave = async (process: { url: string; stop(): Promise<void> }) => {
      behind.splice(behind.indexOf(process.url), 1);
      await process.stop();
    };
    await wait(PHASE_MS);
    // It migrates, while the others are asked.
    const next = await begin(where);
    const migrated = (await migrations()) - before;
    behind.push(next.url);
    await wait(PHASE_MS);
    const ready = await (await fetch(`${first.url}/health/ready`)).text();
    if (migrated > 0) expect(ready).toContain('A later version has migrated the database');
    await leave(first);
    await leave(second);
    await wait(PHASE_MS);
    const returned = await begin(where, former.folder);
    behind.push(returned.url);
    await leave(next);
    await wait(PHASE_MS);
    const { asked, failed, longestMs, slugs } = await load.end();
    const counts = [first, second, next, returned].map(({ url }) => asked[url] ?? 0);
    process.stdout.write(
      `upgrade from ${former.name}: ${JSON.stringify({ migrations: migrated, asked: counts, failed: failed.length, longestMs, published: slugs.length })}\n`,
    );
    expect(failed).toEqual([]);
    expect(Math.min(...counts)).toBeGreaterThan(50);
    // What was acknowledged is there.
    const { rows } = await sql<{
      slug: string;
    }>`select slug from published_article where slug = any(${slugs})`.execute(copy.db);
    expect(rows.length).toBe(slugs.length);
    expect(slugs.length).toBeGreaterThan(0);
    await returned.stop();
  },
);

test('a release that isn’t in the history is refused, and leaves no folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-upgrade-'));
  vi.stubEnv('TMPDIR', folder);
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  });
  await expect(takeOut('no-such-release')).rejects.toThrow('no-such-release');
  expect(await readdir(folder)).toEqual([]);
});
