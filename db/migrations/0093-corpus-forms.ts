import { type Kysely, sql } from 'kysely';

/**
 * The corpus' stems are counted as its words are (`~elect`), and the row of '' has how many words its articles have
 * together, of which a search knows how long an article is for this newsroom. All articles are indexed and counted anew
 * in the background.
 *
 * Contracts: nothing that the version before asks for; it counts words alone, until it is gone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table corpus_word add column words bigint not null default 0`.execute(db);
  await sql`delete from corpus_word`.execute(db);
  await sql`
    insert into article_to_count (article_id) select article_id from article_words on conflict do nothing
  `.execute(db);
  await sql`insert into article_to_index (article_id) select id from article on conflict do nothing`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table corpus_word drop column words`.execute(db);
  await sql`delete from corpus_word`.execute(db);
  await sql`
    insert into article_to_count (article_id) select article_id from article_words on conflict do nothing
  `.execute(db);
}
