/** A data folder that this process has open, as `npm start` has: commands borrow its engine, which spares each starting one. */

import { openDatabase } from '../../db/engine/connect.ts';
import type { Database } from '../../db/engine/database.ts';
import { type Lending, lendDatabase } from '../../db/engine/lend.ts';
import { migrate } from '../../db/engine/migrate.ts';
import { programVersion } from '../../db/engine/version.ts';

export interface HeldFolder {
  /** Opens it, where it isn't; makes the newsroom in it, where there is none. */
  hold(): Promise<void>;
  release(): Promise<void>;
}

export function holdFolder(dataDir: string): HeldFolder {
  let held: { readonly database: Database; readonly lending: Lending } | undefined;
  return {
    async hold() {
      if (held !== undefined) return;
      const database = await openDatabase({ dataDir, poolSize: 1, statementTimeoutMs: 0 });
      await migrate(database.db);
      held = {
        database,
        lending: await lendDatabase(database, dataDir, { version: await programVersion(), ready: Promise.resolve() }),
      };
    },
    async release() {
      await held?.lending.close();
      await held?.database.close();
      held = undefined;
    },
  };
}
