/** What a whole run shares: migrated templates, of which each test file gets a copy in moments, and one seed. */

import { createHash, randomInt } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../db/engine/connect.ts';
import type { Db } from '../../db/engine/database.ts';
import { embeddedDatabase } from '../../db/engine/embedded.ts';
import { migrate } from '../../db/engine/migrate.ts';
import { fillDemoTemplate } from '../../src/demo/seed.ts';

const root = join(import.meta.dirname, '../..');

/** What a newsroom may begin as: with nothing in it, or as the demo of no date yet, which `seedDemo` dates. */
export type TemplateName = 'empty' | 'demo';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Dumps of the embedded templates, or the names of the server's template databases. */
    templates: Readonly<Record<TemplateName, string>>;
    serverUrl: string | null;
    /** Of all random choices. */
    seed: number;
    /** Whether tests that repeat do so at full length. */
    isLong: boolean;
  }
}

export default async function makeTemplate(project: TestProject): Promise<() => Promise<void>> {
  const serverUrl = process.env.TEST_DATABASE_URL || null;
  project.provide('serverUrl', serverUrl);
  const seed = Number(process.env.TEST_SEED || randomInt(2 ** 31));
  project.provide('seed', seed);
  process.stdout.write(`TEST_SEED=${seed}\n`);
  const { templates, remove } = serverUrl === null ? await embeddedTemplates() : await serverTemplates(serverUrl);
  project.provide('templates', templates);
  return remove;
}

/** Kept for the next run, since making them takes longer than a test file; what they are made of is in their name. */
async function embeddedTemplates() {
  const fileOf = (name: TemplateName) => join(tmpdir(), `dateline-template-${name}-${ingredients()}.tar`);
  const templates = { empty: fileOf('empty'), demo: fileOf('demo') };
  if (!Object.values(templates).every(existsSync)) {
    const pglite = await newEngine();
    const { db, close } = embeddedDatabase(pglite, {});
    await migrate(db);
    await makeLight(pglite);
    await dump(pglite, templates.empty);
    await fillDemoTemplate(db);
    await dump(pglite, templates.demo);
    await close();
  }
  return { templates, remove: async () => {} };
}

/** With nothing in it. What takes longest is the same for all migrations, so it is kept by the versions of packages alone. */
async function newEngine(): Promise<PGlite> {
  const { PGlite } = await import('@electric-sql/pglite');
  const made = join(tmpdir(), `dateline-cluster-${hashOf(['package-lock.json'])}.tar`);
  if (existsSync(made)) return PGlite.create({ loadDataDir: new Blob([await readFile(made)]) });
  const pglite = await PGlite.create({ initDbStartParams: ['--wal-segsize=1'] });
  await dump(pglite, made);
  return pglite;
}

async function dump(pglite: PGlite, file: string): Promise<void> {
  await pglite.exec('checkpoint');
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, Buffer.from(await (await pglite.dumpDataDir('none')).arrayBuffer()));
  await rename(unfinished, file);
}

function ingredients(): string {
  const sources = ['db', 'src/demo', 'src/related', 'src/search', 'src/text'].flatMap((folder) =>
    globSync(`${folder}/**/*.ts`, { cwd: root }).sort(),
  );
  return hashOf(['package-lock.json', 'test/support/template.ts', ...sources]);
}

function hashOf(names: readonly string[]): string {
  const hash = createHash('sha256');
  for (const name of names) hash.update(`${name}\n`).update(readFileSync(join(root, name)));
  return hash.digest('hex').slice(0, 16);
}

/** Each test file pays for its copy: what takes room and isn't asked about stays out, and memory isn't filled ahead. */
async function makeLight(pglite: PGlite): Promise<void> {
  for (const name of ['template0', 'template1']) {
    await pglite.exec(`alter database ${name} with is_template false`);
    await pglite.exec(`drop database ${name}`);
  }
  await pglite.exec("alter system set shared_buffers = '16MB'");
}

async function serverTemplates(serverUrl: string) {
  const nameOf = (name: TemplateName) => `dateline_template_${name}_${process.pid}`;
  const templates = { empty: nameOf('empty'), demo: nameOf('demo') };
  await onServer(serverUrl, `create database ${templates.empty}`);
  await fill(serverUrl, templates.empty, migrate);
  await onServer(serverUrl, `create database ${templates.demo} template ${templates.empty}`);
  await fill(serverUrl, templates.demo, fillDemoTemplate);
  const remove = async () => {
    for (const name of Object.values(templates)) await onServer(serverUrl, `drop database ${name} with (force)`);
  };
  return { templates, remove };
}

async function fill(serverUrl: string, name: string, work: (db: Db) => Promise<unknown>): Promise<void> {
  const databaseUrl = Object.assign(new URL(serverUrl), { pathname: name }).href;
  const { db, close } = await openDatabase({ databaseUrl, dataDir: '', poolSize: 2, statementTimeoutMs: 0 });
  await work(db).finally(close);
}

async function onServer(serverUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
