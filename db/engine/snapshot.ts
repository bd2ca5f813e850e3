/** Snapshots: many statements that see the database as it was at one moment. */

import type { Db, Trx } from './database.ts';
import { withPausesBetweenStatements } from './timeouts.ts';

/** Reads in one transaction (`repeatable read`, read only): it holds a connection, and the whole of an embedded engine, while it works. */
export function inSnapshot<Done>(db: Db, work: (snapshot: Trx) => Promise<Done>): Promise<Done> {
  const reading = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
  return reading.execute(async (snapshot) => {
    await withPausesBetweenStatements(snapshot);
    return work(snapshot);
  });
}
