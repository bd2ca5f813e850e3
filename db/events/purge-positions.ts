/**
 * Positions in the event log up to which others have been told, a CDN or a hub. Only one process at a time holds a position,
 * for a while that it may prolong: what it leaves undone another one does.
 */

import { sql } from 'kysely';
import type { Db } from '../engine/database.ts';
import { type LoggedEvent, loggedColumns } from './log.ts';

/** A CDN is purged of every event soon, and again a little later; a hub is told of it once. */
export type Pass = 'soon' | 'again' | 'hub';

export interface HeldPosition {
  readonly event_id: number;
  /** How often in a row it could not be moved on. */
  readonly failures: number;
}

/** How long a process holds a position that it doesn't prolong. */
const LEASE_MS = 15_000;

const later = (milliseconds: number) => sql`clock_timestamp() + make_interval(secs => ${milliseconds / 1000}::float8)`;
const before = (milliseconds: number) => later(-milliseconds);

/** Begins with what happens from now on, where nobody was told before; a restore is told to one that was there when it isn't in the dump. */
export async function makePurgePositions(db: Db, passes: readonly Pass[]): Promise<void> {
  await sql`
    insert into purge_position (pass, event_id)
    select pass, coalesce((select max(id) - 1 from event where type = 'newsroom.restored'), (select max(id) from event), 0)
    from unnest(${passes}::text[]) pass
    on conflict do nothing
  `.execute(db);
}

/**
 * @param delayMs younger events are left for later
 * @returns null when there is nothing to do, or somebody else is at it
 */
export async function takePosition(db: Db, pass: Pass, who: string, delayMs: number): Promise<HeldPosition | null> {
  const { rows } = await sql<HeldPosition>`
    update purge_position p set held_by = ${who}, held_until = ${later(LEASE_MS)}
    where pass = ${pass} and held_until <= clock_timestamp()
      and (select at from event where id > p.event_id order by id limit 1) <= ${before(delayMs)}
    returning event_id, failures
  `.execute(db);
  return rows[0] ?? null;
}

/** Events in their order, up to the first that is younger than the delay. */
export async function eventsToPurge(
  db: Db,
  { event_id }: HeldPosition,
  delayMs: number,
  most: number,
): Promise<LoggedEvent[]> {
  const { rows } = await sql<LoggedEvent>`
    select ${loggedColumns} from event
    where id > ${event_id} and id <= ${lastDue(event_id, delayMs)}
    order by id limit ${most}
  `.execute(db);
  return rows;
}

/** The last of them, however many there are. */
export async function lastToPurge(db: Db, { event_id }: HeldPosition, delayMs: number): Promise<number> {
  const { rows } = await sql<{ last: number }>`select ${lastDue(event_id, delayMs)} as last`.execute(db);
  return rows[0]?.last ?? event_id;
}

const lastDue = (after: number, delayMs: number) => sql<number>`coalesce(
  (select id - 1 from event where id > ${after} and at > ${before(delayMs)} order by id limit 1),
  (select max(id) from event),
  ${after}::int
)`;

/** @returns whether it is still held by this one */
export async function holdOn(db: Db, pass: Pass, who: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('purge_position')
    .set({ held_until: sql`${later(LEASE_MS)}` })
    .where('pass', '=', pass)
    .where('held_by', '=', who)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** @param pauseMs until it may be taken again */
export async function movePosition(db: Db, pass: Pass, who: string, eventId: number, pauseMs: number): Promise<void> {
  await leave(db, pass, who, pauseMs, { event_id: eventId, failures: 0 });
}

export async function putOffPosition(
  db: Db,
  pass: Pass,
  who: string,
  failures: number,
  pauseMs: number,
): Promise<void> {
  await leave(db, pass, who, pauseMs, { failures });
}

/** Lets go of what was begun, to be done by somebody else at once. */
export async function leavePosition(db: Db, pass: Pass, who: string): Promise<void> {
  await leave(db, pass, who, 0, {});
}

async function leave(
  db: Db,
  pass: Pass,
  who: string,
  pauseMs: number,
  change: { readonly event_id?: number; readonly failures?: number },
): Promise<void> {
  await db
    .updateTable('purge_position')
    .set({ ...change, held_by: null, held_until: sql`${later(pauseMs)}` })
    .where('pass', '=', pass)
    .where('held_by', '=', who)
    .execute();
}
