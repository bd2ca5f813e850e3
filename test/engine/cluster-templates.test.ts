/** New data folders begin as copies of templates, and without them, or with half of one, as well. */

import { cpSync, existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, readFile, rename, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  copyTemplate,
  emptyTemplate,
  hasTemplate,
  makeTemplate,
  removeOtherTemplates,
} from '../../db/engine/cluster-templates.ts';
import { openDatabase } from '../../db/engine/connect.ts';
import type { Db } from '../../db/engine/database.ts';
import { transact } from '../../db/engine/transact.ts';
import { makeTemplates } from '../../src/commands/prepare.ts';
import { demoTemplate } from '../../src/demo/template.ts';
import { copyInstalledTemplate } from '../support/data-folder.ts';

let folder: string;
/** Made once, and never changed. */
let whole: string;
/** The same without the files of its databases, which no engine opens. */
let small: string;
/** A copy of one of them, new for each test. */
let templates: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-templates-'));
  whole = join(folder, 'whole');
  const from = copyInstalledTemplate(whole);
  await makeTemplate(emptyTemplate, markAsCopied, { from, templates: whole });
  await rm(join(whole, from), { recursive: true, force: true });
  small = join(folder, 'small');
  const isLeftOut = (path: string) => path.includes('/base/');
  cpSync(whole, small, { recursive: true, filter: (path) => !isLeftOut(path) });
  const path = join(small, emptyTemplate, 'manifest.json');
  const { files, ...manifest } = JSON.parse(await readFile(path, 'utf8')) as { files: Record<string, number | null> };
  const kept = Object.entries(files).filter(([name]) => !isLeftOut(`/${name}`));
  await writeFile(path, JSON.stringify({ ...manifest, files: Object.fromEntries(kept) }));
});

const copyFrom = async (made: string) => {
  templates = await mkdtemp(join(folder, 'copy-'));
  cpSync(made, templates, { recursive: true });
};

afterAll(() => rm(folder, { recursive: true, force: true }));

const cluster = (name = emptyTemplate) => join(templates, name, 'postgres');

const markAsCopied = (db: Db) => sql`create table copied ()`.execute(db);

/** @returns its steps, and whether it holds what the template does */
async function start({ dataDir = join(templates, 'newsroom'), beginsAs = 'none such' } = {}) {
  const steps: string[] = [];
  const database = await openDatabase({
    dataDir,
    poolSize: 1,
    statementTimeoutMs: 0,
    templatesFolder: templates,
    beginsAs: { template: () => beginsAs, complete: () => Promise.reject(new Error('none such')) },
    onStep: (...step) => void steps.push(step.join(' ')),
  });
  const { rows } = await sql`select from pg_class where relname = 'copied'`.execute(database.db);
  await sql`create table written ()`.execute(database.db);
  await database.close();
  expect(await readdir(dataDir)).not.toContain('unfinished');
  return { steps, isCopy: rows.length === 1 };
}

async function largestFile(): Promise<string> {
  const files = await readdir(cluster(), { recursive: true, withFileTypes: true });
  const sized = await Promise.all(
    files
      .filter((entry) => entry.isFile())
      .map(
        async ({ parentPath, name }) => [join(parentPath, name), (await stat(join(parentPath, name))).size] as const,
      ),
  );
  return sized.toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? '';
}

describe('where an engine opens what was copied', () => {
  beforeEach(() => copyFrom(whole));

  test('a copy that can’t be completed is closed, and the newsroom begins another way', async () => {
    let copy: Db | undefined;
    // Before it has asked for anything, for Kysely ends only what was begun.
    const complete = (db: Db) => {
      copy = db;
      return Promise.reject(new Error('It is torn.'));
    };
    const dataDir = join(templates, 'newsroom');
    const options = { dataDir, poolSize: 1, statementTimeoutMs: 0, templatesFolder: templates };
    const database = await openDatabase({ ...options, beginsAs: { template: () => emptyTemplate, complete } });
    await expect(sql`select`.execute(copy ?? expect.fail())).rejects.toThrow(/clos|destroy/);
    await sql`select`.execute(database.db);
    await database.close();
  });

  test('a new folder is a copy of a template, which is used once and stays as it is', async () => {
    expect(await start()).toEqual({ steps: ['copying empty', 'opening'], isCopy: true });
    expect(await start({ dataDir: join(templates, 'second') })).toEqual({
      steps: ['copying empty', 'opening'],
      isCopy: true,
    });
  });

  test('behind a template that is damaged and one with a file missing a newsroom is made from nothing', async () => {
    cpSync(join(templates, emptyTemplate), join(templates, 'damaged'), { recursive: true });
    await writeFile(join(cluster('damaged'), 'global/pg_control'), Buffer.alloc(8192));
    await rm(join(cluster(), 'global/pg_control'));
    const steps = ['copying damaged', 'opening', 'copying empty', 'making'];
    expect(await start({ beginsAs: 'damaged' })).toEqual({ steps, isCopy: false });
  });

  test('a copy of a read-only template is its owner’s to write, and nobody else’s to read', async () => {
    const paths = await readdir(cluster(), { recursive: true, withFileTypes: true });
    for (const entry of paths) await chmod(join(entry.parentPath, entry.name), entry.isFile() ? 0o444 : 0o555);
    await chmod(cluster(), 0o555);
    const dataDir = join(templates, 'newsroom');
    expect(copyTemplate(emptyTemplate, dataDir, templates)).toBe(true);
    const copied = await readdir(dataDir, { recursive: true, withFileTypes: true });
    expect(copied).toHaveLength(paths.length);
    for (const entry of copied) {
      const { mode } = await stat(join(entry.parentPath, entry.name));
      expect(mode & 0o777, entry.name).toBe(entry.isFile() ? 0o600 : 0o700);
    }
    await rm(dataDir, { recursive: true });
    expect(await start()).toMatchObject({ isCopy: true });
    for (const entry of paths.filter((each) => each.isDirectory()))
      await chmod(join(entry.parentPath, entry.name), 0o755);
    await chmod(cluster(), 0o755);
  });

  test('a template is anybody’s to read, whoever installed it', async () => {
    await makeTemplate('made', (db) => transact(db, async () => {}), { from: emptyTemplate, templates });
    const made = join(templates, 'made');
    const entries = await readdir(made, { recursive: true, withFileTypes: true });
    expect(entries.length).toBeGreaterThan(20);
    expect((await stat(made)).mode & 0o777).toBe(0o755);
    for (const entry of entries) {
      const { mode } = await stat(join(entry.parentPath, entry.name));
      expect(mode & 0o777, entry.name).toBe(entry.isFile() ? 0o644 : 0o755);
    }
  });

  test('a template takes the place of the one of before as a whole, and leaves nothing beside it', async () => {
    const manifest = () => readFile(join(templates, emptyTemplate, 'manifest.json'), 'utf8');
    const before = await manifest();
    await makeTemplate(emptyTemplate, async () => {}, { from: emptyTemplate, templates });
    expect(JSON.parse(await manifest()).id).not.toBe(JSON.parse(before).id);
    await expect(
      makeTemplate(emptyTemplate, () => Promise.reject(new Error('no')), { from: emptyTemplate, templates }),
    ).rejects.toThrow('no');
    expect(await readdir(templates)).toEqual([emptyTemplate]);
    expect(hasTemplate(emptyTemplate, templates)).toBe(true);
  });
});

describe('of the files alone', () => {
  beforeEach(() => copyFrom(small));

  test.each([
    ['that isn’t there', () => rm(join(templates, emptyTemplate), { recursive: true })],
    ['of an unknown version', () => writeFile(join(templates, emptyTemplate, 'manifest.json'), '{}')],
    ['without a list of its files', () => rm(join(templates, emptyTemplate, 'manifest.json'))],
    ['with a file cut off', async () => truncate(await largestFile(), 8192)],
  ])('a template %s is not copied, and nothing is left of trying', async (_, damage) => {
    await damage();
    expect(copyTemplate(emptyTemplate, join(templates, 'tried'), templates)).toBe(false);
    expect(existsSync(join(templates, 'tried'))).toBe(false);
  });

  test('what another installation is making now is left alone, and removed when it is old', async () => {
    for (const name of ['unfinished-now', 'unfinished-old', 'demo-old'])
      cpSync(join(templates, emptyTemplate), join(templates, name), { recursive: true });
    const yesterday = new Date(Date.now() - 86_400_000);
    for (const name of [emptyTemplate, 'unfinished-old', 'demo-old'])
      await utimes(join(templates, name), yesterday, yesterday);
    removeOtherTemplates([emptyTemplate], templates);
    expect((await readdir(templates)).sort()).toEqual([emptyTemplate, 'unfinished-now']);
  });

  test('an installation removes what other versions left, and then makes the empty one and the demo from it', async () => {
    const yesterday = new Date(Date.now() - 86_400_000);
    await rename(join(templates, emptyTemplate), join(templates, 'demo-old'));
    await utimes(join(templates, 'demo-old'), yesterday, yesterday);
    const made: unknown[] = [];
    const make: typeof makeTemplate = async (name, _, { from, templates: where } = {}) => {
      made.push({ name, from, where, left: await readdir(templates) });
    };
    await makeTemplates(make, templates);
    const others = { where: templates, left: [] };
    expect(made).toEqual([
      { name: emptyTemplate, from: undefined, ...others },
      { name: demoTemplate(), from: emptyTemplate, ...others },
    ]);
  });
});
