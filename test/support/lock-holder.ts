/** A process that takes the lock of the log of events in a transaction as the service does, says so, and stays there. */

import { takeLock } from '../../db/engine/advisory-locks.ts';
import { openDatabase } from '../../db/engine/connect.ts';
import { readConfig } from '../../src/config.ts';

const config = readConfig(process.env);
const { db } = await openDatabase({ ...config, poolSize: 1 });
const { promise: forEver } = Promise.withResolvers<void>();
await db.transaction().execute(async (trx) => {
  await takeLock(trx, 'events');
  process.stdout.write('holds\n');
  await forEver;
});
