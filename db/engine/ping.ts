/** Health check of the database: whether it answers. */

import { sql } from 'kysely';
import type { Db } from './database.ts';

/** @throws when it doesn't */
export async function ping(db: Db): Promise<void> {
  await sql`select 1`.execute(db);
}
