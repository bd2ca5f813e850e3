/** Libraries that search is compared with: installed where they are asked for, and never with Dateline. */

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { SearchRival } from './search.ts';

const folder = new URL('../../bench/peers/', import.meta.url);

/** @throws {Error} when npm can't install them */
export async function searchPeers(): Promise<readonly SearchRival[]> {
  if (!existsSync(new URL('node_modules/minisearch', folder))) {
    const { status } = spawnSync('npm', ['ci'], { cwd: fileURLToPath(folder), stdio: ['ignore', 'ignore', 'inherit'] });
    if (status !== 0) throw new Error('--peers: npm could not install bench/peers.');
  }
  const { searchLibraries } = await import(new URL('search-libraries.mjs', folder).href);
  return searchLibraries;
}
