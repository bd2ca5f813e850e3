import { type Kysely, sql } from 'kysely';

/**
 * Articles are indexed anew in the background, the latest first, and their words counted anew behind that: digits of other
 * scripts, Persian letters, apostrophes that count as letters, and words behind an Arabic or Hebrew prefix are found as readers
 * type them. `article_words.signs` is what `pairings` was when they were written by these rules: whoever doesn't know them counts
 * the one up and leaves the other. `corpus_word.languages` are primary subtags of what has the word.
 *
 * Contracts: nothing that the version before asks for; of what is indexed anew it finds less by such signs, what it indexes is
 * told by `signs`, and it ranks by the words that are counted so far.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table article_words add column signs integer`.execute(db);
  await sql`
    create index article_words_unsigned on article_words (article_id) where signs is distinct from pairings
  `.execute(db);
  await sql`alter table corpus_word add column languages text[] not null default '{}'`.execute(db);
  await indexAnew(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table corpus_word drop column languages`.execute(db);
  await sql`alter table article_words drop column signs`.execute(db);
  await indexAnew(db);
}

async function indexAnew(db: Kysely<unknown>): Promise<void> {
  await sql`insert into article_to_index (article_id) select id from article on conflict do nothing`.execute(db);
  await sql`delete from corpus_word`.execute(db);
  await sql`
    insert into article_to_count (article_id) select article_id from article_words on conflict do nothing
  `.execute(db);
}
