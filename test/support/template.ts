/** What a whole run shares: one migrated template, of which each test file gets a copy in moments, and one seed. */

import { createHash, randomInt } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { embeddedDatabase, openDatabase } from '../../db/engine/connect.ts';
import { migrate } from '../../db/engine/migrate.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A dump of the embedded template, or the name of the server's template database. */
    template: string;
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
  const { template, remove } = serverUrl === null ? await embeddedTemplate() : await serverTemplate(serverUrl);
  project.provide('template', template);
  return remove;
}

/** Kept for the next run, since making it takes longer than a test file; what it is made of is in its name. */
async function embeddedTemplate() {
  const template = join(tmpdir(), `dateline-template-${ingredients()}.tar`);
  if (!existsSync(template)) {
    const { PGlite } = await import('@electric-sql/pglite');
    const pglite = await PGlite.create({ initDbStartParams: ['--wal-segsize=1'] });
    const { db, close } = embeddedDatabase(pglite, {});
    await migrate(db);
    await makeLight(pglite);
    const unfinished = `${template}.${process.pid}`;
    await writeFile(unfinished, Buffer.from(await (await pglite.dumpDataDir('none')).arrayBuffer()));
    await close();
    await rename(unfinished, template);
  }
  return { template, remove: async () => {} };
}

function ingredients(): string {
  const root = join(import.meta.dirname, '../..');
  const hash = createHash('sha256');
  for (const name of ['package-lock.json', import.meta.filename, ...globSync('db/**/*.ts', { cwd: root }).sort()])
    hash.update(readFileSync(resolve(root, name)));
  return hash.digest('hex').slice(0, 16);
}

/** Each test file pays for its copy: what takes room and isn't asked about stays out, and memory isn't filled ahead. */
async function makeLight(pglite: PGlite): Promise<void> {
  for (const name of ['template0', 'template1']) {
    await pglite.exec(`alter database ${name} with is_template false`);
    await pglite.exec(`drop database ${name}`);
  }
  await pglite.exec("alter system set shared_buffers = '16MB'");
  await pglite.exec('checkpoint');
}

async function serverTemplate(serverUrl: string) {
  const template = `dateline_template_${process.pid}`;
  const asAdmin = async (statement: string) => {
    const client = new pg.Client({ connectionString: serverUrl });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  await asAdmin(`create database ${template}`);
  const databaseUrl = Object.assign(new URL(serverUrl), { pathname: template }).href;
  const { db, close } = await openDatabase({ databaseUrl, dataDir: '', poolSize: 2, statementTimeoutMs: 0 });
  await migrate(db);
  await close();
  return { template, remove: () => asAdmin(`drop database ${template} with (force)`) };
}
