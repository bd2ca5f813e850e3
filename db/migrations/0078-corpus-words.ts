import { type Kysely, sql } from 'kysely';

/**
 * The words of the corpus, and in how many articles each is; the row of '' says how many there are. `keys` are hashes of
 * the word and of what is left without one of its letters: words that share one are a typing error apart. Articles are
 * counted behind their publication, since many have the same words.
 *
 * Contracts: nothing that the version before asks for; it writes no `article_words`, on which the trigger is.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table corpus_word (
      word text collate "C" primary key,
      articles integer not null,
      keys integer[] not null default '{}'
    )
  `.execute(db);
  await sql`create index corpus_word_keys on corpus_word using gin (keys)`.execute(db);
  await sql`
    create table article_to_count (article_id integer primary key references article (id) on delete cascade)
  `.execute(db);
  await sql`
    create function count_article() returns trigger language plpgsql as $$
    begin
      insert into article_to_count (article_id) values (new.article_id) on conflict do nothing;
      return null;
    end
    $$
  `.execute(db);
  await sql`
    create trigger article_words_counted after insert on article_words for each row execute function count_article()
  `.execute(db);
  await sql`insert into article_to_count (article_id) select article_id from article_words`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop trigger article_words_counted on article_words`.execute(db);
  await sql`drop function count_article`.execute(db);
  await sql`drop table article_to_count`.execute(db);
  await sql`drop table corpus_word`.execute(db);
}
