import { type Kysely, sql } from 'kysely';

/** Whether an origin's input came from another site than the piece is on, whose own word on it counts for more. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table import_origin add column is_of_another_site boolean not null default false`.execute(db);
  await sql`alter table held_piece add column is_of_another_site boolean not null default false`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table held_piece drop column is_of_another_site`.execute(db);
  await sql`alter table import_origin drop column is_of_another_site`.execute(db);
}
