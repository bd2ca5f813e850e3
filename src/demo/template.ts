/** The demo newsroom as a template of the embedded database: filled when the project is installed, dated at a first start. */

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** What the demo newsroom is made of and by, with the versions of libraries. */
const ingredients = ['package-lock.json', 'db', 'src/demo', 'src/related', 'src/search', 'src/text'];

/** Named by what it is made of, so that none that was made of something else is taken for it. */
export function demoTemplate(): string {
  const hash = createHash('sha256');
  for (const path of ingredients.flatMap(filesUnder)) hash.update(`${path}\0`).update(readFileSync(join(root, path)));
  return `demo-${hash.digest('hex').slice(0, 16)}`;
}

function filesUnder(path: string): string[] {
  if (path.includes('.')) return [path];
  const entries = readdirSync(join(root, path), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}
