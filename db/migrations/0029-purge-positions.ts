import { type Kysely, sql } from 'kysely';

/**
 * Up to which event a CDN has been purged, once and a second time; whoever holds a position until a moment purges, and
 * nobody else.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table purge_position (
      pass text primary key,
      event_id integer not null,
      held_by text,
      held_until timestamptz not null default '-infinity',
      failures integer not null default 0
    )
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table purge_position`.execute(db);
}
