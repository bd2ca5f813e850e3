/**
 * Templates of embedded databases, made once when the project is installed: a new data folder begins as a copy of one,
 * which takes a fifth of the time of making it. Without them (scripts switched off) everything works, and a first start
 * takes longer; migrations that came since are run on the copy.
 */

import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, PGliteDialect } from 'kysely';
import type { DB } from '../types.ts';
import { postgresMajor } from './data-folder.ts';

const root = join(import.meta.dirname, '../../node_modules/.cache/dateline');

/** A migrated newsroom with nothing in it. */
export const emptyTemplate = 'empty';

/** @returns whether there is one that the engine can open; nothing is copied otherwise */
export function copyTemplate(name: string, to: string): boolean {
  const template = join(root, name);
  if (!isUsable(template)) return false;
  cpSync(template, to, { recursive: true });
  return true;
}

function isUsable(template: string): boolean {
  const version = join(template, 'PG_VERSION');
  return existsSync(version) && readFileSync(version, 'utf8').trim() === postgresMajor;
}

/**
 * Makes one and puts it there in one step, so that nobody copies half of it.
 *
 * @param from another that it begins as a copy of
 */
export async function makeTemplate(
  name: string,
  fill: (db: Kysely<DB>) => Promise<unknown>,
  from?: string,
): Promise<void> {
  const { PGlite } = await import('@electric-sql/pglite');
  mkdirSync(root, { recursive: true });
  const unfinished = join(root, `unfinished-${process.pid}`);
  try {
    if (from !== undefined) copyTemplate(from, unfinished);
    const db = new Kysely<DB>({ dialect: new PGliteDialect({ pglite: await PGlite.create({ dataDir: unfinished }) }) });
    await fill(db).finally(() => db.destroy());
    rmSync(join(root, name), { recursive: true, force: true });
    renameSync(unfinished, join(root, name));
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** Those of before, and what was left of making one. */
export function removeOtherTemplates(kept: readonly string[]): void {
  for (const name of existsSync(root) ? readdirSync(root) : [])
    if (!kept.includes(name)) rmSync(join(root, name), { recursive: true, force: true });
}
