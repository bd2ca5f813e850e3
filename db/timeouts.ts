/** How long statements may take. */

import { sql } from 'kysely';
import type { Trx } from './connect.ts';

/** For what nobody waits for: the rest of the transaction may take as long as it needs. */
export async function withoutStatementTimeout(trx: Trx): Promise<void> {
  await sql`set local statement_timeout = 0`.execute(trx);
}
