/** `npm run dump` and `npm run restore`: a newsroom goes from one folder or database into another. */

import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { lastEventOfType } from '../../db/events/log.ts';
import { withMigratedDatabase } from '../../src/commands/database.ts';
import { dumpCommand } from '../../src/commands/dump.ts';
import { restoreCommand } from '../../src/commands/restore.ts';
import { call } from '../support/command.ts';
import { openCopy } from '../support/newsroom.ts';
import { run } from '../support/process.ts';

let folder: string;
const copies: Awaited<ReturnType<typeof openCopy>>[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-dump-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  for (const copy of copies) {
    await copy.close();
    await copy.remove?.();
  }
});

/** An empty database on the engine that the run is about. */
async function place(name: string): Promise<{ DATABASE_URL: string } | { DATA_DIR: string }> {
  if (inject('serverUrl') === null) return { DATA_DIR: join(folder, name) };
  const copy = await openCopy();
  copies.push(copy);
  return { DATABASE_URL: copy.url ?? '' };
}

async function topics(env: NodeJS.ProcessEnv, added?: string) {
  return withMigratedDatabase(env, async ({ db }) => {
    if (added !== undefined) await db.insertInto('topic').values({ slug: added, name: added }).execute();
    return db.selectFrom('topic').select(['id', 'slug']).execute();
  });
}

test('a dump is restored into an empty newsroom, and a second restore is refused', async () => {
  const [from, to] = [await place('from'), await place('to')];
  const file = join(folder, 'newsroom.sql.gz');
  const before = await topics(from, 'tides');
  expect(await run('src/commands/dump.ts', [file], from)).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^Dumped \d+ rows into .*newsroom\.sql\.gz\.\n$/),
    stderr: '',
  });
  const restored = await run('src/commands/restore.ts', [file], to);
  expect(restored).toMatchObject({ code: 0, stderr: '' });
  expect(restored.stdout).toMatch(/^Restored \d+ rows/);
  expect(await topics(to)).toEqual(before);
  expect(await withMigratedDatabase(to, ({ db }) => lastEventOfType(db, 'newsroom.restored'))).toMatchObject({
    id: 1_000_001,
  });
  const again = await call(restoreCommand, [file], to);
  expect([again.code, again.stderr]).toEqual([
    1,
    expect.stringContaining('The database isn’t empty: "event" has rows.'),
  ]);
  const over = await call(dumpCommand, [file], from);
  expect([over.code, over.stderr]).toEqual([1, `${file} exists already.\n`]);
});

test('a missing newsroom, a missing file or a broken one is refused with the reason, and nothing is written', async () => {
  const env = { DATA_DIR: join(folder, 'none') };
  const missing = join(folder, 'missing.gz');
  const wrong = join(folder, 'wrong.gz');
  await writeFile(wrong, 'no gzip');
  for (const [command, args, code, reason] of [
    [dumpCommand, [missing], 1, 'There is no newsroom to dump'],
    [dumpCommand, [], 2, 'Say into which file.'],
    [dumpCommand, ['a', 'b'], 2, '"b" is too much.'],
    [restoreCommand, [missing], 1, 'missing.gz: There is no such file or folder.'],
    [restoreCommand, [], 2, 'Say which file.'],
    [restoreCommand, ['a', 'b'], 2, '"b" is too much.'],
  ] as const) {
    const result = await call(command, args, env);
    expect([result.code, result.stderr]).toEqual([code, expect.stringContaining(reason)]);
    expect(existsSync(missing)).toBe(false);
    expect(existsSync(env.DATA_DIR)).toBe(false);
  }
  const broken = await call(restoreCommand, [wrong], await place('wrong'));
  expect([broken.code, broken.stderr]).toEqual([1, expect.stringContaining('wrong.gz is no whole dump')]);
});
