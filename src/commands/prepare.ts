/** Runs behind `npm ci`: makes what a first start would otherwise wait for. An install doesn't fail for the lack of it. */

import { makeTemplate } from '../../db/engine/embedded-template.ts';

await makeTemplate().catch((error: Error) => {
  process.stderr.write(`No template of the embedded database was made; a first start takes longer. ${error.message}\n`);
});
