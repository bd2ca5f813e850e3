/** The code of the release before, taken out of the repository's history: what an upgrade begins from. */

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './documents.ts';

export interface FormerRelease {
  /** A tag, a commit, or the folder that was given. */
  readonly name: string;
  readonly folder: string;
  remove(): Promise<void>;
}

const run = async (program: string, ...args: readonly string[]): Promise<string> =>
  (await promisify(execFile)(program, [...args], { cwd: root })).stdout.trim();

/**
 * Which commit an upgrade is tried from: the last tag before this commit or, until there is one, the commit before the last migration, so
 * that there is always a migration to run.
 *
 * @returns undefined where there is no history to tell it from
 */
export async function formerRevision(): Promise<string | undefined> {
  const tag = await run('git', 'describe', '--tags', '--abbrev=0', 'HEAD^').catch(() => '');
  if (tag !== '') return tag;
  const migrated = await run('git', 'log', '-1', '--format=%H', '--diff-filter=A', '--', 'db/migrations').catch(
    () => '',
  );
  if (migrated === '') return undefined;
  return run('git', 'rev-parse', '--verify', '--short', `${migrated}^`).catch(() => undefined);
}

/**
 * Takes a release out into a folder of its own, with this one's packages.
 *
 * @param from a revision of the repository, or the folder of an installed release, which has its own packages
 */
export async function takeOut(from: string): Promise<FormerRelease> {
  if (existsSync(join(from, 'src/main.js'))) return { name: from, folder: from, remove: async () => {} };
  const folder = await mkdtemp(join(tmpdir(), 'dateline-former-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await fill(folder, from);
  } catch (error) {
    await remove();
    throw error;
  }
  return { name: from, folder, remove };
}

async function fill(folder: string, revision: string): Promise<void> {
  const archive = join(folder, 'archive.tar');
  await run('git', 'archive', '--output', archive, revision);
  await run('tar', '-xf', archive, '-C', folder);
  // One by one: what a version compiles and bundles beside its packages is its own.
  const packages = join(folder, 'node_modules');
  await mkdir(packages);
  for (const name of await readdir(join(root, 'node_modules'))) {
    if (!name.startsWith('.')) await symlink(join(root, 'node_modules', name), join(packages, name));
  }
}
