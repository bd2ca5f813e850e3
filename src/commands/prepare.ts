/**
 * Runs after `npm ci` (postinstall): makes the embedded databases that newsrooms begin as copies of, the bundle of
 * GraphiQL, and what a start reads in place of finding its packages' modules and compiling the service.
 */

import { execFile } from 'node:child_process';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { emptyTemplate, makeTemplate, removeOtherTemplates } from '../../db/engine/cluster-templates.ts';
import { compileEngineOnce } from '../../db/engine/embedded-engine.ts';
import { migrate } from '../../db/engine/migrate.ts';
import { fillDemoTemplate } from '../demo/seed.ts';
import { demoTemplate } from '../demo/template.ts';
import { openBundle, removeOtherBundles } from '../graphiql/bundle.ts';
import { bundlePackages } from '../packages/bundle.ts';
import { bundlesFolder } from '../packages/place.js';

/**
 * Removes what other versions left, then makes this one's.
 *
 * @param make makes one
 * @param templates the folder, if not where an installation has it
 */
export async function makeTemplates(make = makeTemplate, templates?: string): Promise<void> {
  const demo = demoTemplate();
  const where = templates === undefined ? {} : { templates };
  removeOtherTemplates([emptyTemplate, demo, compiled, basename(bundlesFolder())], templates);
  await make(emptyTemplate, migrate, where);
  await make(demo, fillDemoTemplate, { from: emptyTemplate, ...where });
}

async function makeBundle(): Promise<void> {
  await removeOtherBundles();
  await openBundle();
}

/** As `src/main.js` names it, beside the templates. */
const compiled = 'compiled';

/** In a process of its own: what this one has loaded already wouldn't be kept. */
async function compileService(): Promise<void> {
  await promisify(execFile)(process.execPath, [join(import.meta.dirname, '../main.js'), 'compile']);
}

// An install doesn't fail for the lack of them: a first start makes its own.
if (import.meta.main) {
  compileEngineOnce();
  await makeTemplates().catch(report('No templates of the embedded database were made; a first start takes longer.'));
  await bundlePackages().catch(report('The service’s packages were not bundled; each start takes longer.'));
  await compileService().catch(report('The service was not compiled; a first start takes longer.'));
  await makeBundle().catch(report('No bundle of GraphiQL was made; a first look at it takes longer.'));
}

function report(what: string): (error: Error) => void {
  return (error) => void process.stderr.write(`${what} ${error.message}\n`);
}
