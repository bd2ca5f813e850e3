/** A first start that was killed between copying the demo newsroom and dating it: whoever opens the folder makes it anew. */

import { cpSync, existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hasTemplate, makeTemplate } from '../../db/engine/cluster-templates.ts';
import { openDatabase } from '../../db/engine/connect.ts';
import type { Db } from '../../db/engine/database.ts';
import { migrate } from '../../db/engine/migrate.ts';
import { dumpCommand } from '../../src/commands/dump.ts';
import { importCommand } from '../../src/commands/import.ts';
import { readConfig } from '../../src/config.ts';
import { fillDemoTemplate } from '../../src/demo/seed.ts';
import { demoTemplate } from '../../src/demo/template.ts';
import { openNewsroom } from '../../src/service/newsroom.ts';
import { call } from '../support/command.ts';
import { copyInstalledTemplate } from '../support/data-folder.ts';
import { patient } from '../support/patience.ts';

let folder: string;
let killed: string;
const log = { info: () => {}, warn: () => {}, error: () => {} };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-interrupted-'));
  killed = join(folder, 'killed');
  const templatesFolder = join(folder, 'templates');
  const demo = copyInstalledTemplate(templatesFolder, demoTemplate());
  const fill = (db: Db) => migrate(db).then(() => fillDemoTemplate(db));
  if (!hasTemplate(demo, templatesFolder)) await makeTemplate(demo, fill, { templates: templatesFolder });
  // What is there at the moment of the copy's completion is what a kill leaves.
  const complete = async () => cpSync(join(folder, 'first'), killed, { recursive: true });
  const options = { dataDir: join(folder, 'first'), poolSize: 1, statementTimeoutMs: 0, templatesFolder };
  await (await openDatabase({ ...options, beginsAs: { template: () => demo, complete } })).close();
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function left(name: string): { readonly DATA_DIR: string } {
  const DATA_DIR = join(folder, name);
  cpSync(killed, DATA_DIR, { recursive: true });
  return { DATA_DIR };
}

const dates = (db: Db) => db.selectFrom('article').select(['slug', 'published_at']).orderBy('slug').execute();

async function datesAfterStart(env: NodeJS.ProcessEnv) {
  const newsroom = await openNewsroom(readConfig({ ...patient, ...env }), log, () => {});
  try {
    return await dates(newsroom.db);
  } finally {
    await newsroom.close();
  }
}

test('an import makes it anew, and no later start moves what was imported', async () => {
  const env = left('import');
  const page = join(folder, 'page.html');
  const text = await readFile(join(import.meta.dirname, '../fixtures/inputs/ferry.html'), 'utf8');
  await writeFile(page, text);
  expect(await call(importCommand, [page], env)).toMatchObject({ code: 0, stderr: '' });
  const imported = await datesAfterStart({ ...env, DEMO: 'off' });
  expect(imported).toHaveLength(1);
  expect(imported[0]?.published_at.getFullYear()).toBeGreaterThan(2001);
  expect(await datesAfterStart({ ...env, DEMO: 'on' })).toEqual(imported);
});

test('a start without the demo is an empty newsroom, one with it has the demo of today', async () => {
  expect(await datesAfterStart({ ...left('off'), DEMO: 'off' })).toEqual([]);
  const made = await datesAfterStart({ ...left('on'), DEMO: 'on' });
  expect(made).toHaveLength(70);
  const oldest = Date.now() - 62 * 86_400_000;
  expect(made.filter(({ published_at }) => published_at.getTime() < oldest)).toEqual([]);
});

test('there is nothing to dump yet', async () => {
  const env = left('dump');
  const file = join(folder, 'none.sql.gz');
  expect(await call(dumpCommand, [file], env)).toMatchObject({ code: 1 });
  expect(existsSync(file)).toBe(false);
});
