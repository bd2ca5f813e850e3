import { type Kysely, sql } from 'kysely';

/** An empty alternative text says that a picture is decorative; none says nothing. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table lead_image drop constraint lead_image_alt_check`.execute(db);
  await sql`alter table lead_image add constraint lead_image_alt_check check (length(alt) <= 2000)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table lead_image drop constraint lead_image_alt_check`.execute(db);
  await sql`update lead_image set alt = null where alt = ''`.execute(db);
  await sql`alter table lead_image add constraint lead_image_alt_check check (length(alt) between 1 and 2000)`.execute(
    db,
  );
}
