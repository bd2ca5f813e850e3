/** Snapshots: many statements that see the database as it was at one moment. */

import type { Db, Trx } from './database.ts';

/** Reads in one transaction (`repeatable read`, read only): it holds a connection, and the whole of an embedded engine, while it works. */
export function inSnapshot<Done>(db: Db, work: (snapshot: Trx) => Promise<Done>): Promise<Done> {
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work);
}
