/** The folder of the embedded Postgres knows the major version that wrote it. */

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../db/engine/connect.ts';
import { postgresMajor } from '../../db/engine/data-folder.ts';
import { DatabaseUnusable } from '../../db/engine/database-unusable.ts';
import { makeDataFolder } from '../support/data-folder.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-folder-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const open = (dataDir = folder) => openDatabase({ dataDir, poolSize: 1, statementTimeoutMs: 0 });

test('a folder that another major version wrote is refused before it is opened, with what to do', {
  timeout: 60_000,
}, async () => {
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
