/**
 * An empty embedded newsroom, made once when the project is installed: copying it takes half as long as making one.
 * Without it (scripts switched off) everything works, and a first start takes longer; migrations that came since are
 * run on the copy.
 */

import { mkdirSync, openAsBlob, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Kysely, PGliteDialect } from 'kysely';
import { migrate } from './migrate.ts';

const path = join(import.meta.dirname, '../../node_modules/.cache/dateline/postgres.tar');

export async function readTemplate(): Promise<Blob | undefined> {
  return openAsBlob(path).catch(() => undefined);
}

/** Puts it there in one step, so that nobody reads half of it. */
export async function makeTemplate(): Promise<void> {
  const { PGlite } = await import('@electric-sql/pglite');
  const pglite = await PGlite.create('memory://');
  await migrate(new Kysely({ dialect: new PGliteDialect({ pglite }) }));
  const dump = await pglite.dumpDataDir('none');
  await pglite.close();
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, Buffer.from(await dump.arrayBuffer()));
  renameSync(unfinished, path);
}
