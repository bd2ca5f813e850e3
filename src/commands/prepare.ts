/**
 * Runs after `npm ci` (postinstall): makes the embedded databases that newsrooms begin as copies of, and the bundle of
 * GraphiQL.
 */

import { emptyTemplate, makeTemplate, removeOtherTemplates } from '../../db/engine/cluster-templates.ts';
import { migrate } from '../../db/engine/migrate.ts';
import { fillDemoTemplate } from '../demo/seed.ts';
import { demoTemplate } from '../demo/template.ts';
import { openBundle, removeOtherBundles } from '../graphiql/bundle.ts';

async function makeTemplates(): Promise<void> {
  const demo = demoTemplate();
  removeOtherTemplates([emptyTemplate, demo]);
  await makeTemplate(emptyTemplate, migrate);
  await makeTemplate(demo, fillDemoTemplate, { from: emptyTemplate });
}

async function makeBundle(): Promise<void> {
  await removeOtherBundles();
  await openBundle();
}

// An install doesn't fail for the lack of them: a first start makes its own.
if (import.meta.main) {
  await makeTemplates().catch(report('No templates of the embedded database were made; a first start takes longer.'));
  await makeBundle().catch(report('No bundle of GraphiQL was made; a first look at it takes longer.'));
}

function report(what: string): (error: Error) => void {
  return (error) => void process.stderr.write(`${what} ${error.message}\n`);
}
