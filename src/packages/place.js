/** Where an installation's bundles of packages are. Without types, as `hook.js`. */

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

/** Packages are known by where they are, and a checkout may have a link to them. */
export function modulesFolder() {
  const folder = join(import.meta.dirname, '../../node_modules');
  return existsSync(folder) ? realpathSync(folder) : folder;
}

/** Of what is installed, as npm notes it, and of how bundles are made: another installation has others. */
export function bundlesFolder() {
  const modules = modulesFolder();
  const note = join(modules, '.package-lock.json');
  const installed = existsSync(note) ? readFileSync(note) : '';
  const making = readFileSync(join(import.meta.dirname, 'bundle.ts'));
  const name = createHash('sha256').update(installed).update(making).digest('hex').slice(0, 16);
  return join(modules, '.cache/dateline', `packages-${name}`);
}
