/** The folder of the embedded Postgres knows the major version that wrote it. */

import { mkdir, mkdtemp, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { postgresMajor } from '../../db/engine/cluster-parts.ts';
import { openDatabase } from '../../db/engine/connect.ts';
import { DatabaseUnusable } from '../../db/engine/database-unusable.ts';
import { readConfig } from '../../src/config.ts';
import { watchFolder } from '../../src/service/folder-watch.ts';
import { openNewsroom } from '../../src/service/newsroom.ts';
import { makeDataFolder } from '../support/data-folder.ts';

/** Numbers below are Postgres' own. */
const FIRST_OWN_TABLE = 16_384;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-folder-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const open = (dataDir = folder) => openDatabase({ dataDir, poolSize: 1, statementTimeoutMs: 0 });

test('a folder that another major version wrote is refused before it is opened, with what to do', async () => {
  const version = join(folder, 'postgres', 'PG_VERSION');
  await makeDataFolder(folder);
  await (await open()).close();
  expect((await readFile(version, 'utf8')).trim()).toBe(postgresMajor);
  await writeFile(version, '17\n');
  const refused = open();
  await expect(refused).rejects.toThrow(DatabaseUnusable);
  await expect(refused).rejects.toThrow(
    `DATA_DIR: ${folder} was written by Postgres 17; the embedded engine is Postgres ${postgresMajor}`,
  );
  await expect(refused).rejects.toThrow(`DATA_DIR=${folder} npm run dump -- newsroom.sql.gz`);
  await writeFile(version, `${postgresMajor}\n`);
  await (await open()).close();
});

test.each(['/proc/dateline', import.meta.filename])('a folder that can’t be made is refused: %s', async (path) => {
  const refused = open(path);
  await expect(refused).rejects.toThrow(DatabaseUnusable);
  await expect(refused).rejects.toThrow(`DATA_DIR: ${path} can't be used: `);
});

test.each(['PG_VERSION', 'base', 'global/pg_control', 'pg_wal', 'pg_notify'])(
  'a folder whose database has lost its %s is refused with how to restore it, and left as it is',
  async (part) => {
    const own = await mkdtemp(join(folder, 'damaged-'));
    const [there, aside] = [join(own, 'postgres', part), join(folder, 'aside')];
    await makeDataFolder(own);
    await rename(there, aside);
    const before = await readdir(join(own, 'postgres'));
    const refused = open(own);
    await expect(refused).rejects.toThrow(DatabaseUnusable);
    await expect(refused).rejects.toThrow(`DATA_DIR: ${own} isn't whole: its postgres/${part} is missing.`);
    await expect(refused).rejects.toThrow(`DATA_DIR=${own}-restored npm run restore -- newsroom.sql.gz`);
    expect(await readdir(join(own, 'postgres'))).toEqual(before);
    await rm(aside, { recursive: true });
  },
);

const emptied = async (part: string) => {
  await rm(part, { recursive: true });
  await mkdir(part);
};

/** The place in pg_control of the number of the next that locks a row together with others. */
const NEXT_MULTI_AT = 76;

async function setNextMulti(cluster: string, next: number): Promise<void> {
  const path = join(cluster, 'global/pg_control');
  const control = await readFile(path);
  control.writeUInt32LE(next, NEXT_MULTI_AT);
  await writeFile(path, control);
}

/** One that has a file of its own of which pages all may see. */
async function tableWithMap(cluster: string): Promise<string> {
  const names = await readdir(join(cluster, 'base/5'));
  return names.find((name) => names.includes(`${name}_vm`)) ?? 'none';
}

test.each<[string, (cluster: string) => Promise<unknown>, string]>([
  ['an empty PG_VERSION', (in_) => truncate(join(in_, 'PG_VERSION')), 'its postgres/PG_VERSION names no version.'],
  [
    'anything in PG_VERSION',
    (in_) => writeFile(join(in_, 'PG_VERSION'), '\u0001\u0000x'),
    'PG_VERSION names no version.',
  ],
  [
    'half of pg_control',
    (in_) => truncate(join(in_, 'global/pg_control'), 4_096),
    'its postgres/global/pg_control has 4096 bytes instead of 8192.',
  ],
  [
    'something else for pg_control',
    (in_) => writeFile(join(in_, 'global/pg_control'), 'x'.repeat(8_192)),
    'its postgres/global/pg_control holds something else.',
  ],
  ['an empty pg_xact', (in_) => emptied(join(in_, 'pg_xact')), 'its postgres/pg_xact is empty.'],
  [
    'nothing left of how transactions ended',
    (in_) => writeFile(join(in_, 'pg_xact/0000'), Buffer.alloc(8_192)),
    'its postgres/pg_xact/0000 has lost how transactions ended.',
  ],
  [
    'half of how transactions ended',
    (in_) => truncate(join(in_, 'pg_xact/0000')),
    'its postgres/pg_xact/0000 has lost how transactions ended.',
  ],
  [
    'a segment less of how transactions ended',
    (in_) => rename(join(in_, 'pg_xact/0000'), join(in_, 'pg_xact/0001')),
    'its postgres/pg_xact/0000 is missing, and has lost how transactions ended.',
  ],
  [
    'nothing left of who had locked what',
    async (in_) => {
      await setNextMulti(in_, 1_000);
      await writeFile(join(in_, 'pg_multixact/offsets/0000'), Buffer.alloc(8_192));
    },
    'its postgres/pg_multixact/offsets/0000 has lost who had locked what.',
  ],
  [
    'a table that is cut off',
    async (in_) => truncate(join(in_, 'base/5', await tableWithMap(in_)), 5_000),
    ' is cut off.',
  ],
  ['a table less', async (in_) => rm(join(in_, 'base/5', await tableWithMap(in_))), ' is missing.'],
  [
    'no log',
    async (in_) => {
      for (const name of await readdir(join(in_, 'pg_wal')))
        if (name.length === 24) await rm(join(in_, 'pg_wal', name));
    },
    'its postgres/pg_wal holds no log.',
  ],
  [
    'a log that is cut off',
    async (in_) => {
      for (const name of await readdir(join(in_, 'pg_wal')))
        if (name.length === 24) await truncate(join(in_, 'pg_wal', name), 5_000);
    },
    "the files of its postgres don't fit together",
  ],
  [
    'a configuration that isn’t one',
    (in_) => writeFile(join(in_, 'postgresql.conf'), 'x = = y\n'),
    "the files of its postgres don't fit together, so that the engine can't open them. Put back",
  ],
])('a folder whose database has %s is refused in words', async (_, damage, words) => {
  const own = await mkdtemp(join(folder, 'damaged-'));
  await makeDataFolder(own);
  await damage(join(own, 'postgres'));
  const refused = open(own);
  await expect(refused).rejects.toThrow(DatabaseUnusable);
  await expect(refused).rejects.toThrow(words);
  await expect(refused).rejects.toThrow(`DATA_DIR=${own}-restored npm run restore -- newsroom.sql.gz`);
  await rm(own, { recursive: true });
});

test('a newsroom whose tables are damaged is refused in words when it is started', async () => {
  const own = await mkdtemp(join(folder, 'damaged-'));
  await makeDataFolder(own);
  const tables = join(own, 'postgres/base/5');
  const ofNewsroom = (await readdir(tables)).filter((name) => Number.parseInt(name, 10) >= FIRST_OWN_TABLE);
  for (const name of ofNewsroom) {
    const pages = await readFile(join(tables, name));
    if (pages.length > 0) await writeFile(join(tables, name), pages.fill(1, 100, 200));
  }
  const config = readConfig({ DATA_DIR: own, DEMO: 'off' });
  const started = openNewsroom(config, pino({ level: 'silent' }), () => {});
  await expect(started).rejects.toThrow(DatabaseUnusable);
  await expect(started).rejects.toThrow('The database is damaged: invalid page in block 0 of relation');
});

test('a folder that holds something else, and no database, is refused', async () => {
  const own = await mkdtemp(join(folder, 'other-'));
  await mkdir(join(own, 'pg_wal'));
  await expect(open(own)).rejects.toThrow(`DATA_DIR: ${own} isn't whole: it holds pg_wal, but no database (postgres).`);
});

test('a folder that is taken away while it is in use is told, once', async () => {
  const own = await mkdtemp(join(folder, 'gone-'));
  await makeDataFolder(own);
  const { promise, resolve } = Promise.withResolvers<string>();
  const stop = watchFolder(own, resolve, 1);
  await rm(join(own, 'postgres'), { recursive: true });
  expect(await promise).toContain(`DATA_DIR: ${own} has lost its database (postgres/`);
  stop();
});
