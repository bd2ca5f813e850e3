/**
 * Leads imports of packages to bundles of them. A start loads some thousand modules of packages, and finding, reading and linking one
 * takes longer than running it; an installation bundles those that most of them belong to (`bundle.ts`). Without types, as
 * `src/main.js`, which imports it before anything else.
 */

import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundlesFolder, modulesFolder } from './place.js';

const modules = modulesFolder();

/** By what stands in an `import`, its bundle; undefined where nothing was bundled, or a part of it is lost. */
function readBundles() {
  try {
    const folder = bundlesFolder();
    const { bundles: made, files } = JSON.parse(readFileSync(join(folder, 'bundles.json'), 'utf8'));
    if (!files.every((file) => existsSync(join(folder, file)))) return undefined;
    const urlOf = (folderOf, file) => pathToFileURL(join(folderOf, file)).href;
    return new Map(
      made.map(({ name, file, main }) => [name, { url: urlOf(folder, file), main: urlOf(modules, main) }]),
    );
  } catch {
    return undefined;
  }
}

const bundles = readBundles();
const ofPackages = pathToFileURL(join(modules, '/')).href;

if (bundles !== undefined) {
  registerHooks({
    resolve(specifier, context, next) {
      const bundle = bundles.get(specifier);
      if (bundle === undefined) return next(specifier, context);
      // What a package imports may be another version than the service's; where it is the same, there must be one of it.
      if (specifier !== 'graphql' && context.parentURL?.startsWith(ofPackages)) {
        const found = next(specifier, context);
        if (found.url !== bundle.main) return found;
      }
      return { url: bundle.url, format: 'module', shortCircuit: true };
    },
  });
}
