/** How long statements may take, and what their transactions wait for. */

import { sql } from 'kysely';
import type { Trx } from './connect.ts';

/** For what nobody waits for: the rest of the transaction may take as long as it needs. */
export async function withoutStatementTimeout(trx: Trx): Promise<void> {
  await sql`set local statement_timeout = 0`.execute(trx);
}

/**
 * The transaction needn't wait for the disk when it ends: for what is worked out from the rest, and followed by something
 * that does wait. A crash in between undoes both.
 */
export async function withoutWaitingForDisk(trx: Trx): Promise<void> {
  await sql`set local synchronous_commit = off`.execute(trx);
}
