/** A process without rights that opens data folders, and says for each what it is told. */

import '@electric-sql/pglite';
import { openDatabase } from '../../db/engine/connect.ts';
import { DatabaseUnusable } from '../../db/engine/database-unusable.ts';

/** On Debian, whoever has no rights at all. */
const NOBODY = 65_534;

// For root nothing is read-only. All that it runs is loaded by now, which nobody may be allowed to read.
if (process.getuid?.() === 0) {
  process.setgroups?.([]);
  process.setgid?.(NOBODY);
  process.setuid?.(NOBODY);
}
for (const dataDir of process.argv.slice(2)) {
  const told = await openDatabase({ dataDir, poolSize: 1, statementTimeoutMs: 0 }).then(
    (database) => database.close().then(() => 'opened'),
    (error: unknown) => (error instanceof DatabaseUnusable ? error.message : `not in words: ${error}`),
  );
  process.stdout.write(`${told}\n`);
}
