import { type Kysely, sql } from 'kysely';

/** Names that a draft's text gives of sources that the catalogue doesn't know: nothing that readers see is made of them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table draft add column suggested_source_names text[] not null default '{}'`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table draft drop column suggested_source_names`.execute(db);
}
