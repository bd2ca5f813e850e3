/** Statement timeouts and asynchronous commit, for one transaction. */

import { sql } from 'kysely';
import type { Trx } from './database.ts';

/** For what nobody waits for: the rest of the transaction may take as long as it needs. */
export async function withoutStatementTimeout(trx: Trx): Promise<void> {
  await sql`set local statement_timeout = 0`.execute(trx);
}

/**
 * For what is worked out from the rest, and followed by something that waits for the disk: the transaction takes as long
 * as it needs, and needn't wait for the disk when it ends. A crash in between undoes both.
 */
export async function withAsyncCommit(trx: Trx): Promise<void> {
  await sql`select set_config('statement_timeout', '0', true), set_config('synchronous_commit', 'off', true)`.execute(
    trx,
  );
}

/** For what goes on at the pace of a file: neither a statement nor the time between two ends the transaction. */
export async function withoutTimeouts(trx: Trx): Promise<void> {
  await sql`
    select set_config('statement_timeout', '0', true), set_config('idle_in_transaction_session_timeout', '0', true)
  `.execute(trx);
}
