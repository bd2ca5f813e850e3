import { type Kysely, sql } from 'kysely';

/**
 * How sure it is that two articles belong together, and by which version of the analysis the corpus was weighed: 0 is
 * what was before versions, and another than the service's own is worked out anew. Edges of before aren't known to be of
 * one story; those that were only noise go.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create type related_strength as enum ('SAME_STORY', 'SIMILAR')`.execute(db);
  await sql`alter table related_article add column strength related_strength not null default 'SIMILAR'`.execute(db);
  await sql`delete from related_article where score < 0.08`.execute(db);
  await sql`alter table text_corpus add column analysis integer not null default 0`.execute(db);
  // One that was under way has analysed texts as they were analysed before.
  await sql`delete from related_rebuild`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table text_corpus drop column analysis`.execute(db);
  await sql`alter table related_article drop column strength`.execute(db);
  await sql`drop type related_strength`.execute(db);
}
