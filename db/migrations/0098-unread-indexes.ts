import { type Kysely, sql } from 'kysely';

/**
 * Indexes over the words of articles that nothing asks any more, since search has a table of its own: each article's words
 * went into both.
 *
 * Contracts: searches of the version before find the same, and read every article for it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`drop index article_document`.execute(db);
  await sql`drop index article_card`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`create index article_card on article using gin (card)`.execute(db);
  await sql`create index article_document on article using gin (document)`.execute(db);
}
