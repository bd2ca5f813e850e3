/** Which program this is, and for which schema: two processes with one answer may work on one database in the same words. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { migrationNames } from './migrate.ts';

/** Such as `0.1.0, schema 0042-names`. */
export async function programVersion(): Promise<string> {
  const text = await readFile(join(import.meta.dirname, '../../package.json'), 'utf8');
  const { version } = JSON.parse(text) as { readonly version: string };
  return `${version}, schema ${(await migrationNames()).at(-1)}`;
}
