/** Says in the log that the newsroom was restored from a dump, so that nobody goes on giving away what was before. */

import { sql } from 'kysely';
import { takeLock } from '../engine/advisory-locks.ts';
import type { Trx } from '../engine/database.ts';
import { enqueueDeliveries } from './webhook-queue.ts';

/** Ids that may have been given behind the dump: years of a busy newsroom. Two thousand restores have room in an integer. */
const ID_GAP = 1_000_000;

/**
 * To be called last in the transaction that restores, at whichever migration: it needs only what the log has had from the first.
 * Processes, streams and CDNs have read a log that went on behind the dump; ids from here on
 * are above any that they know, so that they read this event, and throw away all that they keep.
 */
export async function recordRestored(trx: Trx): Promise<void> {
  await sql`
    select setval(pg_get_serial_sequence('event', 'id'), (select coalesce(max(id), 0) from event) + ${ID_GAP}::int)
  `.execute(trx);
  await takeLock(trx, 'events');
  await sql`insert into event (type) values ('newsroom.restored')`.execute(trx);
}

/** Webhooks are told once the database is at the latest version, whose jobs these are. */
export async function deliverRestored(trx: Trx): Promise<void> {
  await sql`
    with added as (select id, type from event where type = 'newsroom.restored' order by id desc limit 1),
    ${enqueueDeliveries}
    select from queued
  `.execute(trx);
}
