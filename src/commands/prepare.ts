/** Runs after `npm ci` (postinstall): makes the empty embedded database that newsrooms begin as copies of. */

import { makeTemplate } from '../../db/engine/embedded-template.ts';

// An install doesn't fail for the lack of it: a first start makes its own.
if (import.meta.main) {
  await makeTemplate().catch((error: Error) => {
    process.stderr.write(
      `No template of the embedded database was made; a first start takes longer. ${error.message}\n`,
    );
  });
}
