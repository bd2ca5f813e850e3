/**
 * Leads imports of packages to bundles of them. A start loads some thousand modules of packages, and finding, reading and linking one
 * takes longer than running it; an installation bundles those that most of them belong to (`bundle.ts`). Without types, as
 * `src/main.js`, which imports it before anything else.
 */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const modules = join(import.meta.dirname, '../../node_modules');

/** Of what is installed, as npm notes it; another installation has other bundles. */
export function bundlesFolder() {
  const installed = readFileSync(join(modules, '.package-lock.json'));
  const name = createHash('sha256').update(installed).digest('hex').slice(0, 16);
  return join(modules, '.cache/dateline', `packages-${name}`);
}

/** By what stands in an `import`, the file in that folder; undefined where nothing was bundled. */
function readBundles() {
  try {
    const folder = bundlesFolder();
    const files = JSON.parse(readFileSync(join(folder, 'bundles.json'), 'utf8'));
    return new Map(Object.entries(files).map(([name, file]) => [name, pathToFileURL(join(folder, file)).href]));
  } catch {
    return undefined;
  }
}

const bundles = readBundles();
const ofPackages = pathToFileURL(join(modules, '/')).href;

if (bundles !== undefined) {
  registerHooks({
    resolve(specifier, context, next) {
      const url = bundles.get(specifier);
      // A package may need another version than the service does, but of graphql there must be one.
      const isOurs = specifier === 'graphql' || !context.parentURL?.startsWith(ofPackages);
      return url === undefined || !isOurs ? next(specifier, context) : { url, format: 'module', shortCircuit: true };
    },
  });
}
