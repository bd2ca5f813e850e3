import { type Kysely, sql } from 'kysely';

/**
 * `article_words.pairs`: what stands side by side in an article, as numbers, so that a phrase of frequent words is looked
 * for among those that may have it. Null until an article is indexed anew, which happens in the background.
 *
 * Contracts: nothing that the version before asks for; what it indexes has no pairs, and is looked through.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table article_words add column pairs integer[]`.execute(db);
  await sql`alter table article_words alter column pairs set storage external`.execute(db);
  await sql`create index article_words_pairs on article_words using gin (pairs)`.execute(db);
  await sql`create index article_words_unpaired on article_words (article_id) where pairs is null`.execute(db);
  await sql`insert into article_to_index (article_id) select id from article on conflict do nothing`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table article_words drop column pairs`.execute(db);
}
