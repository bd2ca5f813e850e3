/** Retention: deletes old engine events, delivered webhook messages and idempotency keys. Done by any process, as often as it likes. */

import { sql } from 'kysely';
import type { Db } from './engine/database.ts';
import { tidyKeys } from './engine/idempotency.ts';

/** Days for which one can see that something was delivered; what wasn't stays. */
const DELIVERED_DAYS = 30;
/** Whoever hears of what the engine does hears of it within seconds, or is brought up to date as a whole. */
const ENGINE_EVENT_DAYS = 1;
/** In one statement. */
const MAX_ROWS_AT_ONCE = 10_000;

/** The log of what people and the clock did is retained for ever. */
export async function tidyLog(db: Db): Promise<void> {
  await tidyKeys(db);
  // Relies on event_type_order: the oldest come first.
  await sql`
    delete from event where id in (
      select id from event
      where type in ('related.changed', 'search.indexed') and at < now() - make_interval(days => ${ENGINE_EVENT_DAYS}::int)
      order by id limit ${MAX_ROWS_AT_ONCE}
    )
  `.execute(db);
  await sql`
    delete from webhook_delivery where id in (
      select id from webhook_delivery
      where status = 'DELIVERED' and last_attempt_at < now() - make_interval(days => ${DELIVERED_DAYS}::int)
      -- Those of a webhook that is being deleted go with it, and aren't waited for.
      order by id limit ${MAX_ROWS_AT_ONCE} for update skip locked
    )
  `.execute(db);
}
