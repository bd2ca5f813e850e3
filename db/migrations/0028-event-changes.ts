import { type Kysely, sql } from 'kysely';

/** Which lists of readers an event touches: slugs of topics and sources, those of before it too. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table event add column changes jsonb not null default '{}'`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table event drop column changes`.execute(db);
}
