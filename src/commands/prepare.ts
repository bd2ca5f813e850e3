/** Runs after `npm ci` (postinstall): makes the embedded databases that newsrooms begin as copies of. */

import { emptyTemplate, makeTemplate, removeOtherTemplates } from '../../db/engine/cluster-templates.ts';
import { migrate } from '../../db/engine/migrate.ts';
import { fillDemoTemplate } from '../demo/seed.ts';
import { demoTemplate } from '../demo/template.ts';

async function makeTemplates(): Promise<void> {
  const demo = demoTemplate();
  removeOtherTemplates([emptyTemplate, demo]);
  await makeTemplate(emptyTemplate, migrate);
  await makeTemplate(demo, fillDemoTemplate, { from: emptyTemplate });
}

// An install doesn't fail for the lack of them: a first start makes its own.
if (import.meta.main) {
  await makeTemplates().catch((error: Error) => {
    process.stderr.write(
      `No templates of the embedded database were made; a first start takes longer. ${error.message}\n`,
    );
  });
}
