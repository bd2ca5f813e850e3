/** Data folders that can't be written: refused in words, for somebody who isn't root. */

import { chmod, chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeDataFolder } from '../support/data-folder.ts';
import { finish, start } from '../support/process.ts';

const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
let place: string;

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'dateline-read-only-'));
  await chmod(place, 0o755);
});

afterAll(async () => {
  const folders = await readdir(place, { recursive: true, withFileTypes: true });
  for (const entry of folders) if (entry.isDirectory()) await chmod(join(entry.parentPath, entry.name), 0o700);
  await rm(place, { recursive: true });
});

/** A whole database of whoever will open it, but for one part that is read-only. */
async function readOnly(name: string, part: string, mode: number): Promise<string> {
  const folder = join(place, name);
  await makeDataFolder(folder);
  const paths = (await readdir(folder, { recursive: true })).map((path) => join(folder, path));
  if (isRoot) for (const path of [folder, ...paths]) await chown(path, NOBODY, NOBODY);
  await chmod(join(folder, part), mode);
  return folder;
}

test('a data folder that is read-only, whole or in part, is refused in words that name the part', async () => {
  const parts = [
    ['whole', '.', 0o500],
    ['cluster', 'postgres', 0o500],
    ['file', 'postgres/global/pg_control', 0o400],
  ] as const;
  const folders: string[] = [];
  for (const [name, part, mode] of parts) folders.push(await readOnly(name, part, mode));
  const { stdout, stderr } = await finish(start('test/support/folder-opener.ts', folders));
  expect(stderr).toBe('');
  const refused = (folder: string, part: string) =>
    `DATA_DIR: ${folder} can't be used: EACCES: permission denied, access '${join(folder, part)}'`;
  expect(stdout.trim().split('\n')).toEqual(parts.map(([name, part]) => refused(join(place, name), part)));
});
