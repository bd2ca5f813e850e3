/** Imports, and what else works on an embedded newsroom, while a service has it open. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportCommand } from '../../src/commands/export.ts';
import { importCommand } from '../../src/commands/import.ts';
import { topicsCommand } from '../../src/commands/topics.ts';
import { readConfig } from '../../src/config.ts';
import { type Newsroom, openNewsroom } from '../../src/service/newsroom.ts';
import { call } from '../support/command.ts';
import { makeDataFolder } from '../support/data-folder.ts';
import { patient } from '../support/patience.ts';
import { until } from '../support/until.ts';

const log = { info: () => {}, warn: () => {}, error: () => {} };
let folder: string;
let env: { readonly DATA_DIR: string };
let service: Newsroom | undefined;

const open = () => openNewsroom(readConfig({ ...patient, ...env, DEMO: 'off' }), log, () => {});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-beside-'));
  env = { DATA_DIR: join(folder, 'newsroom') };
  await makeDataFolder(env.DATA_DIR);
  service = await open();
});
afterAll(async () => {
  await service?.close();
  await rm(folder, { recursive: true });
});

async function table(name: string, pieces: number): Promise<string> {
  const rows = Array.from({ length: pieces }, (_, number) => {
    const text = `The ${name} weir gate number ${number} was mended on Tuesday after two winters without one.`;
    return `${name} weir ${number},${text},2026-03-10 09:00,weirs`;
  });
  const path = join(folder, `${name}.csv`);
  await writeFile(path, ['title,content,post_date,section', ...rows].join('\n'));
  return path;
}

const articles = async () => (await service?.db.selectFrom('published_article').select('slug').execute()) ?? [];

test('two imports at once, and what else works on it, are as if no service had it, and readers have what came', async () => {
  const [upper, lower] = [await table('Upper', 4), await table('Lower', 3)];
  const both = await Promise.all([upper, lower].map((path) => call(importCommand, [path], env)));
  expect(both.map(({ code, stderr }) => [code, stderr])).toEqual([
    [0, ''],
    [0, ''],
  ]);
  expect(both.map(({ stdout }) => stdout.split('\n').at(-2))).toEqual([
    '4 created, 0 updated, 0 unchanged, 0 held, 0 refused, 0 files skipped.',
    '3 created, 0 updated, 0 unchanged, 0 held, 0 refused, 0 files skipped.',
  ]);
  expect(await articles()).toHaveLength(7);
  const refused = await call(topicsCommand, ['merge', 'nowhere', 'weirs'], env);
  expect(refused).toEqual({ code: 1, stdout: '', stderr: 'There is no topic with the slug nowhere.\n' });
  const exported = await call(exportCommand, ['--format', 'ndjson'], env);
  expect([exported.code, exported.stdout.split('\n')]).toEqual([0, expect.objectContaining({ length: 8 })]);
});

test('when the service stops the import says how much is left, and goes on from there by itself', async () => {
  const paths = await Promise.all(Array.from({ length: 9 }, (_, number) => table(`Old ${number}`, 1)));
  const importing = call(importCommand, paths, env);
  await until(async () => (await articles()).length > 7, 'the first of the pieces');
  await service?.close();
  service = undefined;
  const { code, stdout } = await importing;
  expect([code, stdout]).toEqual([
    1,
    expect.stringMatching(/Stopped: The newsroom was stopped meanwhile\. Not imported: \d+ inputs\./),
  ]);
  const again = await call(importCommand, paths, env);
  expect([again.code, again.stdout]).toEqual([0, expect.stringMatching(/^\d+ created, 0 updated, \d+ unchanged/m)]);
  const [, created = '', unchanged = ''] = /^(\d+) created, 0 updated, (\d+) unchanged/m.exec(again.stdout) ?? [];
  expect(Number(created) + Number(unchanged)).toBe(9);
  expect(Number(unchanged)).toBeGreaterThan(0);
});
