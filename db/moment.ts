/** A given time where SQL otherwise takes the database's clock: for replays, and tests of what happens when. */

import { type RawBuilder, sql } from 'kysely';

export function moment(at: Date): RawBuilder<Date> {
  return sql<Date>`${at.toISOString()}::timestamptz`;
}
