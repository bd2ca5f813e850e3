import { type Kysely, sql } from 'kysely';

/**
 * Articles are indexed anew in the background, the latest first: digits of other scripts, Persian letters, apostrophes that count as
 * letters, and words behind an Arabic or Hebrew prefix are found as readers type them.
 *
 * Contracts: nothing that the version before asks for; of what is indexed anew it finds less by such signs.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`insert into article_to_index (article_id) select id from article on conflict do nothing`.execute(db);
}

export async function down(): Promise<void> {}
